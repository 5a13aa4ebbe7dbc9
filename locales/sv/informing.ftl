# Telling people whose data came from elsewhere (GDPR art. 14): who is due, letters, e-mails.

informing-menu = Att informera om
informing-title = Att informera om dataskyddsbeskrivningen
informing-help = Den vars uppgifter har fåtts från annat håll än av personen själv informeras om det inom en månad (artikel 14 i dataskyddsförordningen). De mest brådskande står först.
informing-batches = Per import
informing-no-batch = utan importfil
informing-count = { $count ->
    [one] { $count } person
   *[other] { $count } personer
}
informing-first = senast { $day }
informing-all = Visa alla importer
informing-hidden = { $count ->
    [one] { $count } person visas inte: den som svarar för personers rättigheter informerar hen.
   *[other] { $count } personer visas inte: den som svarar för personers rättigheter informerar dem.
}
informing-none = Det finns ingen att informera.
informing-choose = Person
informing-by = Senast
informing-ways = Nås
informing-source = Import
informing-protected = spärrmarkering
informing-late = försenad
informing-unreached = ingen adress
informing-write = Skriv till de valda
informing-write-help = Högst { $count } åt gången. Brevet sparas inte, och varje person får en rad i loggen.
informing-enclose = Bifoga hela beskrivningen
informing-letters = Brev (PDF)
informing-mail = E-post (.eml)
informing-tell = Anteckna som informerad
informing-tell-help = Anteckna när meddelandet har gått iväg. Om personen redan känner till innehållet, välj det och skriv motiveringen i personens anteckningar.
informing-told = Anteckna de valda
informing-nobody = Välj minst en person.
informing-too-many = Välj högst { $count } personer åt gången.
informing-all-told = De valda har redan informerats.
informing-no-address = { $count } av de valda har ingen giltig postadress. Ta bort valet eller lägg till adressen.
informing-no-email = { $count } av de valda har ingen giltig e-postadress. Ta bort valet eller lägg till adressen.
informing-undo = Ångra anteckningen
informing-letter-title = Dina uppgifter finns i vårt register
informing-letter-begin = { $controller } behandlar personuppgifter om dig som har fåtts från annat håll än av dig själv. Vi informerar dig om det enligt artikel 14 i dataskyddsförordningen (EU) 2016/679.
informing-letter-controller = Personuppgiftsansvarig
informing-letter-register = Register
informing-letter-sources = Varifrån uppgifterna kommer
informing-letter-categories = Vilka uppgifter
informing-letter-purposes = För vad och på vilken grund
informing-letter-kept = Hur länge
informing-letter-recipients = Vem som kan få uppgifter
informing-letter-rights = Dina rättigheter
informing-letter-rights-begin = Du har följande rättigheter. Det kostar inget att använda dem.
informing-letter-ask = Fråga oss
informing-letter-enclosed = Hela dataskyddsbeskrivningen bifogas detta brev.
informing-letter-notice = Vi sänder hela dataskyddsbeskrivningen när du ber om den.
permissions-shown-known = känner redan till
permissions-undone = ångrad
done-informed = Antecknat som informerad.
letters-title = Brev
letters-day = Datum
error-letters-no-sender = Beskrivningen har ingen e-postadress till kontaktpersonen eller den personuppgiftsansvarige. Lägg till den i beskrivningen.
error-letters-no-address = E-postadressen till någon av de valda duger inte. Rätta adressen på personens sida.
error-letters-not-written = Meddelandet kunde inte sättas ihop. Försök på nytt.
