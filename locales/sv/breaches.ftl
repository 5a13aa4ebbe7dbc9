# Breaches of personal data.
breaches-menu = Incidenter
breaches-title = Personuppgiftsincidenter
breaches-open = Öppna
breaches-over = Avslutade
breaches-how = Anteckna varje incident, också en som inte behöver anmälas. Tillsynsmyndigheten underrättas inom 72 timmar från det att incidenten blev känd; veckoslut räknas med.
breaches-none-open = Det finns inga öppna incidenter.
breaches-none-over = Det finns inga avslutade incidenter.
breaches-name = Namn
breaches-occurred = Inträffade
breaches-noticed = Upptäcktes
breaches-aware = Blev känd för den personuppgiftsansvarige
breaches-aware-hint = tomt om det ännu inte är säkert att det är en incident
breaches-moment-hint = till exempel 24.11.2026 10.30
breaches-text = Vad hände
breaches-drill = övning
breaches-drill-tick = Detta är en övning: alla steg gås igenom, men den räknas inte i siffrorna
breaches-is-drill = Detta är en övning.
breaches-drill-mark = ÖVNING
breaches-add = Anteckna en incident
breaches-risk = Risk för människor
breaches-risk-unlikely = risk är osannolik
breaches-risk-risk = risk
breaches-risk-high = hög risk
breaches-authority = Tillsynsmyndigheten
breaches-closed = Avslutades
breaches-unknown = okänt
breaches-uncertain = det utreds om det är en incident
breaches-due = Anmäls senast { $at }
breaches-told-first = myndigheten underrättad { $at }
breaches-not-told = myndigheten behöver inte underrättas
breaches-people-open = människorna ska underrättas
breaches-people-told = människorna har underrättats
breaches-people-public = allmänt meddelande givet
breaches-people-spared = människorna behöver inte underrättas
breaches-closed-at = avslutad { $at }
breaches-none-at = var ingen incident, avslutad { $at }
breaches-at = När
breaches-at-hint = tomt = nu
breaches-deed-aware = Incidenten blev känd
breaches-aware-why = Den personuppgiftsansvarige har kännedom när det är rimligt säkert att personuppgifter har drabbats. De 72 timmarna räknas härifrån.
breaches-deed-noted = Uppgifter antecknades
breaches-deed-assessed = Risken bedömdes
breaches-deed-measure = Åtgärd
breaches-deed-worded = Text till människorna
breaches-deed-told-authority = Myndigheten underrättades
breaches-deed-not-told = Myndigheten underrättas inte
breaches-deed-told-people = Människorna underrättades
breaches-deed-told-public = Allmänt meddelande gavs
breaches-deed-spared = Människorna behöver inte underrättas
breaches-deed-closed = Avslutades
breaches-deed-no-breach = Var ingen personuppgiftsincident
breaches-do-note = Anteckna vad som är känt
breaches-what-known = Vad är känt
breaches-categories = Vilka uppgifter
breaches-people = Människor ungefär
breaches-records = Poster ungefär
breaches-do-measure = Anteckna en åtgärd
breaches-what-done = Vad gjordes eller görs
breaches-do-assess = Bedöm risken
breaches-assess-hint = Vilka följder det sannolikt får för människorna och hur allvarliga de är. Bedömningen kan göras om.
breaches-why-risk = Sannolika följder och skäl
breaches-authority-paper = Anmälan
breaches-office-form = Byrån har också en elektronisk blankett: { $web }. Kontrollera kontaktuppgifterna före avsändandet.
breaches-what-told = Vad underrättades och hur
breaches-part-late = Varför anmälan dröjde
breaches-late-hint = 72 timmar har gått: orsaken hör till anmälan
breaches-not-tell-hint = Endast när en risk för människor är osannolik. Motiveringen bevaras.
breaches-why-not-told = Varför ingen anmälan
breaches-text-for-people = Text till människorna
breaches-text-hint = Klart och enkelt språk: vad som hände, vad det kan leda till, vad som har gjorts och vad man själv kan göra. Kontaktuppgifterna läggs till automatiskt. Skriv ingens namn.
breaches-do-word = Spara texten
breaches-written = skriven
breaches-public-paper = Allmänt meddelande
breaches-as-text = som text
breaches-people-told-heading = Underrättelse till människorna
breaches-people-hint = Vid hög risk underrättas människorna utan onödigt dröjsmål. Brev och meddelanden görs på sidan Vilka incidenten gäller.
breaches-how-told = Hur underrättades
breaches-public-hint = När det vore en oproportionell ansträngning att underrätta var och en (dataskyddsförordningen artikel 34.3 c).
breaches-why-public = Varför, och var meddelandet publicerades
breaches-why-spared = Grund
breaches-spared-protected = uppgifterna kan inte läsas, till exempel på grund av kryptering
breaches-spared-averted = åtgärder hindrar den höga risken
breaches-reasons = Motivering
breaches-do-close = Avsluta incidenten
breaches-lessons = Lärdomar
breaches-no-breach-hint = Anteckna varför. Anteckningen bevaras som en incident.
breaches-people-page = Vilka incidenten gäller
breaches-everybody = Alla
breaches-untold = Inte underrättade
breaches-nobody-yet = Ingen finns i förteckningen.
breaches-chosen = Vald
breaches-name-of = Vem
breaches-opened = Öppnat
breaches-listed = Visades i en lista
breaches-told = Underrättad
breaches-told-on = Underrättad { $day }
breaches-affected-by = Personuppgiftsincident
breaches-letters-hint = Högst { $count } åt gången. Brev och meddelanden lämnas ut som filer och sänds inte automatiskt; anteckna till slut vem som har underrättats.
breaches-letters = Brev (PDF)
breaches-mail = E-post (.eml)
breaches-way = Hur
breaches-way-letter = brev
breaches-way-email = e-post
breaches-way-spoken = per telefon eller muntligen
breaches-mark-told = De valda har underrättats
breaches-not-affected = Incidenten gäller inte de valda
breaches-add-person = Lägg till en person
breaches-seen-title = Vad som sågs
breaches-seen-help = Ur loggen: vems uppgifter ett konto, en nyckel eller ett program såg mellan två tidpunkter och vilka. Öppnade skiljs från dem som bara visades i en lista. Läsningen antecknas.
breaches-seen-account = Konto och tid
breaches-seen-who = Vems läsningar
breaches-from = Från
breaches-until = Till
breaches-seen-look = Visa
breaches-seen-address = Nätverksadress
breaches-address = IP-adress
breaches-address-hint = Adresser bevaras inte. En given adress kan jämföras med kondensat av de nät som varje konto har loggat in från under de senaste 90 dagarna.
breaches-seen-compare = Jämför
breaches-address-nobody = Inget konto har loggat in från detta nät under de senaste 90 dagarna.
breaches-address-last = senast { $at }
breaches-sessions = Sessioner
breaches-sessions-hint = Från inloggning till utloggning eller högst 12 timmar. Samtidiga sessioner skiljs inte åt.
breaches-seen-nobody = Ingens uppgifter sågs under den tiden.
breaches-seen-on = Ingen i denna del; fortsätt.
breaches-first = Först
breaches-last = Senast
breaches-times = Gånger
breaches-take = Ta dessa människor med i incidentens förteckning
breaches-take-hint = Alla vars uppgifter sågs under den valda tiden tas med, också från följande sidor.
breaches-which = Incident
breaches-csv = Spara som fil (CSV)
breaches-csv-why = Varför filen behövs
breaches-csv-id = Identifierare
breaches-reference = Referens
breaches-authority-title = Anmälan om personuppgiftsincident
breaches-authority-intro = Anmälan enligt artikel 33 i dataskyddsförordningen (EU) 2016/679.
breaches-part-what = Vad som hände
breaches-part-whom = Vem och vad det gäller
breaches-part-consequences = Sannolika följder
breaches-part-measures = Åtgärder
breaches-part-contact = Kontaktperson
breaches-part-phases = Tidigare anmält
breaches-nothing-yet = Ingen uppgift ännu; kompletteras.
breaches-people-title = En personuppgiftsincident gäller dina uppgifter
breaches-people-ask = Närmare upplysningar ger
breaches-people-complain = Du kan lämna in klagomål till tillsynsmyndigheten:
breaches-people-begin =
    Vad som hände:

    Vilka uppgifter det gäller:

    Vad det kan leda till:

    Vad vi har gjort:

    Vad du själv kan göra:
