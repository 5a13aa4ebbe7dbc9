# Import.

transfer-menu = Tuonti
transfer-title = Tuo asiakkaita tiedostosta
transfer-help = CSV-tiedosto, jonka ensimmäisellä rivillä on otsikot suomeksi, ruotsiksi tai englanniksi. Tiedosto tarkistetaan ensin kokonaan, eikä mitään tallenneta ennen kuin hyväksyt.
transfer-name = Mistä tiedot ovat
transfer-name-hint = sana, josta tunnistat tuonnin myöhemmin
transfer-ground-hint = jos tiedostossa on henkilötunnuksia
transfer-no-codes = Ei henkilötunnuksia
transfer-ignore-unknown = Jätä pois sarakkeet, joiden otsikkoa ei tunneta
transfer-create-likely = Tuo myös ne, jotka voivat olla jo rekisterissä
transfer-file = Tiedosto
transfer-check = Tarkista tiedosto
transfer-earlier = Aiemmat tuonnit
transfer-none = Mitään ei ole vielä tuotu.
transfer-batch = Tuonti
transfer-created = Uusia asiakkaita
transfer-known = Jo rekisterissä
transfer-rejected = Hylättyjä rivejä
transfer-rows = Rivejä käsitelty
transfer-unfinished = kesken
transfer-checked = Tarkistuksen tulos
transfer-nothing-yet = Mitään ei ole vielä tallennettu. Näin tuonnissa kävisi:
transfer-go = { $count ->
        [one] Tuo yksi asiakas
       *[other] Tuo { $count } asiakasta
    }
transfer-back = Takaisin tuontiin
transfer-problems = Rivit, joita ei oteta
transfer-line = Rivi
transfer-column = Sarake
transfer-why = Miksi
transfer-progress = Tuonnin eteneminen
transfer-pace = { $count } riviä sekunnissa.
transfer-left = Aikaa jäljellä noin { $count } s.
transfer-done = Tuonti on valmis.
transfer-cut-off = Tuonti keskeytyi. Se, mitä ehdittiin tuoda, on tallessa.
transfer-resume = Jatka siitä, mihin jäi
transfer-resume-by-file = Tuo sama tiedosto uudelleen: tuonti jatkuu siitä, mihin jäi.
transfer-checking = Tiedostoa tarkistetaan. Mitään ei tallenneta.
transfer-check-progress = Tarkistuksen eteneminen
transfer-check-cut-off = Tarkistus keskeytyi.
transfer-check-again = Tarkista uudelleen
transfer-place-line = Rivi { $line }.
transfer-place-column = Sarake { $number }: ”{ $heading }”.
transfer-rejected-file = Lataa hylätyt rivit
transfer-rejected-hint = Tiedosto hävitetään 30 päivän kuluttua.
error-transfer-file-already = Tämä tiedosto on jo tuotu. Valitse toinen tiedosto.
error-transfer-file-underway = Samaa tiedostoa tuodaan parhaillaan toisaalla. Odota, että se tuonti päättyy, ja katso sen tulos.
error-transfer-file-unreadable = Tiedostoa ei voitu lukea. Tarkista, että se on olemassa ja että saat lukea sitä.
error-transfer-file-missing = Valitse tiedosto.
error-transfer-source-missing = Kirjoita, mistä tiedot ovat.
error-transfer-headings-no-name = Missään sarakkeessa ei ole nimeä. Ensimmäisellä rivillä pitää olla otsikko kuten Sukunimi, Nimi tai Yritys.
error-transfer-headings-unknown = Tiedostossa on sarake, jonka otsikkoa ei tunneta. Korjaa otsikko tai jätä tuntemattomat sarakkeet pois.
error-transfer-headings-twice = Kahdessa sarakkeessa on sama tieto. Poista toinen.
error-transfer-file-other-order = Tämän tiedoston tuonti on kesken toisin valinnoin. Jatka sitä samoilla valinnoilla ja samalla kielellä.
error-transfer-order-source = Tietosuojaseloste ei nimeä tätä tietolähdettä. Valitse toinen.
error-transfer-row-contact-of-known = Yritys on jo rekisterissä tai tiedostossa. Lisää yhteyshenkilö yrityksen sivulla.
