# The page that says how accessible the program is.

accessibility-title = Saavutettavuus
accessibility-aim = Tavoitteena on, että jokaista sivua voi käyttää jokainen: WCAG 2.2:n tasot A ja AA. Tällä sivulla kerrotaan, miten se on tehty, miten se on todettu ja mitä tiedetään puuttuvan.
accessibility-how = Miten sivut toimivat
accessibility-keys = Kaikki toimii pelkällä näppäimistöllä, ja kohdistus näkyy aina. Näppäimet luetellaan kysymysmerkin takana.
accessibility-scripts = Kaikki toimii myös ilman skriptejä. Niiden kanssa haku vastaa kirjoittaessa ja tuonnin eteneminen näkyy itsestään.
accessibility-zoom = Sivut mahtuvat 360 pikselin leveyteen ja suurentuvat 200 prosenttiin ilman, että mitään katoaa.
accessibility-look = Vaalea ja tumma ulkoasu sekä suuri kontrasti seuraavat selaimen asetusta; vaalean tai tumman voi valita myös omalta tililtä.
accessibility-words = Tila sanotaan sanoin eikä pelkällä värillä, ja virhe kertoo, mitä tehdä.
accessibility-tested = Miten se on todettu
accessibility-tested-how = Jokaisessa julkaisussa sivut käydään läpi oikealla selaimella axe-core-ohjelmalla, vaaleana ja tummana, sekä näppäimistöllä ja puhelimen leveydellä.
accessibility-known = Mitä puuttuu
accessibility-known-pdf = PDF-tiedostot ovat muotoa PDF/A, jossa rakennetta ei ole merkitty ruudunlukijalle; sama sisältö on verkkosivuna.
accessibility-known-people = Ruudunlukijan päivittäiskäyttäjä ei ole vielä arvioinut ohjelmaa.
accessibility-tell = Jos jokin ei toimi
accessibility-tell-to = Kerro siitä osoitteeseen { $address }.
accessibility-tell-controller = Kerro siitä rekisterinpitäjälle; yhteystiedot ovat tietosuojaselosteessa.
accessibility-known-keys = Yhden kirjaimen näppäimiä (n, j, k, / ja ?) ei voi kytkeä pois; ne toimivat vain kenttien ulkopuolella.
