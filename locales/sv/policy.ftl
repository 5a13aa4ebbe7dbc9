# The notice: its words, what is wrong with a file, what its check finds, what changes.

## Categories of personal data.

category-identity = namn och basuppgifter
category-company = företagets uppgifter
category-contact = kontaktuppgifter
category-birth-date = födelsedatum
category-identity-code = personbeteckning
category-services = beställda tjänster
category-site-access = nycklar och dörrkoder
category-billing = fakturering, betalningar och indrivning
category-messages = meddelanden
category-recordings = samtalsinspelningar
category-forms = elektroniska blanketter
category-permissions = samtycken och förbud
category-requests = de registrerades begäranden
category-disclosures = utlämnanden
category-staff = registrets användare
category-other = övriga uppgifter
## Fields the controller declares for itself.

field-kind-text = text
field-kind-number = tal
field-kind-date = dag
field-kind-choice = val
field-party-person = endast om personer
field-party-organisation = endast om företag

## What every notice holds because the law needs it.

category-by-law-permissions = samtycken, förbud och marknadsföringstillstånd med bevis
category-by-law-requests = den registrerades begäranden, svaren på dem och hur identiteten säkerställdes
category-by-law-disclosures = vilka uppgifter som har lämnats ut, till vem, när och på vilken grund
category-by-law-staff = användarkonton, roller och logganteckningar för dem som använder registret

## Purposes.

purpose-care = skötsel av kundförhållandet
purpose-statistics = statistik
purpose-services = produktion av tjänster
purpose-billing = fakturering, betalningsövervakning och indrivning
purpose-communication = kundkommunikation
purpose-marketing = marknadsföring
purpose-rights = besvarande av de registrerades begäranden
purpose-accounting = bokföring
purpose-security = informationssäkerhet och logg
purpose-breach = hantering av personuppgiftsincidenter
purpose-proof = bevis för samtycken och förbud
purpose-staff = administration av registrets användning

## Connections, legal bases, permissions, grounds.

connection-customer = kundförhållande
connection-contract = avtal
connection-contact-person-of = kontaktperson för ett företag
connection-stakeholder = intressent
connection-consent = samtycke
basis-consent = samtycke
basis-contract = avtal
basis-legal-obligation = rättslig förpliktelse
basis-vital-interests = grundläggande intresse
basis-public-task = uppgift av allmänt intresse
basis-legitimate-interest = berättigat intresse
permission-consent = samtycke på förhand
permission-soft-opt-in = kundförhållande och liknande tjänst
permission-opt-out = tillåtet om det inte förbjudits
identity-code-consent = personens samtycke
identity-code-law = föreskrivet i lag
identity-code-legal-task = uppgift enligt lag
identity-code-rights-and-duties = tillgodoseende av rättigheter och skyldigheter
identity-code-research = forskning eller statistik
identity-code-credit = kreditgivning
identity-code-debt-collection = indrivning av en fordran
identity-code-rental = uthyrnings- eller utlåningsverksamhet
identity-code-employment = anställnings- eller tjänsteförhållande
given-freely = frivillig
given-for-contract = behövs för avtalet
given-by-law = krävs i lag
given-arises = uppstår av kontakten
source-person = personen själv
source-organisation = företaget eller sammanslutningen som personen företräder
source-stakeholder = intressent
source-public-register = offentligt register
source-bank = banken
source-own-work = egen verksamhet
recording-confirm-assignments = bekräftande av uppdrag
recording-documentation = dokumentation
recording-quality = kvalitetsövervakning
recording-development = utveckling

## Disclosures and recipients.

disclosure-customer-interest = kundens intresse
disclosure-ordered-service = beställd tjänst
disclosure-own-request = personens egen begäran
disclosure-authority-demand = myndighets begäran
disclosure-processing = behandling för den personuppgiftsansvariges räkning
disclosure-collection = indrivning av en fordran
disclosure-legal-duty = lagstadgad skyldighet
recipient-controller = självständig personuppgiftsansvarig
recipient-processor = personuppgiftsbiträde
recipient-authority = myndighet
transfer-adequacy = kommissionens beslut om adekvat skyddsnivå
transfer-standard-clauses = standardavtalsklausuler
transfer-corporate-rules = bindande företagsbestämmelser
transfer-derogation = undantag i särskild situation

