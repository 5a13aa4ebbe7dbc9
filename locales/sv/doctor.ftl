# Doktorn: vad som är fel med registret och hur det rättas.

error-doctor-folder-exposed = Andra kommer åt registrets mapp { $folder }. Begränsa den till ägaren med chmod 700.
error-doctor-folder-foreign = Mappen { $folder } ägs av en annan användare (nummer { $owner }) och öppnades därför inte. Kör kommandot som ägaren, till exempel runuser -u seloste -- seloste doctor.
error-doctor-disk-full = På disken finns bara { $mib } MB ledigt. Frigör utrymme innan inget mer kan sparas i registret.
error-doctor-clock-back = Datorns klocka har gått bakåt: något har gjorts i framtiden. Kontrollera klockan och hur den ställs innan mer sparas i registret.
error-doctor-job-overdue = { $job }: skulle ha körts för länge sedan. Starta seloste serve utan --no-jobs eller kör seloste doctor --run-jobs.
error-doctor-job-failed = { $job } misslyckades: { $why }
error-doctor-certificate-over = Certifikatet slutade gälla { $until }. Förnya det: seloste certificate make --host, eller byt filerna för ditt eget certifikat.
error-doctor-certificate-soon-over = Certifikatet slutar snart gälla, { $until }. Förnya det: seloste certificate make --host, eller byt filerna för ditt eget certifikat.
error-doctor-certificate-not-yet = Certifikatet gäller först från { $from }. Kontrollera datorns klocka och certifikatet.
error-doctor-certificate-other-host = Certifikatet gäller inte för { $host }. Gör ett nytt med seloste certificate make --host eller rätta namnet.
error-doctor-ready-no = Registret är i gång men inte redo att betjäna (adress { $address }). Läs dess logg och de andra anmärkningarna här.
doctor-disk-room = På disken finns { $mib } MB ledigt.
doctor-mended-settled = Starten flyttade { $count } rader som väntade till loggen.
doctor-mended-erased = Starten förstörde { $count } förstörda poster på nytt.
doctor-mended-noes = Starten återställde { $count } förbud som en gammal säkerhetskopia hade glömt.
doctor-mended-files = Starten rättade { $count } filer som blivit halvfärdiga.
doctor-mended-index = Starten gjorde sökregistret på nytt.
doctor-trail-true = Loggen är hel: { $lines } rader.
doctor-listener-open = På adressen { $address } svarar någon.
doctor-listener-silent = På adressen { $address } svarar ingen: registret är inte i gång eller en brandvägg hindrar.
doctor-ready-yes = Registret är i gång och redo (adress { $address }).
