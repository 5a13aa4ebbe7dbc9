# The notice: its words, what is wrong with a file, what its check finds, what changes.

## Categories of personal data.

category-identity = name and basic details
category-company = company details
category-contact = contact details
category-birth-date = date of birth
category-identity-code = personal identity code
category-services = ordered services
category-site-access = keys and door codes
category-billing = invoicing, payments and collection
category-messages = messages
category-recordings = call recordings
category-forms = electronic forms
category-permissions = permissions and prohibitions
category-requests = requests of data subjects
category-disclosures = disclosures
category-staff = users of the register
category-other = other information
## Fields the controller declares for itself.

field-kind-text = text
field-kind-number = number
field-kind-date = day
field-kind-choice = choice
field-party-person = of persons only
field-party-organisation = of companies only

## What every notice holds because the law needs it.

category-by-law-permissions = consents, prohibitions and marketing permissions with their proof
category-by-law-requests = requests of the data subject, the answers given and how identity was confirmed
category-by-law-disclosures = what data was disclosed, to whom, when and on which ground
category-by-law-staff = accounts, roles and log lines of those who use the register

## Purposes.

purpose-care = customer care
purpose-statistics = statistics
purpose-services = producing services
purpose-billing = invoicing, monitoring of payments and collection
purpose-communication = customer communication
purpose-marketing = marketing
purpose-rights = answering requests of data subjects
purpose-accounting = accounting
purpose-security = security and access log
purpose-breach = handling of data breaches
purpose-proof = proof of permissions and prohibitions
purpose-staff = running the register

## Connections, legal bases, permissions, grounds.

connection-customer = customer
connection-contract = contract
connection-contact-person-of = contact person of a company
connection-stakeholder = stakeholder
connection-consent = consent
basis-consent = consent
basis-contract = contract
basis-legal-obligation = legal obligation
basis-vital-interests = vital interests
basis-public-task = task in the public interest
basis-legitimate-interest = legitimate interest
permission-consent = prior consent
permission-soft-opt-in = customer relationship and similar service
permission-opt-out = allowed unless forbidden
identity-code-consent = the person’s consent
identity-code-law = provided by law
identity-code-legal-task = task laid down by law
identity-code-rights-and-duties = carrying out rights and duties
identity-code-research = research or statistics
identity-code-credit = granting credit
identity-code-debt-collection = collecting a debt
identity-code-rental = rental or lending
identity-code-employment = employment or service relationship
given-freely = voluntary
given-for-contract = needed for the contract
given-by-law = required by law
given-arises = arises by itself
source-person = the person
source-organisation = the organisation the person represents
source-stakeholder = stakeholder
source-public-register = public register
source-bank = the bank
source-own-work = own work
recording-confirm-assignments = confirming an assignment
recording-documentation = documentation
recording-quality = quality monitoring
recording-development = development

## Disclosures and recipients.

disclosure-customer-interest = the customer’s interest
disclosure-ordered-service = ordered service
disclosure-own-request = the person’s own request
disclosure-authority-demand = demand by an authority
disclosure-processing = processing on behalf of the controller
disclosure-collection = collecting a claim
disclosure-legal-duty = duty set by law
recipient-controller = independent controller
recipient-processor = processor
recipient-authority = authority
transfer-adequacy = adequacy decision of the Commission
transfer-standard-clauses = standard contractual clauses
transfer-corporate-rules = binding corporate rules
transfer-derogation = derogation for a specific situation

## What is kept, from when, why.

