# Who saw whom.

records-menu = Trail
records-title = What each one has seen
records-help = Choose a member of staff or a job. Reading the trail is itself on the record.
records-who-saw = Who saw this customer
records-what-seen = What this actor has seen
records-back = Back to the actors
records-none = The trail has no lines.
records-action = Action
records-purpose = Purpose
records-parties = Customers
records-listed = { $count ->
        [one] one in a list
       *[other] { $count } in a list
    }
records-opened = { $count ->
        [one] opened
       *[other] { $count } opened
    }
records-from = From
records-until = Until
records-show = Show
error-records-time = Write the time as 24.11.2026 or 24.11.2026 10.30. Below are all lines.
error-records-verification-underway = The trail is being verified already. Ask again in a moment.