## What is kept, from when, why.

kept-identity = namn och basuppgifter
kept-company = företagets uppgifter
kept-contact = kontaktuppgifter
kept-birth-date = födelsedatum
kept-identity-code = personbeteckning
kept-services = beställda tjänster
kept-site-access = nycklar och dörrkoder
kept-billing = fakturor och betalningar
kept-messages = meddelanden
kept-recordings = samtalsinspelningar
kept-forms = elektroniska blanketter
kept-permissions = upphörda samtycken med bevis
kept-requests = begäranden och svar
kept-disclosures = utlämnanden
kept-staff = registrets användare
kept-other = övriga uppgifter
kept-billing-books = bokföringsböcker
kept-services-offers = offerter som inte ledde till beställning
kept-messages-unlinked = meddelanden som inte hör till någon
kept-recordings-untold = inspelningar om vilka den som ringde inte fick veta
kept-permissions-prohibitions = marknadsföringsförbud
kept-trail = användningslogg
kept-breaches = personuppgiftsincidenter
kept-backups = säkerhetskopior
kept-files = import- och utskriftsfiler
starts-arrival = från ankomsten eller antecknandet
starts-connection-end = från det att anknytningen upphörde
starts-completion = från det att ärendet slutfördes
starts-ground-end = från det att grunden upphörde
starts-financial-year-end = från räkenskapsperiodens slut
starts-calendar-year-end-of-financial-year = från slutet av det kalenderår under vilket räkenskapsperioden avslutades
retention-need = ändamålets behov
retention-accounting = bokföringslagen och mervärdesskattelagen
retention-claims = rättsliga anspråk och preskription
retention-proof = bevis för samtycke eller förbud
retention-accountability = ansvarsskyldighet
retention-security = informationssäkerhet
retention-identity-code = grunden för behandling av personbeteckning
policy-period-days =
    { $number ->
        [one] { $number } dag
       *[other] { $number } dagar
    }
policy-period-months =
    { $number ->
        [one] { $number } månad
       *[other] { $number } månader
    }
policy-period-years =
    { $number ->
        [one] { $number } år
       *[other] { $number } år
    }
policy-period-not-stated = anges inte
policy-period-while-in-force = så länge förbudet gäller
policy-labelled = ”{ $label }”
policy-unticked = { $label } utan kryss
policy-time-not-stated = ingen tid har angetts
policy-time-while-in-force = så länge förbudet gäller
policy-time-for = { $period } { $start }

## Rights of data subjects and ways to use them.

subject-right-access = rätt till tillgång
subject-right-rectification = rätt till rättelse
subject-right-erasure = rätt till radering
subject-right-restriction = rätt till begränsning av behandling
subject-right-portability = rätt till dataportabilitet
subject-right-objection = rätt att göra invändningar
subject-right-automated-decisions = rätt att inte bli föremål för automatiserade beslut
subject-right-withdraw-consent = rätt att återkalla samtycke
subject-right-complaint = rätt att lämna in klagomål
channel-post = brev
channel-email = e-post
channel-form = blankett
channel-phone = telefon
channel-desk = kontoret

## What staff may do, and what the trail says they did.

