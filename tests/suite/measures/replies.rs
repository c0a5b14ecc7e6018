//! Written replies through the whole program: planted breaches, their sums, and findings that quote
//! the offending words only.

use super::bench::{Bench, sums};
use crate::support::{Table, read};

const SOURCE: &str = r#"
[sources.tickets]
provider = "nord"
kind = "tickets"
path = "tickets_*.csv"
[sources.tickets.csv]
[sources.tickets.mapping.fields]
id = "id"
queue = { constant = "mail" }
status = "status"
created_at = { column = "created", format = "%Y-%m-%d" }
first_response_at = { column = "answered", format = "%Y-%m-%d" }
customer_name = "customer"
customer_language = { constant = "de" }
reply = "reply"
"#;

const READING: &str = r#"
[replies]
word_list = "words.txt"
[replies.dictionaries]
de = "dictionaries/small.dic"
"#;

const RULES: [(&str, &str); 9] = [
    ("language", "reply_language = {}"),
    ("address", "form_of_address = { agreed = \"Sie\" }"),
    ("hello", "salutation = {}"),
    ("thanked", "thanks = {}"),
    ("contact", "named_contact = { no_person = [\"Muster Versand\"] }"),
    ("company", "company_data = { phrases = [\"Muster Versand AG\"] }"),
    (
        "wording",
        "forbidden_wording = { phrases = [\"leider\", \"nie wieder\"] }",
    ),
    ("length", "sentence_length = { max_words = 12 }"),
    ("errors", "spelling = {}"),
];

const AFF: &str = "SET UTF-8\n";
const DIC: &str = "44\nvielen\nDank\nfür\nIhre\nNachricht\nist\nrichtig\ndanke\ndeine\ndein\nPaket\nkommt\nmorgen\nbei\ndir\nan\n\
    leider\nkönnen\nwir\nAnfrage\nvom\nvergangenen\nMontag\nwegen\nder\nanderen\nAnfragen\nin\ndieser\nWoche\nnicht\nvor\n\
    dem\nkommenden\nFreitag\nbearbeiten\n";

const GOOD: &str = "Sehr geehrte Frau Müller,\n\nvielen Dank für Ihre Nachricht. Ihre Rechnung ist richtig.\n\nMit freundlichen Grüßen\nAnna Schmidt\nMuster Versand AG";
const INFORMAL: &str = "Hallo Herr Weber, danke für deine Nachricht, dein Paket kommt morgen bei dir an.";
const ENGLISH: &str = "Dear Mr Braun,\n\nthank you for your message. Your parcel will arrive tomorrow.\n\nKind regards\nAnna Schmidt";
const LONG: &str = "Sehr geehrte Damen und Herren,\n\nleider können wir Ihre Anfrage vom vergangenen Montag wegen der vielen anderen Anfragen in dieser Woche nicht vor dem kommenden Freitag bearbeiten.\n\nMit freundlichen Grüßen\nIhr Serviceteam";
const QUOTING: &str = "Guten Tag Frau Klein,\n\nIhre Rechnug ist richtig, vielen Dank.\n\nViele Grüße\nMax Berg\n\n> leider habt ihr mir dein Paket geschickt";

fn standards() -> String {
    let standard = |(id, rule): (&str, &str)| {
        let target = if id == "errors" { "1 %" } else { "90 %" };
        format!(
            "[standards.{id}]\nname = \"{id}\"\nmin_cases = 0\nchannels = [\"email\"]\n[[standards.{id}.clauses]]\nvalid_from = 2026-01-01\ntarget = \"{target}\"\n{rule}\n"
        )
    };
    RULES.map(standard).concat()
}

fn records(rows: &[(&str, &str, &str, &str, &str)]) -> String {
    let row = |(id, status, answered, customer, reply): &(&str, &str, &str, &str, &str)| {
        let reply = reply.replace('"', "\"\"");
        format!("{id},{status},2026-10-05,{answered},\"{customer}\",\"{reply}\"\n")
    };
    let rows: String = rows.iter().map(row).collect();
    format!("id,status,created,answered,customer,reply\n{rows}")
}

