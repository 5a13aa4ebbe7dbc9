# Export.

export-menu = Export
export-title = Export customers to a file
export-help = Before anything leaves the register you see how many customers the file gets. The trail of each of them says who exported the data, when and why.
export-words = Whom
export-words-hint = search words as in the customer search; empty exports everyone
export-choices = Which data
export-no-codes = Personal identity codes are never exported. An address always carries the mark of a non-disclosure order.
export-format = File format
export-format-csv = CSV for spreadsheets
export-format-json = JSON for programs
export-format-xlsx = Excel (XLSX)
export-format-vcard = vCard for address books
export-reason = Why
export-reason-hint = the reason is kept sealed in the trail
export-count = Show how many
export-exactly = { $count ->
        [one] The file gets one customer.
       *[other] The file gets { $count } customers.
    }
export-at-most = { $count ->
        [one] The file gets at most one customer.
       *[other] The file gets at most { $count } customers.
    }
export-of-found = Those the search finds, as far as you may export their data.
export-of-all = The whole list of customers, without those whose data you may not export.
export-before = The file is personal data. Keep it only as long as the reason requires, then delete it.
export-go = Download the file
export-back = Back
export-choice-number = Customer number
export-choice-kind = Person or company
export-choice-names = Names and business ID
export-choice-former-names = Former names
export-choice-birth-date = Date of birth
export-choice-address = Addresses
export-choice-phone = Phone numbers
export-choice-email = E-mail addresses
export-choice-language = Language
export-choice-non-disclosure = Non-disclosure order
export-choice-deceased = Day of death
export-choice-marketing-ban = Marketing ban
export-choice-connections = Connections
export-choice-notes = Notes
export-choice-fields = Own fields
export-other-addresses = Other addresses
export-other-phones = Other phones
export-other-emails = Other e-mails
export-person = person
export-organisation = company
export-yes = yes
export-no = no
cli-export-done = { $count ->
        [one] One customer is in the file { $file }.
       *[other] { $count } customers are in the file { $file }.
    }
error-export-nothing-chosen = Choose at least one kind of data.
error-export-not-yours = Your role may not export this. Leave it out.
error-export-filter = The list has a filter that the role you export with may not use. Remove it in the list first.
error-export-too-many-found = The search finds more than 20,000 customers. Narrow it, or export everyone.
error-export-too-many-rows = There are more customers than this file format holds. Export as CSV, or narrow the search.
error-export-not-written = The file could not be put together. Try again.
error-export-choice = This kind of data is not known. Write for example number,names,address,phone,email.
error-export-reason-long = Give the reason in at most 500 characters.
export-of-list = Only those who were chosen in the list of customers.
export-of-everyone = Export everyone instead
