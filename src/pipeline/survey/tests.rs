use super::*;
use crate::measure::Judgement;
use crate::vocabulary::{EpochSeconds, Micro, Period, ProviderId};

struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &str) {}
    fn end(&self, _: &str) {}
}

const WORKSPACE: &str = r#"
[client]
name = "Client"
time_zone = "Europe/Berlin"
language = "en"
[queues.billing]
name = "Billing"
channel = "phone"
languages = ["de"]
[queues.orders]
name = "Orders"
channel = "phone"
languages = ["de"]
[providers.nord]
name = "Nord"
[providers.sued]
name = "Sued"
[sources.calls]
provider = "nord"
kind = "calls"
path = "calls_*.csv"
[sources.calls.csv]
[sources.calls.mapping.fields]
id = "id"
queue = "queue"
offered_at = { column = "offered", format = "%Y-%m-%d %H:%M:%S" }
outcome = "outcome"
[sources.reports]
provider = "nord"
kind = "intervals"
path = "reports.csv"
[sources.reports.csv]
[sources.reports.mapping.fields]
queue = "queue"
start = { column = "start", format = "%Y-%m-%d %H:%M" }
offered = "offered"
answered = "answered"
abandoned = "abandoned"
"#;

/// Two calls of 09:00 and one of 09:30; the rest is repeated, of other months, unreadable or not offered.
const CALLS: [(&str, &str); 2] = [
    (
        "calls_1.csv",
        "id,queue,offered,outcome\n\
         1,billing,2026-10-05 09:00:00,answered\n\
         2,billing,2026-10-05 09:29:59,abandoned\n\
         3,billing,2026-10-05 09:30:00,answered\n\
         4,billing,2026-10-05 09:10:00,flowed_out\n",
    ),
    (
        "calls_2.csv",
        "id,queue,offered,outcome\n\
         2,billing,2026-10-05 09:29:59,abandoned\n\
         5,billing,2026-11-01 09:00:00,answered\n\
         6,billing,2026-10-05 25:00:00,answered\n",
    ),
];

/// Of billing there are single calls, so that only the report of orders counts.
const REPORTS: &str = "queue,start,offered,answered,abandoned\n\
     billing,2026-10-05 09:00,99,90,9\n\
     orders,2026-10-05 09:00,30,25,5\n";

fn offered(providers: &[&str], jobs: usize) -> Survey {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    write("leitstand.toml", WORKSPACE);
    write("reports.csv", REPORTS);
    CALLS.iter().for_each(|(name, text)| write(name, text));
    let agreement = crate::workspace::load(&folder.path().join("leitstand.toml")).expect("a workspace");
    let period = Period::parse("2026-10", chrono::NaiveDate::default()).expect("a period");
    let zone = agreement.client.zone.clone();
    let (start, end) = period.instants(&zone);
    let plan = RunPlan {
        data_root: folder.path().to_owned(),
        period,
        judgement: Judgement {
            start,
            end,
            as_of: end,
            zone,
        },
        jobs,
        further: Vec::new(),
        feedback: Default::default(),
    };
    let reading = FirstReading {
        agreement: &agreement,
        codes: &agreement.codebook(),
        plan: &plan,
        progress: &Silent,
    };
    let wanted = |provider: &&Provider| providers.contains(&provider.id.as_str());
    let providers: Vec<&Provider> = agreement.providers.iter().filter(wanted).collect();
    let mut survey = Survey::default();
    reading.offered(&providers, &mut survey).expect("a survey");
    survey
}

/// 5 October 2026, 09:00 in Berlin.
const NINE: EpochSeconds = 1_791_183_600;

#[test]
fn offered_calls_are_those_of_the_figures() {
    let nord = ProviderId::new("nord");
    for jobs in [1, 3] {
        let survey = offered(&["nord", "sued"], jobs);
        let found: Vec<_> = survey.offered_by_interval(&nord).collect();
        let wanted = [((0, NINE), 2), ((0, NINE + 1800), 1), ((1, NINE), 30)];
        assert_eq!(found, wanted.map(|(key, calls)| (key, Micro::whole(calls))));
        assert_eq!(survey.offered(&nord, 0, NINE), Micro::whole(2));
        assert_eq!(survey.offered(&nord, 0, NINE + 3600), Micro::default());
        assert_eq!(
            survey.offered(&ProviderId::new("sued"), 0, NINE),
            Micro::default()
        );
    }
}

#[test]
fn nothing_is_read_where_nothing_is_asked() {
    let survey = offered(&[], 2);
    assert_eq!(survey.offered_by_interval(&ProviderId::new("nord")).count(), 0);
}
