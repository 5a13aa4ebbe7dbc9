# Retention: why something is held and until when.

retention-tab = Miksi täällä
retention-title = Miksi nämä tiedot ovat täällä
retention-ask = Miksi tämä on täällä?
retention-help = Jokainen tieto on täällä selosteen mukaan: siihen käyttötarkoitukseen, sillä perusteella ja sen ajan, jonka seloste sanoo. Näet tässä ne tiedot, jotka saat nähdä.
retention-more = ja { $count } muuta.
retention-replaced = { $count ->
        [one] Yksi aiempi tieto on tallella.
       *[other] { $count } aiempaa tietoa on tallella.
    }
retention-purposes = Mitä varten
retention-no-purposes = Seloste ei sano, mitä varten.
retention-until = Kuinka kauan
retention-seen-by = Ketkä näkevät
retention-receivers = Kenelle voidaan antaa
retention-no-receivers = Ei kenellekään säännöllisesti.
retention-not-stated = Seloste ei sano, kuinka kauan. Mitään ei poisteta itsestään.
retention-in-force = Niin kauan kuin se on voimassa.
retention-not-started = { $time }. Aika ei ole vielä alkanut.
retention-from = { $time }.
retention-each = { $time }, jokainen erikseen.
retention-day = { $day } asti: { $time }.
retention-over = { $day } asti: { $time }. Aika on päättynyt.

## What is due, holds, erasures.
retention-menu = Säilytysajat
retention-holds-tab = Poistokiellot
retention-erasure-tab = Poistaminen
retention-holds = Poistokiellot
retention-holds-help = Poistokielto pitää tiedot tallessa, vaikka niiden aika on päättynyt: niitä tarvitaan oikeusvaatimukseen tai viranomainen on pyytänyt ne. Kun kielto puretaan, aikansa ylittäneet tiedot poistuvat seuraavassa ajossa.
retention-no-holds = Poistokieltoja ei ole.
retention-hold-add = Aseta poistokielto
retention-hold-what = Mitä kielto koskee
retention-hold-all = Kaikki asiakkaan tiedot
retention-hold-lot = erä { $number }
retention-hold-unknown = Syytä ei ole enää tallessa: rekisteri palautettiin vanhasta varmuuskopiosta. Kielto on voimassa.
retention-reason = Syy
retention-review = Tarkistetaan viimeistään
retention-review-on = Tarkistetaan { $day }.
retention-lifted-at = Purettu { $at }.
retention-lift = Pura kielto
retention-queue = Säilytysajan ylittäneet tiedot
retention-queue-help = Kun selosteen aika on päättynyt, tieto poistetaan. Osa poistuu itsestään, osan katsoo läpi ihminen. Se, mitä joku vielä tarvitsee tai mitä poistokielto tai käsittelyn rajoitus koskee, jää ja syy kerrotaan.
retention-nothing-due = Mikään ei ole ylittänyt aikaansa.
retention-due = Aikansa ylittäneet
retention-due-count = Aikansa ylittäneitä
retention-stays-count = Jää
retention-gone-count = Poistettu
retention-waits-count = Odottaa läpikäyntiä
retention-by-whom = Kuka poistaa
retention-last-run = Viimeisin ajo
retention-run-day = Päivä
retention-run-state = Tila
retention-run-ended = valmis { $at }
retention-run-at = kesken, eteni { $at }
retention-cases = Poistopäätökset
retention-case = Poistopäätös
retention-choose = Valitse
retention-since = Alkaen
retention-why-stays = Miksi jää
retention-one-value = yksi tieto
retention-whole-category = koko tietoryhmä
retention-look-through = Katso, mitä poistuu
retention-confirm = Poista aikansa ylittäneet
retention-customers = Asiakkaita
retention-lots = Eriä, joiden avain tuhotaan
retention-values = Yksittäisiä tietoja
retention-type-count = Vahvista kirjoittamalla määrä { $count }
retention-no-way-back = Tätä ei voi perua: avaimet tuhotaan ensin, eikä tietoja saa auki mistään varmuuskopiosta.
retention-erase = Poista
retention-back = Takaisin
retention-erasure = Tietojen poistaminen
retention-erasure-help = Päätä jokaisesta tietoryhmästä ja käyttötarkoituksesta erikseen: myönnetään perusteella, tai hylätään, koska. Tietoryhmä poistuu, kun poisto on myönnetty sen kaikissa käyttötarkoituksissa (tietosuoja-asetus 17 art.).
retention-lots-count = { $count ->
        [one] Yksi erä.
       *[other] { $count } erää.
    }
