# Tags: what customers are marked with.

tags-menu = Tunnisteet
tags-one = Tunniste
tags-title = Tunnisteet
tags-help = Tunnisteella merkitään asiakkaita, jotka kuuluvat yhteen. Tieto siitä, kenellä tunniste on, on salattu ja poistuu asiakkaan muiden tietojen mukana.
tags-name = Nimi
tags-name-hint = Nimen näkee jokainen, joka saa nähdä tunnisteet. Älä kirjoita siihen kenenkään nimeä äläkä mitään terveydestä, vakaumuksesta tai muusta arkaluonteisesta.
tags-add = Lisää tunniste
tags-none = Tunnisteita ei ole vielä. Lisää ensimmäinen yllä.
tags-change = Muuta
tags-deeds = Muuta
tags-end = Poista käytöstä
tags-ended = ei käytössä
tags-reopen = Ota käyttöön
tags-of-customer = Asiakkaan tunnisteet
tags-none-of-customer = Asiakkaalla ei ole tunnisteita.
tags-none-left = Muita tunnisteita ei ole.
tags-put = Lisää tunniste asiakkaalle
tags-put-do = Lisää
tags-take = Poista
done-tag-put = Tunniste on lisätty.
done-tag-taken = Tunniste on poistettu asiakkaalta.
error-tags-name = Anna tunnisteelle nimi, enintään 40 merkkiä.
error-tags-taken = Tällä nimellä on jo tunniste. Anna toinen nimi.
error-tags-too-many = Tunnisteita on jo 200. Nimeä jokin vanhoista uudelleen.
error-tags-ended = Tunniste on poistettu käytöstä. Valitse toinen.
