# The first page.

today-menu = Today
today-title = Today
today-nothing = Nothing is waiting for you right now.
today-jobs-failed = Failed jobs
today-given-to-oneself = Roles given to oneself
job-checkpoint = Signing the trail
job-keys-ahead = Making keys ahead
job-sessions = Clearing old sessions
job-reindex = Completing the search index
job-import-files = Destroying old import files
