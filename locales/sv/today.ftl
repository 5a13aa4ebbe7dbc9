# The first page.

today-menu = I dag
today-title = I dag
today-nothing = Ingenting väntar på dig just nu.
today-jobs-failed = Misslyckade körningar
today-given-to-oneself = Roller som någon gett sig själv
job-checkpoint = Signering av loggen
job-keys-ahead = Reservering av nycklar
job-sessions = Städning av gamla sessioner
job-reindex = Komplettering av sökindexet
job-import-files = Förstöring av gamla importfiler
