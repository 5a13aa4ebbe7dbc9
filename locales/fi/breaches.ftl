# Breaches of personal data.
breaches-menu = Loukkaukset
breaches-title = Henkilötietojen tietoturvaloukkaukset
breaches-open = Avoinna
breaches-over = Päättyneet
breaches-how = Kirjaa jokainen loukkaus, myös se, josta ei tarvitse ilmoittaa. Valvontaviranomaiselle ilmoitetaan 72 tunnin kuluessa siitä, kun loukkaus tuli ilmi; viikonloput lasketaan mukaan.
breaches-none-open = Avoimia loukkauksia ei ole.
breaches-none-over = Päättyneitä loukkauksia ei ole.
breaches-name = Nimi
breaches-occurred = Tapahtui
breaches-noticed = Havaittiin
breaches-aware = Tuli ilmi rekisterinpitäjälle
breaches-aware-hint = tyhjä, jos ei ole vielä varmaa, että kyse on loukkauksesta
breaches-moment-hint = esimerkiksi 24.11.2026 10.30
breaches-text = Mitä tapahtui
breaches-drill = harjoitus
breaches-drill-tick = Tämä on harjoitus: kaikki vaiheet käydään läpi, mutta sitä ei lasketa lukuihin
breaches-is-drill = Tämä on harjoitus.
breaches-drill-mark = HARJOITUS
breaches-add = Kirjaa loukkaus
breaches-risk = Riski ihmisille
breaches-risk-unlikely = riski on epätodennäköinen
breaches-risk-risk = riski
breaches-risk-high = korkea riski
breaches-authority = Valvontaviranomainen
breaches-closed = Päättyi
breaches-unknown = ei tiedossa
breaches-uncertain = selvitetään, onko kyse loukkauksesta
breaches-due = Ilmoitettava viimeistään { $at }
breaches-told-first = viranomaiselle ilmoitettu { $at }
breaches-not-told = viranomaiselle ei tarvitse ilmoittaa
breaches-people-open = ihmisille on ilmoitettava
breaches-people-told = ihmisille on ilmoitettu
breaches-people-public = annettu julkinen tiedote
breaches-people-spared = ihmisille ei tarvitse ilmoittaa
breaches-closed-at = päättyi { $at }
breaches-none-at = ei ollut loukkaus, päättyi { $at }
breaches-at = Milloin
breaches-at-hint = tyhjä = nyt
breaches-deed-aware = Loukkaus tuli ilmi
breaches-aware-why = Rekisterinpitäjä on tietoinen, kun se on kohtuullisen varma, että henkilötietoja on loukattu. 72 tuntia alkaa tästä.
breaches-deed-noted = Tiedot kirjattiin
breaches-deed-assessed = Riski arvioitiin
breaches-deed-measure = Toimenpide
breaches-deed-worded = Teksti ihmisille
breaches-deed-told-authority = Viranomaiselle ilmoitettiin
breaches-deed-not-told = Viranomaiselle ei ilmoiteta
breaches-deed-told-people = Ihmisille ilmoitettiin
breaches-deed-told-public = Julkinen tiedote annettiin
breaches-deed-spared = Ihmisille ei tarvitse ilmoittaa
breaches-deed-closed = Päätettiin
breaches-deed-no-breach = Ei ollut henkilötietojen loukkaus
breaches-do-note = Kirjaa mitä tiedetään
breaches-what-known = Mitä tiedetään
breaches-categories = Mitä tietoja
breaches-people = Ihmisiä noin
breaches-records = Tietueita noin
breaches-do-measure = Kirjaa toimenpide
breaches-what-done = Mitä tehtiin tai tehdään
breaches-do-assess = Arvioi riski
breaches-assess-hint = Millaisia seurauksia ihmisille todennäköisesti tulee ja kuinka vakavia ne ovat. Arvio voidaan tehdä uudelleen.
breaches-why-risk = Todennäköiset seuraukset ja perustelut
breaches-authority-paper = Ilmoitus
breaches-office-form = Toimistolla on myös sähköinen lomake: { $web }. Tarkista yhteystiedot ennen lähettämistä.
breaches-what-told = Mitä ilmoitettiin ja miten
breaches-part-late = Miksi ilmoitus viivästyi
breaches-late-hint = 72 tuntia on kulunut: syy kuuluu ilmoitukseen
breaches-not-tell-hint = Vain kun riski ihmisille on epätodennäköinen. Perustelu säilytetään.
breaches-why-not-told = Miksi ei ilmoiteta
breaches-text-for-people = Teksti ihmisille
breaches-text-hint = Selkeää yleiskieltä: mitä tapahtui, mitä siitä voi seurata, mitä on tehty ja mitä itse voi tehdä. Yhteystiedot lisätään itsestään. Älä kirjoita kenenkään nimeä.
breaches-do-word = Tallenna teksti
breaches-written = kirjoitettu
breaches-public-paper = Julkinen tiedote
breaches-as-text = tekstinä
breaches-people-told-heading = Ilmoittaminen ihmisille
breaches-people-hint = Korkeasta riskistä ilmoitetaan ihmisille ilman aiheetonta viivytystä. Kirjeet ja viestit tehdään sivulla Keitä loukkaus koskee.
breaches-how-told = Miten ilmoitettiin
breaches-public-hint = Kun jokaiselle ilmoittaminen vaatisi kohtuutonta vaivaa (tietosuoja-asetus 34 artikla 3 kohta c).
breaches-why-public = Miksi, ja missä tiedote julkaistiin
breaches-why-spared = Peruste
breaches-spared-protected = tietoja ei voi lukea, esimerkiksi salauksen vuoksi
breaches-spared-averted = toimenpiteet estävät korkean riskin toteutumisen
breaches-reasons = Perustelut
breaches-do-close = Päätä loukkaus
breaches-lessons = Mitä opittiin
breaches-no-breach-hint = Kirjaa miksi. Merkintä säilytetään kuten loukkaus.
breaches-people-page = Keitä loukkaus koskee
breaches-everybody = Kaikki
breaches-untold = Ilmoittamatta
breaches-nobody-yet = Luettelossa ei ole ketään.
breaches-chosen = Valittu
breaches-name-of = Kuka
breaches-opened = Avattu
breaches-listed = Näkyi luettelossa
breaches-told = Ilmoitettu
breaches-told-on = Ilmoitettu { $day }
breaches-affected-by = Tietoturvaloukkaus
breaches-letters-hint = Enintään { $count } kerrallaan. Kirjeet ja viestit luovutetaan tiedostoina eikä niitä lähetetä itsestään; merkitse lopuksi, kenelle on ilmoitettu.
breaches-letters = Kirjeet (PDF)
breaches-mail = Sähköpostit (.eml)
breaches-way = Miten
breaches-way-letter = kirje
breaches-way-email = sähköposti
breaches-way-spoken = puhelimitse tai suullisesti
breaches-mark-told = Valituille on ilmoitettu
breaches-not-affected = Loukkaus ei koske valittuja
breaches-add-person = Lisää henkilö
breaches-seen-title = Mitä nähtiin
breaches-seen-help = Lokista: keiden tietoja tunnus, rajapinnan avain tai ohjelman työ näki kahden hetken välillä ja mitä. Avatut erotetaan niistä, jotka vain näkyivät luettelossa. Katselusta jää merkintä.
breaches-seen-account = Tunnus ja aika
breaches-seen-who = Kenen katselut
breaches-from = Alkaen
breaches-until = Asti
breaches-seen-look = Näytä
breaches-seen-address = Verkko-osoite
breaches-address = IP-osoite
breaches-address-hint = Osoitteita ei säilytetä. Annettua osoitetta voidaan verrata tiivisteisiin verkoista, joista kukin tunnus on kirjautunut viimeisten 90 päivän aikana.
breaches-seen-compare = Vertaa
breaches-address-nobody = Mikään tunnus ei ole kirjautunut tästä verkosta viimeisten 90 päivän aikana.
breaches-address-last = viimeksi { $at }
breaches-sessions = Istunnot
breaches-sessions-hint = Kirjautumisesta uloskirjautumiseen tai enintään 12 tuntia. Samanaikaisia istuntoja ei eroteta toisistaan.
breaches-seen-nobody = Kenenkään tietoja ei nähty tuona aikana.
breaches-seen-on = Tässä osassa ei ole ketään; jatka eteenpäin.
breaches-first = Ensin
breaches-last = Viimeksi
breaches-times = Kertoja
breaches-take = Ota nämä ihmiset loukkauksen luetteloon
breaches-take-hint = Luetteloon tulevat kaikki, joiden tietoja nähtiin valittuna aikana, myös seuraavilta sivuilta.
breaches-which = Loukkaus
breaches-csv = Tallenna tiedostoksi (CSV)
breaches-csv-why = Miksi tiedosto tarvitaan
breaches-csv-id = Tunniste
breaches-reference = Viite
breaches-authority-title = Ilmoitus henkilötietojen tietoturvaloukkauksesta
breaches-authority-intro = Ilmoitus tietosuoja-asetuksen (EU) 2016/679 33 artiklan mukaan.
breaches-part-what = Mitä tapahtui
breaches-part-whom = Keitä ja mitä se koskee
breaches-part-consequences = Todennäköiset seuraukset
breaches-part-measures = Toimenpiteet
breaches-part-contact = Yhteyshenkilö
breaches-part-phases = Aiemmin ilmoitettu
breaches-nothing-yet = Ei vielä tietoa; täydennetään.
breaches-people-title = Tietoturvaloukkaus koskee tietojasi
breaches-people-ask = Lisätietoja antaa
breaches-people-complain = Voit tehdä asiasta valituksen valvontaviranomaiselle:
breaches-people-begin =
    Mitä tapahtui:

    Mitä tietoja asia koskee:

    Mitä tästä voi seurata:

    Mitä olemme tehneet:

    Mitä voit itse tehdä:
