# Import.

transfer-menu = Import
transfer-title = Import customers from a file
transfer-help = A CSV file whose first row has headings in Finnish, Swedish or English. The whole file is checked first, and nothing is stored until you approve.
transfer-name = Where the data comes from
transfer-name-hint = a word by which you will know the import again
transfer-ground-hint = if the file holds identity codes
transfer-no-codes = No identity codes
transfer-ignore-unknown = Leave out columns with unknown headings
transfer-create-likely = Import those too who may be in the register already
transfer-file = File
transfer-check = Check the file
transfer-earlier = Earlier imports
transfer-none = Nothing has been imported yet.
transfer-batch = Import
transfer-created = New customers
transfer-known = Known already
transfer-rejected = Rows not taken
transfer-rows = Rows dealt with
transfer-unfinished = unfinished
transfer-checked = What the check found
transfer-nothing-yet = Nothing is stored yet. This is what the import would do:
transfer-go = { $count ->
        [one] Import one customer
       *[other] Import { $count } customers
    }
transfer-back = Back to imports
transfer-problems = Rows that are not taken
transfer-line = Line
transfer-column = Column
transfer-why = Why
transfer-progress = Progress of the import
transfer-pace = { $count } rows a second.
transfer-left = About { $count } s left.
transfer-done = The import is done.
transfer-cut-off = The import was cut off. What was imported until then is kept.
transfer-resume = Go on where it stopped
transfer-resume-by-file = Import the same file again: the import goes on where it stopped.
transfer-checking = The file is being checked. Nothing is stored.
transfer-check-progress = Progress of the check
transfer-check-cut-off = The check was cut off.
transfer-check-again = Check again
transfer-place-line = Line { $line }.
transfer-place-column = Column { $number }: “{ $heading }”.
transfer-rejected-file = Download the rows not taken
transfer-rejected-hint = The file is destroyed after 30 days.
error-transfer-file-already = This file was imported already. Choose another file.
error-transfer-file-underway = The same file is being imported elsewhere right now. Wait for that import to end and look at its result.
error-transfer-file-unreadable = The file could not be read. Check that it exists and that you may read it.
error-transfer-file-missing = Choose a file.
error-transfer-source-missing = Write where the data comes from.
error-transfer-headings-no-name = No column holds a name. The first row needs a heading such as Last name, Name or Company.
error-transfer-headings-unknown = The file has a column with an unknown heading. Mend the heading or leave unknown columns out.
error-transfer-headings-twice = Two columns hold the same. Take one of them out.
error-transfer-file-other-order = The import of this file is unfinished with other choices. Go on with the same choices and the same language.
error-transfer-order-source = The privacy notice does not name this source. Choose another.
error-transfer-row-contact-of-known = The company is in the register or the file already. Add the contact person on the company's page.
