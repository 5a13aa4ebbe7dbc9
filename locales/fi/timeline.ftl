# The timeline of a customer.

timeline-all = Kaikki
timeline-tab = Aikajana
timeline-title = Aikajana
timeline-kinds = Mitä näytetään
timeline-kind-change = Muutos
timeline-kind-note = Muistiinpano
timeline-kind-task = Tehtävä
timeline-kind-permission = Lupa tai kielto
timeline-kind-notice = Seloste
timeline-none = Täällä ei ole vielä mitään, mitä saisit nähdä. Muutokset, muistiinpanot ja tehtävät tulevat tähän.
timeline-note = Muistiinpano kirjattu
timeline-task = Tehtävä, määräpäivä { $day }
timeline-task-done = Tehtävä, tehty { $day }
timeline-last = Viimeksi tapahtunut
timeline-whole = Koko aikajana
timeline-kind-tag = Tunniste
timeline-kind-hold = Poistokielto
timeline-tag-put = Tunniste lisätty
timeline-tag-taken = Tunniste poistettu
timeline-hold-set = Poistokielto asetettu
timeline-hold-lifted = Poistokielto purettu
timeline-kind-request = Pyyntö
timeline-request = Pyyntö saapui { $day }: { $kinds }
timeline-request-step = Pyyntö, { $day }: { $deed }