right-import = import av kunder
right-merge = sammanslagning
right-reveal-identity-code = visning av personbeteckning
right-export-ledgers = export av bokföring
right-campaigns = kampanjer
right-reveal = visning av dolda uppgifter
right-erase = radering
right-disclose = utlämnande
right-export = export av uppgifter
right-trail = läsning av loggen
right-holds = bevarandeförelägganden
right-figures = nyckeltal
right-staff = hantering av användare
right-settings = inställningar
right-operation = drift
right-break-glass = undantagsåtkomst
right-work-report = arbetsrapport
right-rectify = rättelse enligt beslut
right-requests = hantering av begäranden
right-breaches = registrering av incidenter
action-view = läste
action-list = listade
action-search = sökte
action-reveal = öppnade en dold uppgift
action-play = lyssnade
action-export = exporterade
action-change = ändrade
action-import = importerade
action-merge = slog samman eller skilde åt
action-disclose = lämnade ut
action-erase = raderade
action-refuse = nekades
action-sign-in = loggade in
action-sign-in-failed = inloggningen misslyckades
action-sign-out = loggade ut
action-break-glass = öppnade undantagsåtkomst
action-send = sände
action-print = skrev ut
action-hold = satte eller hävde ett bevarandeföreläggande
action-publish = publicerade beskrivningen
action-govern = ändrade behörigheter eller inställningar
action-operate = skötte registrets drift
action-count = räknade till ett nyckeltal
scope-all = alla
scope-own-jobs = egna arbeten: { $before } dagar före och { $after } dagar efter
scope-marketing-reach = de som får nås av marknadsföring
severity-contradiction = motsägelse
severity-lacking = saknas
severity-advice = rekommendation

## What is wrong with a notice file: what, and what to do.