retention-kept-anyway = Laki tai poistokielto pitää tämän: sitä ei voi myöntää poistettavaksi.
retention-granted = Myönnetään
retention-refused = Hylätään
retention-ground-17-1-a = ei enää tarpeen (17 art. 1 a)
retention-ground-17-1-b = suostumus peruttu (17 art. 1 b)
retention-ground-17-1-c = vastustaa käsittelyä (17 art. 1 c)
retention-ground-17-1-d = käsitelty lainvastaisesti (17 art. 1 d)
retention-ground-17-1-e = laki velvoittaa poistamaan (17 art. 1 e)
retention-ground-17-1-f = lapsen tiedot palvelussa (17 art. 1 f)
retention-ground-17-3-a = sananvapaus (17 art. 3 a)
retention-ground-17-3-b = lakisääteinen velvoite (17 art. 3 b)
retention-ground-17-3-c = kansanterveys (17 art. 3 c)
retention-ground-17-3-d = arkistointi tai tutkimus (17 art. 3 d)
retention-ground-17-3-e = oikeusvaatimus (17 art. 3 e)
retention-ground-contract = sopimus on voimassa
retention-ground-interest = oikeutettu etu painaa enemmän
retention-proof-stays = Jää todisteeksi omaksi ajakseen
retention-whom-to-tell = Kenelle poistosta kerrotaan
retention-whom-help = Selosteen mukaan näille on voitu antaa tietoja (tietosuoja-asetus 19 art.).
retention-nobody-to-tell = Seloste ei nimeä ketään, jolle tietoja olisi annettu.
retention-copies = Missä kopioissa tiedot vielä ovat
retention-copies-help = Varmuuskopioissa tiedot ovat sinetöityinä: ilman avaimia niitä ei saa auki. Vanha avainkopio voisi avata vanhan varmuuskopion, kunnes se on hävitetty tai pääavain vaihdettu.
retention-copies-known = Tunnetut kopiot, vanhin ensin:
retention-copy-is-backup = Varmuuskopio
retention-copy-of-keys = Avainkopio
retention-copy-not-there = ei näy tältä koneelta
retention-copy-oldest = Vanhin varmuuskopio, joka on paikallaan
retention-copy-oldest-keys = Vanhin avainkopio, joka on paikallaan
retention-copy-days = { $count ->
        [one] yksi päivä sitten
       *[other] { $count } päivää sitten
    }
