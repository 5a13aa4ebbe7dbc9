# Fields of the company's own, as its notice declares them.

fields-title = Egna fält
fields-gone = inte längre i beskrivningen
fields-gone-named = { $field } (inte längre i beskrivningen)
fields-gone-earlier = tidigare uppgifter
fields-change = Ändra: { $field }
fields-erase = Radera helt: { $field }
fields-empty-hint = tomt: ingen uppgift
error-fields-text = Texten är för lång. Skriv högst 500 tecken.
error-fields-number = Talet förstods inte. Skriv till exempel 12 eller 12,5.
error-fields-day = Dagen förstods inte. Skriv den i formen 1.3.2027.
error-fields-choice = Alternativet finns inte. Välj ett av fältets alternativ.
error-fields-unknown = Beskrivningen nämner inget sådant fält. Öppna sidan på nytt.
error-fields-not-of-kind = Fältet gäller inte en sådan kund: beskrivningen nämner det endast för personer eller endast för företag.
error-fields-declared = Beskrivningen nämner fältet, så det raderas inte helt. Töm fältets uppgift i stället.