policy-wanted-text = text inom citattecken
policy-wanted-flag = true eller false
policy-wanted-number = heltal
policy-wanted-day = en dag i formen 2026-11-24
policy-wanted-words = en lista av ord, såsom ["care", "services"]
policy-wanted-table = ett avsnitt eller texter { "{" } fi, sv, en { "}" }
policy-wanted-tables = en lista av avsnitt [[…]]
policy-language-fi = finska
policy-language-sv = svenska
policy-language-en = engelska
policy-word-language = språk
policy-word-category = uppgiftskategori
policy-word-purpose = ändamål
policy-word-connection = anknytning
policy-word-basis = rättslig grund
policy-word-permission = marknadsföringstillstånd
policy-word-identity-code = grund för personbeteckning
policy-word-given = skyldighet att lämna uppgiften
policy-word-source = källa
policy-word-recording = orsak till inspelning
policy-word-disclosure = utlämnandegrund
policy-word-recipient = mottagarens ställning
policy-word-transfer = skyddsåtgärd vid överföring
policy-word-kept = uppgift som bevaras
policy-word-starts = lagringstidens början
policy-word-retention = lagringsgrund
policy-word-right = behörighet
policy-word-subject-right = den registrerades rättighet
policy-word-channel = kontaktväg
policy-word-interest = berättigat intresse
policy-word-scope = rollens räckvidd
policy-word-field-kind = fältets slag
policy-word-field-party = vem fältet gäller
error-policy-toml-syntax = Filen är inte giltig TOML ({ $message }). Rätta stället och försök på nytt.
error-policy-key-unknown = Nyckeln ”{ $key }” är okänd här. Ta bort den. Kända: { $known }.
error-policy-key-near = Nyckeln ”{ $key }” är okänd här. Menade du ”{ $nearest }”?
error-policy-key-missing = Här saknas ”{ $key }”. Lägg till det: { $path }.
error-policy-key-missing-form = { $path } saknas. Fyll i.
error-policy-value-kind = Värdet av { $path } ska vara { $wanted }.
error-policy-value-kind-form = { $path }: här behövs { $wanted }.
error-policy-text-empty = { $path } är tomt. Skriv en text eller ta bort raden.
error-policy-text-empty-form = { $path } är tomt. Skriv något.
error-policy-text-language = Texten saknas på { $language }. Lägg till { $path }.
error-policy-text-language-form = { $path }: texten saknas på { $language }.
error-policy-word-unknown = ”{ $word }” är inget känt ord ({ $what }). Välj ett av: { $known }.
error-policy-word-near = ”{ $word }” är inget känt ord ({ $what }). Menade du ”{ $nearest }”? Kända: { $known }.
error-policy-word-twice = ”{ $word }” finns två gånger. Ta bort den ena.
error-policy-number-range = Talet { $path } ska vara ett heltal 0–{ $most }.
error-policy-number-range-form = { $path }: skriv ett heltal 0–{ $most }.
error-policy-name-wrong = ”{ $value }” duger inte som namn. Använd små bokstäver a–z, siffror och understreck, högst 40 tecken, en bokstav först.
error-policy-zone-unknown = Tidszonen ”{ $value }” är okänd. Skriv till exempel Europe/Helsinki.
error-policy-business-id-wrong = FO-numret ”{ $value }” stämmer inte. Kontrollera siffrorna och kontrolltecknet, till exempel 1234567-1.
error-policy-email-wrong = ”{ $value }” är ingen e-postadress. Skriv den i formen namn@exempel.fi.
error-policy-phone-wrong = ”{ $value }” är inget telefonnummer. Skriv ett nummer, till exempel 050 123 4567 eller +358 50 123 4567.
error-policy-country-unknown = Landet ”{ $value }” är okänt. Skriv ISO-koden med två stora bokstäver, till exempel FI.
error-policy-purpose-built-in = Ändamålet ”{ $purpose }” följer av lag och ingår i varje beskrivning. Ta bort det ur filen.
error-policy-interest-not-this-basis = Endast ett berättigat intresse har { $k_purpose-basis-interest }. Ta bort det eller byt grund.
error-policy-review-before = Följande granskning ska ligga efter intresseavvägningens dag. Rätta { $path }.
error-policy-recipient-both = Ge mottagaren antingen { $k_recipient-name } eller { $k_recipient-group }, inte båda.
error-policy-recipient-ground = Ett biträdes grund är { $w_disclosure-processing }, och bara dess. Rätta { $k_recipient-role } eller { $k_recipient-ground }.
error-policy-scope-days = Bara en roll med räckvidden { $w_notice-scope-own_jobs } har dagar. Ta bort { $path }.
error-policy-period-wrong = Tiden ”{ $value }” förstås inte. Skriv till exempel "{ $p_14-days }", "{ $p_6-months }", "{ $p_3-years }" eller "{ $p_not-stated }".
error-policy-period-forever = Personuppgifter får inte bevaras för alltid (GDPR 5(1)(e)). Skriv en tid, till exempel "{ $p_3-years }".
error-policy-field-key = Fältets nyckel består av små bokstäver a–z, siffror och understreck, högst 32 tecken, och börjar med en bokstav. Skriv till exempel "heating".
error-policy-field-category = Ett eget fält kan inte höra till den här uppgiftskategorin, eftersom kategorin har egna regler. Välj en av: { $known }.
error-policy-field-party = Ett fält bland företagets uppgifter kan inte gälla en person. Ta bort { $k_field-party } eller välj en annan kategori.
error-policy-field-no-choice = Valfältet saknar alternativ. Skriv minst ett { $s_field-choice }.
error-policy-field-too-many = Det får finnas högst { $most } alternativ.
error-policy-field-choices-unused = Bara ett valfält har alternativ. Ta bort dem eller skriv { $k_field-kind } = { $w_field-kind-choice }.
error-policy-field-period = Fältets egen tid är en tidsperiod, till exempel "{ $p_12-months }". Lämna bort den om fältet bevaras lika länge som sin kategori.
error-policy-period-in-force = Bara ett förbud ({ $w_kept-permissions__prohibitions }) kan bevaras så länge det gäller. Skriv en tid, till exempel "{ $p_3-years }".
error-policy-period-below-floor = { $period } är för kort tid ({ $kept }): { $law } kräver minst { $limit } { $start }. Skriv period = "{ $limit_word }" och starts = "{ $start_word }".
error-policy-period-below-floor-form = { $period } är för kort tid ({ $kept }): { $law } kräver minst { $limit } { $start }. Förläng tiden och välj när den börjar.
error-policy-period-above-ceiling = { $period } är för lång tid ({ $kept }): högst { $limit } ({ $law }). Förkorta tiden.

## What the check of a notice finds: what is lacking or contradictory, and what to write.

