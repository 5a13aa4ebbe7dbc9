# One action over many customers.

bulk-choose = Välj { $name }
bulk-for-chosen = För valda kunder
bulk-what = Vad görs
bulk-what-put = Lägg till etikett
bulk-what-take = Ta bort etikett
bulk-what-task = Lägg till uppgift
bulk-what-export = Exportera till en fil
bulk-whole = För alla som motsvarar avgränsningarna, inte bara de valda
bulk-next = Fortsätt
bulk-next-hint = Härnäst ser du vilka saken gäller. Ännu ändras ingenting.
bulk-title-put = Lägg till etikett
bulk-title-take = Ta bort etikett
bulk-title-task = Lägg till uppgift
bulk-about = { $count ->
        [one] Gäller en kund.
       *[other] Gäller { $count } kunder.
    }
bulk-more = { $count ->
        [one] och en till
       *[other] och { $count } till
    }
bulk-left-out = { $count ->
        [one] En lämnas bort: din roll får inte ändra uppgifterna, behandlingen av dem är begränsad eller så finns kunden inte längre.
       *[other] { $count } lämnas bort: din roll får inte ändra uppgifterna, behandlingen av dem är begränsad eller så finns kunden inte längre.
    }
bulk-can-be-undone = Detta kan ångras i 30 dagar.
bulk-go-put = { $count ->
        [one] Lägg till etiketten för en kund
       *[other] Lägg till etiketten för { $count } kunder
    }
bulk-go-take = { $count ->
        [one] Ta bort etiketten från en kund
       *[other] Ta bort etiketten från { $count } kunder
    }
bulk-go-task = { $count ->
        [one] Lägg till uppgiften för en kund
       *[other] Lägg till uppgiften för { $count } kunder
    }
bulk-back = Tillbaka till listan
bulk-progress = Förlopp
bulk-changed = Ändrade
bulk-same = Var redan så
bulk-left = Lämnades bort
bulk-back-again = Återställda
bulk-done = Klart.
bulk-undone-put = Ångrat: de ändrade kunderna är åter som förut.
bulk-undone-take = Ångrat: de ändrade kunderna är åter som förut.
bulk-undone-task = Ångrat: de öppna uppgifterna togs bort. De som är gjorda eller har getts till någon finns kvar.
bulk-cut-off = Arbetet avbröts. Det som hann göras är gjort.
bulk-again = Du kan göra detsamma från början: för dem som det redan gjorts för ändras ingenting.
bulk-undo = Ångra
done-bulk-undone = Ångras.
error-bulk-nobody = Ingen har valts, eller så får din roll inte ändra någon av de valda. Välj kunder i listan.
error-bulk-changed = Listan har ändrats sedan den visades. Ingenting har gjorts. Se på nytt vilka den gäller och fortsätt sedan.
error-bulk-too-many = Över 20 000 kunder motsvarar avgränsningarna. Avgränsa listan mer.
error-bulk-filter = Din roll får inte använda alla avgränsningar i vyn. Ta först bort dem.
error-bulk-over = Detta kan inte längre ångras eller fortsättas.
job-bulk = Förstöring av gamla massåtgärder
