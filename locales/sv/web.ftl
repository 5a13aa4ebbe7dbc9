# The frame of every page, and what goes wrong there.

web-skip = Hoppa till innehållet
web-menu = Huvudmeny
web-sign-out = Logga ut
web-demo = Detta är ett demonstrationsregister. Alla kunder är påhittade.
web-next = Följande
web-save = Spara
web-problem = Sidan kan inte visas
web-home = Till startsidan
error-web-session-over = Sessionen har gått ut och inget sparades. Logga in, så kommer du tillbaka till samma sida, och fyll i formuläret på nytt.
error-web-form-forged = Formuläret kom inte från den här sidan och ingenting sparades. Öppna sidan på nytt och försök sedan.
error-web-form-unreadable = Formuläret kunde inte läsas. Öppna sidan på nytt och fyll i formuläret igen.
error-web-too-large = Filen eller formuläret är för stort. Be administratören importera den stora filen.
error-web-too-slow = Sändningen tog för lång tid, och ingenting sparades. Försök på nytt.
error-web-too-often = För många förfrågningar kom på en gång. Vänta en stund och försök på nytt.
error-web-no-page = Sidan finns inte. Kontrollera adressen eller gå till startsidan.
error-web-template = Sidan kunde inte sättas ihop. Meddela administratören.
error-web-listen-not-loopback = Utan TLS betjänas bara den här datorns adresser, till exempel 127.0.0.1:7780. Ändra --listen, eller ange --host (ett certifikat görs), --certificate och --key eller --trusted-proxy.
error-web-listen-taken = Adressen kan inte användas. Ett annat program lyssnar på den: välj en annan port med --listen.
language-fi = finska
language-sv = svenska
language-en = engelska
web-not-done = Det lyckades inte
web-wait-seconds = { $count ->
        [one] För många misslyckade försök. Försök igen om en sekund.
       *[other] För många misslyckade försök. Försök igen om { $count } sekunder.
    }
web-wait-minutes = { $count ->
        [one] För många misslyckade försök. Försök igen om en minut.
       *[other] För många misslyckade försök. Försök igen om { $count } minuter.
    }
error-web-method = Adressen kan inte användas så här. Kontrollera adressen eller gå till startsidan.
error-web-busy = Registret är upptaget. Vänta en stund och försök igen.
error-web-failed = Det är ett fel i programmet. Se efter vad som har sparats och meddela administratören.
error-web-unreadable = Adressen eller formuläret kunde inte läsas. Gå till startsidan och försök därifrån.
web-seek = Sök kund
web-keys = Tangenter
web-undo = Ångra
web-close = Stäng
web-tabs = Kundens sidor
web-crumbs = Sökväg
web-section-customers = Kunder
web-section-register = Register
web-section-settings = Inställningar
web-key-seek = till sökfältet
web-key-new = ny kund
web-key-next = till nästa rad i listan
web-key-previous = till föregående rad i listan
web-key-open = öppna den valda raden
web-key-save = spara formuläret där du är
web-key-cancel = stäng formuläret utan att spara
web-key-undo = ångra det du just gjorde
web-key-keys = denna hjälp
web-keys-in-field = I ett fält skriver enskilda tangenter text. Esc leder ut ur fältet.
web-look = Utseende
web-look-auto = Som i webbläsaren
web-look-light = Ljust
web-look-dark = Mörkt
web-look-light-strong = Ljust, hög kontrast
web-look-dark-strong = Mörkt, hög kontrast
done-saved = Sparat.
done-added = Tillagt.
done-undone = Ångrat: uppgifterna är som förut.
done-ended = Avslutat.
web-style = Sidornas delar
web-style-buttons = Knappar
web-style-fields = Fält
web-style-list = Lista: vyer, avgränsningar, kolumner
web-style-table = Tabell
web-style-messages = Meddelanden
web-style-marks = Märken
web-style-timeline = Tidslinje
web-style-facts = Fakta
web-style-empty = Tom lista
web-style-drop = Släpp en fil
web-style-progress = Framsteg
web-style-form = Formulär som öppnas
web-style-example = Exempel
web-style-wrong = En obligatorisk uppgift saknas. Fyll i fältet.
web-style-nothing = Här finns ingenting ännu. Börja med att lägga till det första.
web-file-again = Välj filen på nytt: den togs inte till vara.
web-drop = välj eller släpp här
web-not-identity-code = Det här är ingen personbeteckning: { $piece }
web-not-identity-code-at = börjar vid tecken { $at }
