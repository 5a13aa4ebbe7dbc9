# Retention: why something is held and until when.

retention-tab = Varför här
retention-title = Varför uppgifterna finns här
retention-ask = Varför finns det här?
retention-help = Varje uppgift finns här enligt beskrivningen: för det ändamål, på den grund och så länge som beskrivningen säger. Här ser du de uppgifter som du får se.
retention-more = och { $count } till.
retention-replaced = { $count ->
        [one] En tidigare uppgift finns kvar.
       *[other] { $count } tidigare uppgifter finns kvar.
    }
retention-purposes = För vad
retention-no-purposes = Beskrivningen säger inte för vad.
retention-until = Hur länge
retention-seen-by = Vilka som ser dem
retention-receivers = Till vem de kan lämnas
retention-no-receivers = Till ingen regelbundet.
retention-not-stated = Beskrivningen säger inte hur länge. Ingenting raderas av sig självt.
retention-in-force = Så länge det är i kraft.
retention-not-started = { $time }. Tiden har inte börjat ännu.
retention-from = { $time }.
retention-each = { $time }, var och en för sig.
retention-day = Till { $day }: { $time }.
retention-over = Till { $day }: { $time }. Tiden har gått ut.

## What is due, holds, erasures.
retention-menu = Lagringstider
retention-holds-tab = Raderingsspärrar
retention-erasure-tab = Radering
retention-holds = Raderingsspärrar
retention-holds-help = En spärr bevarar uppgifter fast deras tid har gått ut: de behövs för ett rättsligt anspråk eller en myndighet har begärt dem. När spärren hävs raderas det som har överskridit sin tid vid nästa körning.
retention-no-holds = Det finns inga spärrar.
retention-hold-add = Sätt en spärr
retention-hold-what = Vad spärren gäller
retention-hold-all = Alla kundens uppgifter
retention-hold-lot = parti { $number }
retention-hold-unknown = Orsaken finns inte kvar: registret återställdes från en gammal säkerhetskopia. Spärren gäller.
retention-reason = Orsak
retention-review = Granskas senast
retention-review-on = Granskas { $day }.
retention-lifted-at = Hävd { $at }.
retention-lift = Häv spärren
retention-queue = Uppgifter som har överskridit sin tid
retention-queue-help = När beskrivningens tid har gått ut raderas uppgiften. En del raderas av sig själv, en del granskas av en människa. Det som någon ännu behöver, eller som en spärr eller begränsning gäller, blir kvar och orsaken anges.
retention-nothing-due = Inget har överskridit sin tid.
retention-due = Överskridna
retention-due-count = Överskridna
retention-stays-count = Blir kvar
retention-gone-count = Raderade
retention-waits-count = Väntar på granskning
retention-by-whom = Vem raderar
retention-last-run = Senaste körning
retention-run-day = Dag
retention-run-state = Läge
retention-run-ended = klar { $at }
retention-run-at = pågår, framskred { $at }
retention-cases = Raderingsbeslut
retention-case = Raderingsbeslut
retention-choose = Välj
retention-since = Från
retention-why-stays = Varför kvar
retention-one-value = en uppgift
retention-whole-category = hela kategorin
retention-look-through = Se vad som raderas
retention-confirm = Radera det överskridna
retention-customers = Kunder
retention-lots = Partier vars nyckel förstörs
retention-values = Enskilda uppgifter
retention-type-count = Bekräfta genom att skriva antalet { $count }
retention-no-way-back = Detta kan inte ångras: nycklarna förstörs först, och uppgifterna kan inte öppnas ur någon säkerhetskopia.
retention-erase = Radera
retention-back = Tillbaka
retention-erasure = Radering av uppgifter
retention-erasure-help = Besluta om varje kategori och ändamål för sig: beviljas på grund, eller avslås därför att. Kategorin raderas när raderingen har beviljats för alla dess ändamål (dataskyddsförordningen art. 17).
retention-lots-count = { $count ->
        [one] Ett parti.
       *[other] { $count } partier.
    }
