# Editing the notice: the draft, its parts and their fields, what becomes due, the balancing tests.

notice-draft = Utkast till beskrivningen
notice-draft-help = Utkastet är nästa version av beskrivningen. Du kan fortsätta med det när som helst. Ingenting träder i kraft förrän du publicerar det.
notice-draft-from = Vad utkastet utgår från
notice-draft-from-force = Den senast publicerade beskrivningen
notice-draft-from-blank = En tom mall
notice-draft-blank = en tom mall
notice-draft-version = version { $number }
notice-draft-begin = Börja ett utkast
notice-draft-saved = Senast sparat
notice-draft-file = Utkastet som fil
notice-draft-download = Ladda ner filen
notice-draft-discard = Kasta utkastet
notice-draft-discard-help = Utkastet tas bort och kan inte fås tillbaka. Den gällande beskrivningen ändras inte.
notice-draft-discard-go = Kasta
notice-draft-overtaken = { $who } sparade utkastet { $when } medan du redigerade det. Dina egna ändringar är inte sparade ännu. De andra fälten är som hen sparade dem. Granska och spara på nytt.
notice-draft-gone = Utkastet finns inte längre: det har publicerats eller kastats under tiden. Dina ändringar finns nedan men är inte sparade. Börja ett utkast i en annan flik och spara sedan på nytt.
notice-draft-removed = Punkten du redigerade har tagits bort under tiden. Dess uppgifter finns nedan som en ny punkt; spara om du vill lägga till den.
notice-left = Dina ändringar som inte längre har något fält
notice-left-help = Punkter i listan har lagts till eller tagits bort under tiden. Det som den andra sparade visas; lägg in dina ändringar på nytt på rätt ställe.
notice-other-saved = Den andra sparade här: { $text }
notice-file-theirs = Vad den andra sparade
notice-file-only-theirs = Rader som bara finns i den andras text
notice-file-only-own = Rader som bara finns i din text
notice-file-whole-theirs = Hela den andras text
notice-file-over = Spara min text i stället för den andras
notice-apart = Utkastet började från version { $base }, och därefter har version { $newest } publicerats. Detta utkast upphäver allt som versionerna däremellan ändrade och som inte finns i utkastet. Nedan jämförs utkastet med version { $newest }.
notice-apart-tick = Jag har jämfört utkastet med version { $number }, och det får ersätta den
notice-publish-file = Publicera en färdig fil
notice-preview = Förhandsgranskning
notice-publication = Jämför och publicera
notice-to-mend = { $count } att rätta
notice-to-see = { $count } anmärkningar
notice-wrong = Måste rättas före publiceringen
notice-wrong-help = Dessa hindrar publiceringen.
notice-findings-help = Dessa hindrar inte publiceringen, men lagen kräver dem.
notice-none = Inga.
notice-add = Lägg till en ny
notice-one-more = Lägg till: { $what }
notice-remove = Ta bort
notice-mend = Inte sparat. Rätta de markerade ställena.
notice-file-help = Filen är i TOML-format. Kommentarer och ordning bevaras också när man redigerar med blanketterna.
notice-upload = Ladda upp en fil i stället för utkastet
notice-upload-go = Ta som utkast
notice-heed = beakta
notice-before-after = Före och nu
notice-due = Sparas en kortare tid
notice-due-waits = Om du publicerar i dag raderas ingenting med stöd av en kortare tid före { $day }.
notice-vanishing = Fält som beskrivningen inte längre nämner
notice-vanishing-help = Ett fält med uppgifter kan inte tas bort ur beskrivningen: radera först uppgifterna på kundernas sidor. Uppgifter som har ersatts förblir synliga med märkningen ”inte längre i beskrivningen” tills de raderas.
notice-vanishing-held =
    { $count ->
        [one] { $count } kund har en uppgift
       *[other] { $count } kunder har en uppgift
    }
notice-vanishing-held-more = över { $count } kunder har en uppgift
notice-vanishing-replaced =
    { $count ->
        [one] { $count } ersatt uppgift
       *[other] { $count } ersatta uppgifter
    }
