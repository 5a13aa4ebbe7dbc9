# Tasks: what is to be done for a customer.

tasks-menu = Uppgifter
tasks-title = Uppgifter
tasks-of-customer = Kundens uppgifter
tasks-whose-own = Egna
tasks-whose-nobody = Lediga
tasks-whose-all = Alla
tasks-none = Här finns inga öppna uppgifter. En ny uppgift läggs till på kundens sida.
tasks-none-open = Inga öppna uppgifter.
tasks-due = Förfallodag
tasks-due-on = förfaller { $day }
tasks-customer = Kund
tasks-what = Vad ska göras
tasks-who = Vem gör det
tasks-nobody = den som hinner
tasks-late = försenad
tasks-written = Antecknad av
tasks-add = Lägg till uppgift
tasks-do = Gjord
tasks-give = Flytta eller ändra dag
tasks-finished = Gjorda
tasks-done-by = Gjord av
tasks-reopen = Öppna igen
tasks-hand-over = Flytta alla till någon annan
tasks-hand-over-hint = När någon slutar eller byter arbete: alla öppna uppgifter flyttas på en gång.
tasks-from-whom = Från vem
tasks-to-whom = Till vem
tasks-absence = Frånvaro
tasks-absence-help = Medan du är borta syns dina uppgifter också hos din ersättare.
tasks-first-day = Första dagen
tasks-last-day = Sista dagen
tasks-substitute = Ersättare
tasks-no-absence = Ingen frånvaro har antecknats för dig.
tasks-today-own = { $count ->
        [one] En av dina uppgifter ska göras i dag eller är försenad.
       *[other] { $count } av dina uppgifter ska göras i dag eller är försenade.
    }
tasks-today-nobodys = { $count ->
        [one] En uppgift väntar på någon.
       *[other] { $count } uppgifter väntar på någon.
    }
tasks-today-soon = { $count ->
        [one] En uppgift ska göras inom de närmaste sju dagarna.
       *[other] { $count } uppgifter ska göras inom de närmaste sju dagarna.
    }
tasks-today-left = { $count ->
        [one] En öppen uppgift hör till ett stängt konto. Flytta den till någon annan.
       *[other] { $count } öppna uppgifter hör till stängda konton. Flytta dem till någon annan.
    }
tasks-today-see = Se uppgifterna
done-task-done = Antecknad som gjord. Den kan öppnas igen bland kundens uppgifter.
done-task-open = Uppgiften är öppen igen.
tasks-none-handed-over = Ingen uppgift överfördes: du får inte ändra kunderna som de gäller.
done-tasks-handed-over = Uppgifterna har flyttats.
error-tasks-day = Dagen gick inte att förstå. Skriv den så här: 24.11.2026.
error-tasks-days = Frånvarons sista dag är före den första eller redan förbi. Kontrollera dagarna.
error-tasks-colleague = Den valda personen ser inte uppgifter. Välj någon annan.
error-tasks-oneself = Du kan inte vara din egen ersättare. Välj någon annan.
error-tasks-text = Skriv vad som ska göras, högst 10 000 tecken.
transfer-what-tasks = Öppna uppgifter
transfer-value-task = Uppgifter
transfer-value-due-day = Dagar
transfer-value-assignee = Ansvariga
error-transfer-headings-no-task = Ingen kolumn säger vad som ska göras. Rubriken ska vara till exempel Uppgift.
error-transfer-row-colleague = Den ansvariga finns inte bland dem som kan få uppgiften, eller så finns det flera. Skriv namnet som i kontot eller lämna fältet tomt.
tasks-no-substitute = Det finns ännu ingen som kan sköta dina uppgifter: administratören lägger till ett konto med samma roll.
