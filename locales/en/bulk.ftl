# One action over many customers.

bulk-choose = Choose { $name }
bulk-for-chosen = For the chosen customers
bulk-what = What is done
bulk-what-put = Add a tag
bulk-what-take = Remove a tag
bulk-what-task = Add a task
bulk-what-export = Export to a file
bulk-whole = For everyone who fits the filters, not only the chosen
bulk-next = Continue
bulk-next-hint = Next you see whom it is about. Nothing is changed yet.
bulk-title-put = Add a tag
bulk-title-take = Remove a tag
bulk-title-task = Add a task
bulk-about = { $count ->
        [one] It is about one customer.
       *[other] It is about { $count } customers.
    }
bulk-more = { $count ->
        [one] and one more
       *[other] and { $count } more
    }
bulk-left-out = { $count ->
        [one] One is left out: your role may not change the data, its processing is restricted, or the customer is not there any more.
       *[other] { $count } are left out: your role may not change the data, its processing is restricted, or the customer is not there any more.
    }
bulk-can-be-undone = This can be undone for 30 days.
bulk-go-put = { $count ->
        [one] Add the tag to one customer
       *[other] Add the tag to { $count } customers
    }
bulk-go-take = { $count ->
        [one] Remove the tag from one customer
       *[other] Remove the tag from { $count } customers
    }
bulk-go-task = { $count ->
        [one] Add the task to one customer
       *[other] Add the task to { $count } customers
    }
bulk-back = Back to the list
bulk-progress = Progress
bulk-changed = Changed
bulk-same = Was so before
bulk-left = Left out
bulk-back-again = Changed back
bulk-done = Done.
bulk-undone-put = Undone: the changed customers are as they were before.
bulk-undone-take = Undone: the changed customers are as they were before.
bulk-undone-task = Undone: the open tasks are gone. Those that are done, or were given to somebody since, stay.
bulk-cut-off = The work was cut off. What was done by then is done.
bulk-again = You can do the same from the beginning: nothing changes for those for whom it is done.
bulk-undo = Undo
done-bulk-undone = It is being undone.
error-bulk-nobody = Nobody is chosen, or your role may change none of the chosen. Choose customers in the list.
error-bulk-changed = The list has changed since it was shown. Nothing was done. Look again whom it is about, then go on.
error-bulk-too-many = More than 20,000 customers fit the filters. Narrow the list down further.
error-bulk-filter = Your role may not use all the filters of the view. Remove them first.
error-bulk-over = This can no longer be undone or gone on with.
job-bulk = Destroying old actions over many customers
