# Statistics: figures, never names.

statistics-menu = Statistik
statistics-title = Statistik
statistics-how = Siffrorna är från månadens slut och avrundade till fem. Grupper under fem och det som skulle avslöja dem lämnas bort. En månad räknas en gång, när den är slut; begränsade och de som motsatt sig statistik är inte med.
statistics-none = Siffrorna har inte räknats ännu. De räknas av sig självt när månaden är slut.
statistics-month = Månad
statistics-total = Sammanlagt
statistics-few = under 5
statistics-not-shown = visas inte
statistics-municipality = Kunder per kommun { $month }
statistics-municipality-how = Kommunen är den som adressens postnummer hör till enligt Postis förteckning 2026, så som adresserna var när månaden räknades. Kommuner med färre än fem kunder är utelämnade, likaså de som har spärrmarkering; somliga kan bo i flera kommuner.
statistics-municipality-place = Kommun
statistics-municipality-unknown = Kommunen okänd
statistics-municipality-all = Alla kunder
statistics-stock = Kunder vid månadens slut
statistics-connections = Kunder enligt anknytning
statistics-came = Nya under månaden
statistics-went = Avgångna under månaden
