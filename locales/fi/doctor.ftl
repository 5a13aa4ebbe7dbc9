# Tohtori: mitä rekisterissä on vialla ja miten se korjataan.

error-doctor-folder-exposed = Muutkin pääsevät rekisterin kansioon { $folder }. Rajaa se omistajalleen komennolla chmod 700.
error-doctor-folder-foreign = Kansion { $folder } omistaa toinen käyttäjä (tunnus { $owner }), joten sitä ei avattu. Aja komento omistajana, esimerkiksi runuser -u seloste -- seloste doctor.
error-doctor-disk-full = Levyllä on tilaa vain { $mib } Mt. Vapauta tilaa, ennen kuin rekisteriin ei voi enää tallentaa.
error-doctor-clock-back = Koneen kello on siirtynyt taaksepäin: jotakin on tehty tulevaisuudessa. Tarkista kello ja sen tahdistus, ennen kuin rekisteriin tallennetaan lisää.
error-doctor-job-overdue = { $job }: olisi pitänyt ajaa jo kauan sitten. Käynnistä seloste serve ilman valitsinta --no-jobs tai aja seloste doctor --run-jobs.
error-doctor-job-failed = { $job } epäonnistui: { $why }
error-doctor-certificate-over = Varmenteen voimassaolo päättyi { $until }. Uusi se: seloste certificate make --host, tai vaihda oman varmenteesi tiedostot.
error-doctor-certificate-soon-over = Varmenteen voimassaolo päättyy pian, { $until }. Uusi se: seloste certificate make --host, tai vaihda oman varmenteesi tiedostot.
error-doctor-certificate-not-yet = Varmenne on voimassa vasta { $from } alkaen. Tarkista koneen kello ja varmenne.
error-doctor-certificate-other-host = Varmenne ei ole palvelimelle { $host }. Luo uusi komennolla seloste certificate make --host tai korjaa nimi.
error-doctor-ready-no = Rekisteri on käynnissä mutta ei valmis palvelemaan (osoite { $address }). Lue sen loki ja tämän komennon muut huomautukset.
doctor-disk-room = Levyllä on tilaa { $mib } Mt.
doctor-mended-settled = Käynnistys siirsi lokiin { $count } riviä, jotka olivat jääneet odottamaan.
doctor-mended-erased = Käynnistys hävitti uudelleen { $count } hävitettyä erää.
doctor-mended-noes = Käynnistys palautti { $count } kieltoa, jotka vanha varmuuskopio oli unohtanut.
doctor-mended-files = Käynnistys korjasi { $count } kesken jäänyttä tiedostoa.
doctor-mended-index = Käynnistys teki hakemiston uudelleen.
doctor-trail-true = Loki on ehjä: { $lines } riviä.
doctor-listener-open = Osoitteessa { $address } vastataan.
doctor-listener-silent = Osoitteessa { $address } ei vastata: rekisteri ei ole käynnissä tai palomuuri estää yhteyden.
doctor-ready-yes = Rekisteri on käynnissä ja valmis (osoite { $address }).
