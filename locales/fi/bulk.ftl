# One action over many customers.

bulk-choose = Valitse { $name }
bulk-for-chosen = Valituille asiakkaille
bulk-what = Mitä tehdään
bulk-what-put = Lisää tunniste
bulk-what-take = Poista tunniste
bulk-what-task = Lisää tehtävä
bulk-what-export = Vie tiedostoon
bulk-whole = Kaikille, joihin rajaukset sopivat, ei vain valituille
bulk-next = Jatka
bulk-next-hint = Seuraavaksi näet, keitä asia koskee. Vielä ei muuteta mitään.
bulk-title-put = Lisää tunniste
bulk-title-take = Poista tunniste
bulk-title-task = Lisää tehtävä
bulk-about = { $count ->
        [one] Koskee yhtä asiakasta.
       *[other] Koskee { $count } asiakasta.
    }
bulk-more = { $count ->
        [one] ja yksi muu
       *[other] ja { $count } muuta
    }
bulk-left-out = { $count ->
        [one] Yksi jää pois: roolisi ei saa muuttaa hänen tietojaan, niiden käsittelyä on rajoitettu tai asiakasta ei enää ole.
       *[other] { $count } jää pois: roolisi ei saa muuttaa heidän tietojaan, niiden käsittelyä on rajoitettu tai asiakasta ei enää ole.
    }
bulk-can-be-undone = Tämän voi perua 30 päivän ajan.
bulk-go-put = { $count ->
        [one] Lisää tunniste yhdelle asiakkaalle
       *[other] Lisää tunniste { $count } asiakkaalle
    }
bulk-go-take = { $count ->
        [one] Poista tunniste yhdeltä asiakkaalta
       *[other] Poista tunniste { $count } asiakkaalta
    }
bulk-go-task = { $count ->
        [one] Lisää tehtävä yhdelle asiakkaalle
       *[other] Lisää tehtävä { $count } asiakkaalle
    }
bulk-back = Takaisin luetteloon
bulk-progress = Eteneminen
bulk-changed = Muutettu
bulk-same = Oli jo ennestään niin
bulk-left = Jäi pois
bulk-back-again = Palautettu
bulk-done = Valmis.
bulk-undone-put = Peruttu: muutetut asiakkaat ovat taas niin kuin ennen.
bulk-undone-take = Peruttu: muutetut asiakkaat ovat taas niin kuin ennen.
bulk-undone-task = Peruttu: avoimet tehtävät poistettiin. Tehdyksi merkityt ja jollekulle annetut jäivät.
bulk-cut-off = Työ keskeytyi. Se, mikä ehdittiin tehdä, on tehty.
bulk-again = Voit tehdä saman alusta: keneltäkään, jolle se on jo tehty, ei muutu mitään.
bulk-undo = Peru
done-bulk-undone = Perutaan.
error-bulk-nobody = Ketään ei ole valittu, tai roolisi ei saa muuttaa ketään valituista. Valitse asiakkaita luettelosta.
error-bulk-changed = Luettelo on muuttunut sen jälkeen, kun se näytettiin. Mitään ei ole tehty. Katso uudelleen, ketkä ovat mukana, ja jatka sitten.
error-bulk-too-many = Rajauksiin sopii yli 20 000 asiakasta. Rajaa luetteloa lisää.
error-bulk-filter = Roolisi ei saa käyttää kaikkia näkymän rajauksia. Poista ne ensin.
error-bulk-over = Tätä ei voi enää perua eikä jatkaa.
job-bulk = Vanhojen joukkotoimien hävitys
