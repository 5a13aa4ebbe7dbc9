# Import.

transfer-menu = Tuonti
transfer-title = Tuo asiakkaita tiedostosta
transfer-help = CSV-, Excel- (.xlsx) tai vCard-tiedosto. CSV:n ja Excelin ensimmäisellä rivillä on otsikot suomeksi, ruotsiksi tai englanniksi. Tiedosto tarkistetaan ensin kokonaan, eikä mitään tallenneta ennen kuin hyväksyt.
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
transfer-updated = Päivitettyjä
transfer-unchanged = Ennallaan
transfer-missing = Näistä ei löytynyt rekisteristä
transfer-what = Mitä tiedostossa on
transfer-what-customers = Asiakkaita
transfer-what-notes = Muistiinpanoja asiakkaista
transfer-mode = Mitä tehdään asiakkaille, jotka ovat jo rekisterissä
transfer-mode-create = Jätetään ennalleen, uudet luodaan
transfer-mode-update = Päivitetään, uusia ei luoda
transfer-mode-upsert = Päivitetään, uudet luodaan
transfer-key = Millä asiakas tunnistetaan
transfer-key-certain = Y-tunnuksella tai henkilötunnuksella
transfer-key-customer-number = Rekisterin asiakasnumerolla
transfer-key-business-id = Y-tunnuksella
transfer-key-identity-code = Henkilötunnuksella
transfer-key-email = Sähköpostiosoitteella
transfer-key-phone = Puhelinnumerolla
transfer-columns = Sarakkeet ja näytteet
transfer-columns-help = Valitse, mitä kussakin sarakkeessa on. Valinnat muistetaan, kun samasta lähteestä tuodaan uudelleen.
transfer-holds = Sisältö
transfer-holds-unknown = Valitse
transfer-holds-nothing = Jätetään pois
transfer-samples = Näytteitä
transfer-untitled = (ei otsikkoa)
transfer-sheet = Taulukko
transfer-sheet-choose = Valitse taulukko
transfer-check-so = Tarkista näin
transfer-back-to-check = Takaisin tarkistukseen
transfer-discard = Hylkää tiedosto
transfer-stop = Keskeytä tuonti
transfer-stopping = Tuonti keskeytyy, kun käsillä olevat rivit on kirjoitettu.
transfer-undo = Peru tuonti
transfer-undo-help = Asiakkaat, joihin kukaan ei ole koskenut tuonnin jälkeen, hävitetään avaimineen. Muutetut jäävät ja luetellaan. Päivitetyt tiedot palautetaan ennalleen niiltä, joita ei ole muutettu tuonnin jälkeen. Kiellot ja suostumukset jäävät.
transfer-undo-no-way-back = Hävitettyä ei voi palauttaa.
transfer-undo-type = Vahvista kirjoittamalla, montako tuonti loi tai päivitti: { $count }
transfer-undo-go = Peru tuonti
transfer-undo-unconfirmed = Luku ei vahvista perumista. Kirjoita se uudelleen.
transfer-undoing = Tuontia perutaan.
transfer-undo-cut-off = Peruminen keskeytyi. Peru uudelleen: se jatkuu siitä, mihin jäi.
transfer-undone = Tuonti on peruttu.
transfer-undone-tag = peruttu
transfer-undone-count = { $count ->
        [one] Yksi hävitetty.
       *[other] Hävitetty { $count }.
    }
transfer-restored = { $count ->
        [one] Yhden asiakkaan päivitetyt tiedot palautettiin ennalleen.
       *[other] { $count } asiakkaan päivitetyt tiedot palautettiin ennalleen.
    }