kept-identity = name and basic details
kept-company = company details
kept-contact = contact details
kept-birth-date = date of birth
kept-identity-code = personal identity code
kept-services = ordered services
kept-site-access = keys and door codes
kept-billing = invoices and payments
kept-messages = messages
kept-recordings = call recordings
kept-forms = electronic forms
kept-permissions = ended permissions and their proof
kept-requests = requests and answers
kept-disclosures = disclosures
kept-staff = users of the register
kept-other = other information
kept-billing-books = account books
kept-services-offers = offers that led to no order
kept-messages-unlinked = messages that belong to no one
kept-recordings-untold = recordings the caller was not told of
kept-permissions-prohibitions = marketing prohibitions
kept-trail = access log
kept-breaches = data breaches
kept-backups = backups
kept-files = import and print files
starts-arrival = from arrival or entry
starts-connection-end = from the end of the connection
starts-completion = from completion of the matter
starts-ground-end = from the end of the ground
starts-financial-year-end = from the end of the financial year
starts-calendar-year-end-of-financial-year = from the end of the calendar year in which the financial year ended
retention-need = need of the purpose
retention-accounting = Accounting Act and Value Added Tax Act
retention-claims = legal claims and prescription
retention-proof = proof of a permission or prohibition
retention-accountability = accountability
retention-security = security
retention-identity-code = ground for the identity code
policy-period-days =
    { $number ->
        [one] { $number } day
       *[other] { $number } days
    }
policy-period-months =
    { $number ->
        [one] { $number } month
       *[other] { $number } months
    }
policy-period-years =
    { $number ->
        [one] { $number } year
       *[other] { $number } years
    }
policy-period-not-stated = not stated
policy-period-while-in-force = while in force
policy-labelled = “{ $label }”
policy-unticked = { $label } without a tick
policy-time-not-stated = no period stated
policy-time-while-in-force = as long as the prohibition is in force
policy-time-for = { $period } { $start }

## Rights of data subjects and ways to use them.

subject-right-access = right of access
subject-right-rectification = right to rectification
subject-right-erasure = right to erasure
subject-right-restriction = right to restriction of processing
subject-right-portability = right to data portability
subject-right-objection = right to object
subject-right-automated-decisions = right not to be subject to automated decisions
subject-right-withdraw-consent = right to withdraw consent
subject-right-complaint = right to lodge a complaint
channel-post = letter
channel-email = e-mail
channel-form = form
channel-phone = telephone
channel-desk = the office

## What staff may do, and what the trail says they did.

right-import = importing customers
right-merge = merging
right-reveal-identity-code = showing an identity code
right-export-ledgers = exporting ledgers
right-campaigns = campaigns
right-reveal = showing hidden values
right-erase = erasing
right-disclose = disclosing
right-export = exporting data
right-trail = reading the trail
right-holds = legal holds
right-figures = figures
right-staff = managing staff
right-settings = settings
right-operation = operation
right-break-glass = break-glass access
right-work-report = work report
right-rectify = rectifying by decision
right-requests = handling requests
right-breaches = registering breaches
action-view = viewed
action-list = listed
action-search = searched
action-reveal = revealed
action-play = played
action-export = exported
action-change = changed
action-import = imported
action-merge = merged or parted
action-disclose = disclosed
action-erase = erased
action-refuse = was refused
action-sign-in = signed in
action-sign-in-failed = failed to sign in
action-sign-out = signed out
action-break-glass = broke glass
action-send = sent
action-print = printed
action-hold = set or lifted a hold
action-publish = published the notice
action-govern = changed roles or settings
action-operate = operated the register
action-count = counted
scope-all = everyone
scope-own-jobs = own jobs: { $before } days before and { $after } days after
scope-marketing-reach = people whom marketing may reach
severity-contradiction = contradiction
severity-lacking = lacking
severity-advice = advice

## What is wrong with a notice file: what, and what to do.

