# Retention: why something is held and until when.

retention-tab = Why here
retention-title = Why this data is here
retention-ask = Why is this here?
retention-help = Everything is here as the notice says: for the purpose, on the basis and for the time it states. Here you see what you may see.
retention-more = and { $count } more.
retention-replaced = { $count ->
        [one] One earlier value is still kept.
       *[other] { $count } earlier values are still kept.
    }
retention-purposes = What for
retention-no-purposes = The notice does not say what for.
retention-until = How long
retention-seen-by = Who sees it
retention-receivers = Who may receive it
retention-no-receivers = Nobody regularly.
retention-not-stated = The notice does not say how long. Nothing is erased by itself.
retention-in-force = As long as it is in force.
retention-not-started = { $time }. The time has not begun yet.
retention-from = { $time }.
retention-each = { $time }, each for itself.
retention-day = Until { $day }: { $time }.
retention-over = Until { $day }: { $time }. The time is over.
