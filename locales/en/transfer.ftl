# Import.

transfer-menu = Import
transfer-title = Import customers from a file
transfer-help = A CSV, Excel (.xlsx) or vCard file. CSV and Excel have headings in Finnish, Swedish or English in their first row. The whole file is checked first, and nothing is stored before you agree.
transfer-name = Where the data comes from
transfer-name-hint = a word by which you will know the import again
transfer-ground-hint = if the file holds identity codes
transfer-no-codes = No identity codes
transfer-ignore-unknown = Leave out columns with unknown headings
transfer-create-likely = Also import those who may be in the register already
transfer-file = File
transfer-check = Check the file
transfer-earlier = Earlier imports
transfer-none = Nothing has been imported yet.
transfer-batch = Import
transfer-created = New customers
transfer-known = Already in the register
transfer-rejected = Rows left out
transfer-rows = Rows processed
transfer-unfinished = unfinished
transfer-checked = What the check found
transfer-nothing-yet = Nothing is stored yet. This is what the import would do:
transfer-go = { $count ->
        [one] Import one customer
       *[other] Import { $count } customers
    }
transfer-back = Back to imports
transfer-problems = Rows that are left out
transfer-line = Line
transfer-column = Column
transfer-why = Why
transfer-progress = Progress of the import
transfer-pace = { $count } rows a second.
transfer-left = About { $count } s left.
transfer-done = The import is done.
transfer-cut-off = The import broke off. What was imported until then is kept.
transfer-resume = Go on where it stopped
transfer-resume-by-file = Import the same file again: the import goes on where it stopped.
transfer-checking = The file is being checked. Nothing is stored.
transfer-check-progress = Progress of the check
transfer-check-cut-off = The check broke off.
transfer-check-again = Check again
transfer-place-line = Line { $line }.
transfer-place-column = Column { $number }: “{ $heading }”.
transfer-rejected-file = Download the rows left out
transfer-rejected-hint = The file is destroyed after 30 days.
error-transfer-file-already = This file was imported already. Choose another file.
error-transfer-file-underway = The same file is being imported elsewhere right now. Wait for that import to end and look at its result.
error-transfer-file-unreadable = The file could not be read. Check that it exists and that you may read it.
error-transfer-file-missing = Choose a file.
error-transfer-source-missing = Write where the data comes from.
error-transfer-headings-no-name = No column holds a name. The first row needs a heading such as Last name, Name or Company.
error-transfer-headings-unknown = The file has a column with an unknown heading. Correct the heading or leave out unknown columns.
error-transfer-headings-twice = Two columns hold the same thing. Take one of them out.
error-transfer-file-other-order = The import of this file was begun with other choices and is unfinished. Go on with the same choices and the same language.
error-transfer-order-source = The privacy notice does not name this source. Choose another.
error-transfer-row-contact-of-known = The company is in the register or the file already. Add the contact person on the company's page.
transfer-updated = Updated
transfer-unchanged = Unchanged
transfer-missing = Of these not in the register
transfer-what = What the file holds
transfer-what-customers = Customers
transfer-what-notes = Notes about customers
transfer-mode = What is done with customers who are already in the register
transfer-mode-create = They stay as they are, new ones are added
transfer-mode-update = They are updated, no new ones are added
transfer-mode-upsert = They are updated, new ones are added
transfer-key = What a customer is recognised by
transfer-key-certain = Business ID or personal identity code
transfer-key-customer-number = The register's customer number
transfer-key-business-id = Business ID
transfer-key-identity-code = Personal identity code
transfer-key-email = E-mail address
transfer-key-phone = Phone number
transfer-columns = Columns and samples
transfer-columns-help = Choose what each column holds. The choices are remembered for the next import from the same source.
transfer-holds = Holds
transfer-holds-unknown = Choose
transfer-holds-nothing = Left out
transfer-samples = Samples
transfer-untitled = (no heading)
transfer-sheet = Sheet
transfer-sheet-choose = Choose the sheet
transfer-check-so = Check it like this
transfer-back-to-check = Back to the check
transfer-discard = Discard the file
transfer-stop = Stop the import
transfer-stopping = The import stops when the rows at hand are written.
transfer-undo = Undo the import
transfer-undo-help = Customers whom nobody has changed since the import are destroyed with their keys. Those who were changed stay and are listed. What was updated is as before for those who were not changed since. Prohibitions and consents stay.
transfer-undo-no-way-back = What is destroyed cannot be restored.
transfer-undo-type = Confirm by typing how many the import created or brought up to date: { $count }
transfer-undo-go = Undo the import
transfer-undo-unconfirmed = The number does not confirm it. Type it again.
transfer-undoing = The import is being undone.
transfer-undo-cut-off = Undoing broke off. Undo again: it goes on where it stopped.
transfer-undone = The import was undone.
transfer-undone-tag = undone
transfer-undone-count = { $count ->
        [one] One destroyed.
       *[other] { $count } destroyed.
    }