retention-kept-anyway = Lagen eller en spärr bevarar detta: radering kan inte beviljas.
retention-granted = Beviljas
retention-refused = Avslås
retention-ground-17-1-a = inte längre nödvändig (art. 17.1 a)
retention-ground-17-1-b = samtycket återkallat (art. 17.1 b)
retention-ground-17-1-c = invänder mot behandlingen (art. 17.1 c)
retention-ground-17-1-d = behandlad olagligt (art. 17.1 d)
retention-ground-17-1-e = lagen kräver radering (art. 17.1 e)
retention-ground-17-1-f = ett barns uppgifter i en tjänst (art. 17.1 f)
retention-ground-17-3-a = yttrandefrihet (art. 17.3 a)
retention-ground-17-3-b = rättslig förpliktelse (art. 17.3 b)
retention-ground-17-3-c = folkhälsa (art. 17.3 c)
retention-ground-17-3-d = arkiv eller forskning (art. 17.3 d)
retention-ground-17-3-e = rättsligt anspråk (art. 17.3 e)
retention-ground-contract = avtalet gäller
retention-ground-interest = det berättigade intresset väger tyngre
retention-proof-stays = Bevaras som bevis sin egen tid
retention-whom-to-tell = Vem underrättas om raderingen
retention-whom-help = Enligt beskrivningen kan dessa ha fått uppgifter (dataskyddsförordningen art. 19).
retention-nobody-to-tell = Beskrivningen nämner ingen som skulle ha fått uppgifter.
retention-copies = I vilka kopior uppgifterna ännu finns
retention-copies-help = I säkerhetskopiorna är uppgifterna förseglade: utan nycklar går de inte att öppna. En gammal nyckelkopia kunde öppna en gammal säkerhetskopia tills den har förstörts eller rotnyckeln bytts.
retention-copies-known = Kända kopior, den äldsta först:
retention-copy-is-backup = Säkerhetskopia
retention-copy-of-keys = Kopia av nycklarna
retention-copy-not-there = syns inte från den här datorn
retention-copy-oldest = Äldsta säkerhetskopian på sin plats
retention-copy-oldest-keys = Äldsta kopian av nycklarna på sin plats
retention-copy-days = { $count ->
        [one] för en dag sedan
       *[other] för { $count } dagar sedan
    }
retention-copy-backup = Senaste säkerhetskopia
retention-copy-keys = Senaste nyckelkopia
retention-copy-root-key = Rotnyckeln bytt
retention-copy-until = Enligt beskrivningen bevaras en säkerhetskopia högst till
retention-words = Motivering
retention-words-hint = begäran, dess datum och varför beslutet blev sådant
retention-type-number = Bekräfta genom att skriva kundnumret { $number }
retention-decide = Besluta och radera
retention-decided-at = Beslutat
retention-carried-at = Verkställt
retention-not-carried = Oavslutat: raderingen är inte ännu verkställd.
retention-carry-out = Verkställ raderingen
retention-decision = Beslut
retention-decision-gone = Beslutet har raderats efter sin egen tid.
retention-receipt = Raderingsintyg
retention-receipt-signed = Undertecknat
retention-receipt-case = Beslutets nummer
retention-receipt-at = Raderat
retention-receipt-keys = Förstörda nycklar
retention-receipt-rows = Raderade rader
retention-receipt-gone = Nycklarnas byte har raderats från disken.
retention-receipt-not-gone = Nycklarnas byte finns kvar i loggen tills rotnyckeln byts.
retention-receipt-went = Vad som raderades
retention-receipt-stays = Vad som blir kvar, varför och hur länge
retention-receipt-nothing-stays = Inget blir kvar.
retention-receipt-line = Loggradens nummer
retention-receipt-key = Registrets offentliga nyckel
retention-stays-held = spärr
retention-stays-restricted = behandlingen är begränsad (dataskyddsförordningen art. 18)
retention-stays-changed = ändrades i samma stund: ses på nytt vid nästa körning
retention-since-needed = behövs för något som kom efter beslutet
retention-since-newer = uppgifter har kommit efter beslutet
retention-since-customer-again = är kund igen
retention-needed-request = en öppen begäran väntar på svar
retention-needed-task = en öppen uppgift
retention-needed-relation = en relation till en annan kund gäller
retention-longer = Vad som bevarar längre
retention-until-day = senast till { $day }
retention-between = den första till { $first }, den sista till { $until }
retention-by-law = lagen kräver bevarande: { $law }
retention-held-on = spärr: { $what }
retention-found-help = Antalen är från den senaste färdiga körningen: allt gås igenom varje dag.
retention-idle = Anknytningar där inget händer
retention-idle-help = När inget har hänt i en anknytning under dataskyddsbeskrivningens tid föreslås att den upphör. Bekräftelsen avslutar den i dag, och bevaringstiderna börjar.
retention-idle-not-stated = Dataskyddsbeskrivningen säger inte när det föreslås att en anknytning upphör.
retention-idle-nothing = Här finns ingen anknytning som föreslås upphöra.
retention-idle-connection = Anknytning
retention-idle-last = Senast
retention-idle-end = Avsluta de valda anknytningarna
done-connections-ended = Anknytningarna är avslutade.
done-hold-set = Spärren har satts.
done-hold-lifted = Spärren har hävts.
done-erased = Uppgifterna har raderats.
done-erased-due = Det överskridna har raderats.
done-erasure-decided = Beslutet har antecknats. Inget raderades.
error-retention-words = Skriv motiveringen, högst 4000 tecken.
error-retention-review-day = Skriv datumet i formen 24.11.2026. Det ska vara inom två år.
error-retention-nothing-to-hold = Här finns inget att bevara. Välj något annat.
error-retention-held-already = Detta har redan en spärr.
error-retention-not-this-ground = Grunden passar inte ihop med det som användningen av uppgifterna grundar sig på. Välj en av dem som erbjuds för användningen.
error-retention-undecided = Besluta om varje kategori och ändamål.
error-retention-unconfirmed = Numret bekräftar inte raderingen. Skriv det på nytt.
error-retention-kept-by-law = Lagen kräver att en del av det som beviljades bevaras. Avslå raderingen till den delen.
error-retention-held = En spärr gäller en del av det som beviljades. Häv spärren först eller avslå raderingen till den delen.
error-retention-changed = Uppgifterna har ändrats: en del av det valda raderas inte längre. Välj på nytt.
error-retention-nothing-chosen = Välj minst en.
error-retention-receipt-form = Detta är inget raderingsintyg.
error-retention-receipt-signature = Underskriften håller inte: intyget har ändrats eller hör till ett annat register.
error-retention-receipt-not-in-trail = Intygets loggrad finns inte bevisligen i loggen.
error-retention-receipt-other-line = Intygets loggrad berättar om en annan radering.
retention-received = Dessa har fått uppgifter om personen; beslutet för dem till listan över dem som underrättas (dataskyddsförordningen art. 19).

