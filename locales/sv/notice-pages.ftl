# The pages of the notice.

notice-read = Dataskyddsbeskrivning
notice-menu = Dataskyddsbeskrivning
notice-versions = Beskrivningens versioner
notice-version = Version
notice-in-force = I kraft från
notice-edit = Redigera
notice-in-force-unknown = okänt
notice-published = Publicerad
notice-current = i kraft
notice-pdf = Hämta PDF
notice-record = Register över behandling (art. 30)
notice-publish = Publicera en ny version
notice-publish-help = Välj beskrivningens fil. Först ser du vad som ändras och vad lagen kräver; ingenting publiceras förrän du godkänner.
notice-file = Beskrivningens fil
notice-check = Kontrollera
notice-checked = Före publiceringen
notice-changes = Vad som ändras
notice-no-changes = Ingenting ändras.
notice-findings = Vad lagen kräver och beskrivningen saknar
notice-no-findings = Kontrollen hittade inga brister.
notice-go = Publicera
notice-back = Tillbaka till versionerna
notice-broken = Filen innehåller fel
notice-line = Rad { $at }
error-notice-file-missing = Välj beskrivningens fil.
error-notice-file-not-text = Filen är inte text. Beskrivningens fil är en TOML-fil i UTF-8.