/// Ten tickets of which seven count.
fn delivery() -> String {
    records(&[
        ("t1", "closed", "2026-10-06", "Sabine Müller", GOOD),
        ("t2", "closed", "2026-10-06", "Weber", INFORMAL),
        ("t3", "closed", "2026-10-06", "Braun", ENGLISH),
        ("t4", "closed", "2026-10-06", "Braun", "Erledigt."),
        ("t5", "closed", "2026-10-06", "Braun", ""),
        ("t6", "closed", "2026-10-06", "Braun", LONG),
        ("t7", "closed", "2026-10-07", "Meier", INFORMAL),
        ("t8", "merged", "2026-10-07", "Meier", INFORMAL),
        ("t9", "closed", "2026-11-02", "Meier", INFORMAL),
        ("t10", "closed", "2026-10-31", "", QUOTING),
    ])
}

fn bench(delivery: &str, reading: &str) -> Bench {
    let files = [
        ("tickets_2026-10.csv", delivery),
        ("dictionaries/small.aff", AFF),
        ("dictionaries/small.dic", DIC),
        ("words.txt", "Rechnung # our word\n"),
    ];
    Bench::with(&format!("{SOURCE}{reading}{}", standards()), &files)
}

/// What was observed under a standard, by ticket.
fn observed(findings: &Table, standard: &str) -> Vec<(String, String)> {
    let rows = findings.rows().filter(|row| row.text("standard") == standard);
    rows.map(|row| (row.text("contact_id").to_owned(), row.text("observed").to_owned()))
        .collect()
}

fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter()
        .map(|(id, text)| ((*id).to_owned(), (*text).to_owned()))
        .collect()
}

#[test]
fn every_rule_has_its_own_rate() {
    let bench = bench(&delivery(), READING);
    let kpi = bench.october(&[]);
    let expected = [
        ("language", [5.0, 6.0, 1.0, 0.0]),
        ("address", [3.0, 5.0, 1.0, 0.0]),
        ("hello", [4.0, 6.0, 1.0, 0.0]),
        ("thanked", [5.0, 6.0, 1.0, 0.0]),
        ("contact", [3.0, 6.0, 1.0, 0.0]),
        ("company", [1.0, 7.0, 0.0, 0.0]),
        ("wording", [6.0, 7.0, 0.0, 0.0]),
        ("length", [6.0, 7.0, 0.0, 0.0]),
        // one wrong word in 9 + 11 + 22 + 11 + 6
        ("errors", [1.0, 59.0, 1.0, 0.0]),
    ];
    for (standard, wanted) in expected {
        assert_eq!(sums(&kpi, standard), wanted, "{standard}");
    }
    let of = [("provider", "nord"), ("standard", "errors"), ("queue", "*")];
    let errors = kpi.only(&of);
    assert_eq!(errors.text("status"), "missed");
    assert_eq!(
        errors.text("ci_low"),
        "",
        "words of one reply depend on each other"
    );
}

#[test]
fn findings_quote_the_offending_words_only() {
    let bench = bench(&delivery(), READING);
    bench.october(&[]);
    let findings = bench.sandbox.table("2026-10", "findings");
    assert_eq!(
        observed(&findings, "language"),
        pairs(&[("t3", "en instead of de")])
    );
    let informal = "du form: “deine”, “dein”, “dir”";
    assert_eq!(
        observed(&findings, "address"),
        pairs(&[("t2", informal), ("t7", informal)])
    );
    assert_eq!(
        observed(&findings, "hello"),
        pairs(&[
            ("t6", "salutation without name: “Sehr geehrte Damen und Herren”"),
            ("t7", "another name: “Hallo Herr Weber”"),
        ])
    );
    assert_eq!(observed(&findings, "thanked"), pairs(&[("t6", "no thanks")]));
    assert_eq!(observed(&findings, "wording"), pairs(&[("t6", "“leider”")]));
    let long = "22.0 words a sentence; the longest of 22: “leider können wir Ihre Anfrage …”";
    assert_eq!(observed(&findings, "length"), pairs(&[("t6", long)]));
    assert_eq!(
        observed(&findings, "errors"),
        pairs(&[("t10", "1 of 6 words: “Rechnug”")])
    );
    assert_eq!(observed(&findings, "company").len(), 6);
    assert_eq!(
        observed(&findings, "company")[0].1,
        "missing: “Muster Versand AG”"
    );
}

