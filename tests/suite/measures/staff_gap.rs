//! Gap of a day in parts and in customers, peaks, emergencies and the look ahead, through the whole program.

use super::bench::Bench;
use crate::support::Table;

/// An interval report, a plan and a locked forecast of one phone queue, in half hours of a Monday.
const SOURCES: &str = r#"
[sources.report]
provider = "nord"
kind = "intervals"
path = "report.csv"
[sources.report.csv]
[sources.report.mapping.fields]
queue = { constant = "billing" }
start = { column = "start", format = "%Y-%m-%d %H:%M" }
offered = "calls"
answered = "answered"
in_time = "in_time"
mean_handle = { column = "aht", unit = "s" }
[sources.staff]
provider = "nord"
kind = "staffing"
path = "staff.csv"
staff_unit = "net"
[sources.staff.csv]
[sources.staff.mapping.fields]
queue = { constant = "billing" }
start = { column = "start", format = "%Y-%m-%d %H:%M" }
planned = "planned"
present = "present"
[sources.forecast]
provider = "nord"
kind = "forecast"
path = "forecast.csv"
made_by = "client"
locked = true
[sources.forecast.csv]
[sources.forecast.mapping.fields]
queue = { constant = "billing" }
start = { column = "start", format = "%Y-%m-%d %H:%M" }
volume = "calls"
aht = { column = "aht", unit = "s" }
[standards.level]
name = "Service level"
queues = ["billing"]
[[standards.level.clauses]]
valid_from = 2026-01-01
target = "80 %"
service_level = { formula = "offered", within = "20 s" }
[staffing]
handle_time_owner = "client"
"#;

/// One half hour: start, calls, handle time, planned, present, forecast calls, forecast handle time.
type HalfHour = (String, f64, f64, f64, f64, f64, f64);

/// A half hour of the Monday.
fn at(time: &str, calls: f64, aht: f64, (planned, present): (f64, f64), forecast: (f64, f64)) -> HalfHour {
    (
        format!("2026-10-05 {time}"),
        calls,
        aht,
        planned,
        present,
        forecast.0,
        forecast.1,
    )
}

fn bench(rows: &[HalfHour], more: &str) -> Bench {
    let table = |header: &str, line: &dyn Fn(&HalfHour) -> String| {
        let lines: Vec<String> = rows.iter().map(line).collect();
        format!("{header}\n{}\n", lines.join("\n"))
    };
    let report = table("start,calls,answered,in_time,aht", &|row| {
        format!("{},{},{},{},{}", row.0, row.1, row.1, row.1 * 0.5, row.2)
    });
    let staff = table("start,planned,present", &|row| {
        format!("{},{},{}", row.0, row.3, row.4)
    });
    let forecast = table("start,calls,aht", &|row| format!("{},{},{}", row.0, row.5, row.6));
    Bench::with(
        &format!("{SOURCES}{more}"),
        &[
            ("report.csv", &report),
            ("staff.csv", &staff),
            ("forecast.csv", &forecast),
        ],
    )
}

fn intervals(bench: &Bench) -> Table {
    bench.run("2026-10", &[]).with(0);
    bench.sandbox.table("2026-10", "intervals")
}

const PARTS: [&str; 7] = [
    "attendance",
    "plan",
    "volume_tolerated",
    "volume",
    "routing",
    "handle_time",
    "unexplained",
];

#[test]
fn the_parts_of_an_interval_and_of_the_day_are_the_gap() {
    // 80/20: 80 calls of 180 s need 11, 100 need 14, 100 of 300 s need 21; the second half hour lacks nothing.
    let bench = bench(
        &[
            at("09:00", 100.0, 300.0, (10.0, 8.5), (80.0, 180.0)),
            at("09:30", 80.0, 180.0, (12.0, 12.0), (80.0, 180.0)),
        ],
        "",
    );
    let table = intervals(&bench);
    let row = table.only(&[("interval_start", "2026-10-05T09:00:00+02:00")]);
    let number = |name: &str| row.number(name).unwrap_or_default();
    assert_eq!(
        (number("required_agents"), number("forecast_required")),
        (21.0, 11.0)
    );
    let told = PARTS.map(|part| number(&format!("gap_{part}")));
    assert_eq!(told, [-1.5, -1.0, 0.0, -3.0, 0.0, -7.0, 0.0]);
    assert_eq!(told.iter().sum::<f64>(), number("gap_present"));
    let customers: f64 = PARTS
        .map(|part| number(&format!("customers_{part}")))
        .iter()
        .sum();
    let cost =
        number("late_staffed") + number("lost_staffed") - number("late_required") - number("lost_required");
    assert!((customers - cost).abs() < 1e-6, "{customers} {cost}");
    assert!(cost > 0.0);
    assert_eq!(row.text("verdict"), "short");

    let gap = bench.sandbox.table("2026-10", "staffing_gap");
    for queue in ["*", "billing"] {
        let sum = gap.only(&[("queue", queue)]);
        assert_eq!(sum.number("missing_hours"), Some(6.25));
        assert_eq!(sum.number("gap_s_handle_time"), Some(-7.0 * 1800.0));
        assert_eq!(sum.number("intervals"), Some(1.0));
    }
    let page = bench.sandbox.read("out/2026-10/overview.html");
    assert!(
        page.contains("6.3 agent-hours were missing in 1 intervals"),
        "the sentence"
    );
    assert!(page.contains("Longer handle time than forecast with 3.5 agent-hours (client)"));
}