error-breaches-name = Anna loukkaukselle lyhyt nimi, jossa ei ole kenenkään nimeä.
error-breaches-moment = Kirjoita hetki, joka on jo ollut, esimerkiksi 24.11.2026 10.30.
error-breaches-noticed-before = Loukkaus havaittiin ennen kuin se tapahtui: tarkista hetket.
error-breaches-words = Kirjoita mitä tehtiin tai miksi.
error-breaches-late-why = 72 tuntia on kulunut: kirjoita myös, miksi ilmoitus viivästyi.
error-breaches-choice = Valitse vaihtoehto.
error-breaches-number = Kirjoita määrä numeroin.
error-breaches-length = Tekstiä tai rivejä on liikaa. Lyhennä tekstiä tai rajaa aikaa.
error-breaches-nobody = Valitse ihmiset luettelosta, enintään sata kerrallaan, tai anna asiakasnumero.
error-breaches-all-told = Kaikille valituille on jo ilmoitettu.
error-breaches-not-reached = Jollakulla valituista ei ole nimeä tai osoitetta tätä tapaa varten. Poista hänet valinnasta ja ilmoita toisin.
error-breaches-unworded = Kirjoita ensin teksti jokaisella kielellä, jota valitut lukevat.
error-breaches-seen = Valitse tunnus ja anna aika, alku ennen loppua.
error-breaches-reason = Kirjoita miksi tiedosto tarvitaan.
error-breaches-not-aware = Kirjaa ensin, milloin loukkaus tuli ilmi.
error-breaches-aware-already = Loukkaus on jo kirjattu tulleen ilmi.
error-breaches-before = Hetki on ennen sitä, mitä se seuraa.
error-breaches-unassessed = Arvioi ensin riski.
error-breaches-risk-likely = Riskistä on ilmoitettava viranomaiselle.
error-breaches-told-already = Viranomaiselle on jo ilmoitettu.
error-breaches-authority-open = Ilmoita ensin viranomaiselle tai kirjaa, miksi ei ilmoiteta.
error-breaches-people-open = Ilmoita ensin ihmisille tai kirjaa, miksi ei tarvitse.
error-breaches-not-high = Riski ei ole korkea, joten ilmoittamisesta ei tarvitse poiketa.
error-breaches-over = Loukkaus on jo päättynyt.
retention-needed-breach = hänelle on ilmoitettava loukkauksesta
job-oversight = Käytön seuranta ja loukkausten määräajat
people-job-oversight = käytön seuranta
today-breaches-see = Näytä loukkaukset
breaches-hours-left = { $count ->
    [one] { $count } tunti jäljellä
   *[other] { $count } tuntia jäljellä
}
breaches-hours-late = { $count ->
    [one] { $count } tunti myöhässä
   *[other] { $count } tuntia myöhässä
}
breaches-of-them-told = { $count ->
    [one] joista { $count } henkilölle on ilmoitettu
   *[other] joista { $count } henkilölle on ilmoitettu
}
today-breaches = { $count ->
    [one] { $count } avoin tietoturvaloukkaus
   *[other] { $count } avointa tietoturvaloukkausta
}
