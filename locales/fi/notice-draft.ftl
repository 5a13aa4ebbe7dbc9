# Editing the notice: the draft, its parts and their fields, what becomes due, the balancing tests.

notice-draft = Selosteen luonnos
notice-draft-help = Luonnos on selosteen seuraava versio. Voit jatkaa sitä milloin vain. Mikään ei tule voimaan ennen kuin julkaiset sen.
notice-draft-from = Mistä luonnos alkaa
notice-draft-from-force = Uusimmasta julkaistusta selosteesta
notice-draft-from-blank = Tyhjästä mallista
notice-draft-blank = tyhjä malli
notice-draft-version = versio { $number }
notice-draft-begin = Aloita luonnos
notice-draft-saved = Tallennettu viimeksi
notice-draft-file = Luonnos tiedostona
notice-draft-download = Lataa tiedosto
notice-draft-discard = Hylkää luonnos
notice-draft-discard-help = Luonnos poistetaan eikä sitä saa takaisin. Voimassa oleva seloste ei muutu.
notice-draft-discard-go = Hylkää
notice-draft-overtaken = { $who } tallensi luonnoksen { $when }, kun muokkasit sitä. Omia muutoksiasi ei ole vielä tallennettu. Muut kentät ovat niin kuin hän ne tallensi. Tarkista ja tallenna uudelleen.
notice-draft-gone = Luonnosta ei enää ole: se on sillä välin julkaistu tai hylätty. Omat muutoksesi ovat alla, mutta niitä ei ole tallennettu. Aloita luonnos toisessa välilehdessä ja tallenna sitten uudelleen.
notice-draft-removed = Kohta, jota muokkasit, on sillä välin poistettu. Sen tiedot ovat alla uutena kohtana; tallenna, jos haluat lisätä sen.
notice-left = Muutoksesi, joilla ei ole enää kenttää
notice-left-help = Luettelon kohtia on sillä välin lisätty tai poistettu. Näytetään, mitä toinen tallensi; lisää omat muutoksesi uudelleen oikeaan kohtaan.
notice-other-saved = Toinen tallensi tähän: { $text }
notice-file-theirs = Mitä toinen tallensi
notice-file-only-theirs = Rivit, jotka ovat vain toisen tekstissä
notice-file-only-own = Rivit, jotka ovat vain omassa tekstissäsi
notice-file-whole-theirs = Toisen teksti kokonaan
notice-file-over = Tallenna oma tekstini toisen tekstin tilalle
notice-apart = Luonnos alkoi versiosta { $base }, ja sen jälkeen on julkaistu versio { $newest }. Tämä luonnos kumoaa kaiken, mitä väliin jäävät versiot muuttivat ja mitä luonnoksessa ei ole. Alla luonnosta verrataan versioon { $newest }.
notice-apart-tick = Olen verrannut luonnosta versioon { $number }, ja se saa tulla sen tilalle
notice-publish-file = Julkaise valmis tiedosto
notice-preview = Esikatselu
notice-publication = Vertaa ja julkaise
notice-to-mend = { $count } korjattavaa
notice-to-see = { $count } huomautusta
notice-wrong = Korjattava ennen julkaisua
notice-wrong-help = Nämä estävät julkaisemisen.
notice-findings-help = Nämä eivät estä julkaisemista, mutta laki vaatii ne.
notice-none = Ei yhtään.
notice-add = Lisää uusi
notice-one-more = Lisää: { $what }
notice-remove = Poista
notice-mend = Ei tallennettu. Korjaa merkityt kohdat.
notice-file-help = Tiedosto on TOML-muotoa. Kommentit ja järjestys säilyvät myös lomakkeilla muokattaessa.
notice-upload = Lataa tiedosto luonnoksen tilalle
notice-upload-go = Ota luonnokseksi
notice-heed = huomioi
notice-before-after = Ennen ja nyt
notice-due = Säilytetään lyhyemmän ajan
notice-due-waits = Jos julkaiset tänään, mitään ei poisteta lyhyemmän ajan perusteella ennen { $day }.
notice-vanishing = Kentät, joita seloste ei enää nimeä
notice-vanishing-help = Kenttää, jossa on tietoja, ei voi poistaa selosteesta: poista tiedot ensin asiakkaiden sivuilta. Aiemmin korvatut tiedot jäävät näkyviin merkinnällä ”ei enää selosteessa”, kunnes ne poistetaan.
notice-vanishing-held =
    { $count ->
        [one] { $count } asiakkaalla on tieto
       *[other] { $count } asiakkaalla on tieto
    }
notice-vanishing-held-more = yli { $count } asiakkaalla on tieto
notice-vanishing-replaced =
    { $count ->
        [one] { $count } korvattu tieto
       *[other] { $count } korvattua tietoa
    }
