# The timeline of a customer.

timeline-all = Alla
timeline-tab = Tidslinje
timeline-title = Tidslinje
timeline-kinds = Vad som visas
timeline-kind-change = Ändring
timeline-kind-note = Anteckning
timeline-kind-task = Uppgift
timeline-kind-permission = Tillstånd eller förbud
timeline-kind-notice = Beskrivning
timeline-none = Här finns ännu inget som du får se. Ändringar, anteckningar och uppgifter kommer hit.
timeline-note = Anteckning skriven
timeline-task = Uppgift, senast { $day }
timeline-task-done = Uppgift, utförd { $day }
timeline-last = Senast hänt
timeline-whole = Hela tidslinjen
timeline-kind-tag = Etikett
timeline-kind-hold = Raderingsspärr
timeline-tag-put = Etiketten lades till
timeline-tag-taken = Etiketten togs bort
timeline-hold-set = Raderingsspärren sattes
timeline-hold-lifted = Raderingsspärren hävdes
timeline-kind-request = Begäran
timeline-request = Begäran kom { $day }: { $kinds }
timeline-request-step = Begäran, { $day }: { $deed }
