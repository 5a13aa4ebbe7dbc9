//! Words that invented streets, houses and companies are put together from.
//!
//! Two nouns that no one joins (`usva` + `kettu`) and an ending make a name that sounds at home and
//! that no town has.

/// First halves: Finnish and Swedish.
pub(crate) const FIRST: [(&str, &str); 16] = [
    ("Usva", "Dim"),
    ("Hopea", "Silver"),
    ("Kulta", "Guld"),
    ("Tuuli", "Vind"),
    ("Routa", "Tjäl"),
    ("Kaste", "Dagg"),
    ("Lumi", "Snö"),
    ("Halla", "Frost"),
    ("Pilvi", "Moln"),
    ("Sade", "Regn"),
    ("Hämy", "Skymnings"),
    ("Sini", "Blå"),
    ("Kupari", "Koppar"),
    ("Syys", "Höst"),
    ("Tähti", "Stjärn"),
    ("Sumu", "Töcken"),
];

/// Second halves: Finnish, its genitive, Swedish.
pub(crate) const SECOND: [(&str, &str, &str); 16] = [
    ("kettu", "ketun", "räv"),
    ("hauki", "hauen", "gädd"),
    ("mylly", "myllyn", "kvarn"),
    ("paja", "pajan", "smed"),
    ("kello", "kellon", "klock"),
    ("lyhty", "lyhdyn", "lykt"),
    ("airo", "airon", "år"),
    ("vene", "veneen", "båts"),
    ("rukki", "rukin", "spinnrocks"),
    ("kannel", "kanteleen", "harp"),
    ("ilves", "ilveksen", "lo"),
    ("sorvi", "sorvin", "svarv"),
    ("viikate", "viikatteen", "lie"),
    ("reki", "reen", "släd"),
    ("kuikka", "kuikan", "lom"),
    ("orava", "oravan", "ekorr"),
];

/// Endings of streets: Finnish and Swedish.
pub(crate) const STREETS: [(&str, &str); 8] = [
    ("katu", "gatan"),
    ("tie", "vägen"),
    ("kuja", "gränden"),
    ("polku", "stigen"),
    ("kaari", "bågen"),
    ("raitti", "stråket"),
    ("rinne", "brinken"),
    ("ranta", "stranden"),
];

/// Companies: what stands before and after the invented name, in Finnish.
pub(crate) const COMPANIES: [(&str, &str); 12] = [
    ("", " Oy"),
    ("", " Rakennus Oy"),
    ("", " Logistiikka Oy"),
    ("Tilitoimisto ", " Oy"),
    ("Kahvila ", " Oy"),
    ("Sähköasennus ", " Oy"),
    ("Putkityö ", " Oy"),
    ("Parturi-Kampaamo ", " Oy"),
    ("Leipomo ", " Oy"),
    ("Maalausliike ", " Oy"),
    ("Konepaja ", " Oy"),
    ("Lääkärikeskus ", " Oy"),
];

/// The same in Swedish.
pub(crate) const COMPANIES_SWEDISH: [(&str, &str); 6] = [
    ("", " Ab"),
    ("Ab ", " Bygg"),
    ("Bokföringsbyrå ", " Ab"),
    ("Café ", " Ab"),
    ("Elmontage ", " Ab"),
    ("Bageri ", " Ab"),
];

/// Companies that manage housing companies.
pub(crate) const MANAGERS: [(&str, &str); 3] = [
    ("Isännöinti ", " Oy"),
    ("Isännöintitoimisto ", " Oy"),
    ("", " Isännöinti Oy"),
];

/// What people are in a company: Finnish and Swedish.
pub(crate) const COMPANY_TITLES: [(&str, &str); 4] = [
    ("toimitusjohtaja", "verkställande direktör"),
    ("kiinteistöpäällikkö", "fastighetschef"),
    ("laskutus", "fakturering"),
    ("toimistonhoitaja", "kontorist"),
];

/// What people are in a housing company: Finnish and Swedish.
pub(crate) const HOUSING_TITLES: [(&str, &str); 3] = [
    ("isännöitsijä", "disponent"),
    ("hallituksen puheenjohtaja", "styrelseordförande"),
    ("hallituksen jäsen", "styrelsemedlem"),
];

/// What staff note: Finnish, Swedish, English.
pub(crate) const NOTES: [[&str; 3]; 5] = [
    [
        "Soita ennen käyntiä.",
        "Ring före besök.",
        "Call before visiting.",
    ],
    [
        "Laskut mieluiten sähköpostitse.",
        "Fakturor helst per e-post.",
        "Prefers invoices by e-mail.",
    ],
    [
        "Tavoittaa parhaiten iltapäivisin.",
        "Nås bäst på eftermiddagen.",
        "Best reached in the afternoon.",
    ],
    [
        "Pihassa koira.",
        "Hund på gården.",
        "There is a dog in the yard.",
    ],
    [
        "Pyytänyt tarjouksen nurmikonhoidosta.",
        "Har bett om offert på gräsvård.",
        "Asked for a quote on lawn care.",
    ],
];
