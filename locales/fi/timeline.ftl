# The timeline of a customer.

timeline-all = Kaikki
timeline-tab = Aikajana
timeline-title = Aikajana
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
