# The frame of every page, and what goes wrong there.

web-skip = Siirry sisältöön
web-menu = Päävalikko
web-sign-out = Kirjaudu ulos
web-demo = Tämä on esittelyrekisteri. Kaikki asiakkaat on keksitty.
web-next = Seuraavat
web-save = Tallenna
web-problem = Sivua ei voi näyttää
web-home = Etusivulle
error-web-session-over = Istuntosi on päättynyt, eikä mitään tallennettu. Kirjaudu sisään, niin palaat samalle sivulle, ja täytä lomake uudelleen.
error-web-form-forged = Lomake ei tullut tältä sivulta, eikä mitään tallennettu. Avaa sivu uudelleen ja yritä sitten.
error-web-form-unreadable = Lomaketta ei voitu lukea. Avaa sivu uudelleen ja täytä lomake uudestaan.
error-web-too-large = Lähetetty tiedosto tai lomake on liian suuri. Pyydä ylläpitäjää tuomaan iso tiedosto.
error-web-too-slow = Lähetys kesti liian kauan, eikä mitään tallennettu. Yritä uudelleen.
error-web-too-often = Pyyntöjä tuli liian monta kerralla. Odota hetki ja yritä uudelleen.
error-web-no-page = Sivua ei löydy. Tarkista osoite tai palaa etusivulle.
error-web-template = Sivua ei voitu koota. Ilmoita tästä ylläpitäjälle.
error-web-listen-not-loopback = Ilman TLS-suojausta palvellaan vain tämän koneen osoitteita, kuten 127.0.0.1:7780. Muuta valitsinta --listen tai anna --host (varmenne luodaan), --certificate ja --key tai --trusted-proxy.
error-web-listen-taken = Osoitetta ei voi kuunnella. Jokin toinen ohjelma käyttää sitä: valitse toinen portti valitsimella --listen.
language-fi = suomi
language-sv = ruotsi
language-en = englanti
web-not-done = Toiminto ei onnistunut
web-wait-seconds = { $count ->
        [one] Liian monta epäonnistunutta yritystä. Yritä uudelleen sekunnin kuluttua.
       *[other] Liian monta epäonnistunutta yritystä. Yritä uudelleen { $count } sekunnin kuluttua.
    }
web-wait-minutes = { $count ->
        [one] Liian monta epäonnistunutta yritystä. Yritä uudelleen minuutin kuluttua.
       *[other] Liian monta epäonnistunutta yritystä. Yritä uudelleen { $count } minuutin kuluttua.
    }
error-web-method = Tätä osoitetta ei voi käyttää näin. Tarkista osoite tai palaa etusivulle.
error-web-busy = Rekisteri on varattu. Odota hetki ja yritä uudelleen.
error-web-failed = Ohjelmassa on virhe. Katso, mitä on tallennettu, ja ilmoita tästä ylläpitäjälle.
error-web-unreadable = Osoitetta tai lomaketta ei voitu lukea. Palaa etusivulle ja yritä sieltä uudelleen.
web-seek = Etsi asiakasta
web-keys = Näppäimet
web-undo = Kumoa
web-close = Sulje
web-tabs = Asiakkaan sivut
web-crumbs = Polku
web-section-customers = Asiakkaat
web-section-register = Rekisteri
web-section-settings = Asetukset
web-key-seek = hakukenttään
web-key-new = uusi asiakas
web-key-next = luettelon seuraavalle riville
web-key-previous = luettelon edelliselle riville
web-key-open = avaa valittu rivi
web-key-save = tallenna lomake, jolla olet
web-key-cancel = sulje lomake tallentamatta
web-key-undo = kumoa se, mitä juuri teit
web-key-keys = tämä ohje
web-keys-in-field = Kun olet kentässä, yksittäiset näppäimet kirjoittavat siihen. Esc vie pois kentästä.
web-look = Ulkoasu
web-look-auto = Kuten selaimessa
web-look-light = Vaalea
web-look-dark = Tumma
web-look-light-strong = Vaalea, suuri kontrasti
web-look-dark-strong = Tumma, suuri kontrasti
done-saved = Tallennettu.
done-added = Lisätty.
done-undone = Peruttu: tiedot ovat kuten ennen.
done-ended = Päätetty.
web-style = Sivujen osat
web-style-buttons = Painikkeet
web-style-fields = Kentät
web-style-list = Luettelo: näkymät, rajaukset, sarakkeet
web-style-table = Taulukko
web-style-messages = Kerrottavat
web-style-marks = Merkit
web-style-timeline = Aikajana
web-style-facts = Tosiasiat
web-style-empty = Tyhjä luettelo
web-style-drop = Tiedoston pudotus
web-style-progress = Edistyminen
web-style-form = Avattava lomake
web-style-example = Esimerkki
web-style-wrong = Pakollinen tieto puuttuu. Täytä kenttä.
web-style-nothing = Täällä ei ole vielä mitään. Aloita lisäämällä ensimmäinen.
web-file-again = Valitse tiedosto uudelleen: sitä ei otettu talteen.
web-drop = valitse tai pudota tähän
web-not-identity-code = Tämä ei ole henkilötunnus: { $piece }
web-not-identity-code-at = alkaa { $at }. merkistä
