//! The staffing room against the reference figures, computed elsewhere in 70-digit arithmetic.

use std::path::{Path, PathBuf};

use leitstand::staffing::deferred::{self, Class, Interval, required_staff, serve};
use leitstand::staffing::demand::Demand;
use leitstand::staffing::level::{LevelFormula, LevelRule};
use leitstand::staffing::model::{Model, Performance, performance};
use leitstand::staffing::patience::Patience;
use leitstand::staffing::requirement::{Limits, required_agents};
use leitstand::staffing::{batch, erlang_b};
use leitstand::vocabulary::{Formula, Micro};

/// A CSV of the reference data.
struct Golden {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Golden {
    fn parse(text: &[u8]) -> Self {
        let mut reader = csv::Reader::from_reader(text);
        let owned = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let header = owned(reader.headers().expect("a header"));
        let rows = reader.records().map(|r| owned(&r.expect("a row"))).collect();
        Self { header, rows }
    }

    fn column(&self, name: &str) -> usize {
        self.header
            .iter()
            .position(|n| n == name)
            .unwrap_or_else(|| panic!("no column {name}"))
    }

    fn text<'a>(&self, row: &'a [String], name: &str) -> &'a str {
        &row[self.column(name)]
    }

    fn number(&self, row: &[String], name: &str) -> Option<f64> {
        let text = self.text(row, name);
        (!text.is_empty()).then(|| text.parse().unwrap_or_else(|_| panic!("{name}: {text}")))
    }

    fn given(&self, row: &[String], name: &str) -> f64 {
        self.number(row, name)
            .unwrap_or_else(|| panic!("{name} is empty in {row:?}"))
    }
}

