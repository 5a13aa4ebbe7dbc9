# A whole register, taken out and in.

cli-passphrase = Paketets lösenfras
cli-with-password = Lösenordet för den som samtycker
cli-whole-out = Registret finns som ett slutet paket i mappen { $folder }. Skapa ett nytt register med redogörelsen { $notice } och en administratör vars adress inte finns i det gamla.
cli-whole-next = Ge där kommandot seloste import register och samma lösenfras. För lösenfrasen en annan väg än paketet, och förstör paketet när det nya registret fungerar. Loggen stannar i det gamla registret.
cli-whole-in = Registret har tagits in: { $tables } tabeller, { $rows } rader, varje tabell jämförd med paketet.
cli-whole-anew = Något hann redan skrivas i registret. Ta bort mappen (och registrets scheman på servern), skapa registret på nytt och försök igen.
error-cli-passphrase-short = Lösenfrasen måste ha minst 16 tecken.
error-cli-folder-not-made = Mappen kunde inte skapas. Ange ett nytt namn på ett ställe där du får skriva.
error-vault-package-none = Filen register.seloste är inget registerpaket. Ange mappen som seloste export register skapade.
error-whole-unreadable = Paketet register.seloste kunde inte läsas i mappen. Kontrollera mappens namn.
error-whole-other-kind = Paketet har inte den här formen. Exportera registret på nytt.
error-whole-passphrase = Lösenfrasen öppnar inte paketet, eller paketet har ändrats. Ange den lösenfras som registret exporterades med; om den är rätt, exportera registret på nytt.
error-whole-other-tables = Paketet är gjort av en annan version av Seloste. Uppdatera båda till samma version och exportera registret på nytt.
error-whole-differs = Tabellens innehåll är inte det som togs ut. Exportera registret på nytt.
error-whole-not-fresh = I registret finns redan kunder eller användare. Ta in paketet i ett nytt register som du skapar med seloste init.
error-whole-other-notice = Registret är skapat med en annan redogörelse. Skapa det med filen notice.toml i paketets mapp.
error-whole-address-taken = Administratörens adress finns redan hos en användare i paketet. Skapa registret med en administratör vars adress inte finns i paketet.
error-whole-erased = Uppgifter raderades under exporten, så paketet blev halvfärdigt och förstördes. Exportera registret på nytt.
error-whole-damaged = Paketet register.seloste är skadat eller avhugget. Kopiera det på nytt därifrån det exporterades; om det är skadat också där, exportera registret på nytt.
