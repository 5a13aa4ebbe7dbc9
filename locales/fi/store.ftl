# Lauseet tietokantojen häiriöistä.
error-store-busy = Rekisteri on varattu. Odota hetki ja yritä uudelleen.
error-store-unique = Tämä on jo olemassa. Katso, mitä on tallennettu, ja muuta sitä.
error-store-reference = Jokin, mihin tämä kuuluu, puuttuu, tai tähän viitataan yhä muualta. Lataa sivu uudelleen ja yritä sitten uudelleen.
error-store-check = Arvo ei sovi kenttäänsä. Korjaa se ja yritä uudelleen.
error-store-full = Rekisterin levy on täynnä. Mitään ei tallennettu. Kerro asiasta ylläpitäjälle.
error-store-damaged = Tietokanta on vioittunut. Kerro siitä heti ylläpitäjälle: uusin varmuuskopio tarvitaan.
error-store-read-only = Tänne ei voi nyt tallentaa mitään. Kerro asiasta ylläpitäjälle.
error-store-unreachable = Tietokantapalvelin ei vastaa. Yritä hetken kuluttua uudelleen; jos häiriö jatkuu, kerro asiasta ylläpitäjälle.
error-store-location = Tietokantaa ei voi avata. Tarkista sen paikka asetuksista ja oikeudet kansioon.
error-store-newer = Ohjelman uudempi versio on muuttanut rekisteriä. Käynnistä se versio tai palauta tällä versiolla tehty varmuuskopio.
error-store-changed = Rekisterin taulut eivät kuulu tähän ohjelmaversioon. Käynnistä versio, joka ne teki.
error-store-migration = Rekisterin tauluja ei voitu päivittää. Mitään ei muutettu. Kerro asiasta ohjelman tekijälle.
error-store-touched = Joku muu muutti tätä samaan aikaan. Lataa sivu uudelleen ja yritä sitten uudelleen.
error-store-missing = Tätä ei enää ole. Lataa sivu uudelleen.
error-store-many = Vika ohjelmassa: useita, vaikka saisi olla vain yksi. Kerro asiasta ylläpitäjälle.
error-store-unreadable = Tallennettu arvo on vioittunut. Kerro asiasta ylläpitäjälle.
error-store-identifier = Vika ohjelmassa: taululla on outo nimi. Kerro asiasta ylläpitäjälle.
error-store-ended = Vika ohjelmassa: työ jatkui, vaikka se oli jo epäonnistunut. Mitään ei tallennettu. Kerro asiasta ylläpitäjälle.
error-store-panicked = Vika ohjelmassa. Mitään ei tallennettu. Kerro asiasta ylläpitäjälle.
error-store-closed = Rekisteriä suljetaan. Yritä uudelleen, kun se on taas käynnissä.
error-store-engine = Vika ohjelmassa: tietokanta ei tehnyt, mitä pyydettiin. Mitään ei tallennettu. Kerro asiasta ylläpitäjälle.
error-store-not-encrypted = Tietokantapalvelin on verkossa, eikä yhteyttä salata. Lisää osoitteeseen sslmode=require.