error-breaches-name = Ge incidenten ett kort namn utan någons namn.
error-breaches-moment = Skriv en tidpunkt som redan har varit, till exempel 24.11.2026 10.30.
error-breaches-noticed-before = Incidenten upptäcktes innan den inträffade: kontrollera tidpunkterna.
error-breaches-words = Skriv vad som gjordes eller varför.
error-breaches-late-why = 72 timmar har gått: skriv också varför anmälan dröjde.
error-breaches-choice = Välj ett alternativ.
error-breaches-number = Skriv antalet med siffror.
error-breaches-length = Texten eller raderna är för många. Förkorta texten eller avgränsa tiden.
error-breaches-nobody = Välj människor i förteckningen, högst hundra åt gången, eller ange ett kundnummer.
error-breaches-all-told = Alla valda har redan underrättats.
error-breaches-not-reached = Någon av de valda saknar namn eller adress för detta sätt. Ta bort valet och underrätta på annat sätt.
error-breaches-unworded = Skriv först texten på varje språk som de valda läser.
error-breaches-seen = Välj ett konto och ange tiden, början före slutet.
error-breaches-reason = Skriv varför filen behövs.
error-breaches-not-aware = Anteckna först när incidenten blev känd.
error-breaches-aware-already = Det är redan antecknat att incidenten blev känd.
error-breaches-before = Tidpunkten ligger före det den följer.
error-breaches-unassessed = Bedöm först risken.
error-breaches-risk-likely = Myndigheten ska underrättas om en risk.
error-breaches-told-already = Myndigheten har redan underrättats.
error-breaches-authority-open = Underrätta först myndigheten eller anteckna varför inte.
error-breaches-people-open = Underrätta först människorna eller anteckna varför det inte behövs.
error-breaches-not-high = Risken är inte hög, så inget undantag behövs.
error-breaches-over = Incidenten är redan avslutad.
retention-needed-breach = hon ska underrättas om en incident
job-oversight = Uppföljning av användningen och incidenternas tider
people-job-oversight = uppföljning av användningen
today-breaches-see = Visa incidenterna
breaches-hours-left = { $count ->
    [one] { $count } timme kvar
   *[other] { $count } timmar kvar
}
breaches-hours-late = { $count ->
    [one] { $count } timme försenad
   *[other] { $count } timmar försenad
}
breaches-of-them-told = { $count ->
    [one] varav { $count } har underrättats
   *[other] varav { $count } har underrättats
}
today-breaches = { $count ->
    [one] { $count } öppen personuppgiftsincident
   *[other] { $count } öppna personuppgiftsincidenter
}
