# Telling people whose data came from elsewhere (GDPR art. 14): who is due, letters, e-mails.

informing-menu = People to inform
informing-title = People to be informed
informing-help = People whose data came from somebody else are told so within a month (article 14 of the GDPR). The most urgent stand first.
informing-batches = By import
informing-no-batch = without an imported file
informing-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
informing-first = by { $day }
informing-all = Show all imports
informing-hidden = { $count ->
    [one] { $count } person is not shown: whoever answers the rights of people tells that person.
   *[other] { $count } people are not shown: whoever answers the rights of people tells them.
}
informing-none = There is nobody to tell.
informing-choose = Person
informing-by = By
informing-ways = Reached by
informing-source = Import
informing-protected = non-disclosure
informing-late = late
informing-unreached = no address
informing-write = Write to the chosen ones
informing-write-help = At most { $count } at a time. The letter is not stored, and each person has a line in the log.
informing-enclose = Enclose the whole notice
informing-letters = Letters (PDF)
informing-mail = E-mails (.eml)
informing-tell = Mark as told
informing-tell-help = Mark it when the message has left. If the person knows what the notice says already, choose that and write the reason into the person's notes.
informing-told = Mark the chosen ones
informing-nobody = Choose at least one person.
informing-too-many = Choose at most { $count } people at a time.
informing-all-told = The chosen ones were told already.
informing-no-address = { $count } of the chosen ones have no postal address that holds. Untick them or add the address.
informing-no-email = { $count } of the chosen ones have no e-mail address that holds. Untick them or add the address.
informing-undo = Undo
informing-letter-title = Your data is in our register
informing-letter-begin = { $controller } processes personal data about you that came from a source other than you. We tell you so in accordance with article 14 of Regulation (EU) 2016/679.
informing-letter-controller = Controller
informing-letter-register = Register
informing-letter-sources = Where the data is from
informing-letter-categories = Which data
informing-letter-purposes = What for and on which basis
informing-letter-kept = For how long
informing-letter-recipients = Who may receive data
informing-letter-rights = Your rights
informing-letter-rights-begin = You have the following rights. Using them costs nothing.
informing-letter-ask = Ask us
informing-letter-enclosed = The whole privacy notice is enclosed with this letter.
informing-letter-notice = We send you the whole privacy notice when you ask for it.
permissions-shown-known = knows already
permissions-undone = undone
done-informed = Marked as told.
letters-title = Letters
letters-day = Date
error-letters-no-sender = The notice has no e-mail address of the contact person or the controller. Add it to the notice.
error-letters-no-address = The e-mail address of one of the chosen ones is not valid. Correct it on the person's page.
error-letters-not-written = The message could not be put together. Try again.
