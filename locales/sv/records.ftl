# Who saw whom.

records-menu = Logg
records-title = Vad var och en har sett
records-help = Välj en användare eller en uppgift i programmet. Läsningen av loggen antecknas i loggen.
records-who-saw = Vem har sett den här kunden
records-what-seen = Vad den här användaren har sett
records-back = Tillbaka till användarna
records-none = Det finns inga rader.
records-none-so-far = Ingen bland de nyaste raderna; äldre finns på nästa sida.
records-part-opened = Öppnat, ändrat eller begärt
records-part-opened-help = Kundens uppgifter öppnades, ändrades eller lämnades ut, eller någon försökte nå dem och nekades.
records-part-listed = Bara i en lista
records-part-listed-help = Kunden stod på en rad i en lista eller bland träffarna i en sökning. Inget annat än raden öppnades.
records-action = Åtgärd
records-purpose = Ändamål
records-parties = Kunder
records-listed = { $count ->
        [one] en i en lista
       *[other] { $count } i en lista
    }
records-opened = { $count ->
        [one] öppnad
       *[other] { $count } öppnade
    }
records-from = Från och med
records-until = Till och med
records-show = Visa
error-records-time = Skriv tiden i formen 24.11.2026 eller 24.11.2026 10.30. Nedan finns alla rader.
error-records-verification-underway = Loggen kontrolleras redan. Be om det igen om en stund.
