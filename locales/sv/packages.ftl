# Paket: material som har beretts för någon utomstående, och hur det lämnas.

packages-tab = Paket
packages-of-customer = Kundens paket
packages-title = Paket
packages-help = Ett paket är färdigt material som väntar krypterat på att lämnas. Det förstörs på utsatt dag.
packages-none = Inga paket har sammanställts om kunden.
packages-for-herself = till personen själv
packages-over = kan inte längre lämnas
packages-waits = väntar på att lämnas
packages-handed = Lämnat
packages-about = Vad
packages-whom = Till vem
packages-of = Om vem
packages-made = Sammanställt
packages-until = Tillgängligt till
packages-withheld = Den berörda underrättas först efter
packages-piece = paket
packages-means-print = hämtat för utskrift
packages-means-age = krypterat med mottagarens nyckel (age)
packages-means-age-passphrase = krypterat med lösenfras (age)
packages-means-zip = krypterat med lösenfras (ZIP)
packages-means-link = hämtat på en webbadress
packages-to-print = Hämta för utskrift
packages-to-print-help = Filen kommer okrypterad till datorn. Skriv ut eller lämna den genast och radera den från datorn.
packages-to-address = Webbadress och kod
packages-to-address-help = Mottagaren hämtar materialet på en engångsadress. Skicka adressen på ett sätt och berätta koden på ett annat, till exempel per telefon.
packages-days = Gäller dagar
packages-downloads = Hämtningar
packages-make-address = Skapa adress
packages-works-until = gäller till { $at }
packages-fetched = { $count ->
    [0] inte hämtat
    [one] hämtat en gång
   *[other] hämtat { $count } gånger
}
packages-tries = { $count ->
    [one] en fel kod
   *[other] { $count } fel koder
}
packages-closed = stängd
packages-close = Stäng adresserna
packages-to-passphrase = Kryptera med lösenfras
packages-to-passphrase-help = En ZIP (AES-256) öppnas med vanliga packningsprogram, en age-fil med programmet age. Lösenfrasen visas en gång och sparas inte.
packages-as-zip = Krypterad ZIP
packages-as-age = Krypterad age-fil
packages-to-key = Kryptera med mottagarens nyckel
packages-key = Mottagarens offentliga age-nyckel
packages-key-hint = börjar med age1
packages-withdraw = Förstör paketet
packages-withdraw-help = Paketet förstörs genast med sin nyckel och kan inte längre lämnas. Kundens egna uppgifter finns kvar.
packages-passphrase-title = Lösenfras
packages-passphrase-once = Skriv upp lösenfrasen nu: den visas inte på nytt. Berätta den för mottagaren på ett annat sätt än filen.
packages-download = Hämta den krypterade filen
packages-back = Tillbaka till paketet
packages-address-title = Webbadress och kod
packages-address = Adress
packages-code = Kod
packages-address-once = Kopiera adressen och koden nu: de visas inte på nytt. Skicka dem på olika sätt.
packages-fetch-title = Hämtning av material
packages-fetch-help = { $controller } har berett material åt dig. Skriv koden som du fick separat.
packages-code-hint = tio tecken
packages-fetch = Hämta
packages-fetch-gone = Adressen är inte längre i bruk. Den kan ha gått ut, eller så har materialet redan hämtats.
packages-fetch-ask = Om du inte fick materialet, be om en ny adress. Avsändare: { $controller }.
people-job-packages = Utlämning och förstöring av paket (program)
job-packages = Förstöring av gamla paket
done-packages-withdrawn = Paketet har förstörts.
error-packages-name = Ett pakets namn består av små bokstäver, siffror och streck.
error-packages-words = Förkorta beskrivningen: högst 500 tecken.
error-packages-days = Välj 1–30 dagar.
error-packages-parties = Ett paket handlar om minst en och högst 100 kunder.
error-packages-empty = Det finns inget i paketet.
error-packages-over = Paketet kan inte längre lämnas: dess tid är ute eller det har förstörts. Sammanställ ett nytt.
error-packages-key = Detta är ingen offentlig age-nyckel. Be mottagaren om en nyckel som börjar med age1.
error-packages-passphrase = Lösenfrasen kändes inte igen. Be om en ny.
error-packages-downloads = Välj 1–5 hämtningar.
error-packages-gone = Adressen är inte längre i bruk.
error-packages-code = Koden stämmer inte. Kontrollera den och försök igen; efter fem fel koder stängs adressen.
