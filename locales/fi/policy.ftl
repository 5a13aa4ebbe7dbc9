# The notice: its words, what is wrong with a file, what its check finds, what changes.

## Categories of personal data.

category-identity = nimi ja perustiedot
category-company = yrityksen tiedot
category-contact = yhteystiedot
category-birth-date = syntymäaika
category-identity-code = henkilötunnus
category-services = tilatut palvelut
category-site-access = avaimet ja ovikoodit
category-billing = laskutus, maksut ja perintä
category-messages = viestit
category-recordings = puhelunauhoitteet
category-forms = sähköiset lomakkeet
category-permissions = luvat ja kiellot
category-requests = rekisteröityjen pyynnöt
category-disclosures = luovutukset
category-staff = rekisterin käyttäjät
category-other = muut tiedot
## Fields the controller declares for itself.

field-kind-text = teksti
field-kind-number = luku
field-kind-date = päivä
field-kind-choice = valinta
field-party-person = vain henkilöistä
field-party-organisation = vain yrityksistä

## What every notice holds because the law needs it.

category-by-law-permissions = markkinointiluvat, kiellot ja suostumukset todisteineen
category-by-law-requests = rekisteröidyn pyynnöt, niihin annetut vastaukset ja tapa, jolla henkilöllisyys varmistettiin
category-by-law-disclosures = mitä tietoja on luovutettu, kenelle, milloin ja millä perusteella
category-by-law-staff = rekisteriä käyttävien henkilöiden tunnukset, roolit ja lokimerkinnät

## Purposes.

purpose-care = asiakassuhteen hoito
purpose-statistics = tilastointi
purpose-services = palveluiden tuottaminen
purpose-billing = laskutus, maksujen valvonta ja perintä
purpose-communication = asiakasviestintä
purpose-marketing = markkinointi
purpose-rights = rekisteröityjen pyyntöihin vastaaminen
purpose-accounting = kirjanpito
purpose-security = tietoturva ja käyttöloki
purpose-breach = tietoturvaloukkausten käsittely
purpose-proof = lupien ja kieltojen todistaminen
purpose-staff = rekisterin käytön hallinta

## Connections, legal bases, permissions, grounds.

connection-customer = asiakkuus
connection-contract = sopimus
connection-contact-person-of = yrityksen yhteyshenkilö
connection-stakeholder = sidosryhmä
connection-consent = suostumus
basis-consent = suostumus
basis-contract = sopimus
basis-legal-obligation = lakisääteinen velvoite
basis-vital-interests = elintärkeä etu
basis-public-task = yleistä etua koskeva tehtävä
basis-legitimate-interest = oikeutettu etu
permission-consent = ennalta annettu suostumus
permission-soft-opt-in = asiakassuhde ja samankaltainen palvelu
permission-opt-out = sallittu, ellei kielletty
identity-code-consent = henkilön suostumus
identity-code-law = laissa säädetty
identity-code-legal-task = laissa säädetty tehtävä
identity-code-rights-and-duties = oikeuksien ja velvollisuuksien toteuttaminen
identity-code-research = tutkimus tai tilastointi
identity-code-credit = luotonanto
identity-code-debt-collection = saatavan perintä
identity-code-rental = vuokraus- tai lainaustoiminta
identity-code-employment = työsuhde tai muu palvelussuhde
given-freely = vapaaehtoinen
given-for-contract = tarvitaan sopimukseen
given-by-law = laki vaatii
given-arises = syntyy asioinnista
source-person = henkilö itse
source-organisation = henkilön edustama yritys tai yhteisö
source-stakeholder = sidosryhmä
source-public-register = julkinen rekisteri
source-bank = pankki
source-own-work = oma toiminta
recording-confirm-assignments = toimeksiannon vahvistaminen
recording-documentation = dokumentaatio
recording-quality = laaduntarkkailu
recording-development = kehittäminen

## Disclosures and recipients.

disclosure-customer-interest = asiakkaan etu
disclosure-ordered-service = tilattu palvelu
disclosure-own-request = henkilön oma pyyntö
disclosure-authority-demand = viranomaisen vaatimus
disclosure-processing = käsittely rekisterinpitäjän lukuun
disclosure-collection = saatavan perintä
disclosure-legal-duty = lakisääteinen velvollisuus
recipient-controller = itsenäinen rekisterinpitäjä
recipient-processor = henkilötietojen käsittelijä
recipient-authority = viranomainen
transfer-adequacy = komission päätös tietosuojan riittävyydestä
transfer-standard-clauses = vakiosopimuslausekkeet
transfer-corporate-rules = yritystä koskevat sitovat säännöt
transfer-derogation = erityistilanteen poikkeus