policy-wanted-text = text in quotation marks
policy-wanted-flag = true or false
policy-wanted-number = a whole number
policy-wanted-day = a day such as 2026-11-24
policy-wanted-words = a list of words such as ["care", "services"]
policy-wanted-table = a section, or texts { "{" } fi, sv, en { "}" }
policy-wanted-tables = a list of sections [[…]]
policy-language-fi = Finnish
policy-language-sv = Swedish
policy-language-en = English
policy-word-language = language
policy-word-category = category
policy-word-purpose = purpose
policy-word-connection = connection
policy-word-basis = legal basis
policy-word-permission = marketing permission
policy-word-identity-code = identity-code ground
policy-word-given = whether data must be given
policy-word-source = source
policy-word-recording = reason for recording
policy-word-disclosure = disclosure ground
policy-word-recipient = role of a recipient
policy-word-transfer = transfer tool
policy-word-kept = thing kept
policy-word-starts = start of a clock
policy-word-retention = retention ground
policy-word-right = right of a role
policy-word-subject-right = right of a data subject
policy-word-channel = channel
policy-word-interest = interest
policy-word-scope = scope of a role
policy-word-field-kind = kind of a field
policy-word-field-party = whom a field is about
error-policy-toml-syntax = The file is not valid TOML ({ $message }). Correct the place and try again.
error-policy-key-unknown = The key “{ $key }” is not known here. Remove it. Known: { $known }.
error-policy-key-near = The key “{ $key }” is not known here. Did you mean “{ $nearest }”?
error-policy-key-missing = “{ $key }” is missing here. Add it: { $path }.
error-policy-key-missing-form = { $path } is missing. Fill it in.
error-policy-value-kind = The value of { $path } must be { $wanted }.
error-policy-value-kind-form = { $path }: this must be { $wanted }.
error-policy-text-empty = { $path } is empty. Write a text or remove the line.
error-policy-text-empty-form = { $path } is empty. Write something.
error-policy-text-language = The text is missing in { $language }. Add { $path }.
error-policy-text-language-form = { $path }: the text is missing in { $language }.
error-policy-word-unknown = “{ $word }” is not a known word ({ $what }). Choose one of: { $known }.
error-policy-word-near = “{ $word }” is not a known word ({ $what }). Did you mean “{ $nearest }”? Known: { $known }.
error-policy-word-twice = “{ $word }” is there twice. Remove one of them.
error-policy-number-range = { $path } must be a whole number from 0 to { $most }.
error-policy-number-range-form = { $path }: write a whole number from 0 to { $most }.
error-policy-name-wrong = “{ $value }” is no name. Use small letters a to z, digits and underscores, at most 40, a letter first.
error-policy-zone-unknown = The time zone “{ $value }” is not known. Write for example Europe/Helsinki.
error-policy-business-id-wrong = The business id “{ $value }” does not hold. Check its digits and check character, such as 1234567-1.
error-policy-email-wrong = “{ $value }” is no e-mail address. Write it as name@example.fi.
error-policy-phone-wrong = “{ $value }” is no telephone number. Write one number, such as 050 123 4567 or +358 50 123 4567.
error-policy-country-unknown = The country “{ $value }” is not known. Write its ISO code of two capitals, such as FI.
error-policy-purpose-built-in = The law sets the purpose “{ $purpose }” and it is part of every notice. Remove it from the file.
error-policy-interest-not-this-basis = Only a legitimate interest has { $k_purpose-basis-interest }. Remove it or change the basis.
error-policy-review-before = The next review must come after the day of the balancing test. Correct { $path }.
error-policy-recipient-both = Give the recipient either { $k_recipient-name } or { $k_recipient-group }, not both.
error-policy-recipient-ground = A processor’s ground is { $w_disclosure-processing }, and no one else’s. Correct { $k_recipient-role } or { $k_recipient-ground }.
error-policy-scope-days = Only a role that reaches { $w_notice-scope-own_jobs } has days. Remove { $path }.
error-policy-period-wrong = The period “{ $value }” is not understood. Write for example "{ $p_14-days }", "{ $p_6-months }", "{ $p_3-years }" or "{ $p_not-stated }".
error-policy-period-forever = Personal data may not be kept for ever (GDPR 5(1)(e)). Write a period such as "{ $p_3-years }".
error-policy-field-key = The key of a field is small letters a–z, digits and underscores, at most 32 characters, and begins with a letter. Write for example "heating".
error-policy-field-category = A field of your own cannot belong to this category, because the category has rules of its own. Choose one of: { $known }.
error-policy-field-party = A field among a company's data cannot be about a person. Remove { $k_field-party } or choose another category.
error-policy-field-no-choice = The field is a choice and names none. Write at least one { $s_field-choice }.
error-policy-field-too-many = There may be at most { $most } choices.
error-policy-field-choices-unused = Only a field of kind { $w_field-kind-choice } has choices. Remove them or write { $k_field-kind } = { $w_field-kind-choice }.
error-policy-field-period = A field's own period is a length of time such as "{ $p_12-months }". Leave it out where the field is kept as long as its category.
error-policy-period-in-force = Only a prohibition ({ $w_kept-permissions__prohibitions }) can be kept while in force. Write a period such as "{ $p_3-years }".
error-policy-period-below-floor = { $period } is too short ({ $kept }): { $law } demands at least { $limit } { $start }. Write period = "{ $limit_word }" and starts = "{ $start_word }".
error-policy-period-below-floor-form = { $period } is too short ({ $kept }): { $law } demands at least { $limit } { $start }. Lengthen it and choose what starts it.
error-policy-period-above-ceiling = { $period } is too long ({ $kept }): at most { $limit } ({ $law }). Shorten it.

