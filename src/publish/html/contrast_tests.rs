//! Contrast of the three colour sets, computed from the tokens in the style sheet (WCAG 2.2 AA).

use std::collections::BTreeMap;

use super::render::TEMPLATES;

type Tokens = BTreeMap<String, [f64; 3]>;

/// Light, dark, print: in this order in the style sheet.
fn sets() -> Vec<Tokens> {
    let style = TEMPLATES
        .iter()
        .find(|(name, _)| *name == "style.css")
        .expect("a style sheet")
        .1;
    style
        .split(":root{")
        .skip(1)
        .map(|part| tokens(part.split_once('}').expect("a block").0))
        .collect()
}

fn tokens(block: &str) -> Tokens {
    let declarations = block
        .split(';')
        .filter_map(|one| one.trim().strip_prefix("--")?.split_once(":#"));
    declarations
        .map(|(name, hex)| (name.to_owned(), channels(hex)))
        .collect()
}

fn channels(hex: &str) -> [f64; 3] {
    let long: String = if hex.len() == 3 {
        hex.chars().flat_map(|c| [c, c]).collect()
    } else {
        hex.to_owned()
    };
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&long[at..at + 2], 16).expect("two hex digits")) / 255.0)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|c| {
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn check(pairs: &[(&str, &str)], least: f64) {
    let sets = sets();
    assert_eq!(sets.len(), 3);
    for (index, set) in sets.iter().enumerate() {
        for (front, back) in pairs {
            let found = contrast(set[*front], set[*back]);
            assert!(found >= least, "set {index}: {front} on {back} is {found:.2}");
        }
    }
}

#[test]
fn text_is_readable() {
    let words = ["ink", "ink2", "ink3", "good", "bad", "link"];
    let pairs: Vec<(&str, &str)> = words
        .iter()
        .flat_map(|word| [(*word, "paper"), (*word, "wash")])
        .collect();
    check(&pairs, 4.5);
    let steps = ["u4", "u3", "u2", "u1", "z0", "o1", "o2", "o3"];
    let names: Vec<(String, &str)> = steps.iter().map(|step| (format!("{step}t"), *step)).collect();
    let pairs: Vec<(&str, &str)> = names.iter().map(|(text, back)| (text.as_str(), *back)).collect();
    check(&pairs, 4.5);
}

#[test]
fn marks_that_carry_meaning_are_visible() {
    let marks = ["good", "bad", "act", "mid", "ink", "ink3", "rule2"];
    let pairs: Vec<(&str, &str)> = marks.iter().map(|mark| (*mark, "paper")).collect();
    check(&pairs, 3.0);
    check(
        &[
            ("act", "side"),
            ("bad", "side"),
            ("ink", "side"),
            ("act", "band"),
            ("good", "band"),
            ("bad", "band"),
            ("ink", "band"),
            ("ink3", "band"),
            ("act", "peer"),
            ("bad", "peer"),
            ("on-mark", "good"),
        ],
        3.0,
    );
}

#[test]
fn known_contrasts_come_out() {
    assert!((contrast(channels("000"), channels("ffffff")) - 21.0).abs() < 1e-9);
}