retention-copy-backup = Viimeisin varmuuskopio
retention-copy-keys = Viimeisin avainkopio
retention-copy-root-key = Pääavain vaihdettu
retention-copy-until = Selosteen mukaan varmuuskopio säilyy enintään
retention-words = Perustelut
retention-words-hint = pyyntö, sen päivä ja miksi päätettiin näin
retention-type-number = Vahvista kirjoittamalla asiakasnumero { $number }
retention-decide = Päätä ja poista
retention-decided-at = Päätetty
retention-carried-at = Toteutettu
retention-not-carried = Kesken: poistoa ei ole vielä toteutettu.
retention-carry-out = Toteuta poisto
retention-decision = Päätös
retention-decision-gone = Päätös on poistettu oman aikansa jälkeen.
retention-receipt = Poistotodistus
retention-receipt-signed = Allekirjoitettu
retention-receipt-case = Päätöksen numero
retention-receipt-at = Poistettu
retention-receipt-keys = Tuhottuja avaimia
retention-receipt-rows = Poistettuja rivejä
retention-receipt-gone = Avainten tavut on poistettu levyltä.
retention-receipt-not-gone = Avainten tavut jäävät lokiin, kunnes pääavain vaihdetaan.
retention-receipt-went = Mitä poistettiin
retention-receipt-stays = Mitä jää, miksi ja mihin asti
retention-receipt-nothing-stays = Mitään ei jää.
retention-receipt-line = Lokirivin numero
retention-receipt-key = Rekisterin julkinen avain
retention-stays-held = poistokielto
retention-stays-restricted = käsittelyä on rajoitettu (tietosuoja-asetus 18 art.)
retention-stays-changed = muuttui samalla hetkellä: katsotaan seuraavassa ajossa uudelleen
retention-since-needed = tarvitaan päätöksen jälkeen tulleeseen asiaan
retention-since-newer = tietoja on tullut päätöksen jälkeen
retention-since-customer-again = on taas asiakas
retention-needed-request = avoin pyyntö odottaa vastausta
retention-needed-task = avoin tehtävä
retention-needed-relation = suhde toiseen asiakkaaseen on voimassa
retention-longer = Mikä pitää kauemmin
retention-until-day = viimeistään { $day } asti
retention-between = ensimmäinen { $first } asti, viimeinen { $until } asti
retention-by-law = laki määrää säilyttämään: { $law }
retention-held-on = poistokielto: { $what }
retention-found-help = Määrät ovat viimeisimmästä valmiista ajosta: kaikki käydään läpi joka päivä.
retention-idle = Yhteydet, joissa ei tapahdu mitään
retention-idle-help = Kun yhteydessä ei ole tapahtunut mitään selosteen ajassa, sen päättymistä ehdotetaan. Vahvistaminen päättää yhteyden tänään, ja säilytysajat alkavat.
retention-idle-not-stated = Seloste ei sano, milloin yhteyden päättymistä ehdotetaan.
retention-idle-nothing = Tässä ei ole yhtään yhteyttä, jonka päättymistä ehdotetaan.
retention-idle-connection = Yhteys
retention-idle-last = Viimeksi
retention-idle-end = Päätä valitut yhteydet
done-connections-ended = Yhteydet on päätetty.
done-hold-set = Poistokielto on asetettu.
done-hold-lifted = Poistokielto on purettu.
done-erased = Tiedot on poistettu.
done-erased-due = Aikansa ylittäneet tiedot on poistettu.
done-erasure-decided = Päätös on kirjattu. Mitään ei poistettu.
error-retention-words = Kirjoita perustelut, enintään 4000 merkkiä.
error-retention-review-day = Kirjoita päivä muodossa 24.11.2026. Sen pitää olla kahden vuoden sisällä.
error-retention-nothing-to-hold = Tässä ei ole mitään säilytettävää. Valitse muu.
error-retention-held-already = Tällä on jo poistokielto.
error-retention-not-this-ground = Peruste ei sovi siihen, mihin tietojen käyttö perustuu. Valitse jokin käytön kohdalla tarjotuista.
error-retention-undecided = Päätä jokaisesta tietoryhmästä ja käyttötarkoituksesta.
error-retention-unconfirmed = Numero ei vahvista poistoa. Kirjoita se uudelleen.
error-retention-kept-by-law = Laki määrää säilyttämään osan siitä, mitä myönnettiin. Hylkää poisto siltä osin.
error-retention-held = Poistokielto koskee osaa siitä, mitä myönnettiin. Pura kielto ensin tai hylkää poisto siltä osin.
error-retention-changed = Tiedot ovat muuttuneet: osa valituista ei enää poistu. Valitse uudelleen.
error-retention-nothing-chosen = Valitse ainakin yksi.
error-retention-receipt-form = Tämä ei ole poistotodistus.
error-retention-receipt-signature = Allekirjoitus ei pidä: todistusta on muutettu tai se on toisen rekisterin.
error-retention-receipt-not-in-trail = Todistuksen lokirivi ei ole todistettavasti lokissa.
error-retention-receipt-other-line = Todistuksen lokirivi kertoo toisesta poistosta.
retention-received = Nämä ovat saaneet hänen tietojaan; päätös panee heidät kerrottavien luetteloon (tietosuoja-asetus 19 art.).

