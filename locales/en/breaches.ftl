# Breaches of personal data.
breaches-menu = Breaches
breaches-title = Personal data breaches
breaches-open = Open
breaches-over = Closed
breaches-how = Record every breach, also one that need not be notified. The supervisory authority is told within 72 hours of becoming aware; weekends count.
breaches-none-open = There are no open breaches.
breaches-none-over = There are no closed breaches.
breaches-name = Name
breaches-occurred = Occurred
breaches-noticed = Noticed
breaches-aware = Controller became aware
breaches-aware-hint = empty if it is not yet certain that it is a breach
breaches-moment-hint = such as 24.11.2026 10.30
breaches-text = What happened
breaches-drill = drill
breaches-drill-tick = This is a drill: it goes through every step and counts in no figure
breaches-is-drill = This is a drill.
breaches-drill-mark = DRILL
breaches-add = Record a breach
breaches-risk = Risk to people
breaches-risk-unlikely = a risk is unlikely
breaches-risk-risk = a risk
breaches-risk-high = a high risk
breaches-authority = Supervisory authority
breaches-closed = Closed
breaches-unknown = not known
breaches-uncertain = being looked into
breaches-due = To be notified by { $at }
breaches-told-first = authority told { $at }
breaches-not-told = authority need not be told
breaches-people-open = people are to be told
breaches-people-told = people were told
breaches-people-public = public notice given
breaches-people-spared = people need not be told
breaches-closed-at = closed { $at }
breaches-none-at = was no breach, closed { $at }
breaches-at = When
breaches-at-hint = empty = now
breaches-deed-aware = Became aware
breaches-aware-why = The controller is aware when it is reasonably certain that personal data were breached. The 72 hours run from here.
breaches-deed-noted = Facts written down
breaches-deed-assessed = Risk assessed
breaches-deed-measure = Measure
breaches-deed-worded = Text for the people
breaches-deed-told-authority = Authority told
breaches-deed-not-told = Authority is not told
breaches-deed-told-people = People told
breaches-deed-told-public = Public notice given
breaches-deed-spared = People need not be told
breaches-deed-closed = Closed
breaches-deed-no-breach = Was no personal data breach
breaches-do-note = Write down what is known
breaches-what-known = What is known
breaches-categories = Which data
breaches-people = People, about
breaches-records = Records, about
breaches-do-measure = Write down a measure
breaches-what-done = What was or is being done
breaches-do-assess = Assess the risk
breaches-assess-hint = What is likely to follow for the people and how serious it is. It can be assessed again.
breaches-why-risk = Likely consequences and reasons
breaches-authority-paper = Notification
breaches-office-form = The office also has an electronic form: { $web }. Check the contact details before sending.
breaches-what-told = What was told and how
breaches-part-late = Why the notification is late
breaches-late-hint = 72 hours have passed: the reason is part of the notification
breaches-not-tell-hint = Only where a risk to people is unlikely. The reasons are kept.
breaches-why-not-told = Why it is not told
breaches-text-for-people = Text for the people
breaches-text-hint = Clear and plain language: what happened, what may follow, what was done and what one can do. Contact details are added by themselves. Write nobody’s name.
breaches-do-word = Save the text
breaches-written = written
breaches-public-paper = Public notice
breaches-as-text = as text
breaches-people-told-heading = Telling the people
breaches-people-hint = Of a high risk the people are told without undue delay. Letters and messages are made on the page People affected.
breaches-how-told = How they were told
breaches-public-hint = Where telling each would be a disproportionate effort (GDPR art. 34(3)(c)).
breaches-why-public = Why, and where it was published
breaches-why-spared = Ground
breaches-spared-protected = the data cannot be read, such as by encryption
breaches-spared-averted = measures keep the high risk from coming true
breaches-reasons = Reasons
breaches-do-close = Close the breach
breaches-lessons = What was learnt
breaches-no-breach-hint = Write down why. The record is kept like a breach.
breaches-people-page = People affected
breaches-everybody = Everybody
breaches-untold = Not told
breaches-nobody-yet = Nobody is in the list.
breaches-chosen = Chosen
breaches-name-of = Who
breaches-opened = Opened
breaches-listed = Only listed
breaches-told = Told
breaches-told-on = Told { $day }
breaches-affected-by = Personal data breach
breaches-letters-hint = At most { $count } at once. Letters and messages are handed out as files and are not sent by themselves; mark afterwards who was told.
breaches-letters = Letters (PDF)
breaches-mail = E-mails (.eml)
breaches-way = How
breaches-way-letter = letter
breaches-way-email = e-mail
breaches-way-spoken = by phone or in person
breaches-mark-told = The chosen were told
breaches-not-affected = The chosen are not affected
breaches-add-person = Add a person
breaches-seen-title = What was seen
breaches-seen-help = From the trail: whose data an account, a token or a job saw between two moments, and what. Opened is told apart from only listed. Reading is on the record.
breaches-seen-account = Account and time
breaches-seen-who = Whose looks
breaches-from = From
breaches-until = Until
breaches-seen-look = Show
breaches-seen-address = Network address
breaches-address = IP address
breaches-address-hint = Addresses are not kept. One that is given can be compared with hashes of the networks each account has signed in from within the last 90 days.
breaches-seen-compare = Compare
breaches-address-nobody = No account has signed in from this network within the last 90 days.
breaches-address-last = last { $at }
breaches-sessions = Sessions
breaches-sessions-hint = From sign-in to sign-out, or at most 12 hours. Sessions at the same time are not told apart.
breaches-seen-nobody = Nobody’s data was seen in that time.
breaches-seen-on = Nobody in this part; go on.
breaches-first = First
breaches-last = Last
breaches-times = Times
breaches-take = Take these people as affected
breaches-take-hint = Everybody whose data was seen in that time is taken, also from the following pages.
breaches-which = Breach
breaches-csv = Save as a file (CSV)
breaches-csv-why = Why the file is needed
breaches-csv-id = Id
breaches-reference = Reference
breaches-authority-title = Notification of a personal data breach
breaches-authority-intro = Notification under article 33 of Regulation (EU) 2016/679.
breaches-part-what = What happened
breaches-part-whom = Whom and what it concerns
breaches-part-consequences = Likely consequences
breaches-part-measures = Measures
breaches-part-contact = Contact
breaches-part-phases = Told before
breaches-nothing-yet = Not known yet; to be supplemented.
breaches-people-title = A breach concerns your data
breaches-people-ask = For more information ask
breaches-people-complain = You may lodge a complaint with the supervisory authority:
breaches-people-begin =
    What happened:

    Which data it concerns:

    What may follow:

    What we have done:

    What you can do:
