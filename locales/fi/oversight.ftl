# Oversight: what needs the data-protection contact, unusual use, the report of a month.
oversight-menu = Valvonta
oversight-title = Valvonta
oversight-nothing = Mikään ei odota.
oversight-late = Aika on ohi
oversight-waits = Odottaa
oversight-known = Hyvä tietää
oversight-job = Ohjelman työ on epäonnistunut tai myöhässä: { $job }
oversight-unusual-title = Tavallisuudesta poikkeava käyttö
oversight-unusual-how = Lokista etsitään kerran päivässä kolmea asiaa: tunnus avasi monta kertaa useamman ihmisen kuin tavallisena päivänään (vähintään 20 ja yli kolminkertaisesti), se avasi vähintään viisi ihmistä työajan ulkopuolella, tai se avasi saman ihmisen vähintään kymmenesti päivässä muuttamatta mitään. Nimien samankaltaisuutta ei katsota. Mitään ei seuraa itsestään.
oversight-off = Käyttöä ei seurata. Seuranta alkaa vasta, kun henkilöstön kuulemisen ja siitä kertomisen päivät on kirjattu (laki yksityisyyden suojasta työelämässä 759/2004, 21 §).
oversight-on-since = Käyttöä seurataan päivästä { $day } alkaen.
oversight-enter = Kirjaa kuuleminen
oversight-hearing-hint = Henkilöstön tekninen valvonta käsitellään yhteistoiminnassa tai kuullaan henkilöstöä. Sen jälkeen henkilöstölle kerrotaan valvonnan tarkoitus, alkaminen ja menetelmät. Ennen kertomisen päivää tehtyjä katseluja ei lueta.
oversight-heard = Henkilöstöä kuultiin
oversight-told = Henkilöstölle kerrottiin
oversight-hours = Työaika työpäivinä, kello
oversight-from-hour = Työaika alkaa, täysi tunti
oversight-until-hour = Työaika päättyy, täysi tunti
oversight-begin = Aloita seuranta
oversight-end = Lopeta seuranta
oversight-see-findings = Näytä havainnot
oversight-open = Odottavat
oversight-closed = Läpikäydyt
oversight-no-consequence = Havainto on aihe kysyä, ei syytös. Työlle on usein hyvä selitys.
oversight-see-lines = Näytä päivän merkinnät
oversight-word = Mitä läpikäynnissä selvisi
oversight-close = Käyty läpi
oversight-none = Havaintoja ei ole.
oversight-why-many = Avasi { $count } ihmisen tiedot; tavallisena päivänään { $usual }.
oversight-why-hours = Avasi työajan ulkopuolella { $count } ihmisen tiedot.
oversight-why-again = Avasi saman ihmisen tiedot { $count } kertaa muuttamatta mitään:
oversight-reports = Kuukausiraportit
oversight-reports-how = Lukuja, lokin allekirjoitettu tila, varmuuskopiot ja pääsyoikeudet; ei kenenkään nimeä.
oversight-report-title = Tietosuojan kuukausiraportti { $month }
oversight-report-erasures = Poistot ja poistokiellot
oversight-report-gone = Poistui itsestään määräajan päätyttyä
oversight-report-decided = Poistopyyntöjä ratkaistu
oversight-report-carried = Niistä toteutettu
oversight-report-holds-set = Poistokieltoja asetettu
oversight-report-holds-lifted = Poistokieltoja purettu
oversight-report-unusual = Tavallisuudesta poikkeava käyttö
oversight-report-found = Havaintoja
oversight-report-closed = Niistä käyty läpi
oversight-report-trail = Lokin allekirjoitettu tila
oversight-report-unsigned = Kuukaudelta ei ole allekirjoitettua tilaa.
oversight-report-leaves = Merkintöjä
oversight-report-backups = Varmuuskopiot raporttia tehtäessä
oversight-report-backup = Viimeisin varmuuskopio
oversight-report-keys = Viimeisin avainten kopio
oversight-report-rehearsal = Viimeisin palautusharjoitus
oversight-report-access = Pääsyoikeudet kuukauden lopussa
oversight-report-role = Rooli
oversight-report-accounts = Tunnuksia
oversight-report-sees = Näkee
oversight-report-scope = Keistä
oversight-scope-all = kaikista
oversight-scope-own-jobs = omien töiden asiakkaista
oversight-scope-marketing = niistä, joille saa markkinoida
rights-report-received = Saapunut
rights-report-over = Päättynyt
breaches-report-noticed = Havaittu
breaches-report-high = Niistä korkea riski
breaches-report-told = Viranomaiselle ilmoitettu
breaches-report-late = Niistä yli 72 tunnin kuluttua
breaches-report-closed = Päättynyt
error-oversight-days = Anna molemmat päivät: kuuleminen ennen kertomista, kumpikaan ei tulevaisuudessa.
error-oversight-hours = Anna työaika täysinä tunteina, alku ennen loppua.
error-oversight-word = Kirjoita, mitä läpikäynnissä selvisi.
error-oversight-length = Teksti on liian pitkä.
error-oversight-closed = Havainto on jo käyty läpi.
oversight-complaints = { $count ->
    [one] { $count } kantelu odottaa vastausta tietosuojavaltuutetulle
   *[other] { $count } kantelua odottaa vastausta tietosuojavaltuutetulle
}
oversight-requests = { $count ->
    [one] Yksi avoin pyyntö
   *[other] { $count } avointa pyyntöä
}
oversight-due = { $count ->
    [one] Yksi tieto on yli aikansa ja odottaa läpikäyntiä
   *[other] { $count } tietoa on yli aikansa ja odottaa läpikäyntiä
}
oversight-holds = { $count ->
    [one] Yksi poistokielto on voimassa
   *[other] { $count } poistokieltoa on voimassa
}
oversight-breaches = { $count ->
    [one] Yksi avoin tietoturvaloukkaus
   *[other] { $count } avointa tietoturvaloukkausta
}
oversight-balancing = { $count ->
    [one] Yksi tasapainotesti on tarkistettava
   *[other] { $count } tasapainotestiä on tarkistettava
}
oversight-findings = { $count ->
    [one] Selosteen tarkistus löysi yhden puutteen
   *[other] Selosteen tarkistus löysi { $count } puutetta
}
oversight-inform = { $count ->
    [one] Yhdelle henkilölle on kerrottava rekisteristä
   *[other] { $count } henkilölle on kerrottava rekisteristä
}
oversight-restricted = { $count ->
    [one] Yhden henkilön käsittely on rajoitettu
   *[other] { $count } henkilön käsittely on rajoitettu
}
oversight-unusual = { $count ->
    [one] Yksi havainto poikkeavasta käytöstä
   *[other] { $count } havaintoa poikkeavasta käytöstä
}
oversight-watched = { $count ->
    [one] Yksi rooli tai salasana, jonka joku antoi itselleen tai toiselle
   *[other] { $count } roolia tai salasanaa, jotka joku antoi itselleen tai toiselle
}
oversight-disclosures = { $count ->
    [one] Yksi luovutus odottaa vahvistusta tai antamista
   *[other] { $count } luovutusta odottaa vahvistusta tai antamista
}
oversight-to-tell = { $count ->
    [one] Yhdelle vastaanottajalle on kerrottava
   *[other] { $count } vastaanottajalle on kerrottava
}
oversight-agreements = { $count ->
    [one] Yksi sopimus tai säännöllinen luovutus on tarkistettava
   *[other] { $count } sopimusta tai säännöllistä luovutusta on tarkistettava
}
oversight-report-given = Annettuja luovutuksia

