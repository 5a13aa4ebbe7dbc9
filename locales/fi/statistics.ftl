# Statistics: figures, never names.

statistics-menu = Tilastot
statistics-title = Tilastot
statistics-how = Luvut ovat kuukauden lopusta ja pyöristetty viiteen. Alle viiden ryhmät ja se, mistä ne voisi päätellä, jätetään pois. Kuukausi lasketaan kerran, kun se on päättynyt; rajoitetut ja tilastointia vastustaneet eivät ole mukana.
statistics-none = Lukuja ei ole vielä laskettu. Ne lasketaan itsestään, kun kuukausi on päättynyt.
statistics-month = Kuukausi
statistics-total = Yhteensä
statistics-few = alle 5
statistics-not-shown = ei näytetä
statistics-municipality = Asiakkaat kunnittain { $month }
statistics-municipality-how = Kunta on osoitteen postinumeron kunta Postin luettelon 2026 mukaan, sellaisena kuin osoitteet olivat kuukautta laskettaessa. Kunnat, joissa asiakkaita on alle viisi, on jätetty pois, samoin turvakiellon alaiset; osa voi asua useassa kunnassa.
statistics-municipality-place = Kunta
statistics-municipality-unknown = Kunta ei tiedossa
statistics-municipality-all = Kaikki asiakkaat
statistics-stock = Asiakkaat kuukauden lopussa
statistics-connections = Asiakkaat yhteyden mukaan
statistics-came = Tulleet kuukauden aikana
statistics-went = Lähteneet kuukauden aikana