## What is kept, from when, why.

kept-identity = nimi ja perustiedot
kept-company = yrityksen tiedot
kept-contact = yhteystiedot
kept-birth-date = syntymäaika
kept-identity-code = henkilötunnus
kept-services = tilatut palvelut
kept-site-access = avaimet ja ovikoodit
kept-billing = laskut ja maksut
kept-messages = viestit
kept-recordings = puhelunauhoitteet
kept-forms = sähköiset lomakkeet
kept-permissions = päättyneet luvat todisteineen
kept-requests = pyynnöt ja vastaukset
kept-disclosures = luovutukset
kept-staff = rekisterin käyttäjät
kept-other = muut tiedot
kept-billing-books = kirjanpitokirjat
kept-services-offers = tarjoukset, jotka eivät johtaneet tilaukseen
kept-messages-unlinked = viestit, jotka eivät liity kehenkään
kept-recordings-untold = nauhoitteet, joista soittajalle ei kerrottu
kept-permissions-prohibitions = markkinointikiellot
kept-trail = käyttöloki
kept-breaches = tietoturvaloukkaukset
kept-backups = varmuuskopiot
kept-files = tuonti- ja tulostustiedostot
starts-arrival = saapumisesta tai kirjaamisesta
starts-connection-end = yhteyden päättymisestä
starts-completion = asian valmistumisesta
starts-ground-end = perusteen päättymisestä
starts-financial-year-end = tilikauden päättymisestä
starts-calendar-year-end-of-financial-year = sen kalenterivuoden lopusta, jonka aikana tilikausi päättyi
retention-need = käyttötarkoituksen tarve
retention-accounting = kirjanpitolaki ja arvonlisäverolaki
retention-claims = oikeusvaateet ja vanhentuminen
retention-proof = luvan tai kiellon todistaminen
retention-accountability = osoitusvelvollisuus
retention-security = tietoturva
retention-identity-code = henkilötunnuksen käsittelyperuste
policy-period-days =
    { $number ->
        [one] { $number } päivä
       *[other] { $number } päivää
    }
policy-period-months =
    { $number ->
        [one] { $number } kuukausi
       *[other] { $number } kuukautta
    }
policy-period-years =
    { $number ->
        [one] { $number } vuosi
       *[other] { $number } vuotta
    }
policy-period-not-stated = ei ilmoitettu
policy-period-while-in-force = niin kauan kuin kielto on voimassa
policy-labelled = ”{ $label }”
policy-unticked = { $label } ilman rastia
policy-time-not-stated = aikaa ei ole ilmoitettu
policy-time-while-in-force = niin kauan kuin kielto on voimassa
policy-time-for = { $period } { $start }

## Rights of data subjects and ways to use them.

subject-right-access = oikeus saada pääsy tietoihin
subject-right-rectification = oikeus oikaisuun
subject-right-erasure = oikeus tietojen poistamiseen
subject-right-restriction = oikeus käsittelyn rajoittamiseen
subject-right-portability = oikeus siirtää tiedot
subject-right-objection = vastustamisoikeus
subject-right-automated-decisions = oikeus olla joutumatta automaattisen päätöksen kohteeksi
subject-right-withdraw-consent = oikeus peruuttaa suostumus
subject-right-complaint = oikeus tehdä valitus
channel-post = kirje
channel-email = sähköposti
channel-form = lomake
channel-phone = puhelin
channel-desk = toimisto

## What staff may do, and what the trail says they did.

right-import = asiakkaiden tuonti
right-merge = yhdistäminen
right-reveal-identity-code = henkilötunnuksen näyttäminen
right-export-ledgers = kirjanpidon vienti
right-campaigns = kampanjat
right-reveal = piilotettujen tietojen näyttäminen
right-erase = poistaminen
right-disclose = luovuttaminen
right-export = tietojen vienti
right-trail = käyttölokin lukeminen
right-holds = säilytysmääräykset
right-figures = tunnusluvut
right-staff = käyttäjien hallinta
right-settings = asetukset
right-operation = ylläpito
right-break-glass = poikkeuksellinen pääsy
right-work-report = työraportti
right-rectify = oikaisu päätöksen perusteella
right-requests = pyyntöjen käsittely
right-breaches = tietoturvaloukkausten kirjaaminen
action-view = katsoi
action-list = näki luettelossa
action-search = haki
action-reveal = avasi piilotetun tiedon
action-play = kuunteli
action-export = vei tiedostoon
action-change = muutti
action-import = toi tiedostosta
action-merge = yhdisti tai erotti
action-disclose = luovutti
action-erase = poisti
action-refuse = pyyntö evättiin
action-sign-in = kirjautui sisään
action-sign-in-failed = kirjautuminen epäonnistui
action-sign-out = kirjautui ulos
action-break-glass = avasi poikkeuksellisen pääsyn
action-send = lähetti
action-print = tulosti
action-hold = asetti tai poisti säilytysmääräyksen
action-publish = julkaisi selosteen
action-govern = muutti käyttöoikeuksia tai asetuksia
action-operate = ylläpiti rekisteriä
action-count = laski tunnuslukuun
scope-all = kaikki
scope-own-jobs = omat työt: { $before } päivää ennen ja { $after } päivää jälkeen
scope-marketing-reach = ne, joille saa markkinoida
severity-contradiction = ristiriita
severity-lacking = puuttuu
severity-advice = suositus