## Kopiot tiedoista ennen poistoa ja sen todistuksessa.
retention-outside = Kopiot tiedoista
retention-outside-help = Mitä on tehty jollekulle ja mitä rekisteristä on otettu ulos. Poisto ei ulotu siihen, mikä on rekisterin ulkopuolella: sille, jolla se on, kerrotaan, ja sen, joka otti sen ulos, on poistettava se.
retention-outside-not-all = Roolisi ei näe kaikkea: mitä pyyntöihin on vastattu tai mitä muille on luovutettu. Todistukseen ei silloin lasketa mitään.
retention-outside-none = Kopioita ei ole tiedossa.
retention-outside-waits = Odottavat täällä sinetöityinä. Ne häviävät poistossa, joten luovuta ensin se, mikä on luovutettava:
retention-outside-handed = Jo luovutettu. Ne ovat rekisterin ulkopuolella, eikä poisto ulotu niihin. Muut vastaanottajat tulevat niiden luetteloon, joille on kerrottava (GDPR 19 art.):
retention-outside-withheld = ei vielä kerrota hänelle
retention-outside-files = Tiedostot ja paperit, joissa tietoja on otettu rekisteristä ulos, sen mukaan mitä lokissa on. Huolehdi, että ne poistetaan sieltä, missä ne ovat:
retention-outside-files-count = { $count ->
        [one] yksi tiedosto
       *[other] { $count } tiedostoa
    }
retention-outside-papers-count = { $count ->
        [one] tulostettu kerran
       *[other] tulostettu { $count } kertaa
    }
retention-outside-more = Vanhempiakin on. Ne näkyvät lokissa.
retention-receipt-outside = Kopiot rekisterin ulkopuolella
retention-receipt-outside-help = Poisto ei ulotu kopioihin, jotka on luovutettu tai otettu ulos aiemmin. Näin monta oli tiedossa, kun poistosta päätettiin; vastaanottajille kerrotaan poistosta (GDPR 19 art.).
retention-receipt-recipients = Vastaanottajia, joille tietoja on luovutettu
retention-receipt-copies = Rekisteröidylle itselleen luovutettuja kopioita
retention-receipt-files = Rekisteristä otettuja tiedostoja ja papereita

## Mitä poisto jätti, koska laki säilyttää sen, ja ilmoitus siitä, kun se häviää.
retention-followed = Laki säilyttää vielä
retention-followed-help = Poisto jätti tämän, koska laki säilyttää sen, tai todisteeksi päätöksestä. Kun sen oma aika on ohi, se poistetaan, ja ilmoitus siitä tulee tähän.
retention-notice = Ilmoitus: säilytetty on poistettu
retention-notice-part = Laki säilytti tämän poiston jälkeen, ja sen aika on ohi. Jotakin muuta säilytetään vielä.
retention-notice-last = Laki säilytti tämän poiston jälkeen, ja sen aika on ohi. Siitä, minkä poisto jätti, ei ole mitään jäljellä.
retention-notice-letter = Henkilön osoite on vielä täällä: lähetä ilmoitus kirjeenä.
retention-notice-no-letter = Kirjettä ei voi lähettää: osoitekin on poistettu. Ilmoitus säilyy tässä ja annetaan, jos henkilö pyytää.

## Mitä mikään tarkoitus ei enää käytä, vaikka yhteys jatkuu.
retention-unused-title = Käyttö
retention-unused = mikään sen tarkoituksista ei enää koske tätä asiakasta, vaikka yhteys jatkuu: sen aika kuluu
retention-fill = Sama peruste kaikkiin
retention-fill-hint = täyttää ne, joista ei ole vielä päätetty ja joihin se sopii
