# How the register is reached: certificates, proxies, listeners.

listen-certificate = Certificate for { $names }, valid until { $until }. Its SHA-256 fingerprint: { $fingerprint }
listen-behind-proxy = The proxy reaches the register at { $address }
error-listen-host-unfit = A host is given as a name or an address, such as register.example.fi or 192.0.2.7. Correct --host.
error-listen-operations-not-loopback = Health and metrics are told to this computer alone, such as 127.0.0.1:7781. Change --operations.
error-listen-certificate-half = A certificate and its key belong together. Give both --certificate and --key.
error-listen-certificate-unreadable = The certificate cannot be read. Check the name of the file and that the register's user may read it; seloste certificate make --host makes one.
error-listen-certificate-key-unreadable = The key of the certificate cannot be read. Check the name of the file and that the register's user may read it.
error-listen-certificate-key-exposed = Everybody on the computer can read the key of the certificate. Restrict it to its owner with chmod 600.
error-listen-certificate-form = The certificate is not in PEM form, or it is damaged. Give a file that begins with BEGIN CERTIFICATE.
error-listen-certificate-key-form = The key of the certificate is not in PEM form, is encrypted or of a kind that is not supported. Give a file that begins with BEGIN PRIVATE KEY.
error-listen-certificate-mismatch = The key belongs to another certificate. Give the key with which this certificate was ordered.
error-listen-certificate-not-made = The certificate could not be made. Try again, or give your own with --certificate and --key.
error-listen-certificate-unwritable = The certificate could not be written. Check the folder's permissions and the room on the disk.
