# Export.

export-menu = Export
export-title = Exportera kunder till en fil
export-help = Innan något lämnar registret ser du hur många kunder filen får. I varje kunds logg står vem som tog ut uppgifterna, när och varför.
export-words = Vilka
export-words-hint = sökord som i kundsökningen; tomt tar ut alla
export-choices = Vilka uppgifter
export-no-codes = Personbeteckningar exporteras aldrig. Med en adress följer alltid uppgiften om spärrmarkering.
export-format = Filformat
export-format-csv = CSV för kalkylprogram
export-format-json = JSON för program
export-format-xlsx = Excel (XLSX)
export-format-vcard = vCard för adressböcker
export-reason = Varför
export-reason-hint = orsaken sparas förseglad i loggen
export-count = Visa hur många
export-exactly = { $count ->
        [one] Filen får en kund.
       *[other] Filen får { $count } kunder.
    }
export-at-most = { $count ->
        [one] Filen får högst en kund.
       *[other] Filen får högst { $count } kunder.
    }
export-of-found = De som sökorden hittar och vars uppgifter du får ta ut.
export-of-all = Hela kundlistan utan dem vars uppgifter du inte får ta ut.
export-before = Filen är personuppgifter. Behåll den bara så länge orsaken kräver, och radera den sedan.
export-go = Ladda ner filen
export-back = Tillbaka
export-choice-number = Kundnummer
export-choice-kind = Person eller företag
export-choice-names = Namn och FO-nummer
export-choice-former-names = Tidigare namn
export-choice-birth-date = Födelsedatum
export-choice-address = Adresser
export-choice-phone = Telefonnummer
export-choice-email = E-postadresser
export-choice-language = Kontaktspråk
export-choice-non-disclosure = Spärrmarkering
export-choice-deceased = Dödsdag
export-choice-marketing-ban = Marknadsföringsförbud
export-choice-connections = Kundförhållanden
export-choice-notes = Tilläggsuppgifter
export-choice-fields = Egna fält
export-other-addresses = Övriga adresser
export-other-phones = Övriga telefoner
export-other-emails = Övriga e-postadresser
export-person = person
export-organisation = företag
export-yes = ja
export-no = nej
cli-export-done = { $count ->
        [one] En kund finns i filen { $file }.
       *[other] { $count } kunder finns i filen { $file }.
    }
error-export-nothing-chosen = Välj minst en uppgift.
error-export-not-yours = Din roll får inte ta ut den här uppgiften. Lämna bort den.
error-export-filter = Listan har en avgränsning som din roll inte får använda vid export. Ta först bort den i listan.
error-export-too-many-found = Sökningen hittar över 20 000 kunder. Begränsa sökningen eller ta ut alla.
error-export-too-many-rows = Det finns fler kunder än vad filformatet rymmer. Exportera som CSV eller begränsa sökningen.
error-export-not-written = Filen kunde inte sättas ihop. Försök igen.
error-export-choice = Uppgiften är okänd. Skriv till exempel number,names,address,phone,email.
error-export-reason-long = Ange orsaken med högst 500 tecken.
export-of-list = Endast de som valdes i kundlistan.
export-of-everyone = Exportera hellre alla
