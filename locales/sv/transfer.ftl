# Import.

transfer-menu = Import
transfer-title = Importera kunder från en fil
transfer-help = En CSV-, Excel- (.xlsx) eller vCard-fil. CSV och Excel har rubriker på finska, svenska eller engelska på första raden. Filen kontrolleras först i sin helhet, och inget sparas innan du godkänner.
transfer-name = Varifrån uppgifterna kommer
transfer-name-hint = ett ord som du känner igen importen på
transfer-ground-hint = om filen innehåller personbeteckningar
transfer-no-codes = Inga personbeteckningar
transfer-ignore-unknown = Lämna bort kolumner med okänd rubrik
transfer-create-likely = Importera också dem som kanske redan finns
transfer-file = Fil
transfer-check = Kontrollera filen
transfer-earlier = Tidigare importer
transfer-none = Ingenting har importerats ännu.
transfer-batch = Import
transfer-created = Nya kunder
transfer-known = Finns redan
transfer-rejected = Avvisade rader
transfer-rows = Behandlade rader
transfer-unfinished = ofullbordad
transfer-checked = Kontrollens resultat
transfer-nothing-yet = Ingenting har sparats ännu. Så här skulle importen gå:
transfer-go = { $count ->
        [one] Importera en kund
       *[other] Importera { $count } kunder
    }
transfer-back = Tillbaka till importen
transfer-problems = Rader som inte tas med
transfer-line = Rad
transfer-column = Kolumn
transfer-why = Varför
transfer-progress = Importens framskridande
transfer-pace = { $count } rader i sekunden.
transfer-left = Ungefär { $count } s kvar.
transfer-done = Importen är klar.
transfer-cut-off = Importen avbröts. Det som hann importeras är sparat.
transfer-resume = Fortsätt där den slutade
transfer-resume-by-file = Importera samma fil på nytt: importen fortsätter där den slutade.
transfer-checking = Filen kontrolleras. Ingenting sparas.
transfer-check-progress = Kontrollens framskridande
transfer-check-cut-off = Kontrollen avbröts.
transfer-check-again = Kontrollera på nytt
transfer-place-line = Rad { $line }.
transfer-place-column = Kolumn { $number }: ”{ $heading }”.
transfer-rejected-file = Hämta de avvisade raderna
transfer-rejected-hint = Filen förstörs efter 30 dagar.
error-transfer-file-already = Den här filen har redan importerats. Välj en annan fil.
error-transfer-file-underway = Samma fil importeras just nu någon annanstans. Vänta tills den importen är klar och se resultatet.
error-transfer-file-unreadable = Filen kunde inte läsas. Kontrollera att den finns och att du får läsa den.
error-transfer-file-missing = Välj en fil.
error-transfer-source-missing = Skriv varifrån uppgifterna kommer.
error-transfer-headings-no-name = Ingen kolumn innehåller ett namn. Den första raden ska ha en rubrik som Efternamn, Namn eller Företag.
error-transfer-headings-unknown = Filen har en kolumn med okänd rubrik. Rätta rubriken eller lämna bort okända kolumner.
error-transfer-headings-twice = Två kolumner innehåller samma uppgift. Ta bort den ena.
error-transfer-file-other-order = Importen av den här filen är ofullbordad med andra val. Fortsätt med samma val och samma språk.
error-transfer-order-source = Dataskyddsbeskrivningen nämner inte denna uppgiftskälla. Välj en annan.
error-transfer-row-contact-of-known = Företaget finns redan i registret eller i filen. Lägg till kontaktpersonen på företagets sida.
transfer-updated = Uppdaterade
transfer-unchanged = Oförändrade
transfer-missing = Varav saknas i registret
transfer-what = Vad filen innehåller
transfer-what-customers = Kunder
transfer-what-notes = Anteckningar om kunder
transfer-mode = Vad som görs med kunder som redan finns i registret
transfer-mode-create = De lämnas som de är, nya skapas
transfer-mode-update = De uppdateras, inga nya skapas
transfer-mode-upsert = De uppdateras, nya skapas
transfer-key = Vad kunden känns igen på
transfer-key-certain = FO-nummer eller personbeteckning
transfer-key-customer-number = Registrets kundnummer
transfer-key-business-id = FO-nummer
transfer-key-identity-code = Personbeteckning
transfer-key-email = E-postadress
transfer-key-phone = Telefonnummer
transfer-columns = Kolumner och exempel
transfer-columns-help = Välj vad varje kolumn innehåller. Valen finns kvar nästa gång samma källa importeras.
transfer-holds = Innehåll
transfer-holds-unknown = Välj
transfer-holds-nothing = Lämnas bort
transfer-samples = Exempel
transfer-untitled = (ingen rubrik)
transfer-sheet = Blad
transfer-sheet-choose = Välj bladet
transfer-check-so = Kontrollera så här
transfer-back-to-check = Tillbaka till kontrollen
transfer-discard = Kasta filen
transfer-stop = Avbryt importen
transfer-stopping = Importen avbryts när raderna som pågår är skrivna.
transfer-undo = Ta tillbaka importen
transfer-undo-help = Kunder som ingen har rört efter importen förstörs med sina nycklar. De som har ändrats blir kvar och räknas upp. Uppdaterade uppgifter återställs för dem som inte har ändrats efter importen. Förbud och samtycken blir kvar.
transfer-undo-no-way-back = Det som förstörs kan inte återställas.
transfer-undo-type = Bekräfta genom att skriva hur många importen skapade eller uppdaterade: { $count }
transfer-undo-go = Ta tillbaka importen
transfer-undo-unconfirmed = Talet bekräftar inte återtagandet. Skriv det på nytt.
transfer-undoing = Importen tas tillbaka.
transfer-undo-cut-off = Återtagandet avbröts. Ta tillbaka igen: det fortsätter där det slutade.
transfer-undone = Importen har tagits tillbaka.
transfer-undone-tag = tillbakatagen
transfer-undone-count = { $count ->
        [one] En förstörd.
       *[other] { $count } förstörda.
    }
