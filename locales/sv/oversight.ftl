# Oversight: what needs the data-protection contact, unusual use, the report of a month.
oversight-menu = Tillsyn
oversight-title = Tillsyn
oversight-nothing = Inget väntar.
oversight-late = Tiden har gått ut
oversight-waits = Väntar
oversight-known = Bra att veta
oversight-job = Programmets arbete har misslyckats eller är försenat: { $job }
oversight-unusual-title = Ovanlig användning
oversight-unusual-how = I loggen söks en gång om dagen tre saker: ett konto öppnade många fler människor än en vanlig dag (minst 20 och mer än tre gånger så många), det öppnade minst fem människor utanför arbetstiden, eller det öppnade samma människa minst tio gånger på en dag utan att ändra något. Likheter i namn undersöks inte. Inget följer automatiskt.
oversight-off = Användningen följs inte. Uppföljningen börjar först när dagarna för hörandet av personalen och informationen till den har antecknats (lagen om integritetsskydd i arbetslivet 759/2004, 21 §).
oversight-on-since = Användningen följs från och med { $day }.
oversight-enter = Anteckna hörandet
oversight-hearing-hint = Teknisk övervakning av personalen behandlas i samarbetsförfarande eller personalen hörs. Därefter informeras personalen om övervakningens syfte, början och metoder. Läsningar före informationsdagen granskas inte.
oversight-heard = Personalen hördes
oversight-told = Personalen informerades
oversight-hours = Arbetstid på arbetsdagar, klockan
oversight-from-hour = Arbetstiden börjar, hel timme
oversight-until-hour = Arbetstiden slutar, hel timme
oversight-begin = Börja följa
oversight-end = Sluta följa
oversight-see-findings = Visa iakttagelserna
oversight-open = Väntande
oversight-closed = Genomgångna
oversight-no-consequence = En iakttagelse är skäl att fråga, ingen anklagelse. Det finns ofta en god förklaring.
oversight-see-lines = Visa dagens anteckningar
oversight-word = Vad genomgången visade
oversight-close = Genomgången
oversight-none = Det finns inga iakttagelser.
oversight-why-many = Öppnade uppgifterna om { $count } människor; en vanlig dag { $usual }.
oversight-why-hours = Öppnade uppgifterna om { $count } människor utanför arbetstiden.
oversight-why-again = Öppnade uppgifterna om samma människa { $count } gånger utan att ändra något:
oversight-reports = Månadsrapporter
oversight-reports-how = Siffror, loggens signerade tillstånd, säkerhetskopior och åtkomst; ingens namn.
oversight-report-title = Dataskyddets månadsrapport { $month }
oversight-report-erasures = Raderingar och raderingsförbud
oversight-report-gone = Försvann av sig själv när tiden gick ut
oversight-report-decided = Raderingar avgjorda
oversight-report-carried = Av dem genomförda
oversight-report-holds-set = Raderingsförbud satta
oversight-report-holds-lifted = Raderingsförbud hävda
oversight-report-unusual = Ovanlig användning
oversight-report-found = Iakttagelser
oversight-report-closed = Av dem genomgångna
oversight-report-trail = Loggens signerade tillstånd
oversight-report-unsigned = Det finns inget signerat tillstånd för månaden.
oversight-report-leaves = Anteckningar
oversight-report-backups = Säkerhetskopior när rapporten gjordes
oversight-report-backup = Senaste säkerhetskopia
oversight-report-keys = Senaste kopia av nycklarna
oversight-report-rehearsal = Senaste återställningsövning
oversight-report-access = Åtkomst vid månadens slut
oversight-report-role = Roll
oversight-report-accounts = Konton
oversight-report-sees = Ser
oversight-report-scope = Om vem
oversight-scope-all = om alla
oversight-scope-own-jobs = om kunderna i egna arbeten
oversight-scope-marketing = om dem som får nås av marknadsföring
rights-report-received = Inkomna
rights-report-over = Avslutade
breaches-report-noticed = Upptäckta
breaches-report-high = Av dem hög risk
breaches-report-told = Myndigheten underrättad
breaches-report-late = Av dem efter 72 timmar
breaches-report-closed = Avslutade
error-oversight-days = Ange båda dagarna: hörandet före informationen, ingendera i framtiden.
error-oversight-hours = Ange arbetstiden i hela timmar, början före slutet.
error-oversight-word = Skriv vad genomgången visade.
error-oversight-length = Texten är för lång.
error-oversight-closed = Iakttagelsen är redan genomgången.
oversight-complaints = { $count ->
    [one] { $count } klagomål väntar på svar till dataombudsmannen
   *[other] { $count } klagomål väntar på svar till dataombudsmannen
}
oversight-requests = { $count ->
    [one] En öppen begäran
   *[other] { $count } öppna begäranden
}
oversight-due = { $count ->
    [one] En uppgift är över sin tid och väntar på genomgång
   *[other] { $count } uppgifter är över sin tid och väntar på genomgång
}
oversight-holds = { $count ->
    [one] Ett raderingsförbud gäller
   *[other] { $count } raderingsförbud gäller
}
oversight-breaches = { $count ->
    [one] En öppen personuppgiftsincident
   *[other] { $count } öppna personuppgiftsincidenter
}
oversight-balancing = { $count ->
    [one] En intresseavvägning ska ses över
   *[other] { $count } intresseavvägningar ska ses över
}
oversight-findings = { $count ->
    [one] Granskningen av beskrivningen fann en brist
   *[other] Granskningen av beskrivningen fann { $count } brister
}
oversight-inform = { $count ->
    [one] En person ska informeras om registret
   *[other] { $count } personer ska informeras om registret
}
oversight-restricted = { $count ->
    [one] Behandlingen av en persons uppgifter är begränsad
   *[other] Behandlingen av { $count } personers uppgifter är begränsad
}
oversight-unusual = { $count ->
    [one] En iakttagelse av ovanlig användning
   *[other] { $count } iakttagelser av ovanlig användning
}
oversight-watched = { $count ->
    [one] En roll eller ett lösenord som någon gav sig själv eller någon annan
   *[other] { $count } roller eller lösenord som någon gav sig själv eller någon annan
}
oversight-disclosures = { $count ->
    [one] Ett utlämnande väntar på bekräftelse eller överlämning
   *[other] { $count } utlämnanden väntar på bekräftelse eller överlämning
}
oversight-to-tell = { $count ->
    [one] En mottagare ska underrättas
   *[other] { $count } mottagare ska underrättas
}
oversight-agreements = { $count ->
    [one] Ett avtal eller regelbundet utlämnande ska ses över
   *[other] { $count } avtal eller regelbundna utlämnanden ska ses över
}
oversight-report-given = Utlämnanden

