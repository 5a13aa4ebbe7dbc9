# The first page.

today-menu = Today
today-title = Today
today-nothing = Nothing is waiting for you right now.
today-jobs-failed = Failed jobs
job-checkpoint = Signing the trail
job-keys-ahead = Making keys ahead
job-sessions = Clearing old sessions
job-reindex = Completing the search index
job-import-files = Destroying old import files
job-trail-clock = Destroying the expired trail
today-jobs-overdue = Overdue jobs
today-job-was-due = was due { $at }
today-watched = What administrators did that should be looked at
today-role-to-oneself = { $by } gave themselves the role { $role }.
today-role-to-own-making = { $by } gave the role { $role } to the account { $name }, which they had made.
today-password-reset = { $by } set a new password for the account { $name }.
today-undone = removed { $at }
error-jobs-overdue = the run is overdue. Check that seloste serve is running.
error-jobs-broke-off = The run broke off by a fault in the program. Tell the administrator.
today-inform = { $count ->
        [one] One person whose data came from elsewhere has yet to be told that their data is in the register.
       *[other] { $count } people whose data came from elsewhere are yet to be told that their data is in the register.
    }
today-inform-by = The first day by which it must be done
today-inform-many = Over 10,000 people whose data came from elsewhere are yet to be told that their data is in the register.
job-statistics = Counting statistics
today-imports-cut-off =
    { $count ->
        [one] One import broke off. Go on with it or undo it.
       *[other] { $count } imports broke off. Go on with them or undo them.
    }
today-holds =
    { $count ->
        [one] One legal hold is to be looked at again.
       *[other] { $count } legal holds are to be looked at again.
    }
job-retention = Retention
people-job-retention = Retention (the program)
today-requests-many = Over a hundred requests wait for an answer.
today-requests = { $count ->
    [one] One request waits for an answer.
   *[other] { $count } requests wait for an answer.
}
today-requests-by = The first is to be answered by { $day }.
today-requests-see = See the requests