transfer-restored = { $count ->
        [one] En kunds uppdaterade uppgifter återställdes.
       *[other] { $count } kunders uppdaterade uppgifter återställdes.
    }
transfer-kept = Förblir uppdaterade
transfer-kept-why = Dessa kunder har ändrats efter uppdateringen, eller så får den som ångrade inte ändra allt som importen gav dem. Deras uppgifter förblir som de nu är. Rätta dem vid behov på deras egna sidor.
transfer-staying = Blir kvar
transfer-staying-why = Dessa kunder har ändrats efter importen, eller så hör någon annan till dem.
transfer-place-heading = Saknas: ”{ $heading }”.
error-transfer-headings-no-key = Filen har ingen kolumn som kunderna känns igen på. Välj ett annat kännetecken eller säg i vilken kolumn det finns.
error-transfer-headings-no-note = Ingen kolumn innehåller en anteckning. Rubriken ska vara till exempel Tilläggsuppgifter eller Anteckning.
error-transfer-file-stopped = Importen avbröts på begäran.
error-transfer-file-taken-back = Importen har tagits tillbaka eller tas tillbaka.
error-transfer-order-mode = Din uppgift låter dig inte se och ändra kunder, så du kan inte uppdatera dem eller lägga till anteckningar. Be någon annan göra importen.
error-transfer-row-missing = Registret har ingen sådan kund. Kontrollera kännetecknet eller skapa kunden först.
error-transfer-row-several = Kännetecknet passar flera kunder. Använd ett annat.
error-transfer-row-kind-differs = Raden gäller en person och registret har en organisation, eller tvärtom. Kontrollera kännetecknet.
error-transfer-row-code-differs = Registret har en annan personbeteckning, ett annat FO-nummer eller födelsedatum. Kontrollera uppgifterna på kundens sida.
error-transfer-row-key-missing = Kännetecknet saknas på raden. Skriv det.
error-transfer-row-number = Ett kundnummer har bara siffror, till exempel 1001.
error-transfer-row-word = Ordet är okänt. Använd dataskyddsbeskrivningens ord, till exempel kundförhållande.
cli-restored = { $count } återställda.
cli-taken-back = { $count } förstörda.
cli-compared = Hållna { $held }, inte i registret { $missing }, tillbakatagna { $undone }.
error-cli-import-no-workbook = Valet --sheet gäller bara arbetsböcker (.xlsx). Den här filen är ingen sådan eller är tom: lämna bort valet.
error-cli-import-mode = Sättet är okänt. Skriv create, update eller upsert.
error-cli-import-key = Kännetecknet är okänt. Skriv certain, customer_number, business_id, identity_code, email eller phone.
error-transfer-row-twice = En tidigare rad gäller samma kund. Lämna bara en rad per kund i filen.
transfer-connection-hint = gäller dem som importen skapar; de andra behåller sin, om inte raden säger annat
transfer-go-update = { $count ->
        [one] Uppdatera en kund
       *[other] Uppdatera { $count } kunder
    }
transfer-go-and-update = { $count ->
        [one] uppdatera en kund
       *[other] uppdatera { $count } kunder
    }
transfer-go-notes = { $count ->
        [one] Importera en anteckning
       *[other] Importera { $count } anteckningar
    }
transfer-go-sites = { $count ->
        [one] Importera ett objekt
       *[other] Importera { $count } objekt
    }
transfer-go-tasks = { $count ->
        [one] Importera en uppgift
       *[other] Importera { $count } uppgifter
    }
transfer-language = Kunder vilkas rad inte anger språk får registrets huvudspråk: { $language }.
transfer-would = Skapas { $created }, uppdateras { $updated }, lämnas orörda { $unchanged }, rader som inte tas { $rejected }.
transfer-rejected-name = avvisade-rader
transfer-rejected-workbook = Samma som Excel-fil
transfer-rejected-mend = Rätta raderna och importera filen på nytt som den är.
