# Meningar om störningar i databaserna.
error-store-busy = Registret är upptaget. Vänta en stund och försök igen.
error-store-unique = Detta finns redan. Se efter vad som är sparat och ändra det i stället.
error-store-reference = Något som detta hör till saknas, eller så hör något annat fortfarande hit. Ladda om sidan och försök igen.
error-store-check = Ett värde passar inte i sitt fält. Rätta det och försök igen.
error-store-full = Registrets disk är full. Ingenting sparades. Meddela administratören.
error-store-damaged = Databasen är skadad. Meddela administratören genast: den nyaste säkerhetskopian behövs.
error-store-read-only = Just nu går det inte att spara något här. Meddela administratören.
error-store-unreachable = Databasservern svarar inte. Försök igen om en stund; meddela administratören om det fortsätter.
error-store-location = Databasen kan inte öppnas. Kontrollera dess plats i inställningarna och rättigheterna till mappen.
error-store-newer = Registret har ändrats av en nyare version av programmet. Starta den versionen eller återställ en säkerhetskopia som gjorts med denna.
error-store-changed = Registrets tabeller hör inte till denna version av programmet. Starta den version som skapade dem.
error-store-migration = Registrets tabeller kunde inte uppdateras. Ingenting ändrades. Meddela programmets tillverkare.
error-store-touched = Någon annan ändrade detta samtidigt. Ladda om sidan och försök igen.
error-store-missing = Detta finns inte längre. Ladda om sidan.
error-store-many = Ett fel i programmet: flera där det bara får finnas en. Meddela administratören.
error-store-unreadable = Ett sparat värde är skadat. Meddela administratören.
error-store-identifier = Ett fel i programmet: en tabell har ett konstigt namn. Meddela administratören.
error-store-ended = Ett fel i programmet: arbetet fortsatte fast det redan hade misslyckats. Ingenting sparades. Meddela administratören.
error-store-panicked = Ett fel i programmet. Ingenting sparades. Meddela administratören.
error-store-closed = Registret stängs av. Försök igen när det är i gång.
error-store-engine = Ett fel i programmet: databasen gjorde inte som den blev ombedd. Ingenting sparades. Meddela administratören.
error-store-not-encrypted = Databasservern finns i nätet och förbindelsen är inte krypterad. Lägg till sslmode=require i adressen.
