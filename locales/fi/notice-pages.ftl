# The pages of the notice.

notice-read = Tietosuojaseloste
notice-menu = Tietosuojaseloste
notice-versions = Selosteen versiot
notice-version = Versio
notice-in-force = Voimassa alkaen
notice-edit = Muokkaa
notice-in-force-unknown = ei tiedossa
notice-published = Julkaistu
notice-current = voimassa
notice-pdf = Lataa PDF
notice-record = Seloste käsittelytoimista (30 art.)
notice-publish = Julkaise uusi versio
notice-publish-help = Valitse selostetiedosto. Ensin näet, mikä muuttuu ja mitä laki vaatii; mitään ei julkaista ennen kuin hyväksyt.
notice-file = Selostetiedosto
notice-check = Tarkista
notice-checked = Ennen julkaisua
notice-changes = Mikä muuttuu
notice-no-changes = Mikään ei muutu.
notice-findings = Mitä laki vaatii ja selosteesta puuttuu
notice-no-findings = Tarkistus ei löytänyt puutteita.
notice-go = Julkaise
notice-back = Takaisin versioihin
notice-broken = Tiedostossa on virheitä
notice-line = Rivi { $at }
error-notice-file-missing = Valitse selostetiedosto.
error-notice-file-not-text = Tiedosto ei ole tekstiä. Selostetiedosto on UTF-8-muotoinen TOML-tiedosto.