fn golden_path(name: &str) -> PathBuf {
    let shared = std::env::var_os("LEITSTAND_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    shared.join("golden").join(name)
}

fn golden_bytes(name: &str) -> Vec<u8> {
    let path = golden_path(name);
    std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn golden(name: &str) -> Golden {
    let golden = Golden::parse(&golden_bytes(name));
    assert!(golden.rows.len() >= 3, "{name} is all there");
    golden
}

/// The stated tolerance: 1e-9 absolute plus 1e-9 relative; undefined and `inf` exactly.
fn passes(value: Option<f64>, exact: Option<f64>) -> bool {
    match (value, exact) {
        (Some(value), Some(exact)) => value == exact || (value - exact).abs() <= 1e-9 + 1e-9 * exact.abs(),
        (None, None) => true,
        _ => false,
    }
}

#[test]
#[ignore = "needs the shared reference data"]
fn erlang_b_agrees() {
    let golden = golden("erlang_b.csv");
    for row in &golden.rows {
        let value = erlang_b::blocking(
            golden.given(row, "offered_load"),
            golden.given(row, "agents") as u32,
        );
        assert!(
            passes(Some(value), golden.number(row, "blocking")),
            "{row:?}: {value}"
        );
    }
}

/// Every value of a row within the tolerance.
fn assert_row(golden: &Golden, row: &[String], values: &[(&str, Option<f64>)]) {
    for (name, value) in values {
        assert!(
            passes(*value, golden.number(row, name)),
            "{name} {value:?} in {row:?}"
        );
    }
}

fn demand(golden: &Golden, row: &[String]) -> Demand {
    let [calls, interval_s, aht_s] =
        ["calls_per_interval", "interval_s", "aht_s"].map(|name| golden.given(row, name));
    Demand::of_calls(calls, interval_s, aht_s).expect("answerable")
}

fn given_by_agents(golden: &Golden, row: &[String], model: Model) -> (Performance, LevelRule) {
    let rule = LevelRule::offered(golden.given(row, "service_level_threshold_s"));
    let agents = golden.given(row, "agents") as u32;
    let found = performance(model, demand(golden, row), agents, &rule).expect("answerable");
    assert_eq!(found.status.name(), golden.text(row, "status"), "{row:?}");
    (found, rule)
}

#[test]
#[ignore = "needs the shared reference data"]
fn erlang_c_agrees() {
    let golden = golden("erlang_c.csv");
    for row in &golden.rows {
        let (found, _) = given_by_agents(&golden, row, Model::ErlangC);
        let values = [
            ("offered_load", Some(found.offered_load)),
            ("p_wait", found.p_wait),
            ("service_level", found.service_level),
            ("asa_s", found.asa_s),
            ("occupancy", found.occupancy),
        ];
        assert_row(&golden, row, &values);
    }
}

#[test]
#[ignore = "needs the shared reference data"]
fn erlang_a_agrees() {
    let golden = golden("erlang_a.csv");
    for row in &golden.rows {
        let patience_s = golden.given(row, "patience_s");
        let (found, rule) = given_by_agents(&golden, row, Model::ErlangA { patience_s });
        let level = |formula| found.shares.and_then(|s| s.level(&LevelRule { formula, ..rule }));
        let values = [
            ("offered_load", Some(found.offered_load)),
            ("p_wait", found.p_wait),
            ("p_abandon", found.p_abandon),
            ("sl_offered", found.service_level),
            (
                "sl_answered",
                level(LevelFormula::Contract(Formula::AnsweredOnly)),
            ),
            (
                "sl_excl_short_abandons",
                level(LevelFormula::Contract(Formula::LateAbandons)),
            ),
            (
                "sl_answered_or_abandoned",
                level(LevelFormula::Contract(Formula::AbandonsInTimeCount)),
            ),
            ("sl_virtual", level(LevelFormula::Virtual)),
            ("mean_wait_s", found.mean_wait_s),
            ("asa_answered_s", found.asa_s),
            ("mean_wait_abandoned_s", found.mean_wait_abandoned_s),
            ("mean_queue", found.mean_queue),
            ("occupancy", found.occupancy),
        ];
        assert_row(&golden, row, &values);
    }
}

fn formula_of(definition: &str) -> Formula {
    match definition {
        "offered" => Formula::Offered,
        "answered" => Formula::AnsweredOnly,
        "excl_short" => Formula::LateAbandons,
        "or_abandoned" => Formula::AbandonsInTimeCount,
        other => panic!("{other}"),
    }
}

#[test]
#[ignore = "needs the shared reference data"]
fn required_agents_agree() {
    let golden = golden("required_agents.csv");
    for row in &golden.rows {
        let model = match golden.text(row, "model") {
            "erlang_c" => Model::ErlangC,
            _ => Model::ErlangA {
                patience_s: golden.given(row, "patience_s"),
            },
        };
        let formula = formula_of(golden.text(row, "sl_definition"));
        let limits = Limits {
            level: LevelRule::new(formula, golden.given(row, "threshold_s")),
            sl_target: golden.number(row, "sl_target"),
            max_occupancy: golden.number(row, "max_occupancy"),
            max_abandon: golden.number(row, "max_abandon"),
            min_agents: 0,
        };
        let shrinkage = golden.given(row, "shrinkage");
        let found = required_agents(model, demand(&golden, row), &limits, shrinkage).expect("answerable");
        let counts = [found.net, found.gross].map(f64::from);
        assert_eq!(
            counts,
            ["agents_net", "agents_gross"].map(|n| golden.given(row, n)),
            "{row:?}"
        );
        assert_eq!(found.binding.to_string(), golden.text(row, "binding"), "{row:?}");
        let values = [
            ("offered_load", Some(found.offered_load)),
            ("gross_fte", Some(found.gross_fte)),
            ("sl_at_net", found.sl_at_net),
            ("sl_at_net_minus_1", found.sl_at_net_minus_1),
            ("occupancy_at_net", found.occupancy_at_net),
            ("p_abandon_at_net", found.p_abandon_at_net),
        ];
        assert_row(&golden, row, &values);
    }
}

#[test]
#[ignore = "needs the shared reference data"]
fn patience_agrees() {
    let golden = golden("patience.csv");
    for row in &golden.rows {
        let given = |name| golden.number(row, name).unwrap_or(0.0);
        let found = Patience::of_means(
            given("answered"),
            given("asa_s"),
            given("abandoned"),
            given("mean_wait_abandoned_s"),
        );
        let values = [
            ("theta_per_s", found.map(|f| f.theta_per_s)),
            ("patience_s", found.map(|f| f.patience_s)),
        ];
        assert_row(&golden, row, &values);
        for (name, limit) in [
            ("patience_low95_s", found.map(|f| f.low95_s)),
            ("patience_high95_s", found.map(|f| f.high95_s)),
        ] {
            let agrees = match (limit, golden.number(row, name)) {
                (Some(limit), Some(exact)) => limit == exact || (limit / exact - 1.0).abs() <= 1e-6,
                (limit, exact) => limit == exact,
            };
            assert!(agrees, "{name} {limit:?} in {row:?}");
        }
    }
}

/// A number of the reference data as exact millionths.
fn micro(golden: &Golden, row: &[String], name: &str) -> Micro {
    Micro((golden.given(row, name) * Micro::ONE as f64).round() as i64)
}

/// The input of one scenario: its classes, and its intervals in order.
fn scenario(golden: &Golden, name: &str) -> (Vec<Class>, Vec<Interval>) {
    let rows: Vec<_> = golden
        .rows
        .iter()
        .filter(|row| golden.text(row, "scenario") == name)
        .collect();
    let mut classes: Vec<Class> = Vec::new();
    let mut intervals: Vec<Interval> = Vec::new();
    for row in rows {
        let class = golden.text(row, "class");
        if !classes.iter().any(|known| known.name == class) {
            classes.push(Class {
                name: class.to_owned(),
                aht_s: micro(golden, row, "aht_s"),
                deadline: golden.given(row, "deadline_open_intervals") as u32,
            });
        }
        let place = golden.given(row, "interval_index") as usize;
        if intervals.len() == place {
            intervals.push(Interval {
                is_open: golden.text(row, "open") == "1",
                length_s: golden.given(row, "interval_s") as u32,
                staff: micro(golden, row, "staff"),
                items: Vec::new(),
            });
        }
        intervals[place].items.push(micro(golden, row, "items"));
    }
    (classes, intervals)
}

#[test]
#[ignore = "needs the shared reference data"]
fn deferred_work_agrees() {
    let (input, expected) = (golden("deferred_input.csv"), golden("deferred_expected.csv"));
    for name in ["one_class", "two_classes", "same_interval"] {
        let (classes, intervals) = scenario(&input, name);
        let found = serve(&classes, &intervals);
        let rows: Vec<_> = expected
            .rows
            .iter()
            .filter(|row| expected.text(row, "scenario") == name)
            .collect();
        assert_eq!(rows.len(), found.len() * classes.len(), "{name}");
        for row in rows {
            let outcome = &found[expected.given(row, "open_index") as usize];
            assert_eq!(
                outcome.interval as f64,
                expected.given(row, "interval_index"),
                "{row:?}"
            );
            let place = classes.iter().position(|c| c.name == expected.text(row, "class"));
            let of_class = outcome.classes[place.expect("a class")];
            let values = [
                ("done_in_time", Some(of_class.done_in_time)),
                ("done_late", Some(of_class.done_late)),
                ("backlog_end", Some(of_class.backlog)),
                ("overdue_end", Some(of_class.overdue)),
                ("utilisation", outcome.utilisation),
            ];
            assert_row(&expected, row, &values);
        }
    }
}

#[test]
#[ignore = "needs the shared reference data"]
fn staff_for_deadlines_agrees() {
    let (input, expected) = (golden("deferred_input.csv"), golden("deferred_required.csv"));
    for row in &expected.rows {
        let (classes, intervals) = scenario(&input, expected.text(row, "scenario"));
        let found = required_staff(&classes, &intervals).expect("work");
        let values = [
            ("constant_staff_exact", Some(found.exact)),
            ("constant_staff", Some(f64::from(found.staff))),
            ("critical_from_open_index", Some(f64::from(found.from))),
            ("critical_to_open_index", Some(f64::from(found.to))),
        ];
        assert_row(&expected, row, &values);
        assert_eq!(
            deferred::staff_for_share(&classes, &intervals, 1.0),
            Some(found.staff)
        );
    }
}

/// Answers a whole reference file, without its results, and compares what comes back.
fn assert_batch_agrees(name: &str, results: &[&str], is_ours: impl Fn(&[String]) -> bool) {
    let golden = golden(name);
    let keep: Vec<usize> = (0..golden.header.len())
        .filter(|i| !results.contains(&golden.header[*i].as_str()))
        .collect();
    let mut questions = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(&golden.header).chain(&golden.rows) {
        questions
            .write_record(keep.iter().map(|i| &row[*i]))
            .expect("written");
    }
    let mut output = Vec::new();
    let count = batch::answer(&questions.into_inner().expect("written")[..], &mut output).expect("answered");
    assert_eq!(count.rows, golden.rows.len() as u64);
    let answered = Golden::parse(&output);
    for (row, exact) in answered
        .rows
        .iter()
        .zip(&golden.rows)
        .filter(|(_, exact)| is_ours(exact))
    {
        for result in results.iter().filter(|r| golden.header.iter().any(|h| h == *r)) {
            let (value, wanted) = (answered.text(row, result), golden.text(exact, result));
            let agrees = match (value.parse::<f64>(), wanted.parse::<f64>()) {
                (Ok(value), Ok(wanted)) => passes(Some(value), Some(wanted)),
                _ => value == wanted,
            };
            assert!(agrees, "{result}: {value}, not {wanted} in {exact:?}");
        }
    }
}

#[test]
#[ignore = "needs the shared reference data"]
fn batches_of_agents_agree() {
    let results = [
        "offered_load",
        "p_wait",
        "service_level",
        "asa_s",
        "occupancy",
        "status",
    ];
    assert_batch_agrees("erlang_c.csv", &results, |_| true);
}

#[test]
#[ignore = "needs the shared reference data"]
fn batches_with_patience_agree() {
    let results = [
        "offered_load",
        "p_wait",
        "p_abandon",
        "sl_offered",
        "sl_answered",
        "sl_excl_short_abandons",
        "sl_answered_or_abandoned",
        "sl_virtual",
        "mean_wait_s",
        "asa_answered_s",
        "mean_wait_abandoned_s",
        "mean_queue",
        "occupancy",
        "status",
    ];
    assert_batch_agrees("erlang_a.csv", &results, |_| true);
}

#[test]
#[ignore = "needs the shared reference data"]
fn batches_of_requirements_agree() {
    let results = [
        "offered_load",
        "agents_net",
        "gross_fte",
        "agents_gross",
        "sl_at_net",
        "sl_at_net_minus_1",
        "occupancy_at_net",
        "p_abandon_at_net",
        "binding",
    ];
    assert_batch_agrees("required_agents.csv", &results, |_| true);
}