transfer-restored = { $count ->
        [one] One customer who was updated is as before.
       *[other] { $count } customers who were updated are as before.
    }
transfer-kept = Staying as they were updated
transfer-kept-why = These customers were changed after the update, or whoever undid the import may not change everything it brought them. Their data stays as it is now. Correct it on their own pages where needed.
transfer-staying = Staying
transfer-staying-why = These customers were changed after the import, or somebody else belongs to them.
transfer-place-heading = Missing: “{ $heading }”.
error-transfer-headings-no-key = The file has no column that customers are recognised by. Choose something else or say which column holds it.
error-transfer-headings-no-note = No column holds a note. The heading must be such as Notes or Remarks.
error-transfer-file-stopped = The import was stopped on request.
error-transfer-file-taken-back = The import was undone, or is being undone.
error-transfer-order-mode = Your role does not let you see and change customers, so you cannot update them or add notes. Ask someone else to import.
error-transfer-row-missing = The register has no such customer. Check what the customer is recognised by, or add the customer first.
error-transfer-row-several = Several customers have this. Recognise them by something else.
error-transfer-row-kind-differs = The row is about a person and the register has an organisation, or the other way round. Check what the customer is recognised by.
error-transfer-row-code-differs = The register has another identity code, business ID or date of birth. Check the data on the customer's page.
error-transfer-row-key-missing = What the customer is recognised by is missing. Write it.
error-transfer-row-number = A customer number has digits only, such as 1001.
error-transfer-row-word = The word is not known. Use a word of the privacy notice, such as customer.
cli-restored = { $count } restored.
cli-taken-back = { $count } destroyed.
cli-compared = Compared { $held }, not in the register { $missing }, undone { $undone }.
error-cli-import-no-workbook = The option --sheet is for workbooks (.xlsx) alone. This file is none or is empty: leave the option out.
error-cli-import-mode = The mode is unknown. Write create, update or upsert.
error-cli-import-key = The column is unknown. Write certain, customer_number, business_id, identity_code, email or phone.
error-transfer-row-twice = An earlier row is about the same customer. Leave one row for each customer in the file.
transfer-connection-hint = of those whom the import creates; others keep theirs unless the row says otherwise
transfer-go-update = { $count ->
        [one] Bring one customer up to date
       *[other] Bring { $count } customers up to date
    }
transfer-go-and-update = { $count ->
        [one] bring one customer up to date
       *[other] bring { $count } customers up to date
    }
transfer-go-notes = { $count ->
        [one] Import one note
       *[other] Import { $count } notes
    }
transfer-go-sites = { $count ->
        [one] Import one site
       *[other] Import { $count } sites
    }
transfer-go-tasks = { $count ->
        [one] Import one task
       *[other] Import { $count } tasks
    }
transfer-language = Customers whose row does not tell a language get the main language of the register: { $language }.
transfer-would = Created { $created }, brought up to date { $updated }, left as they are { $unchanged }, rows not taken { $rejected }.
transfer-rejected-name = rejected-rows
transfer-rejected-workbook = The same as an Excel file
transfer-rejected-mend = Mend the rows and import the file again as it is.