#[test]
fn a_run_of_far_more_calls_than_forecast_is_an_emergency() {
    // 50 calls need 8, 120 need 16.
    let quiet = |start: String| (start, 50.0, 180.0, 9.0, 9.0, 50.0, 180.0);
    let mut rows: Vec<HalfHour> = Vec::new();
    for day in 6..=9 {
        let times = (8..18).flat_map(|hour| [(hour, 0), (hour, 30)]);
        rows.extend(times.map(|(hour, minute)| quiet(format!("2026-10-0{day} {hour:02}:{minute:02}"))));
    }
    for (slot, present) in [(22, 9.0), (23, 12.0), (24, 17.0)] {
        (rows[slot].1, rows[slot].4) = (120.0, present);
    }
    let bench = bench(&rows, "");
    bench.run("2026-10", &[]).with(0);
    let found = bench.sandbox.table("2026-10", "emergencies");
    assert_eq!(found.len(), 1);
    let row = found.only(&[("queue", "billing")]);
    assert_eq!(row.text("start"), "2026-10-07T09:00:00+02:00");
    assert_eq!(row.text("end"), "2026-10-07T10:30:00+02:00");
    assert_eq!(
        (row.number("calls"), row.number("forecast")),
        (Some(360.0), Some(150.0))
    );
    // 120 calls need 16: they were there an hour after the start.
    assert_eq!(row.number("lag_s"), Some(3600.0));
}

#[test]
fn what_is_odd_about_the_rows_is_noticed_and_the_rest_computed() {
    let bench = Bench::with(
        SOURCES,
        &[
            (
                "report.csv",
                "start,calls,answered,in_time,aht\n\
                 2026-10-05 09:30,50,50,40,180\n\
                 2026-10-05 09:00,50,50,40,180\n\
                 2026-10-05 10:00,50,50,40,0\n\
                 2026-10-05 10:30,-5,0,0,180\n\
                 2026-10-05 11:00,50,50,40,180\n",
            ),
            (
                "staff.csv",
                "start,planned,present\n2026-10-05 09:00,9,9\n2026-10-05 09:30,9,9\n",
            ),
            ("forecast.csv", "start,calls,aht\n2026-10-05 09:00,50,180\n"),
        ],
    );
    let ended = bench.run("2026-10", &["--verbose"]);
    let page = bench.sandbox.read("out/2026-10/overview.html");
    for words in [
        "begins before the row above it, first in row 3",
        "have no agents, though others have",
        "has no handle time, or one of 0 s",
    ] {
        assert!(page.contains(words), "{words}: {}", ended.stderr);
    }
    let table = bench.sandbox.table("2026-10", "intervals");
    let row = table.only(&[("interval_start", "2026-10-05T10:00:00+02:00")]);
    assert_eq!(row.number("aht_s"), Some(180.0), "the mean of the queue");
    let rejected = bench.sandbox.table("2026-10", "rejected");
    assert!(rejected.only(&[("row", "5")]).has(&[("value", "-5")]));
}

#[test]
fn a_month_to_come_from_its_forecast() {
    let bench = bench(
        &[
            at("09:00", 0.0, 180.0, (12.0, 0.0), (100.0, 180.0)),
            at("09:30", 0.0, 180.0, (14.0, 0.0), (100.0, 180.0)),
        ],
        "shrinkage = \"30 %\"\n",
    );
    let asked = ["staffing", "leitstand.toml", "--period", "2026-10"];
    let ended = bench
        .sandbox
        .ask(&[&asked[..], &["--format", "json"]].concat())
        .with(0);
    let json: serde_json::Value = serde_json::from_str(&ended.stdout).expect("JSON");
    let need = &json["needs"][0];
    // 14 agents in each half hour: 14 net hours, and 20 gross hours, of which nothing was rounded before.
    assert_eq!(need["net_hours_high"], 14.0);
    assert_eq!(need["gross_hours_high"], 20.0);
    assert_eq!(need["planned_hours"], 13.0);
    assert_eq!(need["lacking_hours"], 1.0);
    let worst = &json["one_more"][0];
    assert_eq!(worst["interval_start"], "2026-10-05T09:00:00+02:00");
    assert!(worst["calls_better"].as_f64().expect("a number") > 0.0);
    let table = bench.sandbox.ask(&asked).with(0).stdout;
    assert!(table.contains("nord billing"), "{table}");
    let csv = bench
        .sandbox
        .ask(&[&asked[..], &["--format", "csv", "--patience", "60s"]].concat())
        .with(0);
    let header = csv.stdout.lines().next().unwrap_or_default().to_owned();
    assert!(
        header.starts_with("provider,queue,interval_start,interval_minutes,calls"),
        "{header}"
    );
    assert_eq!(csv.stdout.lines().count(), 3);
}
