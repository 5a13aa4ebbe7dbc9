# Retention: why something is held and until when.

retention-tab = Varför här
retention-title = Varför uppgifterna finns här
retention-ask = Varför finns det här?
retention-help = Varje uppgift finns här enligt beskrivningen: för det ändamål, på den grund och så länge som beskrivningen säger. Här ser du de uppgifter som du får se.
retention-more = och { $count } till.
retention-replaced = { $count ->
        [one] En tidigare uppgift finns kvar.
       *[other] { $count } tidigare uppgifter finns kvar.
    }
retention-purposes = För vad
retention-no-purposes = Beskrivningen säger inte för vad.
retention-until = Hur länge
retention-seen-by = Vilka som ser dem
retention-receivers = Till vem de kan lämnas
retention-no-receivers = Till ingen regelbundet.
retention-not-stated = Beskrivningen säger inte hur länge. Ingenting raderas av sig självt.
retention-in-force = Så länge det är i kraft.
retention-not-started = { $time }. Tiden har inte börjat ännu.
retention-from = { $time }.
retention-each = { $time }, var och en för sig.
retention-day = Till { $day }: { $time }.
retention-over = Till { $day }: { $time }. Tiden har gått ut.
