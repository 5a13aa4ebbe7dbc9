# Export.

export-menu = Vienti
export-title = Vie asiakkaita tiedostoon
export-help = Ennen kuin mitään lähtee, näet, montako asiakasta tiedostoon tulee. Jokaisen asiakkaan lokiin jää, kuka vei hänen tietonsa, milloin ja miksi.
export-words = Ketkä
export-words-hint = hakusanat kuten asiakashaussa; tyhjä vie kaikki
export-choices = Mitkä tiedot
export-no-codes = Henkilötunnuksia ei viedä koskaan. Osoitteen mukana lähtee aina tieto turvakiellosta.
export-format = Tiedoston muoto
export-format-csv = CSV taulukkolaskentaan
export-format-json = JSON ohjelmille
export-format-xlsx = Excel (XLSX)
export-format-vcard = vCard osoitekirjaan
export-reason = Miksi
export-reason-hint = syy talletetaan lokiin suljettuna
export-count = Näytä, montako
export-exactly = { $count ->
        [one] Tiedostoon tulee yksi asiakas.
       *[other] Tiedostoon tulee { $count } asiakasta.
    }
export-at-most = { $count ->
        [one] Tiedostoon tulee enintään yksi asiakas.
       *[other] Tiedostoon tulee enintään { $count } asiakasta.
    }
export-of-found = Hakusanoilla löytyneet, joiden tietoja saat viedä.
export-of-all = Koko asiakasluettelo ilman niitä, joiden tietoja et saa viedä.
export-before = Tiedosto on henkilötietoja. Säilytä sitä vain niin kauan kuin syy vaatii, ja poista se sitten.
export-go = Lataa tiedosto
export-back = Takaisin
export-choice-number = Asiakasnumero
export-choice-kind = Henkilö vai yritys
export-choice-names = Nimet ja Y-tunnus
export-choice-former-names = Entiset nimet
export-choice-birth-date = Syntymäaika
export-choice-address = Osoitteet
export-choice-phone = Puhelinnumerot
export-choice-email = Sähköpostiosoitteet
export-choice-language = Asiointikieli
export-choice-non-disclosure = Turvakielto
export-choice-deceased = Kuolinpäivä
export-choice-marketing-ban = Markkinointikielto
export-choice-connections = Asiakassuhteet
export-choice-notes = Lisätiedot
export-choice-fields = Omat kentät
export-other-addresses = Muut osoitteet
export-other-phones = Muut puhelimet
export-other-emails = Muut sähköpostit
export-person = henkilö
export-organisation = yritys
export-yes = kyllä
export-no = ei
cli-export-done = { $count ->
        [one] Yksi asiakas on tiedostossa { $file }.
       *[other] { $count } asiakasta on tiedostossa { $file }.
    }
error-export-nothing-chosen = Valitse ainakin yksi tieto.
error-export-not-yours = Roolisi ei saa viedä tätä tietoa. Jätä se pois.
error-export-filter = Luettelossa on rajaus, jota viennin tekevä roolisi ei saa käyttää. Poista se luettelosta ensin.
error-export-too-many-found = Haku löytää yli 20 000 asiakasta. Rajaa hakua tai vie kaikki.
error-export-too-many-rows = Asiakkaita on enemmän kuin tähän tiedostomuotoon mahtuu. Vie CSV-tiedostona tai rajaa hakua.
error-export-not-written = Tiedostoa ei saatu koottua. Yritä uudelleen.
error-export-choice = Tietoa ei tunneta. Kirjoita esimerkiksi number,names,address,phone,email.
error-export-reason-long = Kirjoita syy enintään 500 merkillä.
export-of-list = Vain ne, jotka valittiin asiakasluettelosta.
export-of-everyone = Vie mieluummin kaikki
