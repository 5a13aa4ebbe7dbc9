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
retention-not-stated = The notice does not say how long. Nothing is erased automatically.
retention-in-force = As long as it is in force.
retention-not-started = { $time }. The time has not begun yet.
retention-from = { $time }.
retention-each = { $time }, each for itself.
retention-day = Until { $day }: { $time }.
retention-over = Until { $day }: { $time }. The time is over.

## What is due, holds, erasures.
retention-menu = Retention
retention-holds-tab = Legal holds
retention-erasure-tab = Erasure
retention-holds = Legal holds
retention-holds-help = A hold keeps data although its time is over: it is needed for a legal claim, or an authority asked for it. When the hold is lifted, what is past its time goes with the next run.
retention-no-holds = There are no holds.
retention-hold-add = Set a hold
retention-hold-what = What it keeps
retention-hold-all = Everything of the customer
retention-hold-lot = lot { $number }
retention-hold-unknown = The reason is lost: the register was restored from an old backup. The hold stands.
retention-reason = Reason
retention-review = To be looked at again by
retention-review-on = To be looked at again on { $day }.
retention-lifted-at = Lifted { $at }.
retention-lift = Lift the hold
retention-queue = Data past its time
retention-queue-help = When the time of the notice is over, the data is erased. Some goes by itself, some is looked through by a person. What somebody still needs, or a hold or a restriction concerns, stays, and why is told.
retention-nothing-due = Nothing is past its time.
retention-due = Past their time
retention-due-count = Past their time
retention-stays-count = Stays
retention-gone-count = Erased
retention-waits-count = Waiting for review
retention-by-whom = Who erases
retention-last-run = Last run
retention-run-day = Day
retention-run-state = State
retention-run-ended = done { $at }
retention-run-at = under way, got on { $at }
retention-cases = Decisions on erasure
retention-case = Decision on erasure
retention-choose = Choose
retention-since = Since
retention-why-stays = Why it stays
retention-one-value = one value
retention-whole-category = the whole category
retention-look-through = See what goes
retention-confirm = Erase what is past its time
retention-customers = Customers
retention-lots = Lots whose key is destroyed
retention-values = Single values
retention-type-count = Confirm by typing the number { $count }
retention-no-way-back = This cannot be undone: the keys are destroyed first, and no backup opens the data any more.
retention-erase = Erase
retention-back = Back
retention-erasure = Erasure of data
retention-erasure-help = Decide on each category and purpose by itself: granted on a ground, or refused because. A category goes when the erasure was granted for all its purposes (GDPR art. 17).
retention-lots-count = { $count ->
        [one] One lot.
       *[other] { $count } lots.
    }
retention-kept-anyway = The law or a hold keeps this: its erasure cannot be granted.
retention-granted = Granted
retention-refused = Refused
retention-ground-17-1-a = not necessary any more (art. 17(1)(a))
retention-ground-17-1-b = consent withdrawn (art. 17(1)(b))
retention-ground-17-1-c = objects (art. 17(1)(c))
retention-ground-17-1-d = unlawfully processed (art. 17(1)(d))
retention-ground-17-1-e = the law orders it (art. 17(1)(e))
retention-ground-17-1-f = a child’s data in a service (art. 17(1)(f))
retention-ground-17-3-a = freedom of expression (art. 17(3)(a))
retention-ground-17-3-b = legal obligation (art. 17(3)(b))
retention-ground-17-3-c = public health (art. 17(3)(c))
retention-ground-17-3-d = archives or research (art. 17(3)(d))
retention-ground-17-3-e = legal claims (art. 17(3)(e))
retention-ground-contract = a contract runs
retention-ground-interest = the legitimate interest stands
retention-proof-stays = Stays as proof for its own time
retention-whom-to-tell = Who is told of the erasure
retention-whom-help = By the notice these may have received data (GDPR art. 19).
retention-nobody-to-tell = The notice names nobody who would have received data.
retention-copies = In which copies it still lies
retention-copies-help = In backups the data is sealed: without the keys it cannot be opened. An old copy of the keys could open an old backup until it is destroyed or the root key is changed.
retention-copies-known = Known copies, the oldest first:
retention-copy-is-backup = Backup
retention-copy-of-keys = Copy of the keys
retention-copy-not-there = not seen from this computer
retention-copy-oldest = Oldest backup that lies in its place
retention-copy-oldest-keys = Oldest copy of the keys that lies in its place
retention-copy-days = { $count ->
        [one] one day ago
       *[other] { $count } days ago
    }
