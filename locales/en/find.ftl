# Search and list.

find-menu = Customers
find-list = Customers
find-search = Find a customer
find-words = Search
find-words-hint = name, e-mail, phone, address, customer number or business id
find-do = Search
find-nothing = Nothing found. Try a part of the name, the phone number or the e-mail.
find-press-enter = Nothing found yet. Press Enter to search for longer and allow for typing errors.
find-cut = The search did not get through everybody and found nobody. Add a word, or write the words further.
find-more = There are more than are shown. The newest are shown: add a word to narrow the search.
find-loose = Nothing was found exactly as written. These are nearly the same.
find-hits = { $count ->
        [one] One hit
       *[other] { $count } hits
    }
find-rows = Customers
find-name = Name
find-kind = Kind
find-number = Customer number
find-all = All customers
find-count = { $count ->
        [one] One customer.
       *[other] { $count } customers.
    }
find-over = Over { $count } customers.
find-newest = The newest first.
find-empty = The register has no customers that are shown to you.
