# A whole register, taken out and in.

cli-passphrase = Paketin tunnuslause
cli-with-password = Suostujan salasana
cli-whole-out = Rekisteri on suljettuna pakettina kansiossa { $folder }. Luo uusi rekisteri selosteella { $notice } ja ylläpitäjällä, jonka osoitetta ei ole vanhassa.
cli-whole-next = Anna siellä komento seloste import register ja sama tunnuslause. Vie tunnuslause toista tietä kuin paketti, ja hävitä paketti, kun uusi rekisteri toimii. Loki jää vanhaan rekisteriin.
cli-whole-in = Rekisteri on tuotu: { $tables } taulua, { $rows } riviä, jokainen taulu verrattu pakettiin.
cli-whole-anew = Rekisteriin ehdittiin jo kirjoittaa. Poista kansio (ja palvelimella rekisterin skeemat), luo rekisteri uudelleen ja yritä taas.
error-cli-passphrase-short = Tunnuslauseessa pitää olla ainakin 16 merkkiä.
error-cli-folder-not-made = Kansiota ei voitu luoda. Anna uusi nimi paikasta, johon saat kirjoittaa.
error-vault-package-none = Tiedosto register.seloste ei ole rekisterin paketti. Anna kansio, jonka seloste export register teki.
error-whole-unreadable = Pakettia register.seloste ei voitu lukea kansiosta. Tarkista kansion nimi.
error-whole-other-kind = Paketti ei ole tässä muodossa. Vie rekisteri uudelleen.
error-whole-passphrase = Salalause ei avaa pakettia, tai pakettia on muutettu. Anna se salalause, jolla rekisteri vietiin; jos se on oikea, vie rekisteri uudelleen.
error-whole-other-tables = Paketin on tehnyt Selosteen toinen versio. Päivitä molemmat samaan versioon ja vie rekisteri uudelleen.
error-whole-differs = Taulun sisältö ei ole se, joka vietiin. Vie rekisteri uudelleen.
error-whole-not-fresh = Rekisterissä on jo asiakkaita tai käyttäjiä. Tuo paketti uuteen rekisteriin, jonka luot komennolla seloste init.
error-whole-other-notice = Rekisteri on luotu toisella selosteella. Luo se paketin kansiossa olevalla tiedostolla notice.toml.
error-whole-address-taken = Ylläpitäjän osoite on jo paketin käyttäjällä. Luo rekisteri ylläpitäjällä, jonka osoitetta paketissa ei ole.
error-whole-erased = Viennin aikana poistettiin tietoja, joten paketti jäi kesken ja hävitettiin. Vie rekisteri uudelleen.
error-whole-damaged = Paketti register.seloste on vioittunut tai jäänyt lyhyeksi. Kopioi se uudelleen sieltä, minne se vietiin; jos se on vioittunut sielläkin, vie rekisteri uudelleen.
