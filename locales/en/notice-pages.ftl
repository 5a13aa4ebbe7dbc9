# The pages of the notice.

notice-read = Privacy notice
notice-menu = Privacy notice
notice-versions = Versions of the notice
notice-version = Version
notice-in-force = In force from
notice-edit = Edit
notice-in-force-unknown = not known
notice-published = Published
notice-current = in force
notice-pdf = Download PDF
notice-record = Record of processing (art. 30)
notice-publish = Publish a new version
notice-publish-help = Choose the notice file. First you see what changes and what the law demands; nothing is published until you approve.
notice-file = Notice file
notice-check = Check
notice-checked = Before it is published
notice-changes = What changes
notice-no-changes = Nothing changes.
notice-findings = What the law demands and the notice lacks
notice-no-findings = The check found nothing lacking.
notice-go = Publish
notice-back = Back to the versions
notice-broken = The file has faults
notice-line = Line { $at }
error-notice-file-missing = Choose the notice file.
error-notice-file-not-text = The file is not a text. A notice file is a TOML file in UTF-8.
