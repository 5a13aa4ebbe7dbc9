# Fields of the company's own, as its notice declares them.

fields-title = Omat kentät
fields-gone = ei enää selosteessa
fields-gone-named = { $field } (ei enää selosteessa)
fields-gone-earlier = aiempia tietoja
fields-change = Muuta: { $field }
fields-erase = Poista kokonaan: { $field }
fields-empty-hint = tyhjä: ei tietoa
error-fields-text = Teksti on liian pitkä. Kirjoita enintään 500 merkkiä.
error-fields-number = Lukua ei ymmärretty. Kirjoita esimerkiksi 12 tai 12,5.
error-fields-day = Päivää ei ymmärretty. Kirjoita se muodossa 1.3.2027.
error-fields-choice = Vaihtoehtoa ei ole. Valitse jokin kentän vaihtoehdoista.
error-fields-unknown = Seloste ei nimeä tällaista kenttää. Avaa sivu uudelleen.
error-fields-not-of-kind = Kenttä ei koske tällaista asiakasta: seloste nimeää sen vain henkilöille tai vain yrityksille.
error-fields-declared = Seloste nimeää kentän, joten sitä ei poisteta kokonaan. Tyhjennä kentän tieto sen sijaan.
