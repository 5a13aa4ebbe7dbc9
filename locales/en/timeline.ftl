# The timeline of a customer.

timeline-all = All
timeline-tab = Timeline
timeline-title = Timeline
timeline-kinds = What is shown
timeline-kind-change = Change
timeline-kind-note = Note
timeline-kind-task = Task
timeline-kind-permission = Permission or prohibition
timeline-kind-notice = Notice
timeline-none = There is nothing here yet that you may see. Changes, notes and tasks will appear here.
timeline-note = Note written
timeline-task = Task, due { $day }
timeline-task-done = Task, done { $day }
timeline-last = What happened last
timeline-whole = Whole timeline
timeline-kind-tag = Tag
timeline-kind-hold = Legal hold
timeline-tag-put = Tag put on
timeline-tag-taken = Tag taken off
timeline-hold-set = Legal hold set
timeline-hold-lifted = Legal hold lifted
timeline-kind-request = Request
timeline-request = Request received { $day }: { $kinds }
timeline-request-step = Request, { $day }: { $deed }
