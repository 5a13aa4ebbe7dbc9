# The first page.

today-menu = Tänään
today-title = Tänään
today-nothing = Mikään ei odota sinua juuri nyt.
today-jobs-failed = Epäonnistuneet ajot
job-checkpoint = Lokin allekirjoitus
job-keys-ahead = Avainten varaaminen
job-sessions = Vanhojen istuntojen siivous
job-reindex = Hakemiston täydennys
job-import-files = Vanhojen tuontitiedostojen hävitys
job-trail-clock = Vanhentuneen lokin hävitys
today-jobs-overdue = Myöhässä olevat ajot
today-job-was-due = piti ajaa { $at }
today-watched = Ylläpitäjien toimet, jotka on hyvä tarkistaa
today-role-to-oneself = { $by } antoi itselleen roolin { $role }.
today-role-to-own-making = { $by } antoi roolin { $role } luomalleen käyttäjätunnukselle { $name }.
today-password-reset = { $by } asetti uuden salasanan käyttäjätunnukselle { $name }.
today-undone = poistettu { $at }
error-jobs-overdue = ajo on myöhässä. Tarkista, että seloste serve on käynnissä.
error-jobs-broke-off = Ajo keskeytyi ohjelman virheeseen. Ilmoita tästä ylläpitäjälle.
today-inform = { $count ->
        [one] Yhdelle henkilölle, jonka tiedot saatiin muualta, on vielä kerrottava, että hänen tietojaan on rekisterissä.
       *[other] { $count } henkilölle, joiden tiedot saatiin muualta, on vielä kerrottava, että heidän tietojaan on rekisterissä.
    }
today-inform-by = Ensimmäinen määräpäivä
today-inform-many = Yli 10 000 henkilölle, joiden tiedot saatiin muualta, on vielä kerrottava, että heidän tietojaan on rekisterissä.
job-statistics = Tilastojen laskenta
today-imports-cut-off =
    { $count ->
        [one] Yksi tuonti jäi kesken. Jatka sitä tai peru se.
       *[other] { $count } tuontia jäi kesken. Jatka niitä tai peru ne.
    }
today-holds =
    { $count ->
        [one] Yksi poistokielto on tarkistettava.
       *[other] { $count } poistokieltoa on tarkistettava.
    }
job-retention = Säilytysaikojen valvonta
people-job-retention = Säilytysaikojen valvonta (ohjelma)
today-requests-many = Yli sata pyyntöä odottaa vastausta.
today-requests = { $count ->
    [one] Yksi pyyntö odottaa vastausta.
   *[other] { $count } pyyntöä odottaa vastausta.
}
today-requests-by = Ensimmäiseen on vastattava viimeistään { $day }.
today-requests-see = Katso pyynnöt
