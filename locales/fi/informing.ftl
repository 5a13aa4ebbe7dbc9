# Telling people whose data came from elsewhere (GDPR art. 14): who is due, letters, e-mails.

informing-menu = Kerrottava selosteesta
informing-title = Kerrottava selosteesta
informing-help = Henkilölle, jonka tiedot on saatu muualta kuin häneltä itseltään, kerrotaan siitä kuukauden kuluessa (tietosuoja-asetuksen 14 artikla). Kiireisimmät ovat ensin.
informing-batches = Tuonneittain
informing-no-batch = ilman tuontitiedostoa
informing-count = { $count ->
    [one] { $count } henkilö
   *[other] { $count } henkilöä
}
informing-first = viimeistään { $day }
informing-all = Näytä kaikki tuonnit
informing-hidden = { $count ->
    [one] { $count } henkilöä ei näytetä: hänestä kertoo se, joka vastaa henkilöiden oikeuksista.
   *[other] { $count } henkilöä ei näytetä: heistä kertoo se, joka vastaa henkilöiden oikeuksista.
}
informing-none = Kenellekään ei ole kerrottavaa.
informing-choose = Henkilö
informing-by = Viimeistään
informing-ways = Tavoittaa
informing-source = Tuonti
informing-protected = turvakielto
informing-late = myöhässä
informing-unreached = ei osoitetta
informing-write = Kirjoita valituille
informing-write-help = Enintään { $count } kerralla. Kirjettä ei tallenneta, ja jokaisesta henkilöstä jää merkintä lokiin.
informing-enclose = Liitä seloste kokonaan
informing-letters = Kirjeet (PDF)
informing-mail = Sähköpostit (.eml)
informing-tell = Merkitse kerrotuksi
informing-tell-help = Kun viesti on lähtenyt, merkitse se. Jos henkilö tietää selosteen sisällön jo, valitse se ja kirjoita perustelu hänen muistiinpanoihinsa.
informing-told = Merkitse valitut
informing-nobody = Valitse ainakin yksi henkilö.
informing-too-many = Valitse enintään { $count } henkilöä kerralla.
informing-all-told = Valituille on jo kerrottu.
informing-no-address = Valituista { $count }:lla ei ole voimassa olevaa postiosoitetta. Poista valinta heiltä tai lisää osoite.
informing-no-email = Valituista { $count }:lla ei ole voimassa olevaa sähköpostiosoitetta. Poista valinta heiltä tai lisää osoite.
informing-undo = Kumoa merkintä
informing-letter-title = Tietojasi on rekisterissämme
informing-letter-begin = { $controller } käsittelee henkilötietojasi, jotka on saatu muualta kuin sinulta itseltäsi. Kerromme siitä tietosuoja-asetuksen (EU) 2016/679 14 artiklan mukaisesti.
informing-letter-controller = Rekisterinpitäjä
informing-letter-register = Rekisteri
informing-letter-sources = Mistä tiedot ovat
informing-letter-categories = Mitä tietoja
informing-letter-purposes = Mihin ja millä perusteella
informing-letter-kept = Kuinka kauan
informing-letter-recipients = Kuka voi saada tietoja
informing-letter-rights = Oikeutesi
informing-letter-rights-begin = Sinulla on seuraavat oikeudet. Niiden käyttäminen ei maksa mitään.
informing-letter-ask = Kysy meiltä
informing-letter-enclosed = Tietosuojaseloste on kokonaan tämän kirjeen liitteenä.
informing-letter-notice = Lähetämme tietosuojaselosteen kokonaan, kun pyydät sitä.
permissions-shown-known = tietää jo
permissions-undone = kumottu
done-informed = Merkitty kerrotuksi.
letters-title = Kirjeet
letters-day = Päivä
error-letters-no-sender = Selosteessa ei ole yhteyshenkilön eikä rekisterinpitäjän sähköpostiosoitetta. Lisää se selosteeseen.
error-letters-no-address = Jonkun valitun sähköpostiosoite ei kelpaa. Korjaa osoite hänen sivullaan.
error-letters-not-written = Viestiä ei voitu koota. Yritä uudelleen.