## What is wrong with a notice file: what, and what to do.

policy-wanted-text = teksti lainausmerkeissä
policy-wanted-flag = true tai false
policy-wanted-number = kokonaisluku
policy-wanted-day = päivä muodossa 2026-11-24
policy-wanted-words = luettelo sanoja, kuten ["care", "services"]
policy-wanted-table = osio tai tekstit { "{" } fi, sv, en { "}" }
policy-wanted-tables = luettelo osioita [[…]]
policy-language-fi = suomi
policy-language-sv = ruotsi
policy-language-en = englanti
policy-word-language = kieli
policy-word-category = tietoryhmä
policy-word-purpose = käyttötarkoitus
policy-word-connection = yhteys
policy-word-basis = käsittelyperuste
policy-word-permission = markkinointilupa
policy-word-identity-code = henkilötunnuksen peruste
policy-word-given = antamisen pakollisuus
policy-word-source = lähde
policy-word-recording = nauhoituksen syy
policy-word-disclosure = luovutusperuste
policy-word-recipient = vastaanottajan asema
policy-word-transfer = siirron suojakeino
policy-word-kept = säilytettävä tieto
policy-word-starts = säilytysajan alku
policy-word-retention = säilytysperuste
policy-word-right = käyttöoikeus
policy-word-subject-right = rekisteröidyn oikeus
policy-word-channel = asiointitapa
policy-word-interest = oikeutettu etu
policy-word-scope = roolin laajuus
policy-word-field-kind = kentän laji
policy-word-field-party = kenestä kenttä kertoo
error-policy-toml-syntax = Tiedosto ei ole kelvollista TOML:ää ({ $message }). Korjaa kohta ja yritä uudelleen.
error-policy-key-unknown = Avainta ”{ $key }” ei tunneta tässä. Poista se. Tunnetut: { $known }.
error-policy-key-near = Avainta ”{ $key }” ei tunneta tässä. Tarkoititko ”{ $nearest }”?
error-policy-key-missing = Kohdasta puuttuu ”{ $key }”. Lisää se: { $path }.
error-policy-key-missing-form = { $path } puuttuu. Täytä se.
error-policy-value-kind = Kohdan { $path } arvon pitää olla { $wanted }.
error-policy-value-kind-form = { $path }: tähän tulee { $wanted }.
error-policy-text-empty = Kohta { $path } on tyhjä. Kirjoita teksti tai poista rivi.
error-policy-text-empty-form = { $path } on tyhjä. Kirjoita siihen jotakin.
error-policy-text-language = Tekstistä puuttuu { $language }. Lisää { $path }.
error-policy-text-language-form = { $path }: tekstistä puuttuu { $language }.
error-policy-word-unknown = ”{ $word }” ei ole tunnettu sana ({ $what }). Valitse yksi: { $known }.
error-policy-word-near = ”{ $word }” ei ole tunnettu sana ({ $what }). Tarkoititko ”{ $nearest }”? Tunnetut: { $known }.
error-policy-word-twice = ”{ $word }” on kahdesti. Poista toinen.
error-policy-number-range = Luvun { $path } pitää olla kokonaisluku 0–{ $most }.
error-policy-number-range-form = { $path }: kirjoita kokonaisluku 0–{ $most }.
error-policy-name-wrong = ”{ $value }” ei kelpaa nimeksi. Käytä pieniä kirjaimia a–z, numeroita ja alaviivoja, enintään 40 merkkiä, kirjain ensin.
error-policy-zone-unknown = Aikavyöhykettä ”{ $value }” ei tunneta. Kirjoita esimerkiksi Europe/Helsinki.
error-policy-business-id-wrong = Y-tunnus ”{ $value }” ei täsmää. Tarkista numerot ja tarkistusmerkki, esimerkiksi 1234567-1.
error-policy-email-wrong = ”{ $value }” ei ole sähköpostiosoite. Kirjoita se muodossa nimi@esimerkki.fi.
error-policy-phone-wrong = ”{ $value }” ei ole puhelinnumero. Kirjoita yksi numero, esimerkiksi 050 123 4567 tai +358 50 123 4567.
error-policy-country-unknown = Maata ”{ $value }” ei tunneta. Kirjoita kahden ison kirjaimen ISO-tunnus, esimerkiksi FI.
error-policy-purpose-built-in = Laki määrää käyttötarkoituksen ”{ $purpose }”, ja se kuuluu jokaiseen selosteeseen. Poista se tiedostosta.
error-policy-interest-not-this-basis = Vain oikeutetulla edulla on { $k_purpose-basis-interest }. Poista se tai vaihda peruste.
error-policy-review-before = Seuraavan tarkistuksen pitää olla tasapainotestin päivän jälkeen. Korjaa { $path }.
error-policy-recipient-both = Anna vastaanottajalle joko { $k_recipient-name } tai { $k_recipient-group }, ei molempia.
error-policy-recipient-ground = Käsittelijän peruste on { $w_disclosure-processing }, ja vain sen. Korjaa { $k_recipient-role } tai { $k_recipient-ground }.
error-policy-scope-days = Päiviä on vain roolilla, jonka laajuus on { $w_notice-scope-own_jobs }. Poista { $path }.
error-policy-period-wrong = Aikaa ”{ $value }” ei ymmärretä. Kirjoita esimerkiksi "{ $p_14-days }", "{ $p_6-months }", "{ $p_3-years }" tai "{ $p_not-stated }".
error-policy-period-forever = Henkilötietoja ei saa säilyttää ikuisesti (GDPR 5(1)(e)). Kirjoita aika, esimerkiksi "{ $p_3-years }".
error-policy-field-key = Kentän tunnus on pieniä kirjaimia a–z, numeroita ja alaviivoja, enintään 32 merkkiä, ja alkaa kirjaimella. Kirjoita esimerkiksi "heating".
error-policy-field-category = Oma kenttä ei voi kuulua tähän tietoryhmään, koska ryhmällä on omat sääntönsä. Valitse yksi: { $known }.
error-policy-field-party = Yrityksen tietoihin kuuluva kenttä ei voi koskea henkilöä. Poista { $k_field-party } tai valitse toinen tietoryhmä.
error-policy-field-no-choice = Valintakentältä puuttuvat vaihtoehdot. Kirjoita vähintään yksi { $s_field-choice }.
error-policy-field-too-many = Vaihtoehtoja saa olla enintään { $most }.
error-policy-field-choices-unused = Vaihtoehtoja on vain valintakentällä. Poista ne tai kirjoita { $k_field-kind } = { $w_field-kind-choice }.
error-policy-field-period = Kentän oma aika on ajanjakso, esimerkiksi "{ $p_12-months }". Jätä pois, jos kenttää säilytetään yhtä kauan kuin sen tietoryhmää.
error-policy-period-in-force = Vain kielto ({ $w_kept-permissions__prohibitions }) voidaan säilyttää niin kauan kuin se on voimassa. Kirjoita aika, esimerkiksi "{ $p_3-years }".
error-policy-period-below-floor = { $period } on liian lyhyt aika ({ $kept }): { $law } vaatii vähintään { $limit } { $start }. Kirjoita period = "{ $limit_word }" ja starts = "{ $start_word }".
error-policy-period-below-floor-form = { $period } on liian lyhyt aika ({ $kept }): { $law } vaatii vähintään { $limit } { $start }. Pidennä aikaa ja valitse, mistä se alkaa.
error-policy-period-above-ceiling = { $period } on liian pitkä aika ({ $kept }): enintään { $limit } ({ $law }). Lyhennä aikaa.

