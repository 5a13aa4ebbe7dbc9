# Miten rekisteri tavoitetaan: varmenteet, välityspalvelimet, kuunneltavat osoitteet.

listen-certificate = Varmenne: { $names }, voimassa { $until } asti. Sen SHA-256-sormenjälki: { $fingerprint }
listen-behind-proxy = Välityspalvelin tavoittaa rekisterin osoitteesta { $address }
error-listen-host-unfit = Palvelin annetaan nimenä tai osoitteena, kuten register.example.fi tai 192.0.2.7. Korjaa --host.
error-listen-operations-not-loopback = Tila ja mittarit kerrotaan vain tälle koneelle, esimerkiksi 127.0.0.1:7781. Muuta valitsinta --operations.
error-listen-certificate-half = Varmenne ja sen avain kuuluvat yhteen. Anna sekä --certificate että --key.
error-listen-certificate-unreadable = Varmennetta ei voitu lukea. Tarkista tiedoston nimi ja että rekisterin käyttäjä saa lukea sen; seloste certificate make --host luo varmenteen.
error-listen-certificate-key-unreadable = Varmenteen avainta ei voitu lukea. Tarkista tiedoston nimi ja että rekisterin käyttäjä saa lukea sen.
error-listen-certificate-key-exposed = Kaikki tämän koneen käyttäjät voivat lukea varmenteen avaimen. Rajaa se omistajalleen komennolla chmod 600.
error-listen-certificate-form = Varmenne ei ole PEM-muodossa tai se on vioittunut. Anna tiedosto, jonka alussa on BEGIN CERTIFICATE.
error-listen-certificate-key-form = Varmenteen avain ei ole PEM-muodossa, se on salattu tai sen lajia ei tueta. Anna tiedosto, jonka alussa on BEGIN PRIVATE KEY.
error-listen-certificate-mismatch = Avain kuuluu toiseen varmenteeseen. Anna se avain, jolla varmenne tilattiin.
error-listen-certificate-not-made = Varmennetta ei voitu luoda. Yritä uudelleen tai anna oma varmenne valitsimilla --certificate ja --key.
error-listen-certificate-unwritable = Varmennetta ei voitu kirjoittaa. Tarkista kansion oikeudet ja levytila.
