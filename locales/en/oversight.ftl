# Oversight: what needs the data-protection contact, unusual use, the report of a month.
oversight-menu = Oversight
oversight-title = Oversight
oversight-nothing = Nothing is waiting.
oversight-late = Overdue
oversight-waits = Waiting
oversight-known = Good to know
oversight-job = A job of the program failed or is late: { $job }
oversight-unusual-title = Unusual use
oversight-unusual-how = Once a day the trail is searched for three things: an account opened many more people than on its own usual day (at least 20, and more than three times as many), it opened at least five people outside the working hours, or it opened one person at least ten times on a day without changing anything. Likeness of names is not looked at. Nothing follows by itself.
oversight-off = Use is not monitored. Monitoring begins once the days are entered on which the staff was heard and informed (Act on the Protection of Privacy in Working Life 759/2004, section 21).
oversight-on-since = Use has been monitored since { $day }.
oversight-enter = Enter the hearing
oversight-hearing-hint = Technical monitoring of staff goes through co-operation or a hearing. Then the staff is told its purpose, beginning and methods. Use before the day of telling is not looked at.
oversight-heard = The staff was heard
oversight-told = The staff was told
oversight-hours = Working hours on working days
oversight-from-hour = Working hours begin, full hour
oversight-until-hour = Working hours end, full hour
oversight-begin = Begin monitoring
oversight-end = End monitoring
oversight-see-findings = Show the findings
oversight-open = Waiting
oversight-closed = Reviewed
oversight-no-consequence = A finding is a reason to ask, not an accusation. There is often a good explanation.
oversight-see-lines = Show the lines of the day
oversight-word = What the review showed
oversight-close = Mark as reviewed
oversight-none = There are no findings.
oversight-why-many = Opened the data of { $count } people; on a usual day { $usual }.
oversight-why-hours = Opened the data of { $count } people outside the working hours.
oversight-why-again = Opened the data of one person { $count } times without changing anything:
oversight-reports = Monthly reports
oversight-reports-how = Figures, the signed state of the trail, backups and access; no names.
oversight-report-title = Data protection report { $month }
oversight-report-erasures = Erasures and legal holds
oversight-report-gone = Erased automatically when their time was over
oversight-report-decided = Erasures decided
oversight-report-carried = Of them carried out
oversight-report-holds-set = Legal holds set
oversight-report-holds-lifted = Legal holds lifted
oversight-report-unusual = Unusual use
oversight-report-found = Findings
oversight-report-closed = Of them reviewed
oversight-report-trail = Signed state of the trail
oversight-report-unsigned = There is no signed state of this month.
oversight-report-leaves = Lines
oversight-report-backups = Backups when the report was made
oversight-report-backup = Last backup
oversight-report-keys = Last copy of the keys
oversight-report-rehearsal = Last rehearsal of restoring
oversight-report-access = Access at the end of the month
oversight-report-role = Role
oversight-report-accounts = Accounts
oversight-report-sees = Sees
oversight-report-scope = Whose data
oversight-scope-all = of everybody
oversight-scope-own-jobs = of the customers of own jobs
oversight-scope-marketing = of those whom marketing may reach
rights-report-received = Received
rights-report-over = Closed
breaches-report-noticed = Noticed
breaches-report-high = Of them of high risk
breaches-report-told = Authority told
breaches-report-late = Of them after 72 hours
breaches-report-closed = Closed
error-oversight-days = Give both days: hearing before telling, neither in the future.
error-oversight-hours = Give the working hours as full hours, the beginning before the end.
error-oversight-word = Write what the review showed.
error-oversight-length = The text is too long.
error-oversight-closed = The finding has been reviewed already.
oversight-complaints = { $count ->
    [one] { $count } complaint waits for an answer to the Data Protection Ombudsman
   *[other] { $count } complaints wait for an answer to the Data Protection Ombudsman
}
oversight-requests = { $count ->
    [one] One open request
   *[other] { $count } open requests
}
oversight-due = { $count ->
    [one] One thing is past its time and is waiting for review
   *[other] { $count } things are past their time and are waiting for review
}
oversight-holds = { $count ->
    [one] One legal hold stands
   *[other] { $count } legal holds stand
}
oversight-breaches = { $count ->
    [one] One open breach
   *[other] { $count } open breaches
}
oversight-balancing = { $count ->
    [one] One balancing test is due
   *[other] { $count } balancing tests are due
}
oversight-findings = { $count ->
    [one] Checking the notice found one thing
   *[other] Checking the notice found { $count } things
}
oversight-inform = { $count ->
    [one] One person is to be told of the register
   *[other] { $count } people are to be told of the register
}
oversight-restricted = { $count ->
    [one] The processing of one person is restricted
   *[other] The processing of { $count } people is restricted
}
oversight-unusual = { $count ->
    [one] One finding of unusual use
   *[other] { $count } findings of unusual use
}
oversight-watched = { $count ->
    [one] One role or password that somebody gave herself or another
   *[other] { $count } roles or passwords that somebody gave herself or another
}
oversight-disclosures = { $count ->
    [one] One disclosure waits to be confirmed or given
   *[other] { $count } disclosures wait to be confirmed or given
}
oversight-to-tell = { $count ->
    [one] One recipient is to be told
   *[other] { $count } recipients are to be told
}
oversight-agreements = { $count ->
    [one] One agreement or feed is to be looked at again
   *[other] { $count } agreements or feeds are to be looked at again
}
oversight-report-given = Disclosures given

## What was changed after a backup that was put back.
oversight-put-back = { $count ->
        [one] A backup was put back: what was changed after it is to be done again
       *[other] { $count } backups were put back: what was changed after them is to be done again
    }
oversight-put-back-title = Changes after the backup
oversight-put-back-help = A backup was put back, so what was changed after it is not in the register. The trail tells of whom, in which category, when and by whom; the values are gone. Do the changes again. Objections, prohibitions, restrictions and erasures need nothing: they stand beside the keys and hold.
oversight-put-back-at = put back { $at }
oversight-put-back-backup = The backup is from
oversight-put-back-restored = Put back
oversight-put-back-by = By
oversight-put-back-again = Changed again
oversight-put-back-not-there = not in the register
oversight-put-back-unknown = The trail was put back as well, so nobody knows what was changed after the backup. Ask those who work with the register, and look through what came in by letter and e-mail since.
oversight-put-back-nothing = Nothing was changed after the backup.
oversight-put-back-none = No restored backup is waiting for anything.
oversight-put-back-settle = Everything was done again
oversight-put-back-settle-help = When everything is done again, it is taken off the page of what waits.
