//! A partner's folder may be sent as it is: nothing in it speaks of another partner.

use std::collections::BTreeSet;

use super::planted::Planted;
use super::sample;
use crate::support::{Run, Table, files_below, texts};

/// What must not be found at the others.
struct Partner {
    id: &'static str,
    /// Name, folder of the exports and the workbooks' file names.
    traces: &'static [&'static str],
}

const PARTNERS: [Partner; 3] = [
    Partner {
        id: "nord",
        traces: &["NordService", "nord/", "anrufe_2026", "besetzung_2026"],
    },
    Partner {
        id: "sued",
        traces: &[
            "Südkontakt",
            "S&#252;dkontakt",
            "S\\u00fcdkontakt",
            "sued/",
            "Kontakte_2026",
            "Personal_2026",
        ],
    },
    Partner {
        id: "alpen",
        traces: &[
            "Alpenruf",
            "alpen/",
            "calls_2026",
            "intervals_2026",
            "staffing_2026",
        ],
    },
];

/// Words of letters, digits, `_` and `-`.
fn words(text: &str) -> BTreeSet<&str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '-')
        .collect()
}

/// Ids of contacts that belong to a provider alone: those of its findings and planted rows.
fn contact_ids(run: &Run, planted: &Planted, provider: &str) -> BTreeSet<String> {
    let path = run
        .publication()
        .join("partners")
        .join(provider)
        .join("findings.csv");
    let findings = Table::from_csv(&path);
    let mut ids: BTreeSet<String> = findings
        .rows()
        .map(|row| row.text("contact_id").to_owned())
        .collect();
    let faults = planted.where_is("faults", "provider", provider, &["id"]);
    // Of a report of figures, the rows are named by what they report.
    let has_number = |id: &String| id.contains(|letter: char| letter.is_ascii_digit());
    ids.extend(faults.into_iter().flatten().filter(has_number));
    ids
}

#[test]
fn a_partners_folder_holds_nothing_of_another() {
    let (run, planted) = (sample(), Planted::read());
    for own in &PARTNERS {
        let folder = run.publication().join("partners").join(own.id);
        let files = files_below(&folder);
        assert_eq!(files.len(), 3, "{files:?}");
        let parts: Vec<_> = files.iter().flat_map(|file| texts(file)).collect();
        assert!(parts.len() > 8, "workbooks are looked into");
        for other in PARTNERS.iter().filter(|other| other.id != own.id) {
            let ids = contact_ids(&run, &planted, other.id);
            assert!(ids.len() > 300);
            for (name, text) in &parts {
                let words = words(text);
                assert!(!words.contains(other.id), "{} in {name}", other.id);
                for trace in other.traces {
                    assert!(!text.contains(trace), "{trace} in {name}");
                }
                let leaked = ids.iter().find(|id| words.contains(id.as_str()));
                assert_eq!(leaked, None, "{}'s contact in {name}", other.id);
            }
        }
    }
}

#[test]
fn a_partners_folder_names_its_own_provider() {
    // The opposite of the test above: it would pass over files that hold nothing at all.
    let (run, planted) = (sample(), Planted::read());
    for own in &PARTNERS {
        let folder = run.publication().join("partners").join(own.id);
        let ids = contact_ids(&run, &planted, own.id);
        for file in files_below(&folder) {
            let parts = texts(&file);
            let trace = |part: &(String, String)| part.1.contains(own.traces[0]) || part.1.contains(own.id);
            assert!(parts.iter().any(trace), "{}", file.display());
            let has_ids = |part: &(String, String)| {
                let words = words(&part.1);
                ids.iter().any(|id| words.contains(id.as_str()))
            };
            assert!(parts.iter().any(has_ids), "no contact in {}", file.display());
        }
    }
}