## What the check of a notice finds: what is lacking or contradictory, and what to write.

finding-officer-not-stated = The notice does not say whether a data protection officer has been designated.
finding-officer-not-stated-do = Write { $s_data_protection_officer }: { $k_data_protection_officer-designated }, and the reason or the contact details.
finding-connection-missing = The notice does not say whose data the register holds.
finding-connection-missing-do = Write { $s_connection } for each group, such as customers and stakeholders.
finding-basis-missing = The purpose has no legal basis: { $what }.
finding-basis-missing-do = Write { $s_purpose-basis }: { $k_purpose-basis-connections } and { $k_purpose-basis-basis }.
finding-basis-connection-without = The group has no legal basis: { $what }.
finding-basis-connection-without-do = Add the group to the line { $k_purpose-basis-connections } of some { $s_purpose-basis }.
finding-basis-consent-contradicts = Section 5 says that data is collected with consent, but the basis in section 4 is another. Bases cannot be mixed.
finding-basis-consent-contradicts-do = Take consent out of { $s_collection } ({ $k_collection-text } and { $k_collection-relies_on }), or write { $k_purpose-basis-basis } = { $w_basis-consent } for the purposes that rest on it.
finding-interest-missing = The basis is a legitimate interest, but the notice does not say which: { $what }.
finding-interest-missing-do = Write { $s_interest }: { $k_interest-key } and { $k_interest-text }, and refer to it in the basis: { $k_purpose-basis-interest }.
finding-interest-balancing-missing = The interest has no balancing test: { $what }.
finding-interest-balancing-missing-do = Write { $s_interest-balancing }: { $k_interest-balancing-text }, { $k_interest-balancing-dated }, { $k_interest-balancing-reviewer } and { $k_interest-balancing-next_review }.
finding-collection-missing = The notice does not say how data is collected.
finding-collection-missing-do = Write { $s_collection }: { $k_collection-text }.
finding-source-missing = The notice does not say where the data comes from: { $what }.
finding-source-missing-do = Write { $s_source }: { $k_source-kind }, { $k_source-text }, { $k_source-public } and { $k_source-categories }.
finding-purpose-missing = The notice does not say what the data is used for.
finding-purpose-missing-do = Write { $s_purpose }: { $k_purpose-key }, { $k_purpose-text } and { $s_purpose-basis }.
finding-recording-missing = The register holds call recordings, but the notice does not say why calls are recorded.
finding-recording-missing-do = Write { $s_recording }: { $k_recording-text }, { $k_recording-reasons }, { $k_recording-told } and { $s_recording-basis }.
finding-recording-basis-missing = Recording calls has no legal basis.
finding-recording-basis-missing-do = Write { $s_recording-basis }: { $k_recording-basis-connections }, { $k_recording-basis-basis } and { $k_recording-basis-interest }.
finding-recording-not-told = The notice does not say how the caller is told of the recording.
finding-recording-not-told-do = Write { $s_recording } { $k_recording-told }: before the recording begins the caller is told that the call is recorded and why.
finding-category-missing = The notice does not say what data the register holds.
finding-category-missing-do = Write { $s_category }: { $k_category-key } and { $k_category-text }.
finding-category-purpose-missing = The notice does not say for which purposes the data is used: { $what }.
finding-category-purpose-missing-do = Write { $s_category } { $k_category-purposes }.
finding-category-given-missing = The notice does not say whether the data must be given and what follows if it is not: { $what }.
finding-category-given-missing-do = Write { $s_category } { $k_category-given } and { $k_category-without }.
finding-identity-code-ground-missing = Identity codes are processed, but the notice states no ground.
finding-identity-code-ground-missing-do = Write { $s_identity_code }: { $k_identity_code-grounds } and { $k_identity_code-text }, for example collecting a debt. Where there is no ground, remove the category { $w_category-identity_code }.
finding-disclosure-missing = The notice does not say when data is disclosed.
finding-disclosure-missing-do = Write { $s_disclosure } and { $s_disclosure-ground }.
finding-recipient-missing = The notice names neither recipients nor groups of recipients.
finding-recipient-missing-do = Write { $s_recipient } for each, processors too: name or group, country, role, ground and categories.
finding-recipient-ground-missing = The notice does not declare the ground of the recipient: { $what }.
finding-recipient-ground-missing-do = Write the ground in { $s_disclosure-ground } or change the recipient’s { $k_recipient-ground }.
finding-transfers-not-stated = The notice does not say whether data is transferred outside the EEA.
finding-transfers-not-stated-do = Write { $s_transfers }: { $k_transfers-text }, and the countries in { $s_transfers-country }.
finding-transfers-recipient-outside = The recipient is outside the EEA in a country that the transfers do not name: { $what }.
finding-transfers-recipient-outside-do = Write { $s_transfers-country }: { $k_transfers-country-code }, { $k_transfers-country-tool } and { $k_transfers-country-text }, or change the recipient.
finding-security-missing = The notice does not say how the data is protected.
finding-security-missing-do = Write { $s_security-measure }: { $k_security-measure-text }.
finding-role-missing = The file does not say who has access to the data.
finding-role-missing-do = Write { $s_role } for each task.
finding-role-category-unnamed = The role sees a category or serves a purpose that the notice does not name: { $what }.
finding-role-category-unnamed-do = Name it in the notice or take it from the role.
finding-role-category-unused = A role is to see a category that none of its purposes uses, so it is not shown: { $what }.
finding-role-category-unused-do = Write for the category ({ $s_category }) the purpose that the role uses it for, or take the category from the role.
finding-role-category-of = { $role }: { $category } ({ $purposes })
finding-field-category-unnamed = A field of your own belongs to a category that the notice does not name: { $what }.
finding-field-category-unnamed-do = Name the category in the notice ({ $s_category }) or choose another one for the field.
finding-field-period-not-shorter = The period of a field is not shorter than its category's: { $what }.
finding-field-period-not-shorter-do = Write a shorter period or leave it out. The category must have a clock ({ $s_clock }).
finding-field-too-many = There are more fields of your own than anybody reads.
finding-field-too-many-do = Remove the fields that can be done without. At most 50.
finding-right-missing = The notice does not tell of all rights: { $what }.
finding-right-missing-do = Write { $s_right }: { $k_right-kind } and { $k_right-text } for each.
finding-right-withdrawal-missing = Consent is used, but the notice does not say that it may be withdrawn at any time.
finding-right-withdrawal-missing-do = Write { $s_right }: { $k_right-kind } = { $w_subject-right-withdraw_consent } and { $k_right-text }.
finding-right-complaint-missing = The notice does not tell of the right to complain to the supervisory authority, or its contact details.
finding-right-complaint-missing-do = Write { $s_right }: { $k_right-kind } = { $w_subject-right-complaint } and { $s_authority }: the Office of the Data Protection Ombudsman.
finding-requests-missing = The notice does not say how to use the rights.
finding-requests-missing-do = Write { $s_requests }: { $k_requests-text }, { $k_requests-channels }, { $off_requests-written } and { $off_requests-signed }.
finding-requests-signature = The notice demands a signature on a request. The law allows no such demand of form: using the rights must be made easy.
finding-requests-signature-do = Write { $s_requests } { $off_requests-signed } and take the demand out of the text.
finding-requests-writing = The notice demands requests in writing. A request may be made orally too.
finding-requests-writing-do = Write { $s_requests } { $off_requests-written } and take the demand out of the text.
finding-requests-not-electronic = A request cannot be made electronically.
finding-requests-not-electronic-do = Add { $w_channel-email } or { $w_channel-form } to { $s_requests } { $k_requests-channels }.
finding-requests-time-not-stated = The notice does not say when a request is answered.
finding-requests-time-not-stated-do = Write { $s_requests } { $k_requests-time }: within a month at the latest.
finding-requests-cost-not-stated = The notice does not say that the answer is free of charge.
finding-requests-cost-not-stated-do = Write { $s_requests } { $k_requests-cost }.
finding-requests-identity-not-stated = The notice does not say how the identity of the person asking is confirmed.
finding-requests-identity-not-stated-do = Write { $s_requests } { $k_requests-identity }. An identity code and a name alone do not suffice (Tietosuojalaki 29 § 5 mom.).
finding-objection-not-apart = The right to object is not presented clearly and apart from other information.
finding-objection-not-apart-do = Write { $s_objection }: { $k_objection-text } and { $k_objection-marketing }. It is printed in a box of its own.
finding-objection-marketing-missing = The notice does not say that direct marketing may always be refused.
finding-objection-marketing-missing-do = Write { $s_objection } { $k_objection-marketing }.
finding-automated-decisions-not-stated = The notice does not say whether automated decisions are made.
finding-automated-decisions-not-stated-do = Write { $s_automated_decisions }: { $k_automated_decisions-used } and { $k_automated_decisions-text }.
finding-profiling-not-stated = The notice does not say whether people are profiled.
finding-profiling-not-stated-do = Write { $s_profiling }: { $k_profiling-used } and { $k_profiling-text }.
finding-automated-decisions-logic-missing = Automated decisions are made, but the notice does not tell their logic, significance and consequences.
finding-automated-decisions-logic-missing-do = Write { $s_automated_decisions } { $k_automated_decisions-logic }.
finding-marketing-permission-missing = The notice does not say on which permission electronic direct marketing is sent to natural persons.
finding-marketing-permission-missing-do = Write { $s_marketing }: { $k_marketing-text } and { $k_marketing-persons } = { $l_permission-consent } or { $l_permission-consent-soft_opt_in }.
finding-marketing-opt-out-for-persons = Electronic direct marketing to natural persons needs consent; a right to refuse is not enough.
finding-marketing-opt-out-for-persons-do = Remove { $w_permission-opt_out } from { $s_marketing } { $k_marketing-persons }.
finding-marketing-consent-without-basis = Marketing needs consent, but consent is no legal basis of the purpose.
finding-marketing-consent-without-basis-do = Write a { $s_purpose-basis } for marketing: { $k_purpose-basis-basis } = { $w_basis-consent }.
finding-marketing-refusal-missing = The notice does not say how marketing can be refused in every message.
finding-marketing-refusal-missing-do = Write { $s_marketing } { $k_marketing-refusal }.
finding-marketing-stop-address-missing = The notice has no address to which a request to stop marketing can be sent.
finding-marketing-stop-address-missing-do = Write { $s_marketing } { $k_marketing-stop_address }.
finding-marketing-suppression-missing = The notice does not say that a mark of the refusal is kept.
finding-marketing-suppression-missing-do = Write { $s_marketing } { $k_marketing-suppression }: how the refusal is kept and how the person can lift it.
finding-clock-missing = No period, or criteria for it, is stated: { $what }.
finding-clock-missing-do = Write { $s_clock }: { $k_clock-of }, { $k_clock-period }, { $k_clock-starts } and { $k_clock-ground }.
finding-clock-accounts-missing = The accounts have no period: { $what }. The law demands at least six years for invoices and ten for account books.
finding-clock-accounts-missing-do = Write { $s_clock }: { $k_clock-of } = { $w_kept-billing }, { $k_clock-period } = "{ $p_6-years }", { $k_clock-starts } = { $w_starts-calendar_year_end_of_financial_year }, { $k_clock-ground } = { $w_retention-accounting }; for the books { $k_clock-of } = { $w_kept-billing__books }, { $k_clock-period } = "{ $p_10-years }", { $k_clock-starts } = { $w_starts-financial_year_end }.
finding-changes-not-stated = The notice does not say how changes are told.
finding-changes-not-stated-do = Write { $s_changes }: { $k_changes-text }.