notice-vanishing-replaced-more = över { $count } ersatta uppgifter
notice-new-purposes = Nytt ändamål: { $what }. Människor ska få veta om det innan det börjar. Välj ikraftträdandedagen därefter.
notice-in-force-hint = t.ex. 3.2.2026, tomt: genast
notice-confirm = Bekräfta genom att skriva den nya versionens nummer { $number }
done-draft-begun = Ett utkast har påbörjats.
done-draft-discarded = Utkastet kastades.
done-notice-published = Den nya versionen är publicerad.
error-notice-draft-begun = Ett utkast är redan påbörjat. Öppna det och fortsätt med det.
error-notice-draft-changed = Utkastet ändrades under tiden. Öppna det igen och gör dina ändringar i det.
error-notice-draft-not-toml = Inte sparat: filen är inte giltig TOML. Rätta stället som nämns nedan.
error-notice-draft-day = Dagen förstods inte. Skriv den i formen 3.2.2026 eller lämna fältet tomt.
error-notice-draft-unconfirmed = Inte publicerat. Skriv den nya versionens nummer som bekräftelse.
error-notice-draft-apart = Inte publicerat. Utkastet började från en äldre version än den nyaste. Se nedan vad det upphäver och markera att du godkänner det.
error-notice-draft-past = Inte publicerat: dagen har redan passerat. Välj denna dag eller en senare, eller lämna tomt.

## The parts of the notice.
notice-group-who = Vem
notice-group-why = Varför och varifrån
notice-group-what = Vad
notice-group-whom = Till vem
notice-group-inside = Skydd och användare
notice-group-rights = Människors rättigheter
notice-group-time = Hur länge
notice-part-notice = Rubrik
notice-part-controller = Personuppgiftsansvarig
notice-part-contact = Kontaktperson
notice-part-data-protection-officer = Dataskyddsombud
notice-part-register = Registrets namn
notice-part-basis = Rättslig grund i allmänhet
notice-part-connection = Vilka som finns i registret
notice-part-interest = Berättigade intressen och intresseavvägningar
notice-part-purposes = Inledning till ändamålen
notice-part-purpose = Ändamål
notice-part-collection = Insamling av uppgifter
notice-part-source = Uppgiftskällor
notice-part-recording = Inspelning av samtal
notice-part-categories = Inledning till innehållet
notice-part-category = Kategorier av uppgifter
notice-part-field = Egna fält
notice-part-identity-code = Personbeteckning
notice-part-disclosure = Utlämnande av uppgifter
notice-part-recipient = Mottagare
notice-part-transfers = Överföringar utanför EES
notice-part-security = Skydd
notice-part-role = Användarnas roller
notice-part-right = Rättigheter
notice-part-requests = Begäranden
notice-part-objection = Rätt att göra invändningar
notice-part-automated-decisions = Automatiserade beslut
notice-part-profiling = Profilering
notice-part-marketing = Direktmarknadsföring
notice-part-authority = Tillsynsmyndighet
notice-part-retention = Radering i allmänhet
notice-part-clock = Bevaringstider
notice-part-changes = Ändringar i beskrivningen
notice-help-interest = För varje berättigat intresse görs en intresseavvägning: vilket intresset är, varför behandlingen behövs, hur den påverkar personen och vad avvägningen ledde till. Den granskas årligen.
notice-help-purpose = Personuppgifter får bara användas för dessa ändamål. Ändamål som lagen anger hör till beskrivningen utan att nämnas.
notice-help-category = I registret kan bara sparas de kategorier som nämns här. En kategori som innehåller uppgifter kan inte tas bort.
notice-help-field = I ett eget fält kan man spara något om kunden som registret annars inte har. Fältet hör till en uppgiftskategori: den som ser kategorin ser också fältet. Ett fält med uppgifter kan inte tas bort.
notice-help-recipient = Ge mottagaren antingen ett namn eller en grupp. Ett biträdes grund är alltid behandling på uppdrag.
notice-help-role = En roll får bara se och ändra det som är markerat här. Någon roll måste få förvalta användare och inställningar.
notice-help-clock = Tiden skrivs i ord: 14 dagar, 6 månader, 3 år, anges inte eller så länge förbudet gäller. En kortare tid börjar radera först sju dagar efter publiceringen.
notice-help-marketing = Elektronisk direktmarknadsföring till fysiska personer kräver samtycke eller ett kundförhållande och en liknande tjänst (917/2014, 200 §).

