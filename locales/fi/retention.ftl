# Retention: why something is held and until when.

retention-tab = Miksi täällä
retention-title = Miksi nämä tiedot ovat täällä
retention-ask = Miksi tämä on täällä?
retention-help = Jokainen tieto on täällä selosteen mukaan: siihen käyttötarkoitukseen, sillä perusteella ja sen ajan, jonka seloste sanoo. Näet tässä ne tiedot, jotka saat nähdä.
retention-more = ja { $count } muuta.
retention-replaced = { $count ->
        [one] Yksi aiempi tieto on tallella.
       *[other] { $count } aiempaa tietoa on tallella.
    }
retention-purposes = Mitä varten
retention-no-purposes = Seloste ei sano, mitä varten.
retention-until = Kuinka kauan
retention-seen-by = Ketkä näkevät
retention-receivers = Kenelle voidaan antaa
retention-no-receivers = Ei kenellekään säännöllisesti.
retention-not-stated = Seloste ei sano, kuinka kauan. Mitään ei poisteta itsestään.
retention-in-force = Niin kauan kuin se on voimassa.
retention-not-started = { $time }. Aika ei ole vielä alkanut.
retention-from = { $time }.
retention-each = { $time }, jokainen erikseen.
retention-day = { $day } asti: { $time }.
retention-over = { $day } asti: { $time }. Aika on päättynyt.
