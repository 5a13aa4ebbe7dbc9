# Who saw whom.

records-menu = Loki
records-title = Mitä kukin on katsonut
records-help = Valitse käyttäjä tai ohjelman tehtävä. Lokin lukeminen kirjataan lokiin.
records-who-saw = Kuka on katsonut tätä asiakasta
records-what-seen = Mitä tämä käyttäjä on katsonut
records-back = Takaisin käyttäjiin
records-none = Rivejä ei ole.
records-none-so-far = Uusimpien rivien joukossa ei ole yhtään; vanhemmat ovat seuraavalla sivulla.
records-part-opened = Avattu, muutettu tai pyydetty
records-part-opened-help = Asiakkaan tiedot avattiin, niitä muutettiin tai luovutettiin, tai niihin pyrittiin ja pääsy evättiin.
records-part-listed = Vain luettelossa
records-part-listed-help = Asiakas oli luettelon rivillä tai haun osumissa. Muuta kuin rivin tietoja ei avattu.
records-action = Teko
records-purpose = Käyttötarkoitus
records-parties = Asiakkaat
records-listed = { $count ->
        [one] yksi listassa
       *[other] { $count } listassa
    }
records-opened = { $count ->
        [one] avattu
       *[other] { $count } avattu
    }
records-from = Mistä alkaen
records-until = Mihin asti
records-show = Näytä
error-records-time = Kirjoita aika muodossa 24.11.2026 tai 24.11.2026 10.30. Alla ovat kaikki rivit.
error-records-verification-underway = Lokia tarkistetaan jo. Pyydä hetken päästä uudelleen.
