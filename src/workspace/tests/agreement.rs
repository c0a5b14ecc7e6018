//! What becomes of a workspace without problems.

use chrono::NaiveDate;

use super::{BASE, load_text, with};
use crate::vocabulary::{Channel, Formula, QueueId, Zone};
use crate::workspace::agreement::{Agreement, Budget, ReportLanguage, Rule, StaffUnit};
use crate::workspace::load;
use crate::workspace::mapping::{Field, From, Header, Layout, NotRecord, Sheet, Test, Unit};

/// The syntax as documented.
const SYNTAX: &str = include_str!("syntax.toml");

fn syntax() -> Agreement {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("w.toml");
    std::fs::write(&path, SYNTAX).expect("written");
    std::fs::write(
        folder.path().join("holidays.toml"),
        "[holidays.by]\n2026-01-06 = \"Heilige Drei Könige\"\n",
    )
    .expect("written");
    load(&path).unwrap_or_else(|found| panic!("{}", found[0].render(false)))
}

fn good(text: &str) -> Agreement {
    load_text(text).unwrap_or_else(|found| panic!("{}", found[0].render(false)))
}

#[test]
fn documented_syntax_loads() {
    let agreement = syntax();
    assert_eq!(agreement.client.name, "Muster Versand AG");
    assert_eq!(agreement.output.rejected_share_max, 0.02);
    assert_eq!(agreement.queues[0].channel, Channel::Phone);
    let standard = &agreement.standards[0];
    assert_eq!(standard.name.get(ReportLanguage::English), "Service level phone");
    assert_eq!(standard.clauses[0].target, Some(0.8));
    assert_eq!(
        standard.clauses[0].valid_to,
        NaiveDate::from_ymd_opt(2026, 12, 31)
    );
    let Rule::ServiceLevel {
        formula,
        within_s,
        short_abandon_s,
        relief: None,
    } = &standard.clauses[0].rule
    else {
        panic!()
    };
    assert_eq!(
        (*formula, *within_s, *short_abandon_s),
        (Formula::Offered, 20, Some(5))
    );
    assert_eq!(
        (agreement.staffing.interval_s, agreement.staffing.max_occupancy),
        (1_800, Some(0.85))
    );
    assert_eq!(agreement.staffing.shrinkage, 0.3);
    let set = agreement
        .staffing
        .standards
        .get(&QueueId::new("billing"))
        .map(|id| id.as_str());
    assert_eq!(set, Some("sl_phone"));
}

#[test]
fn documented_mapping_is_resolved() {
    let agreement = syntax();
    let source = &agreement.sources[0];
    let Layout::Csv(csv) = &source.layout else {
        panic!()
    };
    assert_eq!(
        (csv.encoding.map(|e| e.name()), csv.delimiter),
        (Some("windows-1252"), b';')
    );
    assert!(matches!(csv.header, Header::Row(5)));
    assert!(
        matches!(&csv.not_records[..], [NotRecord::StartsWith { column: None, text }] if text == "Summe")
    );
    let fields = &source.mapping.fields;
    assert_eq!(fields[&Field::OfferedAt].label(), "Datum + Uhrzeit");
    assert_eq!(fields[&Field::OfferedAt].formats, ["%d.%m.%Y %H:%M:%S"]);
    let words = &fields[&Field::Queue].words;
    let pairs: Vec<_> = words
        .iter()
        .map(|(word, canonical)| (word.as_str(), canonical.as_str()))
        .collect();
    assert_eq!(
        pairs,
        [
            ("Hotline RE", "billing"),
            ("Rechnung", "billing"),
            ("billing", "billing")
        ]
    );
    let case = &fields[&Field::Outcome].cases[0];
    assert_eq!(case.is, "abandoned");
    assert!(matches!(&case.when[0].test, Test::Is(words) if words == &["HANG"]));
    assert!(matches!(&case.when[1].test, Test::IsNot(words) if words == &["0"]));
    assert_eq!(
        fields[&Field::CustomerLanguage]
            .words
            .get("deutsch")
            .map(String::as_str),
        Some("de")
    );
}

