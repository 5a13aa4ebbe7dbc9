# Tasks: what is to be done for a customer.

tasks-menu = Tasks
tasks-title = Tasks
tasks-of-customer = The customer's tasks
tasks-whose-own = My own
tasks-whose-nobody = Unassigned
tasks-whose-all = All
tasks-none = There are no open tasks here. A new one is added on a customer's page.
tasks-none-open = No open tasks.
tasks-due = Due
tasks-due-on = due { $day }
tasks-customer = Customer
tasks-what = What is to be done
tasks-who = Assigned to
tasks-nobody = whoever has time
tasks-late = late
tasks-written = Written by
tasks-add = Add a task
tasks-do = Done
tasks-give = Reassign or change the day
tasks-finished = Done tasks
tasks-done-by = Done by
tasks-reopen = Open again
tasks-hand-over = Hand all over to somebody else
tasks-hand-over-hint = When somebody leaves or changes work: all their open tasks are handed over at once.
tasks-from-whom = From whom
tasks-to-whom = To whom
tasks-absence = Absences
tasks-absence-help = While you are away your tasks are shown to your substitute too.
tasks-first-day = First day
tasks-last-day = Last day
tasks-substitute = Substitute
tasks-no-absence = You have no absences on record.
tasks-today-own = { $count ->
        [one] One of your tasks is due today or late.
       *[other] { $count } of your tasks are due today or late.
    }
tasks-today-nobodys = { $count ->
        [one] One task waits for somebody.
       *[other] { $count } tasks wait for somebody.
    }
tasks-today-soon = { $count ->
        [one] One task is due within the next seven days.
       *[other] { $count } tasks are due within the next seven days.
    }
tasks-today-left = { $count ->
        [one] One open task belongs to a closed account. Hand it over.
       *[other] { $count } open tasks belong to closed accounts. Hand them over.
    }
tasks-today-see = See the tasks
done-task-done = Marked as done. It can be opened again among the customer's tasks.
done-task-open = The task is open again.
tasks-none-handed-over = No task was handed over: you may not change the customers that they are about.
done-tasks-handed-over = The tasks were handed over.
error-tasks-day = The day was not understood. Write it like this: 24.11.2026.
error-tasks-days = The last day of the absence lies before the first or is over. Check the days.
error-tasks-colleague = Whoever was chosen does not see tasks. Choose somebody else.
error-tasks-oneself = You cannot stand in for yourself. Choose somebody else.
error-tasks-text = Write what is to be done, in at most 10,000 characters.
transfer-what-tasks = Open tasks
transfer-value-task = Tasks
transfer-value-due-day = Due dates
transfer-value-assignee = Assignees
error-transfer-headings-no-task = No column says what is to be done. Its heading should be like Task.
error-transfer-row-colleague = Whoever is named to do it is not among those who can be given the task, or there are several. Write the name as in the account, or leave it empty.
tasks-no-substitute = There is nobody yet who could do your tasks: the administrator adds an account with the same role.
