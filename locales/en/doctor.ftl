# The doctor: what is wrong with a register and how to mend it.

error-doctor-folder-exposed = Others can get into the register's folder { $folder }. Restrict it to its owner with chmod 700.
error-doctor-folder-foreign = The folder { $folder } belongs to another user (number { $owner }), so it was not opened. Run the command as its owner, such as runuser -u seloste -- seloste doctor.
error-doctor-disk-full = The disk has only { $mib } MB of room. Make room before nothing more can be stored in the register.
error-doctor-clock-back = The computer's clock has gone back: something was done in the future. Check the clock and how it is set before more is stored in the register.
error-doctor-job-overdue = { $job }: should have run long ago. Start seloste serve without --no-jobs, or run seloste doctor --run-jobs.
error-doctor-job-failed = { $job } failed: { $why }
error-doctor-certificate-over = The certificate was valid until { $until }. Renew it: seloste certificate make --host, or replace the files of your own certificate.
error-doctor-certificate-soon-over = The certificate is valid only until { $until }. Renew it: seloste certificate make --host, or replace the files of your own certificate.
error-doctor-certificate-not-yet = The certificate is valid only from { $from } on. Check the computer's clock and the certificate.
error-doctor-certificate-other-host = The certificate is not for { $host }. Make a new one with seloste certificate make --host, or correct the name.
error-doctor-ready-no = The register runs but is not ready to serve (address { $address }). Read its log and what else is told here.
doctor-disk-room = The disk has { $mib } MB of room.
doctor-mended-settled = The start moved { $count } lines to the trail that were waiting.
doctor-mended-erased = The start destroyed { $count } destroyed lots once more.
doctor-mended-noes = The start put back { $count } objections that an old backup had forgotten.
doctor-mended-files = The start mended { $count } files that were half written.
doctor-mended-index = The start made the index anew.
doctor-trail-true = The trail is whole: { $lines } lines.
doctor-listener-open = Somebody answers at { $address }.
doctor-listener-silent = Nobody answers at { $address }: the register is not running, or a firewall is in the way.
doctor-ready-yes = The register is running and ready (address { $address }).