## The fields of the parts.
notice-field-text = Text
notice-field-title = Beskrivningens rubrik
notice-field-name = Namn
notice-field-business-id = FO-nummer
notice-field-street = Gatuadress
notice-field-postal-code = Postnummer
notice-field-town = Postanstalt
notice-field-country = Land (två bokstäver, FI)
notice-field-email = E-postadress
notice-field-phone = Telefon
notice-field-web = Webbplats
notice-field-language = Språk när kunden inte har sagt sitt
notice-field-zone = Tidszon
notice-field-deputy = Ställföreträdare
notice-field-designated = Ett dataskyddsombud har utsetts
notice-field-register-name = Registrets namn
notice-field-key = Kod (små bokstäver, inga mellanslag)
notice-field-connections = Vilka det gäller
notice-field-connection = Grupp
notice-field-basis = Rättslig grund
notice-field-basis-text = Till vilken del eller enligt vilken lag
notice-field-interest = Berättigat intresse
notice-field-interest-text = Intresset som eftersträvas
notice-field-balancing = Intresseavvägning
notice-field-inactivity = Upphörande utan händelser
notice-field-balancing-text = Intresse, nödvändighet, personens synvinkel och resultat
notice-field-dated = Gjord
notice-field-reviewer = Gjord av
notice-field-next-review = Granskas senast
notice-field-purpose = Ändamål
notice-field-relies-on = Grunder som texten åberopar
notice-field-way = Insamlingssätt
notice-field-source = Källa
notice-field-public = Källan är offentlig
notice-field-categories = Kategorier av uppgifter
notice-field-reasons = Varför samtal spelas in
notice-field-told = Hur den som ringer får veta
notice-field-category = Kategori av uppgifter
notice-field-field-kind = Slag
notice-field-field-party = Vem fältet gäller (tomt: alla)
notice-field-field-period = Egen lagringstid, om den är kortare än kategorins
notice-field-choice = Alternativ
notice-field-purposes = Ändamål
notice-field-given = Måste uppgiften ges
notice-field-without = Vad som följer om uppgiften inte ges
notice-field-grounds = Grunder för behandlingen
notice-field-automatic = Uppgifter lämnas ut automatiskt
notice-field-limits = Gränser
notice-field-ground = Grund för utlämnandet
notice-field-recipient-name = Mottagarens namn
notice-field-group = Grupp av mottagare
notice-field-recipient-role = Mottagarens ställning
notice-field-task = För vad
notice-field-transfer-country = Land dit uppgifter överförs
notice-field-tool = Skyddsåtgärd
notice-field-measure = Skyddsåtgärd
notice-field-role-title = Rollens namn
notice-field-view = Får se
notice-field-change = Får se och ändra
notice-field-scope = Vilka rollen når
notice-field-before-days = Dagar före det egna arbetet
notice-field-after-days = Dagar efter det egna arbetet
notice-field-rights = Andra rättigheter
notice-scope-all = alla
notice-scope-own-jobs = egna arbeten
notice-scope-marketing-reach = de som får marknadsföras till
notice-field-right = Rättighet
notice-field-channels = Sätt att göra en begäran
notice-field-written = Begäran måste vara skriftlig
notice-field-signed = Begäran måste undertecknas
notice-field-time = När svaret ges
notice-field-cost = Vad svaret kostar
notice-field-identity = Hur identiteten säkerställs
notice-field-address = Adress
notice-field-objection-marketing = Förbud mot direktmarknadsföring
notice-field-used = Används
notice-field-logic = Logik, betydelse och följder
notice-field-human-review = Hur en människa bedömer beslutet, och hur det kan bestridas
notice-field-persons = Tillstånd för fysiska personer
notice-field-organisations = Tillstånd för företag
notice-field-refusal = Hur man förbjuder i varje meddelande
notice-field-stop-address = Adress dit ett förbud kan sändas
notice-field-suppression = Hur förbudet bevaras
notice-field-of = Vad som bevaras
notice-field-period = Tid
notice-field-starts = När tiden börjar
notice-field-clock-ground = Varför så länge
notice-field-review = Granskningsintervall

## The balancing tests.
notice-interests = Intresseavvägningar
notice-interests-help = En intresseavvägning visar att ett berättigat intresse inte väger tyngre än personens (dataskyddsförordningen art. 6.1 f). Den granskas årligen.
notice-interest-none = Beskrivningen åberopar inget berättigat intresse.
notice-interest-untested = Ingen intresseavvägning har gjorts.
notice-interest-due = ska granskas
notice-interest-serves = Ändamål

notice-held =
    { $count ->
        [one] { $count } uppgiftspost i registret
       *[other] { $count } uppgiftsposter i registret
    }
notice-held-more = över { $count } uppgiftsposter i registret
today-reviews =
    { $count ->
        [one] { $count } intresseavvägning ska granskas
       *[other] { $count } intresseavvägningar ska granskas
    }
notice-field-by = Vem raderar