notice-vanishing-replaced-more = yli { $count } korvattua tietoa
notice-new-purposes = Uusi käyttötarkoitus: { $what }. Siitä on kerrottava ihmisille ennen kuin se alkaa. Valitse voimaantulopäivä sen mukaan.
notice-in-force-hint = esim. 3.2.2026, tyhjä: heti
notice-confirm = Vahvista kirjoittamalla uuden version numero { $number }
done-draft-begun = Luonnos on aloitettu.
done-draft-discarded = Luonnos on hylätty.
done-notice-published = Uusi versio on julkaistu.
error-notice-draft-begun = Luonnos on jo aloitettu. Avaa se ja jatka sitä.
error-notice-draft-changed = Luonnos muuttui sillä välin. Avaa se uudelleen ja tee muutoksesi siihen.
error-notice-draft-not-toml = Ei tallennettu: tiedosto ei ole kelvollista TOML-muotoa. Korjaa alla mainittu kohta.
error-notice-draft-day = Päivää ei ymmärretty. Kirjoita se muodossa 3.2.2026 tai jätä tyhjäksi.
error-notice-draft-unconfirmed = Ei julkaistu. Kirjoita uuden version numero vahvistukseksi.
error-notice-draft-apart = Ei julkaistu. Luonnos alkoi vanhemmasta versiosta kuin uusin. Katso alta, mitä se kumoaa, ja merkitse että hyväksyt sen.
error-notice-draft-past = Ei julkaistu: päivä on jo mennyt. Valitse tämä päivä tai myöhempi, tai jätä tyhjäksi.

## The parts of the notice.
notice-group-who = Kuka
notice-group-why = Miksi ja mistä
notice-group-what = Mitä
notice-group-whom = Kenelle
notice-group-inside = Suojaus ja käyttäjät
notice-group-rights = Ihmisten oikeudet
notice-group-time = Kuinka kauan
notice-part-notice = Otsikko
notice-part-controller = Rekisterinpitäjä
notice-part-contact = Yhteyshenkilö
notice-part-data-protection-officer = Tietosuojavastaava
notice-part-register = Rekisterin nimi
notice-part-basis = Oikeusperuste yleisesti
notice-part-connection = Keitä rekisterissä on
notice-part-interest = Oikeutetut edut ja tasapainotestit
notice-part-purposes = Käyttötarkoitusten johdanto
notice-part-purpose = Käyttötarkoitukset
notice-part-collection = Tietojen kerääminen
notice-part-source = Tietolähteet
notice-part-recording = Puheluiden nauhoittaminen
notice-part-categories = Tietosisällön johdanto
notice-part-category = Tietoryhmät
notice-part-field = Omat kentät
notice-part-identity-code = Henkilötunnus
notice-part-disclosure = Tietojen luovuttaminen
notice-part-recipient = Vastaanottajat
notice-part-transfers = Siirrot ETA-alueen ulkopuolelle
notice-part-security = Suojaus
notice-part-role = Käyttäjien roolit
notice-part-right = Oikeudet
notice-part-requests = Pyynnöt
notice-part-objection = Vastustamisoikeus
notice-part-automated-decisions = Automaattiset päätökset
notice-part-profiling = Profilointi
notice-part-marketing = Suoramarkkinointi
notice-part-authority = Valvontaviranomainen
notice-part-retention = Poistaminen yleisesti
notice-part-clock = Säilytysajat
notice-part-changes = Selosteen muutokset
notice-help-interest = Jokaisesta oikeutetusta edusta tehdään tasapainotesti: mikä etu on, miksi käsittely on tarpeen, miten se vaikuttaa henkilöön ja mihin punninnassa päädyttiin. Se tarkistetaan vuosittain.
notice-help-purpose = Henkilötietoja saa käyttää vain näihin tarkoituksiin. Laista tulevat tarkoitukset kuuluvat selosteeseen ilman eri mainintaa.
notice-help-category = Rekisteriin voi tallentaa vain tässä nimettyjä tietoryhmiä. Ryhmää, jossa on tietoja, ei voi poistaa.
notice-help-field = Omaan kenttään voi tallentaa asiakkaasta jotain, mitä rekisterissä ei muuten ole. Kenttä kuuluu tietoryhmään: kuka näkee tietoryhmän, näkee kentänkin. Kenttää, jossa on tietoja, ei voi poistaa.
notice-help-recipient = Anna vastaanottajalle joko nimi tai ryhmä. Käsittelijän peruste on aina käsittely toimeksiannosta.
notice-help-role = Rooli saa nähdä ja muuttaa vain sen, mikä tässä on merkitty. Jonkin roolin on saatava hallita käyttäjiä ja asetuksia.
notice-help-clock = Aika kirjoitetaan sanoin: 14 päivää, 6 kuukautta, 3 vuotta, ei ilmoitettu tai niin kauan kuin kielto on voimassa. Lyhyempi aika alkaa poistaa vasta seitsemän päivän kuluttua julkaisusta.
notice-help-marketing = Luonnolliselle henkilölle sähköinen suoramarkkinointi vaatii suostumuksen tai asiakassuhteen ja samankaltaisen palvelun (917/2014, 200 §).

