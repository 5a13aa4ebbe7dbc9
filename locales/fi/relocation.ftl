# Moving to a server.

cli-moved = Rekisteri on palvelimella: { $tables } taulua, { $rows } riviä, jokainen verrattu.
cli-moved-back = Entiset tiedostot ovat sellaisinaan kansiossa { $folder }. Palataksesi ennen kuin mitään on muutettu: siirrä ne takaisin datakansioon ja poista tiedostosta seloste.toml rivi postgres. Kun palvelin toimii, hävitä ne.
error-folder-moving = Rekisteriä ollaan siirtämässä palvelimelle, tai siirto katkesi. Aja seloste move uudelleen samalla osoitteella. Jos haluat luopua siirrosta eikä seloste.toml nimeä palvelinta, poista kansiosta tiedosto moving.
error-folder-moved-away = Rekisteri on siirretty palvelimelle, mutta seloste.toml ei nimeä palvelinta. Kirjoita sinne rivi postgres, tai palaa vanhaan: siirrä kansion moved tiedostot takaisin datakansioon.
error-move-on-server = Rekisteri on jo palvelimella.
error-move-address = Anna palvelimen osoite muodossa postgres://käyttäjä@kone/tietokanta.
error-move-in-use = Jokin toinen ohjelma käyttää rekisteriä. Pysäytä seloste serve ja yritä uudelleen.
error-move-otherwhere = Aiempi siirto toiselle palvelimelle katkesi. Anna sama osoite kuin silloin.
error-store-copy-in-use = Palvelimella on jo jotakin muuta kuin tämän rekisterin siirron alku. Anna tyhjä tietokanta tai tyhjennä sen skeemat seloste_register, seloste_index ja seloste_trail.
error-store-copy-differs = Palvelimelle kopioitu ei ole sama kuin tiedostoissa. Mitään ei vaihdettu. Tyhjennä palvelimen skeemat ja yritä uudelleen.