retention-copy-backup = Last backup
retention-copy-keys = Last copy of the keys
retention-copy-root-key = Root key changed
retention-copy-until = By the notice a backup is kept no longer than
retention-words = Grounds in words
retention-words-hint = the request, its day and why it was decided so
retention-type-number = Confirm by typing the customer number { $number }
retention-decide = Decide and erase
retention-decided-at = Decided
retention-carried-at = Carried out
retention-not-carried = Open: the erasure has not been carried out yet.
retention-carry-out = Carry the erasure out
retention-decision = Decision
retention-decision-gone = The decision was erased after its own time.
retention-receipt = Receipt of erasure
retention-receipt-signed = As signed
retention-receipt-case = Number of the decision
retention-receipt-at = Erased
retention-receipt-keys = Keys destroyed
retention-receipt-rows = Rows removed
retention-receipt-gone = The bytes of the keys are gone from the disk.
retention-receipt-not-gone = The bytes of the keys stay in a log until the root key is changed.
retention-receipt-went = What went
retention-receipt-stays = What stays, why and until when
retention-receipt-nothing-stays = Nothing stays.
retention-receipt-line = Number of the line in the trail
retention-receipt-key = Public key of the register
retention-stays-held = legal hold
retention-stays-restricted = the processing is restricted (GDPR art. 18)
retention-stays-changed = changed in the same moment: the next run looks at it anew
retention-since-needed = needed for something that came after the decision
retention-since-newer = data came after the decision
retention-since-customer-again = is a customer again
retention-needed-request = an open request waits for its answer
retention-needed-task = an open task
retention-needed-relation = a relation to another customer is in force
retention-longer = What keeps it longer
retention-until-day = until { $day } at the latest
retention-between = the first until { $first }, the last until { $until }
retention-by-law = the law orders it to be kept: { $law }
retention-held-on = legal hold: { $what }
retention-found-help = The numbers are those of the last finished run: everything is looked through every day.
retention-idle = Connections in which nothing happens
retention-idle-help = When nothing has happened in a connection for the time of the notice, its end is proposed. Confirming ends it today, and the clocks begin.
retention-idle-not-stated = The notice does not say when the end of a connection is proposed.
retention-idle-nothing = There is no connection here whose end is proposed.
retention-idle-connection = Connection
retention-idle-last = Last
retention-idle-end = End the chosen connections
done-connections-ended = The connections have ended.
done-hold-set = The hold is set.
done-hold-lifted = The hold is lifted.
done-erased = The data is erased.
done-erased-due = What was past its time is erased.
done-erasure-decided = The decision is written down. Nothing was erased.
error-retention-words = Write the grounds, at most 4000 characters.
error-retention-review-day = Write the day as 24.11.2026, within two years from now.
error-retention-nothing-to-hold = There is nothing of this to keep. Choose something else.
error-retention-held-already = This is held already.
error-retention-not-this-ground = The ground does not fit what the use of the data rests on. Choose one of those offered for the use.
error-retention-undecided = Decide on every category and purpose.
error-retention-unconfirmed = The number does not confirm it. Type it again.
error-retention-kept-by-law = The law orders some of what was granted to be kept. Refuse the erasure of that part.
error-retention-held = A hold keeps some of what was granted. Lift it first, or refuse the erasure of that part.
error-retention-changed = Something has changed: some of what was chosen does not go any more. Choose again.
error-retention-nothing-chosen = Choose at least one.
error-retention-receipt-form = This is no receipt of erasure.
error-retention-receipt-signature = The signature does not hold: the receipt was changed, or is of another register.
error-retention-receipt-not-in-trail = The line of the receipt is not proved to be in the trail.
error-retention-receipt-other-line = The line of the receipt tells of another erasure.
retention-received = These have received data about this person; the decision puts them on the list of those to be told (GDPR art. 19).

## Copies of the data, before an erasure and on its receipt.
retention-outside = Copies of the data
retention-outside-help = What was made for somebody, and what was taken out of the register. What lies outside, the erasure does not reach: whoever has it is told, and whoever took it out has to remove it.
retention-outside-not-all = Your role does not see all of it: what answers requests, or what was given to others. The receipt then counts nothing.
retention-outside-none = No copies are known.
retention-outside-waits = Wait here sealed. They go with the erasure, so hand over first what has to be handed over:
retention-outside-handed = Already handed over. They lie outside, and the erasure does not reach them. Other recipients are put on the list of those to be told (GDPR art. 19):
retention-outside-withheld = not to be told to her yet
retention-outside-files = Files and papers in which her data was taken out of the register, as far as the trail tells. See that they are removed where they lie:
retention-outside-files-count = { $count ->
        [one] one file
       *[other] { $count } files
    }
retention-outside-papers-count = { $count ->
        [one] printed once
       *[other] printed { $count } times
    }
retention-outside-more = There are older ones. They stand in the trail.
retention-receipt-outside = Copies outside the register
retention-receipt-outside-help = The erasure does not reach copies that were handed over or taken out before. So many were known when it was decided; recipients are told of the erasure (GDPR art. 19).
retention-receipt-recipients = Recipients that were given data
retention-receipt-copies = Copies handed to the person herself
retention-receipt-files = Files and papers taken out of the register

## What an erasure left because the law keeps it, and the notice when it goes.
retention-followed = Still kept by law
retention-followed-help = The erasure left this because the law keeps it, or as the proof of the decision. When its own time is over it is erased, and a notice of it appears here.
retention-notice = Notice: what was kept is erased
retention-notice-part = This was kept by law after the erasure, and its time is over. Something else is still kept.
retention-notice-last = This was kept by law after the erasure, and its time is over. Nothing is left of what the erasure had left.
retention-notice-letter = An address of the person is still here: send the notice by letter.
retention-notice-no-letter = A letter cannot be sent: the address is erased as well. The notice is kept here and handed over if the person asks.

## What no purpose uses any more, although a connection goes on.
retention-unused-title = Use
retention-unused = no purpose of it concerns this customer any more, although a connection goes on: its time runs
retention-fill = The same ground for all
retention-fill-hint = fills in those that are not decided yet and that it fits
