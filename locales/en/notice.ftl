# The printed notice and the record of processing activities.

document-notes = References
document-not-stated = Not stated in the notice.

## The notice: headings in the order of its sections.

document-controller = Controller
document-business-id = Business ID: { $id }
document-phone = tel. { $number }
document-contact = Contact person in matters of the register and data protection
document-deputy = Deputy of the contact person
document-officer = Data protection officer
document-register = Name of the register
document-basis = Legal basis for processing personal data
document-connections = Whose data is in the register
document-interests = Legitimate interests
document-interest = Interest
document-balancing = Why it is not overridden by the person's interests
document-purposes = Purposes of processing personal data and ways of collecting it
document-purpose-bases = Legal basis of each purpose
document-purpose = Purpose
document-legal-basis = Basis
document-whom = Whom it concerns
document-built-in = Purposes that belong to every register
document-law = Law
document-ways = Ways of collecting
document-recording = Recording of calls
document-sources = Where the data comes from
document-source = Source
document-availability = Availability
document-categories = Contents of the register
document-category = Category
document-fields = Data
document-own-fields = Other information we keep
document-used-for = Used for
document-given = Providing the data
document-by-law = Because of the law the register also holds
document-identity-code = Processing of personal identity codes
document-identity-code-grounds = Grounds of processing
document-disclosure = Disclosure and transfer of data
document-recipients = Recipients of the data
document-recipient = Recipient
document-recipient-what-for = Role and task
document-recipient-ground = Ground of disclosure
document-recipient-role = { $role }, { $country }
document-transfers = Transfers outside the EEA
document-country = Country
document-safeguard = Safeguard
document-security = Principles of protecting the register
document-rights = Rights of the data subject
document-objection = Right to object to processing
document-requests = How to use the rights
document-requests-channels = Ways to reach us
document-requests-address = Address
document-by-machine = Automated decision-making and profiling
document-marketing = Electronic direct marketing
document-marketing-persons = To natural persons
document-marketing-organisations = To companies and other organisations
document-marketing-stop = A refusal may be sent to
document-authority = Supervisory authority
document-retention = Erasure and retention of data
document-kept = Data
document-time = Kept for
document-ground = Ground
document-changes = Changes to the notice

## The record of processing activities (GDPR art. 30(1)).

activities-title = Record of processing activities
activities-intro = The controller's record of processing activities under GDPR art. 30(1). The letters refer to its points (a) to (g).
activities-parties = Controller, contact person and data protection officer (a)
activities-controller = Controller
activities-contact = Contact person
activities-register = Register
activities-activity = Processing activity: { $purpose }
activities-purpose = Purpose of the processing (b)
activities-bases = Legal basis
activities-basis-for = { $basis } – { $whom }
activities-people = Categories of data subjects (c)
activities-categories = Categories of personal data (c)
activities-recipients = Categories of recipients (d)
activities-recipients-none = The recipients named in the notice do not receive this data.
activities-transfers = Transfers to third countries and their safeguards (e)
activities-times = Time limits for erasing the categories of data (f)
activities-security = Security measures (g)
activities-security-see = Common to all activities: section { $number }.
activities-recording = recording of calls
activities-everyone = all data subjects
activities-those-who-ask = those who have made a request, refused marketing or given a permission
activities-users = people who use the register
activities-measures = Technical and organisational security measures (g)
activities-roles = Who processes what
activities-role = Role
activities-views = Sees
activities-changes = Sees and changes
activities-scope = Scope
activities-interests = Legitimate interests and balancing tests
activities-tested = Made on { $dated }, { $reviewer }. Reviewed at the latest on { $review }.
activities-balancing = Balancing test
activities-tested-column = Made and to be reviewed

## Findings and changes on the command line.

document-findings-none = The check found nothing lacking.
document-findings-line = line { $at }
document-changes-none = Nothing changes.
document-before = before
document-after = now