finding-officer-not-stated = Beskrivningen säger inte om ett dataskyddsombud har utsetts.
finding-officer-not-stated-do = Skriv { $s_data_protection_officer }: { $k_data_protection_officer-designated } och motivering eller kontaktuppgifter.
finding-connection-missing = Beskrivningen säger inte vems uppgifter registret innehåller.
finding-connection-missing-do = Skriv { $s_connection } för varje grupp, såsom kunder och intressenter.
finding-basis-missing = Ändamålet saknar rättslig grund: { $what }.
finding-basis-missing-do = Skriv { $s_purpose-basis }: { $k_purpose-basis-connections } och { $k_purpose-basis-basis }.
finding-basis-connection-without = Gruppen saknar rättslig grund: { $what }.
finding-basis-connection-without-do = Lägg till gruppen på raden { $k_purpose-basis-connections } i något { $s_purpose-basis }.
finding-basis-consent-contradicts = Punkt 5 säger att uppgifterna samlas in med samtycke, men grunden i punkt 4 är en annan. Grunderna kan inte blandas.
finding-basis-consent-contradicts-do = Ta bort samtycket ur { $s_collection } ({ $k_collection-text } och { $k_collection-relies_on }) eller skriv { $k_purpose-basis-basis } = { $w_basis-consent } för de ändamål som grundar sig på det.
finding-interest-missing = Grunden är ett berättigat intresse, men beskrivningen säger inte vilket: { $what }.
finding-interest-missing-do = Skriv { $s_interest }: { $k_interest-key } och { $k_interest-text }, och hänvisa till det i grunden: { $k_purpose-basis-interest }.
finding-interest-balancing-missing = Intresset saknar intresseavvägning: { $what }.
finding-interest-balancing-missing-do = Skriv { $s_interest-balancing }: { $k_interest-balancing-text }, { $k_interest-balancing-dated }, { $k_interest-balancing-reviewer } och { $k_interest-balancing-next_review }.
finding-collection-missing = Beskrivningen säger inte hur uppgifterna samlas in.
finding-collection-missing-do = Skriv { $s_collection }: { $k_collection-text }.
finding-source-missing = Beskrivningen säger inte varifrån uppgifterna kommer: { $what }.
finding-source-missing-do = Skriv { $s_source }: { $k_source-kind }, { $k_source-text }, { $k_source-public } och { $k_source-categories }.
finding-purpose-missing = Beskrivningen säger inte vad uppgifterna används till.
finding-purpose-missing-do = Skriv { $s_purpose }: { $k_purpose-key }, { $k_purpose-text } och { $s_purpose-basis }.
finding-recording-missing = Registret innehåller samtalsinspelningar, men beskrivningen säger inte varför samtal spelas in.
finding-recording-missing-do = Skriv { $s_recording }: { $k_recording-text }, { $k_recording-reasons }, { $k_recording-told } och { $s_recording-basis }.
finding-recording-basis-missing = Inspelningen av samtal saknar rättslig grund.
finding-recording-basis-missing-do = Skriv { $s_recording-basis }: { $k_recording-basis-connections }, { $k_recording-basis-basis } och { $k_recording-basis-interest }.
finding-recording-not-told = Beskrivningen säger inte hur den som ringer får veta om inspelningen.
finding-recording-not-told-do = Skriv { $s_recording } { $k_recording-told }: den som ringer får före inspelningen veta att samtalet spelas in och varför.
finding-category-missing = Beskrivningen säger inte vilka uppgifter registret innehåller.
finding-category-missing-do = Skriv { $s_category }: { $k_category-key } och { $k_category-text }.
finding-category-purpose-missing = Beskrivningen säger inte för vilka ändamål uppgifterna används: { $what }.
finding-category-purpose-missing-do = Skriv { $s_category } { $k_category-purposes }.
finding-category-given-missing = Beskrivningen säger inte om uppgifterna måste lämnas och vad som följer om de inte lämnas: { $what }.
finding-category-given-missing-do = Skriv { $s_category } { $k_category-given } och { $k_category-without }.
finding-identity-code-ground-missing = Personbeteckningar behandlas, men beskrivningen anger ingen grund.
finding-identity-code-ground-missing-do = Skriv { $s_identity_code }: { $k_identity_code-grounds } och { $k_identity_code-text }, till exempel indrivning av en fordran. Finns ingen grund, ta bort uppgiftskategorin { $w_category-identity_code }.
finding-disclosure-missing = Beskrivningen säger inte när uppgifter lämnas ut.
finding-disclosure-missing-do = Skriv { $s_disclosure } och { $s_disclosure-ground }.
finding-recipient-missing = Beskrivningen nämner varken mottagare eller grupper av mottagare.
finding-recipient-missing-do = Skriv { $s_recipient } för var och en, även biträden: namn eller grupp, land, ställning, grund och uppgiftskategorier.
finding-recipient-ground-missing = Mottagarens utlämnandegrund finns inte i beskrivningen: { $what }.
finding-recipient-ground-missing-do = Skriv grunden i { $s_disclosure-ground } eller byt mottagarens { $k_recipient-ground }.
finding-transfers-not-stated = Beskrivningen säger inte om uppgifter överförs utanför EES.
finding-transfers-not-stated-do = Skriv { $s_transfers }: { $k_transfers-text }, och länderna i { $s_transfers-country }.
finding-transfers-recipient-outside = Mottagaren finns utanför EES i ett land som avsnittet om överföringar inte nämner: { $what }.
finding-transfers-recipient-outside-do = Skriv { $s_transfers-country }: { $k_transfers-country-code }, { $k_transfers-country-tool } och { $k_transfers-country-text }, eller byt mottagare.
finding-security-missing = Beskrivningen säger inte hur uppgifterna skyddas.
finding-security-missing-do = Skriv { $s_security-measure }: { $k_security-measure-text }.
finding-role-missing = Filen säger inte vem som har tillgång till uppgifterna.
finding-role-missing-do = Skriv { $s_role } för varje uppgift.
finding-role-category-unnamed = Rollen ser en uppgiftskategori eller omfattar ett ändamål som beskrivningen inte nämner: { $what }.
finding-role-category-unnamed-do = Nämn det i beskrivningen eller ta bort det från rollen.
finding-role-category-unused = Rollen ska se en uppgiftskategori som inget av dess ändamål använder, så den visas inte: { $what }.
finding-role-category-unused-do = Skriv för kategorin ({ $s_category }) det ändamål som rollen använder den för, eller ta bort kategorin från rollen.
finding-role-category-of = { $role }: { $category } ({ $purposes })
finding-field-category-unnamed = Ett eget fält hör till en uppgiftskategori som beskrivningen inte nämner: { $what }.
finding-field-category-unnamed-do = Nämn kategorin i beskrivningen ({ $s_category }) eller byt fältets kategori.
finding-field-period-not-shorter = Ett eget fälts tid är inte kortare än uppgiftskategorins tid: { $what }.
finding-field-period-not-shorter-do = Skriv en kortare tid eller lämna bort fältets tid. Kategorin måste ha en lagringstid ({ $s_clock }).
finding-field-too-many = Det finns fler egna fält än någon läser.
finding-field-too-many-do = Ta bort de fält som man klarar sig utan. Högst 50.
finding-right-missing = Beskrivningen nämner inte alla rättigheter: { $what }.
finding-right-missing-do = Skriv { $s_right }: { $k_right-kind } och { $k_right-text } för var och en.
finding-right-withdrawal-missing = Samtycke används, men beskrivningen säger inte att det kan återkallas när som helst.
finding-right-withdrawal-missing-do = Skriv { $s_right }: { $k_right-kind } = { $w_subject-right-withdraw_consent } och { $k_right-text }.
finding-right-complaint-missing = Beskrivningen nämner inte rätten att klaga hos tillsynsmyndigheten eller dess kontaktuppgifter.
finding-right-complaint-missing-do = Skriv { $s_right }: { $k_right-kind } = { $w_subject-right-complaint } och { $s_authority }: dataombudsmannens byrå.
finding-requests-missing = Beskrivningen säger inte hur rättigheterna utövas.
finding-requests-missing-do = Skriv { $s_requests }: { $k_requests-text }, { $k_requests-channels }, { $off_requests-written } och { $off_requests-signed }.
finding-requests-signature = Beskrivningen kräver underskrift på begäran. Lagen tillåter inget sådant formkrav: utövandet av rättigheterna ska underlättas.
finding-requests-signature-do = Skriv { $s_requests } { $off_requests-signed } och ta bort kravet ur texten.
finding-requests-writing = Beskrivningen kräver en skriftlig begäran. En begäran får göras även muntligen.
finding-requests-writing-do = Skriv { $s_requests } { $off_requests-written } och ta bort kravet ur texten.
finding-requests-not-electronic = En begäran kan inte göras elektroniskt.
finding-requests-not-electronic-do = Lägg till { $w_channel-email } eller { $w_channel-form } i { $s_requests } { $k_requests-channels }.
finding-requests-time-not-stated = Beskrivningen säger inte när en begäran besvaras.
finding-requests-time-not-stated-do = Skriv { $s_requests } { $k_requests-time }: senast inom en månad.
finding-requests-cost-not-stated = Beskrivningen säger inte att svaret är avgiftsfritt.
finding-requests-cost-not-stated-do = Skriv { $s_requests } { $k_requests-cost }.
finding-requests-identity-not-stated = Beskrivningen säger inte hur den begärandes identitet säkerställs.
finding-requests-identity-not-stated-do = Skriv { $s_requests } { $k_requests-identity }. Enbart personbeteckning och namn räcker inte (dataskyddslagen 29 § 5 mom.).
finding-objection-not-apart = Rätten att göra invändningar presenteras inte klart och skilt från annan information.
finding-objection-not-apart-do = Skriv { $s_objection }: { $k_objection-text } och { $k_objection-marketing }. Det trycks i en egen ruta.
finding-objection-marketing-missing = Beskrivningen säger inte att direktmarknadsföring alltid kan förbjudas.
finding-objection-marketing-missing-do = Skriv { $s_objection } { $k_objection-marketing }.
finding-automated-decisions-not-stated = Beskrivningen säger inte om automatiserade beslut fattas.
finding-automated-decisions-not-stated-do = Skriv { $s_automated_decisions }: { $k_automated_decisions-used } och { $k_automated_decisions-text }.
finding-profiling-not-stated = Beskrivningen säger inte om personer profileras.
finding-profiling-not-stated-do = Skriv { $s_profiling }: { $k_profiling-used } och { $k_profiling-text }.
finding-automated-decisions-logic-missing = Automatiserade beslut fattas, men beskrivningen anger inte logiken, betydelsen och följderna.
finding-automated-decisions-logic-missing-do = Skriv { $s_automated_decisions } { $k_automated_decisions-logic }.
finding-marketing-permission-missing = Beskrivningen säger inte med vilket tillstånd elektronisk direktmarknadsföring sänds till fysiska personer.
finding-marketing-permission-missing-do = Skriv { $s_marketing }: { $k_marketing-text } och { $k_marketing-persons } = { $l_permission-consent } eller { $l_permission-consent-soft_opt_in }.
finding-marketing-opt-out-for-persons = Elektronisk direktmarknadsföring till fysiska personer kräver samtycke; rätt att förbjuda räcker inte.
finding-marketing-opt-out-for-persons-do = Ta bort { $w_permission-opt_out } ur { $s_marketing } { $k_marketing-persons }.
finding-marketing-consent-without-basis = Marknadsföringen kräver samtycke, men samtycke är ingen rättslig grund för ändamålet.
finding-marketing-consent-without-basis-do = Skriv { $s_purpose-basis } för marknadsföringen: { $k_purpose-basis-basis } = { $w_basis-consent }.
finding-marketing-refusal-missing = Beskrivningen säger inte hur marknadsföring kan förbjudas i varje meddelande.
finding-marketing-refusal-missing-do = Skriv { $s_marketing } { $k_marketing-refusal }.
finding-marketing-stop-address-missing = Beskrivningen har ingen adress dit ett marknadsföringsförbud kan sändas.
finding-marketing-stop-address-missing-do = Skriv { $s_marketing } { $k_marketing-stop_address }.
finding-marketing-suppression-missing = Beskrivningen säger inte att en anteckning om förbudet bevaras.
finding-marketing-suppression-missing-do = Skriv { $s_marketing } { $k_marketing-suppression }: hur förbudet bevaras och hur personen själv kan häva det.
finding-clock-missing = Lagringstiden eller kriterierna för den anges inte: { $what }.
finding-clock-missing-do = Skriv { $s_clock }: { $k_clock-of }, { $k_clock-period }, { $k_clock-starts } och { $k_clock-ground }.
finding-clock-accounts-missing = Bokföringsmaterialet saknar lagringstid: { $what }. Lagen kräver minst sex år för fakturor och tio år för bokföringsböcker.
finding-clock-accounts-missing-do = Skriv { $s_clock }: { $k_clock-of } = { $w_kept-billing }, { $k_clock-period } = "{ $p_6-years }", { $k_clock-starts } = { $w_starts-calendar_year_end_of_financial_year }, { $k_clock-ground } = { $w_retention-accounting }; för böckerna { $k_clock-of } = { $w_kept-billing__books }, { $k_clock-period } = "{ $p_10-years }", { $k_clock-starts } = { $w_starts-financial_year_end }.
finding-changes-not-stated = Beskrivningen säger inte hur ändringar meddelas.
finding-changes-not-stated-do = Skriv { $s_changes }: { $k_changes-text }.

