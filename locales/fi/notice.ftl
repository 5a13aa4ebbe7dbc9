# The printed notice and the record of processing activities.

document-notes = Viitteet
document-not-stated = Selosteessa ei ole ilmoitettu.

## The notice: headings in the order of its sections.

document-controller = Rekisterinpitäjä
document-business-id = Y-tunnus: { $id }
document-phone = p. { $number }
document-contact = Yhteyshenkilö rekisteriä ja tietosuojaa koskevissa asioissa
document-deputy = Yhteyshenkilön sijainen
document-officer = Tietosuojavastaava
document-register = Rekisterin nimi
document-basis = Henkilötietojen käsittelyn oikeusperuste
document-connections = Keiden tietoja rekisterissä on
document-interests = Oikeutetut edut
document-interest = Etu
document-balancing = Miksi henkilön edut eivät syrjäytä etua
document-purposes = Henkilötietojen käsittelyn tarkoitus ja keräämistavat
document-purpose-bases = Käsittelyn peruste tarkoituksittain
document-purpose = Tarkoitus
document-legal-basis = Peruste
document-whom = Ketä koskee
document-built-in = Jokaiseen rekisteriin kuuluvat tarkoitukset
document-law = Laki
document-ways = Keräämistavat
document-recording = Puheluiden nauhoittaminen
document-sources = Mistä tiedot saadaan
document-source = Lähde
document-availability = Saatavuus
document-categories = Rekisterin tietosisältö
document-category = Tietoryhmä
document-fields = Tiedot
document-own-fields = Muut tiedot, joita säilytämme
document-used-for = Käyttötarkoitukset
document-given = Tietojen antaminen
document-by-law = Lain vuoksi rekisterissä on lisäksi
document-identity-code = Henkilötunnuksen käsittely
document-identity-code-grounds = Käsittelyn perusteet
document-disclosure = Tietojen luovutus ja siirto
document-recipients = Tietojen vastaanottajat
document-recipient = Vastaanottaja
document-recipient-what-for = Asema ja tehtävä
document-recipient-ground = Luovutusperuste
document-recipient-role = { $role }, { $country }
document-transfers = Siirto ETA-alueen ulkopuolelle
document-country = Maa
document-safeguard = Suojakeino
document-security = Rekisterin suojauksen periaatteet
document-rights = Rekisteröidyn oikeudet
document-objection = Oikeus vastustaa käsittelyä
document-requests = Miten oikeuksia käytetään
document-requests-channels = Asiointitavat
document-requests-address = Osoite
document-by-machine = Automaattinen päätöksenteko ja profilointi
document-marketing = Sähköinen suoramarkkinointi
document-marketing-persons = Luonnollisille henkilöille
document-marketing-organisations = Yrityksille ja yhteisöille
document-marketing-stop = Kiellon voi lähettää osoitteeseen
document-authority = Valvontaviranomainen
document-retention = Tietojen poistaminen ja säilytysaika
document-kept = Tieto
document-time = Säilytysaika
document-ground = Peruste
document-changes = Selosteen muuttaminen

## The record of processing activities (GDPR art. 30(1)).

activities-title = Seloste käsittelytoimista
activities-intro = Rekisterinpitäjän seloste käsittelytoimista, GDPR 30 artiklan 1 kohta. Kirjaimet viittaavat kohdan alakohtiin a–g.
activities-parties = Rekisterinpitäjä, yhteyshenkilö ja tietosuojavastaava (a)
activities-controller = Rekisterinpitäjä
activities-contact = Yhteyshenkilö
activities-register = Rekisteri
activities-activity = Käsittelytoimi: { $purpose }
activities-purpose = Käsittelyn tarkoitus (b)
activities-bases = Oikeusperuste
activities-basis-for = { $basis } – { $whom }
activities-people = Rekisteröityjen ryhmät (c)
activities-categories = Henkilötietojen ryhmät (c)
activities-recipients = Vastaanottajien ryhmät (d)
activities-recipients-none = Selosteessa nimetyt vastaanottajat eivät saa näitä tietoja.
activities-transfers = Siirrot kolmansiin maihin ja niiden suojatoimet (e)
activities-times = Tietoryhmien poistamisen määräajat (f)
activities-security = Turvatoimet (g)
activities-security-see = Kaikille käsittelytoimille yhteiset: kohta { $number }.
activities-recording = puheluiden nauhoittaminen
activities-everyone = kaikki rekisteröidyt
activities-those-who-ask = pyynnön tai markkinointikiellon tehneet ja luvan antaneet
activities-users = rekisteriä käyttävät henkilöt
activities-measures = Tekniset ja organisatoriset turvatoimet (g)
activities-roles = Kuka käsittelee mitä
activities-role = Rooli
activities-views = Näkee
activities-changes = Näkee ja muuttaa
activities-scope = Laajuus
activities-interests = Oikeutetut edut ja tasapainotestit
activities-tested = Tehty { $dated }, { $reviewer }. Tarkistetaan viimeistään { $review }.
activities-balancing = Tasapainotesti
activities-tested-column = Tehty ja tarkistetaan

## Findings and changes on the command line.

document-findings-none = Tarkistus ei löytänyt puutteita.
document-findings-line = rivi { $at }
document-changes-none = Mikään ei muutu.
document-before = ennen
document-after = nyt
