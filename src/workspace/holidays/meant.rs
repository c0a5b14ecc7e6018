//! What a text that is no code of a region probably means.

use super::{COUNTRIES, Region, all};
use crate::vocabulary::suggest;

/// Customary abbreviations that no code contains, folded.
const ABBREVIATIONS: [(&str, &str); 14] = [
    ("nrw", "DE-NW"),
    ("rlp", "DE-RP"),
    ("bawue", "DE-BW"),
    ("meckpomm", "DE-MV"),
    ("nds", "DE-NI"),
    ("lsa", "DE-ST"),
    ("bgld", "AT-1"),
    ("ktn", "AT-2"),
    ("noe", "AT-3"),
    ("ooe", "AT-4"),
    ("sbg", "AT-5"),
    ("stmk", "AT-6"),
    ("vbg", "AT-8"),
    ("vlbg", "AT-8"),
];

/// Shortest beginning of a name that is taken for the name.
const BEGINNING: usize = 4;

/// What a text that is no code probably means: a name, the part behind the hyphen, an abbreviation, the
/// beginning of a name, or a slip. Where several are equally near, all of them: a wrong region that
/// looks right would close the wrong days.
pub fn help(text: &str) -> String {
    let wanted = text.trim().to_uppercase();
    let rest = text.trim().split_once('-').map_or(text.trim(), |(_, rest)| rest);
    let (whole, rest) = (folded(text), folded(rest));
    let exact = named(|region, name| {
        let code = folded(region.code);
        let last = folded(region.code.rsplit('-').next().unwrap_or_default());
        let is_short = ABBREVIATIONS.contains(&(whole.as_str(), region.code))
            || ABBREVIATIONS.contains(&(rest.as_str(), region.code));
        [&whole, &rest].contains(&&folded(name)) || whole == code || whole == last || is_short
    });
    let is_long = whole.chars().count() >= BEGINNING;
    let begun = || named(|_, name| is_long && folded(name).starts_with(&whole));
    let found = Some(exact)
        .filter(|found| !found.is_empty())
        .unwrap_or_else(begun);
    if !found.is_empty() {
        return did_you_mean(&found);
    }
    let country = COUNTRIES
        .iter()
        .find(|country| wanted.starts_with(&country.country.code));
    let Some(country) = country else {
        return misspelt(text);
    };
    let codes: Vec<&str> = country.regions.keys().map(String::as_str).collect();
    match suggest::slip(&wanted, &codes) {
        Some(code) => did_you_mean(&[code]),
        None => format!("regions of {} are {}", country.country.name.en, codes.join(", ")),
    }
}

/// A name with slips; else what a region is.
fn misspelt(text: &str) -> String {
    let names = all().flat_map(|region| [region.name.de.as_str(), region.name.en.as_str()]);
    let is_long = text.chars().count() >= BEGINNING;
    match suggest::nearest(text.trim(), names).filter(|_| is_long) {
        Some(near) => did_you_mean(&named(|_, name| name == near)),
        None => {
            String::from("a region is a code of ISO 3166-2, such as DE-NW, AT-9 or CH-ZH, or AT for Austria")
        }
    }
}

/// Codes of regions of which one of the names is meant.
fn named(is_meant: impl Fn(&Region, &str) -> bool) -> Vec<&'static str> {
    let meant = all().filter(|region| is_meant(region, &region.name.de) || is_meant(region, &region.name.en));
    meant.map(|region| region.code).collect()
}

fn did_you_mean(codes: &[&str]) -> String {
    let codes: Vec<String> = codes.iter().map(|code| format!("`{code}`")).collect();
    format!("did you mean {}?", codes.join(" or "))
}

/// Letters as people write them without an umlaut key.
fn folded(text: &str) -> String {
    let small = text.trim().to_lowercase();
    small
        .replace('ä', "ae")
        .replace('ö', "oe")
        .replace('ü', "ue")
        .replace('ß', "ss")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_told_only_where_it_is_the_only_near_one() {
        let only = |text: &str, code: &str| {
            assert_eq!(help(text), format!("did you mean `{code}`?"), "{text}");
        };
        only("NRW", "DE-NW");
        only("DE-NRW", "DE-NW");
        only("de-nw", "DE-NW");
        only("DENW", "DE-NW");
        only("Zürich", "CH-ZH");
        only("Zuerich", "CH-ZH");
        only("Geneva", "CH-GE");
        only("baden-wuerttemberg", "DE-BW");
        only("BaWü", "DE-BW");
        only("Mecklenburg", "DE-MV");
        only("Niedersachen", "DE-NI");
        only("Sachsen", "DE-SN");
        only("NÖ", "AT-3");
        assert_eq!(help("Basel"), "did you mean `CH-BL` or `CH-BS`?");
        assert_eq!(help("BE"), "did you mean `DE-BE` or `CH-BE`?");
        // SH, SL, SN and ST are equally near.
        let listed = help("DE-SA");
        assert!(listed.starts_with("regions of Germany are DE-BB, "), "{listed}");
        assert!(help("XYZ").contains("ISO 3166-2"));
    }
}
