//! A small agreement and what came in: the ground of the tests below.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::*;
use crate::vocabulary::{Channel, Formula, StandardId, Zone};
use crate::workspace::agreement::{
    Clause, ClauseScope, Client, Output, Provider, Queue, ReportLanguage, Rule, Staffing, Standard, Text,
};
use crate::workspace::calendar::Calendar;

mod causes;
mod gaps;
mod overview;

fn berlin() -> &'static Zone {
    static BERLIN: LazyLock<Zone> = LazyLock::new(|| Zone::parse("Europe/Berlin").expect("known zone"));
    &BERLIN
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn midnight(text: &str) -> EpochSeconds {
    berlin().day_start(date(text))
}

fn clause(valid_from: &str, valid_to: Option<&str>, target: f64) -> Clause {
    let rule = Rule::ServiceLevel {
        formula: Formula::Offered,
        within_s: 20,
        short_abandon_s: None,
        relief: None,
    };
    Clause {
        scope: ClauseScope::default(),
        valid_from: date(valid_from),
        valid_to: valid_to.map(date),
        target: Some(target),
        rule,
    }
}

fn queue(id: &str, channel: Channel, calendar: Option<Calendar>) -> Queue {
    let (languages, fallback_languages) = (vec![], vec![]);
    Queue {
        id: QueueId::new(id),
        name: id.into(),
        channel,
        languages,
        fallback_languages,
        calendar,
    }
}

/// Monday to Friday 8 to 18.
fn office_hours() -> Calendar {
    static OFFICE: LazyLock<Calendar> = LazyLock::new(unrolled_office_hours);
    OFFICE.clone()
}

fn unrolled_office_hours() -> Calendar {
    let open = vec![(8 * 3600, 18 * 3600)];
    let week = [
        open.clone(),
        open.clone(),
        open.clone(),
        open.clone(),
        open,
        vec![],
        vec![],
    ];
    Calendar::new(berlin(), &week, &BTreeMap::new())
}

/// `billing` and `orders` are open in office hours, `alarm` always, `mail` is written; 80/20 for
/// `billing` and `alarm` until September, 90/20 from October.
fn agreement() -> Agreement {
    let id = StandardId::new("sl_phone");
    let text = Text {
        de: "Servicelevel".into(),
        en: "Service level".into(),
    };
    let standard = Standard {
        id: id.clone(),
        name: text,
        providers: vec![ProviderId::new("nord")],
        queues: vec![QueueId::new("billing")],
        min_cases: 30,
        unmeasurable_is_missed: false,
        score: None,
        clauses: vec![
            clause("2026-01-01", Some("2026-09-30"), 0.8),
            clause("2026-10-01", None, 0.9),
        ],
    };
    let language = ReportLanguage::German;
    Agreement {
        exemptions: Vec::new(),
        moments: Vec::new(),
        client: Client {
            name: "Muster".into(),
            zone: berlin().clone(),
            language,
        },
        output: Output {
            folder: PathBuf::new(),
            rejected_share_max: 0.02,
            workbook_findings: 10,
        },
        providers: vec![Provider {
            id: ProviderId::new("nord"),
            name: "Nord".into(),
            language,
        }],
        queues: vec![
            queue("billing", Channel::Phone, Some(office_hours())),
            queue("alarm", Channel::Phone, None),
            queue("orders", Channel::Phone, Some(office_hours())),
            queue("mail", Channel::Email, None),
        ],
        sources: vec![],
        credits: Vec::new(),
        standards: vec![standard],
        staffing: Staffing {
            shrinkage: 0.3,
            standards: ["billing", "alarm"].map(|q| (QueueId::new(q), id.clone())).into(),
            ..Staffing::default()
        },
        actions: Default::default(),
        backlog: crate::workspace::backlog::Backlog::default(),
        privacy: crate::workspace::agreement::Privacy::SILENT,
        replies: Default::default(),
        files: vec![],
        doubts: Vec::new(),
        hash: String::new(),
    }
}

fn traffic(queue: &str, start: EpochSeconds, offered: i64, aht_s: i64) -> Traffic {
    Traffic {
        offered: Micro::whole(offered),
        answered: Micro::whole(offered),
        in_time: Micro::whole(offered * 3 / 4),
        judged: Micro::whole(offered),
        handle_s: Micro::whole(offered * aht_s),
        handled: Micro::whole(offered),
        ..Traffic::nothing(QueueId::new(queue), start)
    }
}

fn presence(queue: &str, start: EpochSeconds, planned: Option<f64>, present: Option<f64>) -> Presence {
    let micro = |agents: f64| Micro((agents * 1e6).round() as i64);
    Presence {
        queue: QueueId::new(queue),
        start,
        planned: planned.map(micro),
        present: present.map(micro),
    }
}

fn staffed(first: &str, end: &str, traffic: &[Traffic], presence: &[Presence]) -> ProviderStaffing {
    forecast(first, end, traffic, presence, &[])
}

fn forecast(
    first: &str,
    end: &str,
    traffic: &[Traffic],
    presence: &[Presence],
    expected: &[Expectation],
) -> ProviderStaffing {
    let period = (midnight(first), midnight(end));
    let nord = ProviderId::new("nord");
    staff(&agreement(), &nord, period, (traffic, presence), expected)
}

fn expected(queue: &str, start: EpochSeconds, calls: f64, aht_s: f64) -> Expectation {
    Expectation {
        queue: QueueId::new(queue),
        start,
        expected: Expected {
            calls,
            aht_s: Some(aht_s),
            routed: None,
        },
    }
}

/// The rows of a Monday in June for one queue's interval at 09:00.
fn at_nine(traffic: &[Traffic], presence: &[Presence]) -> IntervalRow {
    let found = staffed("2026-06-01", "2026-06-02", traffic, presence);
    found
        .rows
        .into_iter()
        .find(|row| row.start == nine())
        .expect("an interval at nine")
}

fn nine() -> EpochSeconds {
    midnight("2026-06-01") + 9 * 3600
}