#[test]
fn documented_calendar_has_lunch_and_half_days() {
    let agreement = syntax();
    let calendar = agreement.queues[0].calendar.as_ref().expect("a calendar");
    let zone = Zone::parse("Europe/Berlin").expect("known");
    let hours = |day: &str| {
        let day: NaiveDate = day.parse().expect("a date");
        let (from, to) = (
            zone.day_start(day),
            zone.day_start(day.succ_opt().expect("a date")),
        );
        calendar.between(from, to) as f64 / 3_600.0
    };
    // A Monday, the half day before Christmas, and a Saturday that is a holiday.
    assert_eq!(
        [hours("2026-10-05"), hours("2026-12-24"), hours("2026-10-03")],
        [9.5, 4.0, 0.0]
    );
    assert_eq!(hours("2026-10-10"), 5.0);
}

#[test]
fn defaults() {
    let agreement = good(super::BASE);
    let [calls, tickets, staff] = &agreement.sources[..] else {
        panic!()
    };
    assert_eq!(agreement.providers[0].language, ReportLanguage::German);
    assert_eq!(agreement.output.workbook_findings, 10_000);
    assert!(calls.required && calls.zone == agreement.client.zone);
    assert_eq!(staff.staff_unit, StaffUnit::Net);
    let Layout::Excel(excel) = &tickets.layout else {
        panic!()
    };
    assert!(matches!(
        (&excel.sheet, &excel.header),
        (Sheet::Number(1), Header::Row(1))
    ));
    assert!(tickets.mapping.fields[&Field::CreatedAt].formats.is_empty());
    assert!(tickets.mapping.fields[&Field::DueAt].end_of_day);
    assert!(matches!(&staff.mapping.fields[&Field::Queue].from, From::Constant(queue) if queue == "billing"));
    // Queue ids stand for themselves where no words are given.
    let queues: Vec<&str> = tickets.mapping.fields[&Field::Queue]
        .words
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(queues, ["billing", "mail"]);
    assert_eq!(agreement.standards[0].min_cases, 30);
    assert_eq!(agreement.standards[1].queues, [QueueId::new("mail")]);
}

#[test]
fn typed_cells_need_no_unit() {
    let text = with(
        "created_at = \"Erstellt\"",
        "created_at = \"Erstellt\"\nreopened = \"Wieder\"",
    );
    let text = text
        .replace("kind = \"tickets\"", "kind = \"calls\"")
        .replace("created_at", "offered_at");
    let text = text.replace("reopened = \"Wieder\"", "talk = \"Dauer\"\noutcome = \"O\"");
    let text = text.replace("due_at = { column = \"Fällig\", end_of_day = true }", "");
    let talk = good(&text).sources[1].mapping.fields[&Field::Talk].unit;
    assert_eq!(talk, Unit::Days);
}

#[test]
fn deadlines_run_on_their_clock() {
    let rule = |table: &str| {
        let text = with(
            "first_response = { within = \"8 h\", calendar = \"service\" }",
            table,
        );
        match &good(&text).standards[1].clauses[0].rule {
            Rule::Deadline(_, deadline) => deadline.budget.clone(),
            other => panic!("{other:?}"),
        }
    };
    let business = rule("first_response = { within = \"90 min\", calendar = \"service\" }");
    assert!(
        matches!(business, Budget::Business { seconds: 5_400, calendar_name, .. } if calendar_name == "service")
    );
    let elapsed = rule("resolution = { within = \"2 d\", clock = \"elapsed\" }");
    assert!(matches!(elapsed, Budget::Elapsed { seconds: 172_800 }));
    assert!(matches!(
        rule("resolution = { due = \"export\" }"),
        Budget::Export
    ));
}

