# Editing the notice: the draft, its parts and their fields, what becomes due, the balancing tests.

notice-draft = Draft of the notice
notice-draft-help = The draft is the next version of the notice. You can go on with it at any time. Nothing comes into force before you publish it.
notice-draft-from = What the draft starts from
notice-draft-from-force = The newest published notice
notice-draft-from-blank = A blank notice
notice-draft-blank = a blank notice
notice-draft-version = version { $number }
notice-draft-begin = Begin a draft
notice-draft-saved = Last saved
notice-draft-file = The draft as a file
notice-draft-download = Download the file
notice-draft-discard = Discard the draft
notice-draft-discard-help = The draft is removed and cannot be brought back. The notice in force does not change.
notice-draft-discard-go = Discard
notice-draft-overtaken = { $who } saved the draft at { $when } while you were editing it. Your own changes are not saved yet. The other fields are as they were saved then. Look at them and save again.
notice-draft-gone = The draft is no longer there: it was published or discarded meanwhile. Your changes are below but not saved. Begin a draft in another tab, then save again.
notice-draft-removed = What you were editing was removed meanwhile. Its texts are below as a new one; save if you want to add it.
notice-left = Your changes whose field is gone
notice-left-help = Something was added to the list or removed from it meanwhile. You see what the other saved; make your changes again in the right place.
notice-other-saved = The other saved here: { $text }
notice-file-theirs = What the other saved
notice-file-only-theirs = Lines that only the other’s text has
notice-file-only-own = Lines that only your text has
notice-file-whole-theirs = The whole text of the other
notice-file-over = Save my text in place of the other’s
notice-apart = The draft began from version { $base }, and version { $newest } was published after that. This draft takes back whatever the versions between changed and the draft lacks. Below the draft is compared with version { $newest }.
notice-apart-tick = I have compared the draft with version { $number }, and it may take its place
notice-publish-file = Publish a finished file
notice-preview = Preview
notice-publication = Compare and publish
notice-to-mend = { $count } to correct
notice-to-see = { $count } remarks
notice-wrong = To be corrected before it is published
notice-wrong-help = These keep it from being published.
notice-findings-help = These do not keep it from being published, but the law demands them.
notice-none = None.
notice-add = Add a new one
notice-one-more = Add: { $what }
notice-remove = Remove
notice-mend = Not saved. Correct the marked places.
notice-file-help = The file is TOML. Comments and order stay when it is edited with the forms too.
notice-upload = Upload a file in place of the draft
notice-upload-go = Take as the draft
notice-heed = note
notice-before-after = Before and now
notice-due = Kept for a shorter time
notice-due-waits = If you publish today, nothing is erased by a shorter time before { $day }.
notice-vanishing = Fields that the notice no longer declares
notice-vanishing-help = A field that holds values cannot be taken out of the notice: erase the values on the customers' pages first. Values that were replaced stay, marked “not in the notice any more”, until they are erased.
notice-vanishing-held =
    { $count ->
        [one] { $count } customer has a value
       *[other] { $count } customers have a value
    }
notice-vanishing-held-more = more than { $count } customers have a value
notice-vanishing-replaced =
    { $count ->
        [one] { $count } replaced value
       *[other] { $count } replaced values
    }
notice-vanishing-replaced-more = more than { $count } replaced values
notice-new-purposes = New purpose: { $what }. People must be told of it before it begins. Choose the day it comes into force accordingly.
notice-in-force-hint = such as 3.2.2026; empty: at once
notice-confirm = Confirm by typing the number of the new version, { $number }
done-draft-begun = The draft was begun.
done-draft-discarded = The draft was discarded.
done-notice-published = The new version is published.
error-notice-draft-begun = There is a draft already. Open it and go on with it.
error-notice-draft-changed = The draft changed meanwhile. Open it again and make your changes in it.
error-notice-draft-not-toml = Not saved: the file is not valid TOML. Correct the place named below.
error-notice-draft-day = The day was not understood. Write it as 3.2.2026 or leave it empty.
error-notice-draft-unconfirmed = Not published. Type the number of the new version to confirm.
error-notice-draft-apart = Not published. The draft began from an older version than the newest. See below what it takes back, and tick that you accept it.
error-notice-draft-past = Not published: the day has passed. Choose today or a later day, or leave it empty.

