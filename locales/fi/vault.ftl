# Lauseet avaimista ja sinetöidyistä tiedoista.
error-vault-randomness = Tietokone ei anna satunnaislukuja, joten avaimia ei voi luoda. Yritä hetken kuluttua uudelleen.
error-vault-root-key-missing = Juuriavain root.key puuttuu, eikä rekisteriä voi avata ilman sitä. Palauta se paikasta, johon otit sen talteen.
error-vault-root-key-exists = Kansiossa on jo root.key. Anna tyhjä tai uusi kansio valitsimella --data.
error-vault-root-key-unwritable = Juuriavainta root.key ei voitu kirjoittaa. Tarkista kansion oikeudet ja levytila.
error-vault-root-key-exposed = Muut voivat lukea juuriavaimen root.key. Rajaa se omistajalleen komennolla chmod 600.
error-vault-root-key-foreign = Juuriavaimen root.key omistaa tietokoneen toinen käyttäjä. Aja komento hänenä tai vaihda omistaja komennolla chown.
error-vault-root-key-length = Juuriavain root.key on vioittunut: siinä pitää olla 32 tavua. Palauta se paikasta, johon otit sen talteen.
error-vault-root-key-wrong = Juuriavain root.key on toisen rekisterin. Palauta tämän rekisterin avain paikasta, johon otit sen talteen.
error-vault-not-opened = Tallennettu tieto on vioittunut tai vaihdettu. Ilmoita tästä heti ylläpitäjälle.
error-vault-not-sealed = Tietoa ei voitu sinetöidä, joten mitään ei tallennettu. Ilmoita tästä ylläpitäjälle.
error-vault-key-gone = Tieto on hävitetty, eikä sitä saa takaisin.
error-vault-other-register = Avaimet, hakemisto tai rekisterin tietokanta ovat toisen rekisterin, tai rekisterin luonti jäi kesken. Palauta yhteen kuuluvat tai tee uusi rekisteri uuteen paikkaan.
error-vault-keys-behind = Avainten tiedosto keys.sqlite on vanhempi kuin rekisteri, joten osa tiedoista ei aukea. Palauta sen uusin kopio.
error-vault-file-damaged = Sinetöity tiedosto on vioittunut tai vaihdettu. Ilmoita tästä heti ylläpitäjälle.
error-vault-file-failed = Tiedostoa ei voitu lukea tai kirjoittaa rekisterin kansiossa. Tarkista kansion oikeudet ja levytila.
error-vault-columns = Ohjelmassa on virhe: sarakkeiden luettelo puuttuu. Ilmoita tästä tekijöille.
