//! Towns, how many thousand people live there, and a few of their postal codes.
//!
//! Sources: names of municipalities, Tilastokeskus (CC BY 4.0); populations, rough and for weighting only, after
//! Tilastokeskus' population structure 2024; shares of Swedish speakers likewise; postal
//! codes and their towns are facts of Posti's postal code list.

/// One town a line: name in Finnish, its genitive, name in Swedish, thousands of inhabitants,
/// Swedish speakers in a hundred, postal codes. Where no Swedish speakers are counted the postal
/// town has one name only.
pub(crate) const TOWNS: &str = "
    Helsinki; Helsingin; Helsingfors; 684; 5; 00100 00320 00580 00790
    Espoo; Espoon; Esbo; 320; 6; 02100 02230 02380 02740
    Tampere; Tampereen; Tammerfors; 260; 0; 33100 33300 33520 33710
    Vantaa; Vantaan; Vanda; 251; 2; 01200 01380 01530 01680
    Oulu; Oulun; Uleåborg; 216; 0; 90100 90240 90510 90580
    Turku; Turun; Åbo; 206; 6; 20100 20320 20520 20740
    Jyväskylä; Jyväskylän; Jyväskylä; 149; 0; 40100 40340 40520 40630
    Kuopio; Kuopion; Kuopio; 125; 0; 70100 70240 70400 70620
    Lahti; Lahden; Lahtis; 121; 0; 15100 15200 15340 15800
    Pori; Porin; Björneborg; 83; 0; 28100 28240 28500 28660
    Kouvola; Kouvolan; Kouvola; 78; 0; 45100 45120 45130 45150
    Joensuu; Joensuun; Joensuu; 78; 0; 80100 80130 80160 80200
    Lappeenranta; Lappeenrannan; Villmanstrand; 73; 0; 53100 53400 53600 53850
    Vaasa; Vaasan; Vasa; 69; 24; 65100 65170 65230 65300
    Hämeenlinna; Hämeenlinnan; Tavastehus; 68; 0; 13100 13200 13250 13430
    Seinäjoki; Seinäjoen; Seinäjoki; 66; 0; 60100 60120 60200 60250
    Rovaniemi; Rovaniemen; Rovaniemi; 65; 0; 96100 96300 96440 96600
    Mikkeli; Mikkelin; S:t Michel; 52; 0; 50100 50160 50200 50600
    Porvoo; Porvoon; Borgå; 51; 28; 06100 06150 06200 06400
    Salo; Salon; Salo; 51; 0; 24100 24130 24240 24260
    Kotka; Kotkan; Kotka; 50; 0; 48100 48230 48410 48750
    Kokkola; Kokkolan; Karleby; 48; 12; 67100 67300 67410 67600
    Hyvinkää; Hyvinkään; Hyvinge; 47; 0; 05440 05620 05820 05860
    Järvenpää; Järvenpään; Träskända; 47; 0; 04400 04410 04420 04430
    Lohja; Lohjan; Lojo; 45; 3; 08100 08200 08360 08480
    Nurmijärvi; Nurmijärven; Nurmijärvi; 45; 0; 01900
    Tuusula; Tuusulan; Tusby; 42; 0; 04300 04310 04320 04340
    Kirkkonummi; Kirkkonummen; Kyrkslätt; 41; 15; 02400 02410 02480
    Kerava; Keravan; Kervo; 39; 0; 04200 04220 04230 04250
    Rauma; Rauman; Raumo; 38; 0; 26100 26200 26510 26660
    Kaarina; Kaarinan; S:t Karins; 37; 0; 20780
    Kajaani; Kajaanin; Kajana; 36; 0; 87100 87200 87300 87500
    Nokia; Nokian; Nokia; 36; 0; 37100 37120 37130 37140
    Ylöjärvi; Ylöjärven; Ylöjärvi; 34; 0; 33470 33480
    Kangasala; Kangasalan; Kangasala; 34; 0; 36200 36220 36240 36270
    Savonlinna; Savonlinnan; Nyslott; 31; 0; 57100 57170 57220 57510
    Riihimäki; Riihimäen; Riihimäki; 28; 0; 11100 11120 11130 11310
    Raisio; Raision; Reso; 26; 0; 21120 21200 21210 21220
    Imatra; Imatran; Imatra; 25; 0; 55100 55400 55510 55700
    Sipoo; Sipoon; Sibbo; 23; 26; 04130
    Tornio; Tornion; Torneå; 21; 0; 94430 95420 95460 95520
    Iisalmi; Iisalmen; Idensalmi; 20; 0; 74100 74130 74150 74170
    Mustasaari; Mustasaaren; Korsholm; 20; 68; 65610
    Pietarsaari; Pietarsaaren; Jakobstad; 19; 54; 68600 68620 68630 68660
    Parainen; Paraisten; Pargas; 15; 52; 21600
    Kuusamo; Kuusamon; Kuusamo; 15; 0; 93600 93700 93800 93900
    Tammisaari; Tammisaaren; Ekenäs; 15; 78; 10600 10620 10650 10660
    Karjaa; Karjaan; Karis; 9; 60; 10300 10320
    Maarianhamina; Maarianhaminan; Mariehamn; 12; 82; 22100 22110 22120 22140
    Kauniainen; Kauniaisten; Grankulla; 10; 30; 02700
    Hanko; Hangon; Hangö; 8; 41; 10900
    Sodankylä; Sodankylän; Sodankylä; 8; 0; 99600
    Inari; Inarin; Enare; 7; 0; 99870
";
