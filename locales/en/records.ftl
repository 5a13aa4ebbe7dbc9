# Who saw whom.

records-menu = Trail
records-title = What each one has seen
records-help = Choose a member of staff or a job. Reading the trail is itself on the record.
records-who-saw = Who saw this customer
records-what-seen = What this actor has seen
records-back = Back to the actors
records-none = There are no lines.
records-none-so-far = None among the newest lines; older ones are on the next page.
records-part-opened = Opened, changed or asked for
records-part-opened-help = This customer's data was opened, changed or given, or somebody asked for it and was refused.
records-part-listed = Only in a list
records-part-listed-help = This customer stood in a row of a list or among the hits of a search. Nothing beyond that row was opened.
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
