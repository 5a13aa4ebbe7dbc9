# Paketit: ulkopuoliselle valmisteltu aineisto ja sen luovuttaminen.

packages-tab = Paketit
packages-of-customer = Asiakkaan paketit
packages-title = Paketti
packages-help = Paketti on valmiiksi koottu aineisto, joka odottaa salattuna luovutusta. Se hävitetään määräpäivänä.
packages-none = Asiakkaasta ei ole valmisteltu paketteja.
packages-for-herself = henkilölle itselleen
packages-over = ei enää luovutettavissa
packages-waits = odottaa luovutusta
packages-handed = Luovutettu
packages-about = Mitä
packages-whom = Kenelle
packages-of = Kenestä
packages-made = Koottu
packages-until = Käytettävissä
packages-withheld = Asianosaiselle ei kerrota ennen kuin jälkeen päivän
packages-piece = paketti
packages-means-print = ladattu tulostettavaksi
packages-means-age = salattu vastaanottajan avaimella (age)
packages-means-age-passphrase = salattu salalauseella (age)
packages-means-zip = salattu salalauseella (ZIP)
packages-means-link = noudettu verkko-osoitteesta
packages-to-print = Lataa tulostettavaksi
packages-to-print-help = Tiedosto tulee koneelle salaamattomana. Tulosta tai anna se heti ja poista se koneelta.
packages-to-address = Verkko-osoite ja koodi
packages-to-address-help = Vastaanottaja noutaa aineiston kertakäyttöisestä osoitteesta. Lähetä osoite yhtä tietä ja kerro koodi toista, esimerkiksi puhelimessa.
packages-days = Voimassa päivää
packages-downloads = Noutokertoja
packages-make-address = Tee osoite
packages-works-until = voimassa { $at } asti
packages-fetched = { $count ->
    [0] ei noudettu
    [one] noudettu kerran
   *[other] noudettu { $count } kertaa
}
packages-tries = { $count ->
    [one] yksi väärä koodi
   *[other] { $count } väärää koodia
}
packages-closed = suljettu
packages-close = Sulje osoitteet
packages-to-passphrase = Salaa salalauseella
packages-to-passphrase-help = ZIP (AES-256) aukeaa tavallisilla pakkausohjelmilla, age-tiedosto age-ohjelmalla. Salalause näytetään kerran, eikä sitä tallenneta.
packages-as-zip = Salattu ZIP
packages-as-age = Salattu age-tiedosto
packages-to-key = Salaa vastaanottajan avaimella
packages-key = Vastaanottajan julkinen age-avain
packages-key-hint = alkaa age1
packages-withdraw = Hävitä paketti
packages-withdraw-help = Paketti hävitetään heti avaimineen, eikä sitä voi enää luovuttaa. Asiakkaan omat tiedot säilyvät.
packages-passphrase-title = Salalause
packages-passphrase-once = Kirjoita salalause muistiin nyt: sitä ei näytetä toiste. Kerro se vastaanottajalle eri tietä kuin tiedosto.
packages-download = Lataa salattu tiedosto
packages-back = Takaisin pakettiin
packages-address-title = Verkko-osoite ja koodi
packages-address = Osoite
packages-code = Koodi
packages-address-once = Kopioi osoite ja koodi nyt: niitä ei näytetä toiste. Lähetä ne eri teitä.
packages-fetch-title = Aineiston nouto
packages-fetch-help = { $controller } on valmistellut sinulle aineiston. Kirjoita koodi, jonka sait erikseen.
packages-code-hint = kymmenen merkkiä
packages-fetch = Nouda
packages-fetch-gone = Tämä osoite ei ole enää käytössä. Se on voinut vanhentua, tai aineisto on jo noudettu.
packages-fetch-ask = Jos aineisto jäi saamatta, pyydä uusi osoite. Lähettäjä: { $controller }.
people-job-packages = Pakettien luovutus ja hävitys (ohjelma)
job-packages = Vanhojen pakettien hävitys
done-packages-withdrawn = Paketti on hävitetty.
error-packages-name = Paketin nimessä on vain pieniä kirjaimia, numeroita ja viivoja.
error-packages-words = Lyhennä kuvausta: enintään 500 merkkiä.
error-packages-days = Valitse 1–30 päivää.
error-packages-parties = Paketti kertoo vähintään yhdestä ja enintään 100 asiakkaasta.
error-packages-empty = Paketissa ei ole mitään.
error-packages-over = Pakettia ei voi enää luovuttaa: sen aika on ohi tai se on hävitetty. Kokoa uusi.
error-packages-key = Tämä ei ole julkinen age-avain. Pyydä vastaanottajalta avain, joka alkaa age1.
error-packages-passphrase = Salalausetta ei tunnistettu. Pyydä uusi.
error-packages-downloads = Valitse 1–5 noutokertaa.
error-packages-gone = Tämä osoite ei ole enää käytössä.
error-packages-code = Koodi ei täsmää. Tarkista se ja yritä uudelleen; viiden väärän koodin jälkeen osoite sulkeutuu.
