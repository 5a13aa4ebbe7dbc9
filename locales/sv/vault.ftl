# Satser om nycklar och förseglade uppgifter.
error-vault-randomness = Datorn ger inga slumptal, så inga nycklar kan skapas. Försök igen om en stund.
error-vault-root-key-missing = Rotnyckeln root.key saknas, och registret kan inte öppnas utan den. Återställ den från stället där du förvarar den.
error-vault-root-key-exists = Mappen har redan en root.key. Ange en tom eller ny mapp med --data.
error-vault-root-key-unwritable = Rotnyckeln root.key kunde inte skrivas. Kontrollera mappens rättigheter och utrymmet på disken.
error-vault-root-key-exposed = Andra kan läsa rotnyckeln root.key. Begränsa den till ägaren med kommandot chmod 600.
error-vault-root-key-foreign = Rotnyckeln root.key ägs av en annan användare på datorn. Kör kommandot som hen eller byt ägare med chown.
error-vault-root-key-length = Rotnyckeln root.key är skadad: den ska ha 32 byte. Återställ den från stället där du förvarar den.
error-vault-root-key-wrong = Rotnyckeln root.key hör till ett annat register. Återställ det här registrets nyckel från stället där du förvarar den.
error-vault-not-opened = En sparad uppgift är skadad eller utbytt. Meddela genast administratören.
error-vault-not-sealed = Uppgiften kunde inte förseglas, så ingenting sparades. Meddela administratören.
error-vault-key-gone = Uppgiften är förstörd och kan inte fås tillbaka.
error-vault-other-register = Nycklarna, indexet eller registrets databas hör till ett annat register, eller så blev registret inte färdigt. Återställ de som hör ihop eller gör ett nytt register på en ny plats.
error-vault-keys-behind = Nycklarnas fil keys.sqlite är äldre än registret, så en del uppgifter går inte att öppna. Återställ dess nyaste kopia.
error-vault-file-damaged = En förseglad fil är skadad eller utbytt. Meddela genast administratören.
error-vault-file-failed = En fil i registrets mapp kunde inte läsas eller skrivas. Kontrollera mappens rättigheter och utrymmet på disken.
error-vault-columns = Det är fel i programmet: förteckningen över kolumner saknas. Meddela utvecklarna.
