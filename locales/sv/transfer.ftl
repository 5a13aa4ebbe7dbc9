# Import.

transfer-menu = Import
transfer-title = Importera kunder från en fil
transfer-help = En CSV-fil vars första rad har rubriker på finska, svenska eller engelska. Filen kontrolleras först i sin helhet, och ingenting sparas förrän du godkänner.
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