## The fields of the parts.
notice-field-text = Teksti
notice-field-title = Selosteen otsikko
notice-field-name = Nimi
notice-field-business-id = Y-tunnus
notice-field-street = Katuosoite
notice-field-postal-code = Postinumero
notice-field-town = Postitoimipaikka
notice-field-country = Maa (kaksi kirjainta, FI)
notice-field-email = Sähköpostiosoite
notice-field-phone = Puhelin
notice-field-web = Verkkosivu
notice-field-language = Kieli, kun asiakas ei ole kertonut omaansa
notice-field-zone = Aikavyöhyke
notice-field-deputy = Varahenkilö
notice-field-designated = Tietosuojavastaava on nimitetty
notice-field-register-name = Rekisterin nimi
notice-field-key = Tunnus (pienet kirjaimet, ei välilyöntejä)
notice-field-connections = Keitä se koskee
notice-field-connection = Ryhmä
notice-field-basis = Oikeusperuste
notice-field-basis-text = Mihin osaan tai mistä laista
notice-field-interest = Oikeutettu etu
notice-field-interest-text = Etu, jota tavoitellaan
notice-field-balancing = Tasapainotesti
notice-field-inactivity = Päättyminen ilman tapahtumia
notice-field-balancing-text = Etu, tarpeellisuus, henkilön näkökulma ja lopputulos
notice-field-dated = Tehty
notice-field-reviewer = Tekijä
notice-field-next-review = Tarkistettava viimeistään
notice-field-purpose = Käyttötarkoitus
notice-field-relies-on = Mihin perusteisiin teksti vetoaa
notice-field-way = Keräämistapa
notice-field-source = Lähde
notice-field-public = Lähde on julkinen
notice-field-categories = Tietoryhmät
notice-field-reasons = Miksi nauhoitetaan
notice-field-told = Miten soittajalle kerrotaan
notice-field-category = Tietoryhmä
notice-field-field-kind = Laji
notice-field-field-party = Kenestä kenttä kertoo (tyhjä: kaikista)
notice-field-field-period = Oma säilytysaika, jos se on lyhyempi kuin tietoryhmän
notice-field-choice = Vaihtoehto
notice-field-purposes = Käyttötarkoitukset
notice-field-given = Onko tieto annettava
notice-field-without = Mitä seuraa, jos tietoa ei anna
notice-field-grounds = Käsittelyn perusteet
notice-field-automatic = Tietoja luovutetaan automaattisesti
notice-field-limits = Rajat
notice-field-ground = Luovutuksen peruste
notice-field-recipient-name = Vastaanottajan nimi
notice-field-group = Vastaanottajien ryhmä
notice-field-recipient-role = Vastaanottajan asema
notice-field-task = Mitä varten
notice-field-transfer-country = Maa, johon tietoja siirretään
notice-field-tool = Suojakeino
notice-field-measure = Suojaustoimi
notice-field-role-title = Roolin nimi
notice-field-view = Saa nähdä
notice-field-change = Saa nähdä ja muuttaa
notice-field-scope = Keitä rooli koskee
notice-field-before-days = Päiviä ennen omaa työtä
notice-field-after-days = Päiviä oman työn jälkeen
notice-field-rights = Muut oikeudet
notice-scope-all = kaikki
notice-scope-own-jobs = omat työt
notice-scope-marketing-reach = ne, joille saa markkinoida
notice-field-right = Oikeus
notice-field-channels = Tavat tehdä pyyntö
notice-field-written = Pyyntö on tehtävä kirjallisesti
notice-field-signed = Pyyntö on allekirjoitettava
notice-field-time = Milloin vastataan
notice-field-cost = Mitä vastaus maksaa
notice-field-identity = Miten henkilöllisyys varmistetaan
notice-field-address = Osoite
notice-field-objection-marketing = Suoramarkkinoinnin kieltäminen
notice-field-used = Käytössä
notice-field-logic = Logiikka, merkitys ja seuraukset
notice-field-human-review = Miten ihminen arvioi päätöksen, ja miten sen voi riitauttaa
notice-field-persons = Lupa luonnollisille henkilöille
notice-field-organisations = Lupa yrityksille
notice-field-refusal = Miten kielletään jokaisessa viestissä
notice-field-stop-address = Osoite, johon kiellon voi lähettää
notice-field-suppression = Miten kielto säilytetään
notice-field-of = Mitä säilytetään
notice-field-period = Aika
notice-field-starts = Mistä aika alkaa
notice-field-clock-ground = Miksi näin kauan
notice-field-review = Tarkistusväli

## The balancing tests.
notice-interests = Tasapainotestit
notice-interests-help = Tasapainotesti osoittaa, ettei oikeutettu etu syrjäytä henkilön etuja (tietosuoja-asetus 6 art. 1 kohdan f alakohta). Se tarkistetaan vuosittain.
notice-interest-none = Seloste ei vetoa oikeutettuun etuun.
notice-interest-untested = Tasapainotestiä ei ole tehty.
notice-interest-due = tarkistettava
notice-interest-serves = Tarkoitukset

notice-held =
    { $count ->
        [one] { $count } tietoerä rekisterissä
       *[other] { $count } tietoerää rekisterissä
    }
notice-held-more = yli { $count } tietoerää rekisterissä
today-reviews =
    { $count ->
        [one] { $count } tasapainotesti on tarkistettava
       *[other] { $count } tasapainotestiä on tarkistettava
    }
notice-field-by = Kuka poistaa
