# Tasks: what is to be done for a customer.

tasks-menu = Tasks
tasks-title = Tasks
tasks-of-customer = The customer's tasks
tasks-whose-own = One's own
tasks-whose-nobody = Free
tasks-whose-all = All
tasks-none = There are no open tasks here. A new one is added on a customer's page.
tasks-none-open = No open tasks.
tasks-due = Due
tasks-due-on = due { $day }
tasks-customer = Customer
tasks-what = What is to be done
tasks-who = Who does it
tasks-nobody = whoever comes first
tasks-late = late
tasks-written = Written by
tasks-add = Add a task
tasks-do = Done
tasks-give = Give to another or change the day
tasks-finished = Done
tasks-done-by = Done by
tasks-reopen = Open again
tasks-hand-over = Give all to another
tasks-hand-over-hint = When somebody leaves or changes work: all her open tasks go at once.
tasks-from-whom = From whom
tasks-to-whom = To whom
tasks-absence = Absences
tasks-absence-help = While you are away your tasks are shown to your substitute too.
tasks-first-day = First day
tasks-last-day = Last day
tasks-substitute = Substitute
tasks-no-absence = No absence is noted for you.
tasks-today-own = { $count ->
        [one] One of your tasks is due today or late.
       *[other] { $count } of your tasks are due today or late.
    }
tasks-today-nobodys = { $count ->
        [one] One task waits for somebody.
       *[other] { $count } tasks wait for somebody.
    }
tasks-today-see = See the tasks
done-task-done = Noted as done. It can be opened again among the customer's tasks.
done-task-open = The task is open again.
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
