# Search and list.

find-menu = Kunder
find-list = Kunder
find-search = Sök kund
find-words = Sök
find-words-hint = namn, e-post, telefon, adress, kundnummer eller FO-nummer
find-do = Sök
find-nothing = Inga träffar. Pröva en del av namnet, telefonnumret eller e-posten.
find-press-enter = Inga träffar ännu. Tryck på Enter för att söka längre och tillåta skrivfel.
find-cut = Sökningen hann inte gå igenom alla och hittade ingen. Lägg till ett ord eller skriv orden längre.
find-more = Det finns fler träffar än vad som visas. De nyaste visas: lägg till ett ord för att precisera.
find-loose = Ingenting hittades exakt så skrivet. Här är de som liknar mest.
find-hits = { $count ->
        [one] En träff
       *[other] { $count } träffar
    }
find-rows = Kunder
find-name = Namn
find-kind = Typ
find-number = Kundnummer
find-all = Alla kunder
find-count = { $count ->
        [one] En kund.
       *[other] { $count } kunder.
    }
find-over = Över { $count } kunder.
find-newest = De nyaste först.
find-empty = I registret finns inga kunder som du får se.