#[test]
fn texts_and_names_of_customers_are_not_published() {
    let bench = bench(&delivery(), READING);
    bench.october(&[]);
    let tickets = bench.sandbox.path("out/2026-10/data/tickets.parquet");
    let bytes = std::fs::read(&tickets).expect("the tickets");
    let rows = Table::from_parquet(&tickets);
    assert_eq!(rows.len(), 10);
    for text in ["reply", "customer_name", "Sabine", "Paket"] {
        let holds = bytes.windows(text.len()).any(|piece| piece == text.as_bytes());
        assert!(!holds, "{text}");
    }
    let overview = bench.sandbox.read("out/2026-10/overview.html");
    assert!(!overview.contains("Rechnung ist richtig"));
}

#[test]
fn hostile_texts_stay_texts() {
    let hostile = "Hallo =1+1 <b onclick=alert(1)>Kunde</b> <Name>\u{1b}[2J\u{202e},\nnie\u{a0}wieder <script>alert(1)</script> leider";
    let bench = bench(
        &records(&[("t1", "closed", "2026-10-06", "Braun", hostile)]),
        READING,
    );
    bench.october(&[]);
    for file in [
        "data/findings.csv",
        "partners/nord/findings.csv",
        "partners/nord/scorecard.html",
    ] {
        let text = bench.sandbox.read(&format!("out/2026-10/{file}"));
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{file}");
        assert!(
            !text.contains("onclick=alert") && !text.contains("alert(1)"),
            "{file}"
        );
    }
    let findings = bench.sandbox.table("2026-10", "findings");
    assert_eq!(
        observed(&findings, "wording"),
        pairs(&[("t1", "“leider”, “nie wieder”")])
    );
}

#[test]
fn without_a_dictionary_spelling_is_off_and_said_to_be() {
    let bench = bench(&delivery(), "");
    let ended = bench.run("2026-10", &[]).with(0);
    ended.saying(&["standard `errors` checks spelling, but [replies] names no dictionary: it has no figure"]);
    let kpi = bench.sandbox.table("2026-10", "kpi");
    assert_eq!(sums(&kpi, "errors"), [0.0; 4]);
    assert_eq!(sums(&kpi, "thanked"), [5.0, 6.0, 1.0, 0.0]);
}

#[test]
fn an_export_without_texts_leaves_tickets_unmeasurable() {
    let source = SOURCE.replace("reply = \"reply\"\n", "");
    let files = [("tickets_2026-10.csv", delivery())];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let bench = Bench::with(&format!("{source}{}", standards()), &files);
    let kpi = bench.october(&[]);
    for standard in ["language", "thanked", "wording"] {
        assert_eq!(sums(&kpi, standard), [0.0, 0.0, 8.0, 0.0], "{standard}");
    }
}

#[test]
fn what_cannot_be_recognised_or_read_is_a_mistake_of_the_workspace() {
    let dutch = "[queues.chat]\nname = \"Chat\"\nchannel = \"email\"\nlanguages = [\"nl\"]\n";
    let bench = Bench::with(&format!("{SOURCE}{dutch}{}", standards()), &[]);
    let ended = bench.run("2026-10", &[]).with(2);
    ended.saying(&[
        "standard `thanked` needs the language of replies, and `nl`, agreed for queue `chat`, cannot be recognised",
        "de, en, fr, it, pl, tr",
    ]);
    let missing = "[replies]\nword_list = \"none.txt\"\n[replies.dictionaries]\nde = \"none\"\nnl = \"nl\"\n";
    let bench = Bench::with(&format!("{SOURCE}{missing}"), &[]);
    let ended = bench.run("2026-10", &[]).with(2);
    ended.saying(&[
        "none.aff cannot be read: there is no such file",
        "none.txt cannot be read: there is no such file",
        "replies in `nl` cannot be recognised, so none would be checked",
    ]);
}

#[test]
fn dictionaries_count_among_the_files_of_the_agreement() {
    let bench = bench(&delivery(), READING);
    bench.october(&[]);
    let manifest = read(&bench.sandbox.path("out/2026-10/manifest.json"));
    for name in ["small.aff", "small.dic", "words.txt"] {
        assert!(manifest.contains(name), "{name}: {manifest}");
    }
}