## Kopior av uppgifterna före en radering och i dess intyg.
retention-outside = Kopior av uppgifterna
retention-outside-help = Vad som har gjorts för någon och vad som har tagits ut ur registret. Raderingen når inte det som finns utanför: den som har det underrättas, och den som tog ut det ska radera det.
retention-outside-not-all = Din roll ser inte allt: vad som har svarats på begäranden eller lämnats till andra. Intyget räknar då ingenting.
retention-outside-none = Inga kopior är kända.
retention-outside-waits = Väntar här förseglade. De försvinner med raderingen, så lämna först ut det som ska lämnas ut:
retention-outside-handed = Redan utlämnade. De finns utanför registret, och raderingen når dem inte. Andra mottagare kommer på listan över dem som ska underrättas (GDPR art. 19):
retention-outside-withheld = berättas inte för personen ännu
retention-outside-files = Filer och papper där uppgifterna har tagits ut ur registret, enligt loggen. Se till att de raderas där de finns:
retention-outside-files-count = { $count ->
        [one] en fil
       *[other] { $count } filer
    }
retention-outside-papers-count = { $count ->
        [one] utskriven en gång
       *[other] utskriven { $count } gånger
    }
retention-outside-more = Det finns äldre. De syns i loggen.
retention-receipt-outside = Kopior utanför registret
retention-receipt-outside-help = Raderingen når inte kopior som har lämnats eller tagits ut tidigare. Så många var kända när beslutet fattades; mottagarna underrättas om raderingen (GDPR art. 19).
retention-receipt-recipients = Mottagare som har fått uppgifter
retention-receipt-copies = Kopior utlämnade till personen själv
retention-receipt-files = Filer och papper som har tagits ut ur registret

## Vad en radering lämnade kvar för att lagen bevarar det, och meddelandet när det försvinner.
retention-followed = Bevaras ännu enligt lag
retention-followed-help = Raderingen lämnade detta för att lagen bevarar det, eller som bevis på beslutet. När dess egen tid är över raderas det, och ett meddelande om det kommer hit.
retention-notice = Meddelande: det bevarade är raderat
retention-notice-part = Lagen bevarade detta efter raderingen, och tiden är över. Något annat bevaras ännu.
retention-notice-last = Lagen bevarade detta efter raderingen, och tiden är över. Av det som raderingen lämnade kvar finns inget kvar.
retention-notice-letter = Personens adress finns ännu här: skicka meddelandet som brev.
retention-notice-no-letter = Ett brev kan inte skickas: också adressen är raderad. Meddelandet bevaras här och ges om personen begär det.

## Vad inget ändamål använder längre, fast en relation fortsätter.
retention-unused-title = Användning
retention-unused = inget av dess ändamål gäller längre denna kund, fast en relation fortsätter: dess tid löper
retention-fill = Samma grund för alla
retention-fill-hint = fyller i dem som ännu inte är avgjorda och som den passar