## Sections of a notice, and what changes between two versions.

section-notice = rubrik
section-controller = personuppgiftsansvarig
section-contact = kontaktperson
section-data-protection-officer = dataskyddsombud
section-register = registrets namn
section-basis = rättslig grund
section-connection = kategori av registrerade
section-interest = berättigat intresse
section-collection = insamling av uppgifter
section-source = uppgiftskälla
section-purposes = behandlingens ändamål
section-purpose = ändamål
section-recording = inspelning av samtal
section-categories = datainnehåll
section-category = uppgiftskategori
section-field = eget fält
section-identity-code = behandling av personbeteckning
section-disclosure = utlämnande av uppgifter
section-recipient = mottagare
section-transfers = överföring utanför EES
section-security = skydd
section-role = roll
section-right = den registrerades rättighet
section-requests = begäranden
section-objection = rätt att göra invändningar
section-automated-decisions = automatiserat beslutsfattande
section-profiling = profilering
section-marketing = direktmarknadsföring
section-authority = tillsynsmyndighet
section-retention = radering av uppgifter
section-clock = lagringstid
section-changes = ändring av beskrivningen
diff-added = Tillagt – { $what }.
diff-removed = Borttaget – { $what }.
diff-changed = Ändrat – { $what }.
diff-heed-told-first = De registrerade informeras innan användningen börjar.
diff-heed-category-vanishes = Kan inte göras om uppgiftskategorin innehåller uppgifter.
diff-heed-field-vanishes = Kan inte göras om fältet innehåller uppgifter: de måste raderas först.
diff-heed-shorter = Kortare tid: det som förfaller raderas tidigast efter { $days } dagar.
diff-heed-longer = Längre tid.
diff-heed-other-start = Tiden börjar från något annat: det som förfaller raderas tidigast efter { $days } dagar.
policy-source-public = allmänt tillgänglig
policy-source-not-public = inte allmänt tillgänglig
policy-disclosure-automatic = uppgifter lämnas ut automatiskt
policy-role-view = ser
policy-role-change = ser och ändrar
policy-requests-written = krävs skriftligen
policy-requests-signed = krävs undertecknad
policy-clock-review = granskas: { $period }
policy-connection-inactive = föreslås upphöra när inget har hänt på { $period }
policy-inactivity = tid utan händelser
error-policy-version-number = Beskrivningens versioner är inte i ordning. Meddela administratören.
error-policy-version-unknown-time = Bara den första versionens tid kan vara okänd. Ange från när beskrivningen gäller.
error-policy-version-order = Beskrivningen kan inte träda i kraft före den föregående. Ange en senare tid.
error-policy-version-same = Beskrivningen är densamma som den gällande. Inget behöver publiceras.
erased-by-itself = raderas av sig själv
erased-by-review = granskas av en människa
policy-clock-by-itself = raderas av sig själv

reach-full = ja
reach-on-withdrawal = när samtycket återkallas eller uppgiften inte längre behövs
reach-once-not-needed = när uppgiften inte längre behövs
reach-not-while-duty = inte så länge skyldigheten eller uppdraget varar
reach-on-objection = när invändningen godtas eller uppgiften inte längre behövs
reach-unless-compelling = ja, om det inte finns tvingande berättigade skäl för behandlingen
reach-withdraw-instead = genom att återkalla samtycket
reach-nothing = nej