## The parts of the notice.
notice-group-who = Who
notice-group-why = Why and from where
notice-group-what = What
notice-group-whom = To whom
notice-group-inside = Protection and users
notice-group-rights = Rights of people
notice-group-time = How long
notice-part-notice = Heading
notice-part-controller = Controller
notice-part-contact = Contact person
notice-part-data-protection-officer = Data protection officer
notice-part-register = Name of the register
notice-part-basis = Legal basis in general
notice-part-connection = Who is in the register
notice-part-interest = Legitimate interests and balancing tests
notice-part-purposes = Introduction of the purposes
notice-part-purpose = Purposes
notice-part-collection = Collection of data
notice-part-source = Sources
notice-part-recording = Recording of calls
notice-part-categories = Introduction of the contents
notice-part-category = Categories of data
notice-part-field = Fields of your own
notice-part-identity-code = Personal identity code
notice-part-disclosure = Disclosure of data
notice-part-recipient = Recipients
notice-part-transfers = Transfers outside the EEA
notice-part-security = Security
notice-part-role = Roles of users
notice-part-right = Rights
notice-part-requests = Requests
notice-part-objection = Right to object
notice-part-automated-decisions = Automated decisions
notice-part-profiling = Profiling
notice-part-marketing = Direct marketing
notice-part-authority = Supervisory authority
notice-part-retention = Erasure in general
notice-part-clock = Retention periods
notice-part-changes = Changes to the notice
notice-help-interest = For each legitimate interest a balancing test is made: what the interest is, why the processing is needed, how it affects the person, and what the weighing came to. It is reviewed every year.
notice-help-purpose = Personal data may be used for these purposes only. Purposes that the law sets belong to the notice without being named.
notice-help-category = Only the categories named here can be stored in the register. A category that holds data cannot be removed.
notice-help-field = A field of your own keeps something of a customer that the register does not have otherwise. It belongs to a category: whoever sees the category sees the field. A field that holds values cannot be removed.
notice-help-recipient = Give a recipient either a name or a group. A processor’s ground is always processing on behalf.
notice-help-role = A role may see and change only what is marked here. Some role must be able to manage users and settings.
notice-help-clock = A period is written in words: 14 days, 6 months, 3 years, not stated or while in force. A shorter one erases nothing until seven days after it was published.
notice-help-marketing = Electronic direct marketing to natural persons needs consent, or a customer relationship and a similar service (917/2014, section 200).

## The fields of the parts.
notice-field-text = Text
notice-field-title = Heading of the notice
notice-field-name = Name
notice-field-business-id = Business ID
notice-field-street = Street
notice-field-postal-code = Postal code
notice-field-town = Town
notice-field-country = Country (two letters, FI)
notice-field-email = E-mail address
notice-field-phone = Telephone
notice-field-web = Web site
notice-field-language = Language where the customer has not said hers
notice-field-zone = Time zone
notice-field-deputy = Deputy
notice-field-designated = A data protection officer is designated
notice-field-register-name = Name of the register
notice-field-key = Key (small letters, no spaces)
notice-field-connections = Whom it concerns
notice-field-connection = Group
notice-field-basis = Legal basis
notice-field-basis-text = For which part, or by which law
notice-field-interest = Legitimate interest
notice-field-interest-text = The interest pursued
notice-field-balancing = Balancing test
notice-field-inactivity = End when nothing happens
notice-field-balancing-text = Interest, necessity, the person’s side and the outcome
notice-field-dated = Made on
notice-field-reviewer = Made by
notice-field-next-review = To be reviewed by
notice-field-purpose = Purpose
notice-field-relies-on = Bases the text relies on
notice-field-way = Way of collecting
notice-field-source = Source
notice-field-public = The source is public
notice-field-categories = Categories of data
notice-field-reasons = Why calls are recorded
notice-field-told = How the caller is told
notice-field-category = Category
notice-field-field-kind = Kind
notice-field-field-party = Whom the field is about (empty: everyone)
notice-field-field-period = Own retention period, where it is shorter than the category's
notice-field-choice = Choice
notice-field-purposes = Purposes
notice-field-given = Whether it must be given
notice-field-without = What follows if it is not given
notice-field-grounds = Grounds of processing
notice-field-automatic = Data is disclosed automatically
notice-field-limits = Limits
notice-field-ground = Ground of disclosure
notice-field-recipient-name = Name of the recipient
notice-field-group = Group of recipients
notice-field-recipient-role = Role of the recipient
notice-field-task = What for
notice-field-transfer-country = Country that data is transferred to
notice-field-tool = Safeguard
notice-field-measure = Measure
notice-field-role-title = Title of the role
notice-field-view = May see
notice-field-change = May see and change
notice-field-scope = Whom the role reaches
notice-field-before-days = Days before the own job
notice-field-after-days = Days after the own job
notice-field-rights = Other rights
notice-scope-all = everyone
notice-scope-own-jobs = own jobs
notice-scope-marketing-reach = people whom marketing may reach
notice-field-right = Right
notice-field-channels = Ways to make a request
notice-field-written = A request must be in writing
notice-field-signed = A request must be signed
notice-field-time = When an answer comes
notice-field-cost = What an answer costs
notice-field-identity = How identity is confirmed
notice-field-address = Address
notice-field-objection-marketing = Refusing direct marketing
notice-field-used = In use
notice-field-logic = Logic, significance and consequences
notice-field-human-review = How a human looks at the decision, and how it is contested
notice-field-persons = Permission for natural persons
notice-field-organisations = Permission for organisations
notice-field-refusal = How to refuse in every message
notice-field-stop-address = Address a refusal may be sent to
notice-field-suppression = How a refusal is kept
notice-field-of = What is kept
notice-field-period = Period
notice-field-starts = What starts it
notice-field-clock-ground = Why so long
notice-field-review = Reviewed every

## The balancing tests.
notice-interests = Balancing tests
notice-interests-help = A balancing test shows that a legitimate interest does not override the person’s (GDPR art. 6(1)(f)). It is reviewed every year.
notice-interest-none = The notice relies on no legitimate interest.
notice-interest-untested = No balancing test has been made.
notice-interest-due = due for review
notice-interest-serves = Purposes

notice-held =
    { $count ->
        [one] { $count } lot in the register
       *[other] { $count } lots in the register
    }
notice-held-more = more than { $count } lots in the register
today-reviews =
    { $count ->
        [one] { $count } balancing test is due for review
       *[other] { $count } balancing tests are due for review
    }
notice-field-by = Who erases