## Mitä muutettiin palautetun varmuuskopion jälkeen.
oversight-put-back = { $count ->
        [one] Varmuuskopio on palautettu: sen jälkeen muutettu on tehtävä uudelleen
       *[other] { $count } varmuuskopiota on palautettu: niiden jälkeen muutettu on tehtävä uudelleen
    }
oversight-put-back-title = Muutokset varmuuskopion jälkeen
oversight-put-back-help = Varmuuskopio on palautettu, joten sen jälkeen muutettu ei ole rekisterissä. Loki kertoo, kenen tietoja, mitä ryhmää, milloin ja kuka muutti; arvot ovat hävinneet. Tee muutokset uudelleen. Vastustamisille, kielloille, rajoituksille ja poistoille ei tarvitse tehdä mitään: ne ovat avainten rinnalla ja pitävät.
oversight-put-back-at = palautettu { $at }
oversight-put-back-backup = Varmuuskopio on hetkeltä
oversight-put-back-restored = Palautettu
oversight-put-back-by = Kuka
oversight-put-back-again = Muutettu uudelleen
oversight-put-back-not-there = ei rekisterissä
oversight-put-back-unknown = Myös loki palautettiin, joten kukaan ei tiedä, mitä varmuuskopion jälkeen muutettiin. Kysy rekisterin käyttäjiltä ja käy läpi sen jälkeen tulleet kirjeet ja sähköpostit.
oversight-put-back-nothing = Varmuuskopion jälkeen ei muutettu mitään.
oversight-put-back-none = Mikään palautettu varmuuskopio ei odota mitään.
oversight-put-back-settle = Kaikki on tehty uudelleen
oversight-put-back-settle-help = Kun kaikki on tehty uudelleen, tämä poistuu odottavien sivulta.