## What the check of a notice finds: what is lacking or contradictory, and what to write.

finding-officer-not-stated = Seloste ei kerro, onko tietosuojavastaava nimitetty.
finding-officer-not-stated-do = Kirjoita { $s_data_protection_officer }: { $k_data_protection_officer-designated } ja perustelu tai yhteystiedot.
finding-connection-missing = Seloste ei kerro, keiden tietoja rekisterissä on.
finding-connection-missing-do = Kirjoita { $s_connection } jokaisesta ryhmästä, kuten asiakkaat ja sidosryhmät.
finding-basis-missing = Käyttötarkoitukselta puuttuu käsittelyperuste: { $what }.
finding-basis-missing-do = Kirjoita { $s_purpose-basis }: { $k_purpose-basis-connections } ja { $k_purpose-basis-basis }.
finding-basis-connection-without = Ryhmältä puuttuu käsittelyperuste: { $what }.
finding-basis-connection-without-do = Lisää ryhmä jonkin { $s_purpose-basis }-osion riville { $k_purpose-basis-connections }.
finding-basis-consent-contradicts = Kohta 5 sanoo, että tiedot kerätään suostumuksella, mutta kohdan 4 peruste on toinen. Perusteita ei voi vaihdella.
finding-basis-consent-contradicts-do = Poista suostumus kohdasta { $s_collection } ({ $k_collection-text } ja { $k_collection-relies_on }) tai kirjoita { $k_purpose-basis-basis } = { $w_basis-consent } niille tarkoituksille, jotka siihen perustuvat.
finding-interest-missing = Peruste on oikeutettu etu, mutta seloste ei kerro, mikä etu: { $what }.
finding-interest-missing-do = Kirjoita { $s_interest }: { $k_interest-key } ja { $k_interest-text }, ja viittaa siihen perusteessa: { $k_purpose-basis-interest }.
finding-interest-balancing-missing = Edulta puuttuu tasapainotesti: { $what }.
finding-interest-balancing-missing-do = Kirjoita { $s_interest-balancing }: { $k_interest-balancing-text }, { $k_interest-balancing-dated }, { $k_interest-balancing-reviewer } ja { $k_interest-balancing-next_review }.
finding-collection-missing = Seloste ei kerro, miten tiedot kerätään.
finding-collection-missing-do = Kirjoita { $s_collection }: { $k_collection-text }.
finding-source-missing = Seloste ei kerro, mistä tiedot saadaan: { $what }.
finding-source-missing-do = Kirjoita { $s_source }: { $k_source-kind }, { $k_source-text }, { $k_source-public } ja { $k_source-categories }.
finding-purpose-missing = Seloste ei kerro, mihin tietoja käytetään.
finding-purpose-missing-do = Kirjoita { $s_purpose }: { $k_purpose-key }, { $k_purpose-text } ja { $s_purpose-basis }.
finding-recording-missing = Rekisterissä on puhelunauhoitteita, mutta seloste ei kerro, miksi puheluita nauhoitetaan.
finding-recording-missing-do = Kirjoita { $s_recording }: { $k_recording-text }, { $k_recording-reasons }, { $k_recording-told } ja { $s_recording-basis }.
finding-recording-basis-missing = Puheluiden nauhoittamiselta puuttuu käsittelyperuste.
finding-recording-basis-missing-do = Kirjoita { $s_recording-basis }: { $k_recording-basis-connections }, { $k_recording-basis-basis } ja { $k_recording-basis-interest }.
finding-recording-not-told = Seloste ei kerro, miten soittajalle kerrotaan nauhoittamisesta.
finding-recording-not-told-do = Kirjoita { $s_recording } { $k_recording-told }: soittajalle kerrotaan ennen nauhoituksen alkua, että puhelu nauhoitetaan ja miksi.
finding-category-missing = Seloste ei kerro, mitä tietoja rekisterissä on.
finding-category-missing-do = Kirjoita { $s_category }: { $k_category-key } ja { $k_category-text }.
finding-category-purpose-missing = Seloste ei kerro, mihin tarkoituksiin tietoja käytetään: { $what }.
finding-category-purpose-missing-do = Kirjoita { $s_category } { $k_category-purposes }.
finding-category-given-missing = Seloste ei kerro, onko tiedot pakko antaa ja mitä seuraa, jos niitä ei anna: { $what }.
finding-category-given-missing-do = Kirjoita { $s_category } { $k_category-given } ja { $k_category-without }.
finding-identity-code-ground-missing = Henkilötunnusta käsitellään, mutta seloste ei kerro perustetta.
finding-identity-code-ground-missing-do = Kirjoita { $s_identity_code }: { $k_identity_code-grounds } ja { $k_identity_code-text }, esimerkiksi saatavan perintä. Jos perustetta ei ole, poista tietoryhmä { $w_category-identity_code }.
finding-disclosure-missing = Seloste ei kerro, milloin tietoja luovutetaan.
finding-disclosure-missing-do = Kirjoita { $s_disclosure } ja { $s_disclosure-ground }.
finding-recipient-missing = Seloste ei nimeä tietojen vastaanottajia eikä vastaanottajaryhmiä.
finding-recipient-missing-do = Kirjoita { $s_recipient } jokaisesta, myös käsittelijöistä: nimi tai ryhmä, maa, asema, peruste ja tietoryhmät.
finding-recipient-ground-missing = Vastaanottajan luovutusperustetta ei ole selosteessa: { $what }.
finding-recipient-ground-missing-do = Kirjoita peruste kohtaan { $s_disclosure-ground } tai vaihda vastaanottajan { $k_recipient-ground }.
finding-transfers-not-stated = Seloste ei kerro, siirretäänkö tietoja ETA-alueen ulkopuolelle.
finding-transfers-not-stated-do = Kirjoita { $s_transfers }: { $k_transfers-text }, ja maat kohtaan { $s_transfers-country }.
finding-transfers-recipient-outside = Vastaanottaja on ETA-alueen ulkopuolella maassa, jota siirtojen kohta ei nimeä: { $what }.
finding-transfers-recipient-outside-do = Kirjoita { $s_transfers-country }: { $k_transfers-country-code }, { $k_transfers-country-tool } ja { $k_transfers-country-text }, tai vaihda vastaanottaja.
finding-security-missing = Seloste ei kerro, miten tiedot suojataan.
finding-security-missing-do = Kirjoita { $s_security-measure }: { $k_security-measure-text }.
finding-role-missing = Tiedosto ei kerro, kenellä on pääsy tietoihin.
finding-role-missing-do = Kirjoita { $s_role } jokaisesta tehtävästä.
finding-role-category-unnamed = Rooli näkee tietoryhmän tai palvelee tarkoitusta, jota seloste ei nimeä: { $what }.
finding-role-category-unnamed-do = Nimeä se selosteessa tai poista se roolilta.
finding-role-category-unused = Roolin on määrä nähdä tietoryhmä, jota mikään sen tarkoituksista ei käytä, joten sitä ei näytetä: { $what }.
finding-role-category-unused-do = Kirjoita tietoryhmälle ({ $s_category }) tarkoitus, johon rooli sitä käyttää, tai poista ryhmä roolilta.
finding-role-category-of = { $role }: { $category } ({ $purposes })
finding-field-category-unnamed = Oma kenttä kuuluu tietoryhmään, jota seloste ei nimeä: { $what }.
finding-field-category-unnamed-do = Nimeä tietoryhmä selosteessa ({ $s_category }) tai vaihda kentän ryhmä.
finding-field-period-not-shorter = Oman kentän aika ei ole lyhyempi kuin sen tietoryhmän aika: { $what }.
finding-field-period-not-shorter-do = Kirjoita lyhyempi aika tai jätä kentän aika pois. Tietoryhmällä on oltava säilytysaika ({ $s_clock }).
finding-field-too-many = Omia kenttiä on enemmän kuin kukaan lukee.
finding-field-too-many-do = Poista kentät, joita ilman tullaan toimeen. Enintään 50.
finding-right-missing = Seloste ei kerro kaikista oikeuksista: { $what }.
finding-right-missing-do = Kirjoita { $s_right }: { $k_right-kind } ja { $k_right-text } jokaisesta.
finding-right-withdrawal-missing = Suostumusta käytetään, mutta seloste ei kerro, että sen voi peruuttaa milloin tahansa.
finding-right-withdrawal-missing-do = Kirjoita { $s_right }: { $k_right-kind } = { $w_subject-right-withdraw_consent } ja { $k_right-text }.
finding-right-complaint-missing = Seloste ei kerro oikeudesta valittaa valvontaviranomaiselle tai viranomaisen yhteystietoja.
finding-right-complaint-missing-do = Kirjoita { $s_right }: { $k_right-kind } = { $w_subject-right-complaint } ja { $s_authority }: tietosuojavaltuutetun toimisto.
finding-requests-missing = Seloste ei kerro, miten oikeuksia käytetään.
finding-requests-missing-do = Kirjoita { $s_requests }: { $k_requests-text }, { $k_requests-channels }, { $off_requests-written } ja { $off_requests-signed }.
finding-requests-signature = Seloste vaatii pyyntöön allekirjoituksen. Laki ei salli sellaista muotovaatimusta: oikeuksien käyttöä on helpotettava.
finding-requests-signature-do = Kirjoita { $s_requests } { $off_requests-signed } ja poista vaatimus tekstistä.
finding-requests-writing = Seloste vaatii pyynnön kirjallisesti. Pyynnön saa tehdä myös suullisesti.
finding-requests-writing-do = Kirjoita { $s_requests } { $off_requests-written } ja poista vaatimus tekstistä.
finding-requests-not-electronic = Pyyntöä ei voi tehdä sähköisesti.
finding-requests-not-electronic-do = Lisää { $s_requests } { $k_requests-channels }: { $w_channel-email } tai { $w_channel-form }.
finding-requests-time-not-stated = Seloste ei kerro, milloin pyyntöön vastataan.
finding-requests-time-not-stated-do = Kirjoita { $s_requests } { $k_requests-time }: viimeistään kuukauden kuluessa.
finding-requests-cost-not-stated = Seloste ei kerro, että vastaus on maksuton.
finding-requests-cost-not-stated-do = Kirjoita { $s_requests } { $k_requests-cost }.
finding-requests-identity-not-stated = Seloste ei kerro, miten pyytäjän henkilöllisyys varmistetaan.
finding-requests-identity-not-stated-do = Kirjoita { $s_requests } { $k_requests-identity }. Pelkkä henkilötunnus tai sen ja nimen yhdistelmä ei riitä (Tietosuojalaki 29 § 5 mom.).
finding-objection-not-apart = Vastustamisoikeutta ei ole esitetty selkeästi ja muusta tiedosta erillään.
finding-objection-not-apart-do = Kirjoita { $s_objection }: { $k_objection-text } ja { $k_objection-marketing }. Se painetaan omaan kehykseensä.
finding-objection-marketing-missing = Seloste ei kerro, että suoramarkkinoinnin voi aina kieltää.
finding-objection-marketing-missing-do = Kirjoita { $s_objection } { $k_objection-marketing }.
finding-automated-decisions-not-stated = Seloste ei kerro, tehdäänkö automaattisia päätöksiä.
finding-automated-decisions-not-stated-do = Kirjoita { $s_automated_decisions }: { $k_automated_decisions-used } ja { $k_automated_decisions-text }.
finding-profiling-not-stated = Seloste ei kerro, profiloidaanko henkilöitä.
finding-profiling-not-stated-do = Kirjoita { $s_profiling }: { $k_profiling-used } ja { $k_profiling-text }.
finding-automated-decisions-logic-missing = Automaattisia päätöksiä tehdään, mutta seloste ei kerro niiden logiikkaa, merkitystä ja seurauksia.
finding-automated-decisions-logic-missing-do = Kirjoita { $s_automated_decisions } { $k_automated_decisions-logic }.
finding-marketing-permission-missing = Seloste ei kerro, millä luvalla luonnollisille henkilöille lähetetään sähköistä suoramarkkinointia.
finding-marketing-permission-missing-do = Kirjoita { $s_marketing }: { $k_marketing-text } ja { $k_marketing-persons } = { $l_permission-consent } tai { $l_permission-consent-soft_opt_in }.
finding-marketing-opt-out-for-persons = Sähköinen suoramarkkinointi luonnolliselle henkilölle vaatii suostumuksen; kielto-oikeus ei riitä.
finding-marketing-opt-out-for-persons-do = Poista { $w_permission-opt_out } kohdasta { $s_marketing } { $k_marketing-persons }.
finding-marketing-consent-without-basis = Markkinointi vaatii suostumuksen, mutta suostumus ei ole markkinoinnin käsittelyperuste.
finding-marketing-consent-without-basis-do = Kirjoita markkinoinnille { $s_purpose-basis }: { $k_purpose-basis-basis } = { $w_basis-consent }.
finding-marketing-refusal-missing = Seloste ei kerro, miten markkinoinnin voi kieltää jokaisessa viestissä.
finding-marketing-refusal-missing-do = Kirjoita { $s_marketing } { $k_marketing-refusal }.
finding-marketing-stop-address-missing = Selosteessa ei ole osoitetta, johon markkinointikiellon voi lähettää.
finding-marketing-stop-address-missing-do = Kirjoita { $s_marketing } { $k_marketing-stop_address }.
finding-marketing-suppression-missing = Seloste ei kerro, että kiellosta säilytetään merkintä.
finding-marketing-suppression-missing-do = Kirjoita { $s_marketing } { $k_marketing-suppression }: miten kielto säilyy ja miten henkilö voi itse poistaa sen.
finding-clock-missing = Säilytysaikaa tai sen perusteita ei ole kerrottu: { $what }.
finding-clock-missing-do = Kirjoita { $s_clock }: { $k_clock-of }, { $k_clock-period }, { $k_clock-starts } ja { $k_clock-ground }.
finding-clock-accounts-missing = Kirjanpitoaineistolta puuttuu säilytysaika: { $what }. Laki vaatii laskuille vähintään kuusi ja kirjanpitokirjoille kymmenen vuotta.
finding-clock-accounts-missing-do = Kirjoita { $s_clock }: { $k_clock-of } = { $w_kept-billing }, { $k_clock-period } = "{ $p_6-years }", { $k_clock-starts } = { $w_starts-calendar_year_end_of_financial_year }, { $k_clock-ground } = { $w_retention-accounting }; kirjoille { $k_clock-of } = { $w_kept-billing__books }, { $k_clock-period } = "{ $p_10-years }", { $k_clock-starts } = { $w_starts-financial_year_end }.
finding-changes-not-stated = Seloste ei kerro, miten muutoksista tiedotetaan.
finding-changes-not-stated-do = Kirjoita { $s_changes }: { $k_changes-text }.