## Sections of a notice, and what changes between two versions.

section-notice = heading
section-controller = controller
section-contact = contact person
section-data-protection-officer = data protection officer
section-register = name of the register
section-basis = legal basis
section-connection = group of data subjects
section-interest = legitimate interest
section-collection = collection of data
section-source = source
section-purposes = purpose of processing
section-purpose = purpose
section-recording = recording of calls
section-categories = contents of the register
section-category = category of data
section-field = field of your own
section-identity-code = processing of identity codes
section-disclosure = disclosure of data
section-recipient = recipient
section-transfers = transfer outside the EEA
section-security = security
section-role = role
section-right = right of the data subject
section-requests = requests
section-objection = right to object
section-automated-decisions = automated decisions
section-profiling = profiling
section-marketing = direct marketing
section-authority = supervisory authority
section-retention = erasure of data
section-clock = retention period
section-changes = changes to the notice
diff-added = Added – { $what }.
diff-removed = Removed – { $what }.
diff-changed = Changed – { $what }.
diff-heed-told-first = The people concerned are told before it begins.
diff-heed-category-vanishes = Not possible while the category holds data.
diff-heed-field-vanishes = Not possible while the field holds values: they are erased first.
diff-heed-shorter = Shorter: what becomes due is erased after { $days } days at the earliest.
diff-heed-longer = Longer.
diff-heed-other-start = The time starts from something else: what becomes due is erased after { $days } days at the earliest.
policy-source-public = publicly accessible
policy-source-not-public = not publicly accessible
policy-disclosure-automatic = data is disclosed automatically
policy-role-view = sees
policy-role-change = sees and changes
policy-requests-written = demanded in writing
policy-requests-signed = demanded with a signature
policy-clock-review = reviewed: { $period }
policy-connection-inactive = its end is proposed when nothing has happened for { $period }
policy-inactivity = time without anything happening
error-policy-version-number = The versions of the notice are out of order. Tell the administrator.
error-policy-version-unknown-time = Only the first version may have an unknown time. Give the time from which the notice is in force.
error-policy-version-order = The notice cannot come into force before the one before it. Give a later time.
error-policy-version-same = The notice is the same as the one in force. There is nothing to publish.
erased-by-itself = erased automatically
erased-by-review = reviewed by a person
policy-clock-by-itself = erased automatically

reach-full = yes
reach-on-withdrawal = where consent is withdrawn or the data is not needed any more
reach-once-not-needed = where the data is not needed any more
reach-not-while-duty = not while the duty or the task lasts
reach-on-objection = where the objection is upheld or the data is not needed any more
reach-unless-compelling = yes, unless there are compelling legitimate grounds for the processing
reach-withdraw-instead = by withdrawing the consent
reach-nothing = no
