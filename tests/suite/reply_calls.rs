//! What the rules say of replies that were labelled by hand, against the table in docs/replies.md.

use std::fs;
use std::path::{Path, PathBuf};

use leitstand::reply::{Address, Analyst, Call, Detected, Phrase, Reply, ReplyRule, Settings, Speller};
use leitstand::vocabulary::Language;
use serde::Deserialize;

#[derive(Deserialize)]
struct Labelled {
    reply: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    text: String,
    customer: Option<String>,
    agreed: Option<String>,
    language: String,
    address: Option<String>,
    salutation: String,
    thanks: String,
    contact: String,
    company: String,
    forbidden: String,
    length: String,
    #[serde(default)]
    misspelt: Vec<String>,
}

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn labelled() -> Vec<Label> {
    let text = fs::read_to_string(root("tests/replies/labelled.toml")).expect("the labelled replies");
    toml::from_str::<Labelled>(&text).expect("labels").reply
}

fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a language")
}

fn analyst(speller: Speller) -> Analyst {
    Analyst::new(&Settings {
        languages: vec![language("de"), language("en")],
        min_letters: 20,
        min_confidence: 0.8,
        speller,
    })
}

/// What a row of the table counts.
#[derive(Default)]
struct Row {
    right: usize,
    false_breach: usize,
    unseen_breach: usize,
    other: usize,
    undecided: usize,
}

impl Row {
    fn take(&mut self, label: &str, call: Call, at: usize, rule: &str) {
        let said = match call {
            Call::Undecided => {
                self.undecided += 1;
                return;
            }
            Call::Kept => "kept",
            Call::Breach => "breach",
            Call::NotApplicable => "none",
        };
        let count = match (label, said) {
            (label, said) if label == said => &mut self.right,
            (_, "breach") => &mut self.false_breach,
            ("breach", _) => &mut self.unseen_breach,
            _ => &mut self.other,
        };
        *count += 1;
        if label != said {
            eprintln!("{rule}: reply {at} is {label}, the program says {said}");
        }
    }

    fn line(&self, rule: &str) -> String {
        let Row {
            right,
            false_breach,
            unseen_breach,
            other,
            undecided,
        } = self;
        let all = right + false_breach + unseen_breach + other + undecided;
        format!("| {rule} | {all} | {right} | {false_breach} | {unseen_breach} | {other} | {undecided} |")
    }
}

fn phrases(written: &[&str]) -> Vec<Phrase> {
    written.iter().map(|phrase| Phrase::new(phrase)).collect()
}

fn rules(label: &Label) -> Vec<(&'static str, ReplyRule, Option<&str>)> {
    let agreed = match label.agreed.as_deref() {
        Some("du") => Address::Informal,
        _ => Address::Formal,
    };
    let forbidden = [
        "leider",
        "müsste*",
        "keine Ahnung",
        "unfortunately",
        "you have to",
    ];
    vec![
        (
            "form_of_address",
            ReplyRule::FormOfAddress(agreed),
            label.address.as_deref(),
        ),
        ("salutation", ReplyRule::Salutation, Some(&label.salutation)),
        ("thanks", ReplyRule::Thanks, Some(&label.thanks)),
        (
            "named_contact",
            ReplyRule::NamedContact(vec!["Muster Versand".into()]),
            Some(&label.contact),
        ),
        (
            "company_data",
            ReplyRule::CompanyData(phrases(&["Muster Versand AG", "HRB 12345"])),
            Some(&label.company),
        ),
        (
            "forbidden_wording",
            ReplyRule::ForbiddenWording(phrases(&forbidden)),
            Some(&label.forbidden),
        ),
        (
            "sentence_length",
            ReplyRule::SentenceLength(15),
            Some(&label.length),
        ),
    ]
}

/// The language as a call: a mixture is rightly undecided, and anything else about it is wrong.
fn of_language(row: &mut Row, label: &str, said: &Detected, at: usize) {
    let said = match said {
        Detected::Certain(language) => language.as_str(),
        Detected::Undecided => "mixed",
    };
    match (label, said) {
        (label, said) if label == said => row.right += 1,
        (_, "mixed") => row.undecided += 1,
        _ => {
            row.other += 1;
            eprintln!("reply_language: reply {at} is {label}, the program says {said}");
        }
    }
}

#[test]
fn the_table_of_right_and_wrong_calls_is_true() {
    let analyst = analyst(Speller::default());
    let labels = labelled();
    assert!(labels.len() >= 60, "{}", labels.len());
    let mut table: Vec<(&str, Row)> = vec![("reply_language", Row::default())];
    table.extend(
        rules(&labels[0])
            .into_iter()
            .map(|(name, ..)| (name, Row::default())),
    );
    for (at, label) in labels.iter().enumerate() {
        let at = at + 1;
        let reply = Reply::of(&label.text).expect("a text");
        let reading = analyst.reading_of(&label.text).expect("a text");
        of_language(&mut table[0].1, &label.language, &reading.language, at);
        for (place, (name, rule, wanted)) in rules(label).into_iter().enumerate() {
            let Some(wanted) = wanted else { continue };
            let call = rule
                .settled_by(&reading.language)
                .unwrap_or_else(|| rule.call(&reply, label.customer.as_deref()));
            table[place + 1].1.take(wanted, call, at, name);
        }
    }
    let lines: Vec<String> = table.iter().map(|(name, row)| row.line(name)).collect();
    let docs = fs::read_to_string(root("docs/replies.md")).expect("the documentation");
    for line in &lines {
        assert!(
            docs.lines().any(|known| known == line),
            "docs/replies.md lacks a line of:\n{}",
            lines.join("\n")
        );
    }
}

/// The figures of spelling in docs/replies.md, by the dictionaries of Debian (hunspell-de-de 20161207,
/// hunspell-en-gb 7.5.0), which are not part of this repository: `LEITSTAND_HUNSPELL` names their folder.
#[test]
#[ignore = "needs hunspell dictionaries"]
fn spelling_by_real_dictionaries() {
    let folder = std::env::var("LEITSTAND_HUNSPELL").unwrap_or_else(|_| "/usr/share/hunspell".into());
    let mut speller = Speller::default();
    for (tag, name) in [("de", "de_DE"), ("en", "en_GB")] {
        let read = |ending: &str| {
            fs::read(Path::new(&folder).join(format!("{name}.{ending}"))).expect("a dictionary")
        };
        speller
            .add(language(tag), &read("aff"), &read("dic"))
            .expect("a dictionary");
    }
    let analyst = analyst(speller);
    let (mut words, mut right, mut false_alarms, mut unseen) = (0, 0, Vec::new(), Vec::new());
    for label in labelled() {
        let Some(spelling) = analyst
            .reading_of(&label.text)
            .and_then(|reading| reading.spelling)
        else {
            continue;
        };
        words += spelling.words;
        for word in &spelling.errors {
            match label.misspelt.contains(word) {
                true => right += 1,
                false => false_alarms.push(word.clone()),
            }
        }
        unseen.extend(
            label
                .misspelt
                .into_iter()
                .filter(|word| !spelling.errors.contains(word)),
        );
    }
    let found = format!(
        "{words} words, {right} wrong ones found; found wrongly: {}; not found: {}",
        false_alarms.join(", "),
        unseen.join(", ")
    );
    let docs = fs::read_to_string(root("docs/replies.md")).expect("the documentation");
    assert!(docs.contains(&found), "{found}");
}
