# Hur registret nås: certifikat, proxyservrar, adresser som avlyssnas.

listen-certificate = Certifikat för { $names }, giltigt till { $until }. Dess SHA-256-fingeravtryck: { $fingerprint }
listen-behind-proxy = Proxyservern når registret på adressen { $address }
error-listen-host-unfit = En server anges med namn eller adress, till exempel register.example.fi eller 192.0.2.7. Rätta --host.
error-listen-operations-not-loopback = Tillstånd och mätvärden visas bara för den här datorn, till exempel 127.0.0.1:7781. Ändra --operations.
error-listen-certificate-half = Ett certifikat och dess nyckel hör ihop. Ange både --certificate och --key.
error-listen-certificate-unreadable = Certifikatet kunde inte läsas. Kontrollera filens namn och att registrets användare får läsa den; seloste certificate make --host gör ett certifikat.
error-listen-certificate-key-unreadable = Certifikatets nyckel kunde inte läsas. Kontrollera filens namn och att registrets användare får läsa den.
error-listen-certificate-key-exposed = Alla på datorn kan läsa certifikatets nyckel. Begränsa den till ägaren med chmod 600.
error-listen-certificate-form = Certifikatet är inte i PEM-form eller är skadat. Ange en fil som börjar med BEGIN CERTIFICATE.
error-listen-certificate-key-form = Certifikatets nyckel är inte i PEM-form, är krypterad eller av ett slag som inte stöds. Ange en fil som börjar med BEGIN PRIVATE KEY.
error-listen-certificate-mismatch = Nyckeln hör till ett annat certifikat. Ange den nyckel som certifikatet beställdes med.
error-listen-certificate-not-made = Certifikatet kunde inte göras. Försök igen eller ange ett eget med --certificate och --key.
error-listen-certificate-unwritable = Certifikatet kunde inte skrivas. Kontrollera mappens rättigheter och utrymmet på disken.