## Sections of a notice, and what changes between two versions.

section-notice = otsikko
section-controller = rekisterinpitäjä
section-contact = yhteyshenkilö
section-data-protection-officer = tietosuojavastaava
section-register = rekisterin nimi
section-basis = käsittelyn oikeusperuste
section-connection = rekisteröityjen ryhmä
section-interest = oikeutettu etu
section-collection = tietojen kerääminen
section-source = tietolähde
section-purposes = käsittelyn tarkoitus
section-purpose = käyttötarkoitus
section-recording = puheluiden nauhoittaminen
section-categories = tietosisältö
section-category = tietoryhmä
section-field = oma kenttä
section-identity-code = henkilötunnuksen käsittely
section-disclosure = tietojen luovutus
section-recipient = vastaanottaja
section-transfers = siirto ETA-alueen ulkopuolelle
section-security = suojaus
section-role = rooli
section-right = rekisteröidyn oikeus
section-requests = pyynnöt
section-objection = vastustamisoikeus
section-automated-decisions = automaattinen päätöksenteko
section-profiling = profilointi
section-marketing = suoramarkkinointi
section-authority = valvontaviranomainen
section-retention = tietojen poistaminen
section-clock = säilytysaika
section-changes = selosteen muuttaminen
diff-added = Lisätty – { $what }.
diff-removed = Poistettu – { $what }.
diff-changed = Muutettu – { $what }.
diff-heed-told-first = Rekisteröidyille kerrotaan ennen käytön alkamista.
diff-heed-category-vanishes = Ei onnistu, jos ryhmässä on tietoja.
diff-heed-field-vanishes = Ei onnistu, jos kentässä on tietoja: ne on poistettava ensin.
diff-heed-shorter = Lyhyempi aika: säilytysajan ylittävät tiedot poistetaan aikaisintaan { $days } päivän kuluttua.
diff-heed-longer = Pidempi aika.
diff-heed-other-start = Säilytysaika alkaa eri ajankohdasta: säilytysajan ylittävät tiedot poistetaan aikaisintaan { $days } päivän kuluttua.
policy-source-public = julkisesti saatavilla
policy-source-not-public = ei julkisesti saatavilla
policy-disclosure-automatic = tietoja luovutetaan automaattisesti
policy-role-view = näkee
policy-role-change = näkee ja muuttaa
policy-requests-written = vaaditaan kirjallisena
policy-requests-signed = vaaditaan allekirjoitettuna
policy-clock-review = tarkistetaan: { $period }
policy-connection-inactive = ehdotetaan päättymään, kun { $period } on kulunut ilman tapahtumia
policy-inactivity = aika ilman tapahtumia
error-policy-version-number = Selosteen versiot eivät ole järjestyksessä. Ilmoita ylläpitäjälle.
error-policy-version-unknown-time = Vain ensimmäisen version alkamisaika voi olla tuntematon. Anna aika, josta alkaen seloste on voimassa.
error-policy-version-order = Seloste ei voi tulla voimaan ennen edellistä. Anna myöhempi aika.
error-policy-version-same = Seloste on sama kuin voimassa oleva. Mitään ei tarvitse julkaista.
erased-by-itself = poistuu itsestään
erased-by-review = ihminen käy läpi
policy-clock-by-itself = poistuu itsestään

reach-full = kyllä
reach-on-withdrawal = kun suostumus perutaan tai tietoa ei enää tarvita
reach-once-not-needed = kun tietoa ei enää tarvita
reach-not-while-duty = ei niin kauan kuin velvoite tai tehtävä kestää
reach-on-objection = kun vastustaminen hyväksytään tai tietoa ei enää tarvita
reach-unless-compelling = kyllä, ellei käsittelyyn ole huomattavan tärkeää ja perusteltua syytä
reach-withdraw-instead = peruuttamalla suostumus
reach-nothing = ei