#[test]
fn conditions_and_pieces_of_columns() {
    let text = with(
        "agent = \"Agent\"",
        "agent = { column = \"Agent\", before = \"/\", occurrence = 2, only_when = { Ergebnis = { empty = false } } }\n\
         documented_at = { columns = [{ column = \"Z\", after = \"-\" }, \"U\"], join = \"T\", format = [\"%FT%T\", \"%FT%R\"] }",
    );
    let agreement = good(&text);
    let fields = &agreement.sources[0].mapping.fields;
    let From::Columns { parts, .. } = &fields[&Field::Agent].from else {
        panic!()
    };
    assert_eq!((parts[0].before.as_deref(), parts[0].occurrence), (Some("/"), 2));
    assert!(matches!(fields[&Field::Agent].only_when[0].test, Test::Filled));
    let From::Columns { parts, join } = &fields[&Field::DocumentedAt].from else {
        panic!()
    };
    assert_eq!(
        (parts[0].after.as_deref(), parts[1].column.as_str(), join.as_str()),
        (Some("-"), "U", "T")
    );
    assert_eq!(fields[&Field::DocumentedAt].formats.len(), 2);
}

#[test]
fn clauses_are_in_the_order_of_time() {
    let second = "\n[[standards.sl.clauses]]\nvalid_from = 2025-01-01\nvalid_to = \"2025-12-31\"\ntarget = 0.75\nservice_level = { formula = \"answered_only\", within = \"30 s\" }\n";
    let agreement = good(&format!("{}{second}", super::BASE));
    let targets: Vec<Option<f64>> = agreement.standards[0]
        .clauses
        .iter()
        .map(|clause| clause.target)
        .collect();
    assert_eq!(targets, [Some(0.75), Some(0.8)]);
}

#[test]
fn a_clause_without_target_informs_only() {
    let text = with("target = \"90 %\"\n", "");
    assert_eq!(good(&text).standards[1].clauses[0].target, None);
}

#[test]
fn a_standard_that_a_provider_delivers_nothing_for_is_doubted() {
    let tickets_only = "\n[providers.mails]\nname = \"Mails\"\n\
        [sources.mail_tickets]\nprovider = \"mails\"\nkind = \"tickets\"\npath = \"m_{period}.csv\"\n[sources.mail_tickets.csv]\n\
        [sources.mail_tickets.mapping.fields]\nid = \"id\"\nqueue = { constant = \"mail\" }\ncreated_at = { column = \"c\", format = \"%Y-%m-%d\" }\n";
    let text = format!("{BASE}{tickets_only}");
    let agreement = good(&text);
    let doubt = agreement
        .doubts
        .iter()
        .find(|doubt| doubt.contains("standard `sl`"));
    let doubt = doubt.unwrap_or_else(|| panic!("{:?}", agreement.doubts));
    assert!(
        doubt.contains("measured from calls or intervals, and provider `mails` delivers none"),
        "{doubt}"
    );
    assert!(doubt.ends_with("write providers = [\"nord\"]"), "{doubt}");
    let unfed = |text: &str| {
        good(text)
            .doubts
            .iter()
            .any(|doubt| doubt.contains("delivers none"))
    };
    assert!(unfed(&text) && !unfed(BASE));
}

#[test]
fn pauses_that_no_delivery_tells_of_are_doubted() {
    let stops = with(
        "first_response = { within = \"8 h\", calendar = \"service\" }",
        "first_response = { within = \"8 h\", calendar = \"service\", pauses = \"stop\" }",
    );
    let doubt = |text: &str| {
        let mut doubts = good(text).doubts.into_iter();
        doubts.find(|doubt| doubt.contains("tells of pauses"))
    };
    let said = doubt(&stops).expect("a doubt");
    assert!(
        said.contains("standard `answer` has pauses = \"stop\", and provider `nord` delivers nothing"),
        "{said}"
    );
    assert_eq!(doubt(BASE), None);
    let log = "\n[sources.log]\nprovider = \"nord\"\nkind = \"events\"\npath = \"log_{period}.csv\"\n[sources.log.csv]\n\
        [sources.log.mapping.fields]\nid = \"id\"\nhappened_at = { column = \"at\", format = \"%Y-%m-%d %H:%M\" }\nevent = \"what\"\n";
    assert_eq!(doubt(&format!("{stops}{log}")), None);
    let history = stops
        .replace(
            "path = \"nord/tickets.xlsx\"",
            "path = \"nord/tickets.xlsx\"\nduplicates = \"history\"",
        )
        .replace(
            "created_at = \"Erstellt\"",
            "created_at = \"Erstellt\"\nupdated_at = \"Zeit\"\nstatus = \"Status\"",
        );
    assert_eq!(doubt(&history), None);
}
