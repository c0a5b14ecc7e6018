//! Words compared without case and with umlauts written out, and the lists of them that rules share.

/// Lower case, umlauts and sharp s written out, other marks left off: `Grüße` and `GRUESSE` are the
/// same, and so are `Yılmaz` and `Yilmaz`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for mark in text.chars().flat_map(char::to_lowercase) {
        match mark {
            'ä' => out.push_str("ae"),
            'ö' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            'á' | 'à' | 'â' | 'ã' | 'ą' | 'ă' => out.push('a'),
            'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' => out.push('e'),
            'í' | 'ì' | 'î' | 'ï' | 'ı' => out.push('i'),
            'ó' | 'ò' | 'ô' | 'õ' | 'ø' => out.push('o'),
            'ú' | 'ù' | 'û' | 'ů' => out.push('u'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'ş' | 'ś' | 'š' | 'ș' => out.push('s'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            'ñ' | 'ń' => out.push('n'),
            'ğ' => out.push('g'),
            'ł' => out.push('l'),
            'ý' => out.push('y'),
            // What is left of the capital I with a dot.
            '\u{307}' => {}
            mark => out.push(mark),
        }
    }
    out
}

/// Words that say that what bears them is no person, folded; as a part of a word.
const SERVICE_PARTS: [&str; 33] = [
    "team",
    "service",
    "kunden",
    "support",
    "hotline",
    "abteilung",
    "gmbh",
    "center",
    "centre",
    "department",
    "versand",
    "customer",
    "redaktion",
    "vertrieb",
    "verwaltung",
    "backoffice",
    "beratung",
    "technik",
    "buchhaltung",
    "versicherung",
    "sachbearbeit",
    "beschwerde",
    "bestell",
    "rechnung",
    "mitarbeiter",
    "helpdesk",
    "www",
    "http",
    "verlag",
    "filiale",
    "niederlassung",
    "zentrale",
    "stadtwerke",
];

/// The same as whole words; with them words that begin a sentence rather than a name.
const SERVICE_WORDS: [&str; 40] = [
    "ag", "kg", "se", "ltd", "inc", "llc", "care", "desk", "shop", "ev", "tel", "telefon", "fax", "mail",
    "email", "e-mail", "phone", "gesendet", "sent", "from", "von", "am", "ps", "p", "bitte", "please", "wir",
    "we", "das", "the", "diese", "this", "ihr", "ihre", "your", "sie", "sales", "billing", "co", "office",
];

/// Whether a folded word belongs to a department or company, not to a person.
pub fn is_service_word(folded: &str) -> bool {
    SERVICE_WORDS.contains(&folded) || SERVICE_PARTS.iter().any(|part| folded.contains(part))
}

/// Abbreviations that end with a stop, folded, without it. Single letters are always one.
const ABBREVIATIONS: &str = " bzw ca nr tel str abs abt art dr prof hr fr inkl exkl zzgl usw etc evtl ggf ggfs max min mio mrd \
     mo di mi do sa so jan feb apr jun jul aug sep sept okt nov dez dec oct st vgl sog geb gem lt betr bsp bspw kd best rg re \
     mr mrs ms no ltd inc approx vs e.g i.e p.m a.m z.b d.h u.a i.d.r o.ae s.o s.u v.a u.u z.t z.z i.a i.v e.v o.g z.hd hd \
     rd co std tsd vorm nachm mtl gmbh ing dipl ff fig ext dept kap ziff bd mwst ";

/// Whether a folded word with a stop behind it is an abbreviation.
pub fn is_abbreviation(folded: &str) -> bool {
    ABBREVIATIONS.contains(&format!(" {folded} "))
}

/// Words before a name.
pub const TITLES: [&str; 16] = [
    "herr", "herrn", "frau", "hr", "fr", "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "dipl", "ing",
    "familie", "fam",
];

/// Small words within names.
pub const PARTICLES: [&str; 13] = [
    "von", "van", "de", "der", "den", "zu", "zum", "zur", "la", "di", "da", "del", "ten",
];
