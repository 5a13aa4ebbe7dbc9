# The printed notice and the record of processing activities.

document-notes = Hänvisningar
document-not-stated = Har inte angetts i beskrivningen.

## The notice: headings in the order of its sections.

document-controller = Personuppgiftsansvarig
document-business-id = FO-nummer: { $id }
document-phone = tfn { $number }
document-contact = Kontaktperson i ärenden som gäller registret och dataskyddet
document-deputy = Kontaktpersonens ställföreträdare
document-officer = Dataskyddsombud
document-register = Registrets namn
document-basis = Rättslig grund för behandlingen av personuppgifter
document-connections = Vilkas uppgifter registret innehåller
document-interests = Berättigade intressen
document-interest = Intresse
document-balancing = Varför personens intressen inte väger tyngre
document-purposes = Ändamålen med behandlingen av personuppgifter och hur uppgifterna samlas in
document-purpose-bases = Grunden för behandlingen enligt ändamål
document-purpose = Ändamål
document-legal-basis = Grund
document-whom = Vem det gäller
document-built-in = Ändamål som hör till varje register
document-law = Lag
document-ways = Insamlingssätt
document-recording = Inspelning av samtal
document-sources = Varifrån uppgifterna fås
document-source = Källa
document-availability = Tillgänglighet
document-categories = Registrets datainnehåll
document-category = Uppgiftskategori
document-fields = Uppgifter
document-own-fields = Övriga uppgifter som vi bevarar
document-used-for = Ändamål
document-given = Lämnande av uppgifterna
document-by-law = På grund av lag innehåller registret dessutom
document-identity-code = Behandling av personbeteckning
document-identity-code-grounds = Grunder för behandlingen
document-disclosure = Utlämnande och överföring av uppgifter
document-recipients = Mottagare av uppgifterna
document-recipient = Mottagare
document-recipient-what-for = Ställning och uppgift
document-recipient-ground = Grund för utlämnandet
document-recipient-role = { $role }, { $country }
document-transfers = Överföring utanför EES-området
document-country = Land
document-safeguard = Skyddsåtgärd
document-security = Principerna för skyddet av registret
document-rights = Den registrerades rättigheter
document-objection = Rätt att göra invändningar mot behandlingen
document-requests = Hur rättigheterna utövas
document-requests-channels = Kontaktsätt
document-requests-address = Adress
document-by-machine = Automatiserat beslutsfattande och profilering
document-marketing = Elektronisk direktmarknadsföring
document-marketing-persons = Till fysiska personer
document-marketing-organisations = Till företag och sammanslutningar
document-marketing-stop = Förbud kan sändas till adressen
document-authority = Tillsynsmyndighet
document-retention = Radering och lagringstid
document-kept = Uppgift
document-time = Lagringstid
document-ground = Grund
document-changes = Ändring av beskrivningen

## The record of processing activities (GDPR art. 30(1)).

activities-title = Register över behandling
activities-intro = Den personuppgiftsansvariges register över behandling, artikel 30.1 i GDPR. Bokstäverna hänvisar till leden a–g i punkten.
activities-parties = Personuppgiftsansvarig, kontaktperson och dataskyddsombud (a)
activities-controller = Personuppgiftsansvarig
activities-contact = Kontaktperson
activities-register = Register
activities-activity = Behandling: { $purpose }
activities-purpose = Ändamålet med behandlingen (b)
activities-bases = Rättslig grund
activities-basis-for = { $basis } – { $whom }
activities-people = Kategorier av registrerade (c)
activities-categories = Kategorier av personuppgifter (c)
activities-recipients = Kategorier av mottagare (d)
activities-recipients-none = De mottagare som nämns i beskrivningen får inte dessa uppgifter.
activities-transfers = Överföringar till tredjeländer och skyddsåtgärder för dem (e)
activities-times = Tidsfrister för radering av uppgiftskategorierna (f)
activities-security = Säkerhetsåtgärder (g)
activities-security-see = Gemensamma för all behandling: punkt { $number }.
activities-recording = inspelning av samtal
activities-everyone = alla registrerade
activities-those-who-ask = de som har gjort en begäran, förbjudit marknadsföring eller gett tillstånd
activities-users = personer som använder registret
activities-measures = Tekniska och organisatoriska säkerhetsåtgärder (g)
activities-roles = Vem behandlar vad
activities-role = Roll
activities-views = Ser
activities-changes = Ser och ändrar
activities-scope = Omfattning
activities-interests = Berättigade intressen och intresseavvägningar
activities-tested = Gjord { $dated }, { $reviewer }. Granskas senast { $review }.
activities-balancing = Intresseavvägning
activities-tested-column = Gjord och granskas

## Findings and changes on the command line.

document-findings-none = Granskningen hittade inga brister.
document-findings-line = rad { $at }
document-changes-none = Ingenting ändras.
document-before = förut
document-after = nu
