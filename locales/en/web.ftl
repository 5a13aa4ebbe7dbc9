# The frame of every page, and what goes wrong there.

web-skip = Skip to the content
web-menu = Main menu
web-sign-out = Sign out
web-demo = This is a demo register. All customers are made up.
web-next = Next
web-save = Save
web-problem = The page cannot be shown
web-home = To the first page
error-web-session-over = Your session is over and nothing was saved. Sign in, which takes you back to the same page, and fill in the form again.
error-web-form-forged = The form did not come from this page, and nothing was saved. Open the page again and try then.
error-web-form-unreadable = The form could not be read. Open the page again and fill it in once more.
error-web-too-large = The file or form you sent is too large. Ask the administrator to import a large file.
error-web-too-slow = What was sent took too long, and nothing was stored. Try again.
error-web-too-often = Too many requests came at once. Wait a moment and try again.
error-web-no-page = There is no such page. Check the address or go to the first page.
error-web-template = The page could not be put together. Tell the administrator.
error-web-listen-not-loopback = Without TLS only addresses of this computer are served, such as 127.0.0.1:7780. Change --listen, or give --host (a certificate is made), --certificate and --key, or --trusted-proxy.
error-web-listen-taken = The address cannot be used. Another program is listening there: choose another port with --listen.
language-fi = Finnish
language-sv = Swedish
language-en = English
web-not-done = That did not work
web-wait-seconds = { $count ->
        [one] Too many failed attempts. Try again in one second.
       *[other] Too many failed attempts. Try again in { $count } seconds.
    }
web-wait-minutes = { $count ->
        [one] Too many failed attempts. Try again in one minute.
       *[other] Too many failed attempts. Try again in { $count } minutes.
    }
error-web-method = This address cannot be used like this. Check the address or go to the first page.
error-web-busy = The register is busy. Wait a moment and try again.
error-web-failed = There is a fault in the program. See what has been saved and tell the administrator.
error-web-unreadable = The address or the form could not be read. Go back to the first page and try from there.
web-seek = Find a customer
web-keys = Keys
web-undo = Undo
web-close = Close
web-tabs = Pages of the customer
web-crumbs = Path
web-section-customers = Customers
web-section-register = Register
web-section-settings = Settings
web-key-seek = to the search box
web-key-new = new customer
web-key-next = to the next row of the list
web-key-previous = to the previous row of the list
web-key-open = open the chosen row
web-key-save = save the form you are in
web-key-cancel = close the form without saving
web-key-undo = undo what you just did
web-key-keys = this help
web-keys-in-field = In a field, single keys write text. Esc leaves the field.
web-look = Appearance
web-look-auto = As in the browser
web-look-light = Light
web-look-dark = Dark
web-look-light-strong = Light, high contrast
web-look-dark-strong = Dark, high contrast
done-saved = Saved.
done-added = Added.
done-undone = Undone: everything is as it was before.
done-ended = Ended.
web-style = Parts of pages
web-style-buttons = Buttons
web-style-fields = Fields
web-style-list = List: views, filters, columns
web-style-table = Table
web-style-messages = Messages
web-style-marks = Marks
web-style-timeline = Timeline
web-style-facts = Facts
web-style-empty = Empty list
web-style-drop = Dropping a file
web-style-progress = Progress
web-style-form = A form that opens
web-style-example = Example
web-style-wrong = Something required is missing. Fill in the field.
web-style-nothing = There is nothing here yet. Begin by adding the first.
web-file-again = Choose the file again: it was not kept.
web-drop = choose it or drop it here
web-not-identity-code = This is not an identity code: { $piece }
web-not-identity-code-at = begins at character { $at }
