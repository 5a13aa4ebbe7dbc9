# The first page.

today-menu = I dag
today-title = I dag
today-nothing = Ingenting väntar på dig just nu.
today-jobs-failed = Misslyckade körningar
job-checkpoint = Signering av loggen
job-keys-ahead = Reservering av nycklar
job-sessions = Städning av gamla sessioner
job-reindex = Komplettering av sökindexet
job-import-files = Förstöring av gamla importfiler
job-trail-clock = Förstöring av förfallen logg
today-jobs-overdue = Försenade körningar
today-job-was-due = skulle ha körts { $at }
today-watched = Vad administratörer gjort som bör granskas
today-role-to-oneself = { $by } gav sig själv rollen { $role }.
today-role-to-own-making = { $by } gav rollen { $role } åt användarkontot { $name } som hen själv skapat.
today-password-reset = { $by } satte ett nytt lösenord för användarkontot { $name }.
today-undone = borttagen { $at }
error-jobs-overdue = körningen är försenad. Kontrollera att seloste serve är i gång.
error-jobs-broke-off = Körningen avbröts av ett fel i programmet. Meddela administratören.
today-inform = { $count ->
        [one] En person vars uppgifter kom från annat håll ska ännu få veta att hennes uppgifter finns i registret.
       *[other] { $count } personer vars uppgifter kom från annat håll ska ännu få veta att deras uppgifter finns i registret.
    }
today-inform-by = Första dagen det ska vara gjort
today-inform-many = Över 10 000 personer vars uppgifter kom från annat håll ska ännu få veta att deras uppgifter finns i registret.
job-statistics = Räkning av statistik
today-imports-cut-off =
    { $count ->
        [one] En import avbröts. Fortsätt eller ta tillbaka den.
       *[other] { $count } importer avbröts. Fortsätt eller ta tillbaka dem.
    }
today-holds =
    { $count ->
        [one] En spärr ska granskas.
       *[other] { $count } spärrar ska granskas.
    }
job-retention = Övervakning av lagringstider
people-job-retention = Övervakning av lagringstider (programmet)
today-requests-many = Över hundra begäranden väntar på svar.
today-requests = { $count ->
    [one] En begäran väntar på svar.
   *[other] { $count } begäranden väntar på svar.
}
today-requests-by = Den första ska besvaras senast { $day }.
today-requests-see = Se begärandena