error-breaches-name = Give the breach a short name that names nobody.
error-breaches-moment = Write a moment that has been, such as 24.11.2026 10.30.
error-breaches-noticed-before = It was noticed before it happened: check the moments.
error-breaches-words = Write what was done or why.
error-breaches-late-why = 72 hours have passed: write why the notification is late as well.
error-breaches-choice = Choose one.
error-breaches-number = Write the number in digits.
error-breaches-length = There is too much of it. Shorten the text or narrow the time.
error-breaches-nobody = Choose people in the list, at most a hundred at once, or give a customer number.
error-breaches-all-told = Everyone chosen was told already.
error-breaches-not-reached = Somebody chosen has no name or address for this way. Leave her out and tell her otherwise.
error-breaches-unworded = First write the text in every language that the chosen read.
error-breaches-seen = Choose an account and give the time, the beginning before the end.
error-breaches-reason = Write why the file is needed.
error-breaches-not-aware = First write down when the controller became aware.
error-breaches-aware-already = It is written down already when the controller became aware.
error-breaches-before = The moment lies before what it follows.
error-breaches-unassessed = First assess the risk.
error-breaches-risk-likely = Of a risk the authority has to be told.
error-breaches-told-already = The authority was told already.
error-breaches-authority-open = First tell the authority, or write down why it is not told.
error-breaches-people-open = First tell the people, or write down why they need not be told.
error-breaches-not-high = The risk is not high, so no exception is needed.
error-breaches-over = The breach is closed already.
retention-needed-breach = she is to be told of a breach
job-oversight = Look at the use, and the clocks of breaches
people-job-oversight = look at the use
today-breaches-see = Show the breaches
breaches-hours-left = { $count ->
    [one] { $count } hour left
   *[other] { $count } hours left
}
breaches-hours-late = { $count ->
    [one] { $count } hour late
   *[other] { $count } hours late
}
breaches-of-them-told = { $count ->
    [one] of whom { $count } was told
   *[other] of whom { $count } were told
}
today-breaches = { $count ->
    [one] { $count } open breach
   *[other] { $count } open breaches
}
