# Search and list.

find-menu = Asiakkaat
find-list = Asiakkaat
find-search = Hae asiakasta
find-words = Hae
find-words-hint = nimi, sähköposti, puhelin, osoite, asiakasnumero tai Y-tunnus
find-do = Hae
find-nothing = Ei osumia. Kokeile osaa nimestä, puhelinnumeroa tai sähköpostia.
find-press-enter = Vielä ei osumia. Paina Enter, niin haetaan pidempään ja sallitaan kirjoitusvirheet.
find-cut = Haku ei ehtinyt käydä kaikkia läpi eikä löytänyt ketään. Lisää sana tai kirjoita sanat pidemmälle.
find-more = Osumia on enemmän kuin tässä näkyy. Näytetään uusimmat: lisää sana, niin haku tarkentuu.
find-loose = Täsmälleen näin kirjoitettua ei löytynyt. Tässä ovat melkein samanlaiset.
find-hits = { $count ->
        [one] Yksi osuma
       *[other] { $count } osumaa
    }
find-rows = Asiakkaat
find-name = Nimi
find-kind = Tyyppi
find-number = Asiakasnumero
find-all = Kaikki asiakkaat
find-count = { $count ->
        [one] Yksi asiakas.
       *[other] { $count } asiakasta.
    }
find-over = Yli { $count } asiakasta.
find-newest = Uusimmat ensin.
find-empty = Rekisterissä ei ole asiakkaita, joita saisit nähdä.