transfer-kept = Päivitettyinä jäävät
transfer-kept-why = Näitä asiakkaita on muutettu päivityksen jälkeen, tai peruuttaja ei saa muuttaa kaikkea, mitä tuonti heille toi. Heidän tietonsa jäävät sellaisiksi kuin ne nyt ovat. Korjaa ne tarvittaessa heidän omilla sivuillaan.
transfer-staying = Jäävät
transfer-staying-why = Näitä asiakkaita on muutettu tuonnin jälkeen, tai niihin liittyy joku muu.
transfer-place-heading = Puuttuu: ”{ $heading }”.
error-transfer-headings-no-key = Tiedostossa ei ole saraketta, jolla asiakkaat tunnistetaan. Valitse toinen tunniste tai kerro, missä sarakkeessa se on.
error-transfer-headings-no-note = Missään sarakkeessa ei ole muistiinpanoa. Otsikon pitää olla kuten Lisätiedot tai Muistiinpano.
error-transfer-file-stopped = Tuonti keskeytettiin pyynnöstä.
error-transfer-file-taken-back = Tuonti on peruttu tai sitä perutaan.
error-transfer-order-mode = Tehtäväsi ei anna nähdä ja muuttaa asiakkaita, joten et voi päivittää heitä tai lisätä muistiinpanoja. Pyydä toista tekemään tuonti.
error-transfer-row-missing = Rekisterissä ei ole tällaista asiakasta. Tarkista tunniste tai luo asiakas ensin.
error-transfer-row-several = Tunniste sopii useaan asiakkaaseen. Käytä toista tunnistetta.
error-transfer-row-kind-differs = Rivi koskee henkilöä ja rekisterissä on organisaatio, tai päinvastoin. Tarkista tunniste.
error-transfer-row-code-differs = Rekisterissä on toinen henkilötunnus, Y-tunnus tai syntymäaika. Tarkista tiedot asiakkaan sivulla.
error-transfer-row-key-missing = Tunniste puuttuu riviltä. Kirjoita se.
error-transfer-row-number = Asiakasnumerossa on vain numeroita, esimerkiksi 1001.
error-transfer-row-word = Sanaa ei tunneta. Käytä tietosuojaselosteen sanaa, esimerkiksi asiakkuus.
cli-restored = Palautettu ennalleen { $count }.
cli-taken-back = Hävitetty { $count }.
cli-compared = Pidetty { $held }, ei rekisterissä { $missing }, peruttu { $undone }.
error-cli-import-no-workbook = Valitsin --sheet koskee vain työkirjaa (.xlsx). Tämä tiedosto ei ole sellainen, tai se on tyhjä: jätä valitsin pois.
error-cli-import-mode = Tapaa ei tunneta. Kirjoita create, update tai upsert.
error-cli-import-key = Tunnistetta ei tunneta. Kirjoita certain, customer_number, business_id, identity_code, email tai phone.
error-transfer-row-twice = Aiempi rivi koskee samaa asiakasta. Jätä tiedostoon vain yksi rivi asiakasta kohti.
transfer-connection-hint = koskee niitä, jotka tuonti luo; muut pitävät omansa, ellei rivi sano toisin
transfer-go-update = { $count ->
        [one] Päivitä yksi asiakas
       *[other] Päivitä { $count } asiakasta
    }
transfer-go-and-update = { $count ->
        [one] päivitä yksi asiakas
       *[other] päivitä { $count } asiakasta
    }
transfer-go-notes = { $count ->
        [one] Tuo yksi muistiinpano
       *[other] Tuo { $count } muistiinpanoa
    }
transfer-go-sites = { $count ->
        [one] Tuo yksi kohde
       *[other] Tuo { $count } kohdetta
    }
transfer-go-tasks = { $count ->
        [one] Tuo yksi tehtävä
       *[other] Tuo { $count } tehtävää
    }
transfer-language = Asiakkaat, joiden rivi ei kerro kieltä, saavat rekisterin pääkielen: { $language }.
transfer-would = Luodaan { $created }, päivitetään { $updated }, ennalleen jää { $unchanged }, rivejä ei oteta { $rejected }.
transfer-rejected-name = hylatyt-rivit
transfer-rejected-workbook = Sama Excel-tiedostona
transfer-rejected-mend = Korjaa rivit ja tuo tiedosto uudelleen sellaisenaan.