## Vad som ändrades efter en säkerhetskopia som återställdes.
oversight-put-back = { $count ->
        [one] En säkerhetskopia har återställts: det som ändrades efter den ska göras om
       *[other] { $count } säkerhetskopior har återställts: det som ändrades efter dem ska göras om
    }
oversight-put-back-title = Ändringar efter säkerhetskopian
oversight-put-back-help = En säkerhetskopia har återställts, så det som ändrades efter den finns inte i registret. Loggen berättar vems uppgifter, i vilken grupp, när och av vem; värdena är borta. Gör om ändringarna. Invändningar, förbud, begränsningar och raderingar kräver ingenting: de finns bredvid nycklarna och håller.
oversight-put-back-at = återställd { $at }
oversight-put-back-backup = Säkerhetskopian är från
oversight-put-back-restored = Återställd
oversight-put-back-by = Av vem
oversight-put-back-again = Ändrat på nytt
oversight-put-back-not-there = inte i registret
oversight-put-back-unknown = Också loggen återställdes, så ingen vet vad som ändrades efter säkerhetskopian. Fråga dem som använder registret och gå igenom brev och e-post som har kommit sedan dess.
oversight-put-back-nothing = Inget ändrades efter säkerhetskopian.
oversight-put-back-none = Ingen återställd säkerhetskopia väntar på något.
oversight-put-back-settle = Allt är gjort på nytt
oversight-put-back-settle-help = När allt är gjort på nytt försvinner detta från sidan över det som väntar.
