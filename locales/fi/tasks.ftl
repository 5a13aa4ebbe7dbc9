# Tasks: what is to be done for a customer.

tasks-menu = Tehtävät
tasks-title = Tehtävät
tasks-of-customer = Asiakkaan tehtävät
tasks-whose-own = Omat
tasks-whose-nobody = Vapaat
tasks-whose-all = Kaikki
tasks-none = Täällä ei ole avoimia tehtäviä. Uusi tehtävä lisätään asiakkaan sivulta.
tasks-none-open = Ei avoimia tehtäviä.
tasks-due = Määräpäivä
tasks-due-on = määräpäivä { $day }
tasks-customer = Asiakas
tasks-what = Mitä on tehtävä
tasks-who = Kuka tekee
tasks-nobody = kuka ehtii
tasks-late = myöhässä
tasks-written = Kirjasi
tasks-add = Lisää tehtävä
tasks-do = Tehty
tasks-give = Siirrä tai muuta päivää
tasks-finished = Tehdyt
tasks-done-by = Teki
tasks-reopen = Avaa uudelleen
tasks-hand-over = Siirrä kaikki toiselle
tasks-hand-over-hint = Kun joku lähtee tai vaihtaa tehtävää: kaikki hänen avoimet tehtävänsä siirtyvät kerralla.
tasks-from-whom = Keneltä
tasks-to-whom = Kenelle
tasks-absence = Poissaolot
tasks-absence-help = Poissaolosi aikana tehtäväsi näkyvät myös sijaisellasi.
tasks-first-day = Ensimmäinen päivä
tasks-last-day = Viimeinen päivä
tasks-substitute = Sijainen
tasks-no-absence = Sinulle ei ole merkitty poissaoloja.
tasks-today-own = { $count ->
        [one] Yksi tehtäväsi on tehtävä tänään tai myöhässä.
       *[other] { $count } tehtävääsi on tehtävä tänään tai myöhässä.
    }
tasks-today-nobodys = { $count ->
        [one] Yksi tehtävä odottaa tekijää.
       *[other] { $count } tehtävää odottaa tekijää.
    }
tasks-today-soon = { $count ->
        [one] Yksi tehtävä on tehtävä seuraavien seitsemän päivän aikana.
       *[other] { $count } tehtävää on tehtävä seuraavien seitsemän päivän aikana.
    }
tasks-today-left = { $count ->
        [one] Yksi avoin tehtävä on suljetulla tunnuksella. Siirrä se toiselle.
       *[other] { $count } avointa tehtävää on suljetuilla tunnuksilla. Siirrä ne toiselle.
    }
tasks-today-see = Katso tehtävät
done-task-done = Merkitty tehdyksi. Sen voi avata uudelleen asiakkaan tehtävistä.
done-task-open = Tehtävä on taas avoinna.
tasks-none-handed-over = Yhtään tehtävää ei siirretty: et saa muuttaa asiakkaita, joita ne koskevat.
done-tasks-handed-over = Tehtävät on siirretty.
error-tasks-day = Päivää ei ymmärretty. Kirjoita se näin: 24.11.2026.
error-tasks-days = Poissaolon viimeinen päivä on ennen ensimmäistä tai jo ohi. Tarkista päivät.
error-tasks-colleague = Valittu henkilö ei näe tehtäviä. Valitse joku muu.
error-tasks-oneself = Et voi olla oma sijaisesi. Valitse joku muu.
error-tasks-text = Kirjoita, mitä on tehtävä, enintään 10 000 merkkiä.
transfer-what-tasks = Avoimia tehtäviä
transfer-value-task = Tehtäviä
transfer-value-due-day = Määräpäiviä
transfer-value-assignee = Tekijöitä
error-transfer-headings-no-task = Missään sarakkeessa ei ole tehtävää. Otsikon pitää olla kuten Tehtävä.
error-transfer-row-colleague = Tekijäksi nimettyä ei ole niiden joukossa, joille tehtävän voi antaa, tai heitä on useita. Kirjoita nimi niin kuin se on tunnuksessa tai jätä kohta tyhjäksi.
tasks-no-substitute = Ketään, joka voisi tehdä tehtäviäsi, ei ole vielä: ylläpitäjä lisää käyttäjätunnuksen, jolla on sama rooli.
