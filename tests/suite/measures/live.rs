//! Standards over intervals, and forecasts: the worked figures of the definitions, through the whole program.

use super::bench::{Bench, CALLS, CALLS_HEADER, sums};
use crate::support::{Row, Table};

/// An interval report of the phone queue; rows are half hours.
pub const REPORT: &str = r#"
[sources.report]
provider = "nord"
kind = "intervals"
path = "report_*.csv"
[sources.report.csv]
[sources.report.mapping.fields]
queue = { constant = "billing" }
start = { column = "start", format = "%Y-%m-%d %H:%M" }
offered = "offered"
answered = "answered"
in_time = "in_time"
mean_handle = { column = "handle", unit = "s" }
"#;

const FORECAST: &str = r#"
[sources.expected]
provider = "nord"
kind = "forecast"
path = "forecast_*.csv"
made_by = "provider"
locked = true
[sources.expected.csv]
[sources.expected.mapping.fields]
queue = { constant = "billing" }
start = { column = "start", format = "%Y-%m-%d %H:%M" }
volume = "volume"
aht = { column = "aht", unit = "s" }
"#;

const SERVICE_LEVEL: &str = r#"
[standards.level]
name = "Service level"
channels = ["phone"]
[[standards.level.clauses]]
valid_from = 2026-01-01
target = "80 %"
service_level = { formula = "offered", within = "20 s" }
"#;

/// A standard with one clause.
pub fn standard(id: &str, more: &str, clause: &str) -> String {
    format!(
        "[standards.{id}]\nname = \"{id}\"\nchannels = [\"phone\"]\n{more}\n[[standards.{id}.clauses]]\nvalid_from = 2026-01-01\n{clause}\n"
    )
}

/// The day of the definitions: 16 intervals with 50 calls at 84 %, and 4 with 95 at 40 %.
pub fn worked_day() -> String {
    let mut rows = String::from("start,offered,answered,in_time,handle\n");
    for number in 0..20 {
        let (hour, minute) = (8 + number / 2, number % 2 * 30);
        let (offered, in_time) = if number < 16 { (50, 42) } else { (95, 38) };
        rows += &format!("2026-10-05 {hour:02}:{minute:02},{offered},{offered},{in_time},300\n");
    }
    rows
}

#[track_caller]
fn of<'t>(kpi: &'t Table, standard: &str, measure: &str) -> Row<'t> {
    kpi.only(&[("standard", standard), ("measure", measure), ("queue", "*")])
}

#[test]
fn sixteen_of_twenty_intervals_are_in_target_although_the_day_is_not() {
    let more = format!(
        "{REPORT}{SERVICE_LEVEL}{}",
        standard(
            "consistency",
            "min_cases = 10",
            "target = \"90 %\"\nservice_level_consistency = { of = \"level\" }"
        )
    );
    let bench = Bench::with(&more, &[("report_2026-10.csv", &worked_day())]);
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "level"), [824.0, 1180.0, 0.0, 0.0]);
    assert_eq!(sums(&kpi, "consistency"), [16.0, 20.0, 0.0, 0.0]);
    let row = of(&kpi, "consistency", "service_level_consistency");
    assert_eq!((row.text("value"), row.text("status")), ("0.8", "missed"));
    // Half hours of a day depend on each other: no interval is claimed.
    assert_eq!((row.text("ci_low"), row.text("certainty")), ("", ""));
}

#[test]
fn small_intervals_closed_ones_and_days_are_told_from_cases() {
    let more = format!(
        "{}{}{SERVICE_LEVEL}{}",
        REPORT.replace(
            "in_time = \"in_time\"",
            "in_time = \"in_time\"\nminutes = \"minutes\""
        ),
        "[queues.hotline]\nname = \"Hotline\"\nchannel = \"phone\"\nlanguages = [\"de\"]\ncalendar = \"office\"\n",
        standard(
            "consistency",
            "min_cases = 0",
            "target = \"90 %\"\nservice_level_consistency = { of = \"level\", min_calls = 10 }"
        )
    );
    let more = more.replace("queue = { constant = \"billing\" }", "queue = \"queue\"");
    let rows = "\
queue,start,minutes,offered,answered,in_time,handle
hotline,2026-10-05 09:00,30,10,10,8,300
hotline,2026-10-05 09:30,30,10,10,7,300
hotline,2026-10-05 10:00,30,9,9,0,300
hotline,2026-10-05 10:30,30,10,10,,300
hotline,2026-10-05 20:00,30,10,10,0,300
hotline,2026-10-05 11:00,30,0,0,0,
billing,2026-10-06 00:00,1440,900,900,900,300
";
    let bench = Bench::with(&more, &[("report_2026-10.csv", rows)]);
    let kpi = bench.october(&[]);
    // 80 % of ten is in target, 70 % is not; nine are too few; ten are not told, nor is a whole day.
    assert_eq!(sums(&kpi, "consistency"), [1.0, 2.0, 2.0, 1.0]);
}

#[test]
fn an_interval_counts_calls_without_data_as_the_service_level_does() {
    // Seven in time, one late, two without a wait: 87.5 %, or 70 % where these count as missed.
    let mut records = format!("{CALLS_HEADER}\n");
    for (number, wait) in ["5", "5", "5", "5", "5", "5", "5", "90", "", ""]
        .iter()
        .enumerate()
    {
        records += &format!("c{number},2026-10-05 09:0{number}:00,,,answered,{wait},100,Ann\n");
    }
    let value = |strict: &str| {
        let level = SERVICE_LEVEL.replace("channels =", &format!("min_cases = 0\n{strict}\nchannels ="));
        let clause = "target = \"90 %\"\nservice_level_consistency = { of = \"level\" }";
        let more = format!(
            "{CALLS}{level}{}",
            standard("consistency", "min_cases = 0", clause)
        );
        let kpi = Bench::with(&more, &[("calls_2026-10.csv", &records)]).october(&[]);
        let value = of(&kpi, "level", "service_level").number("value");
        (value, sums(&kpi, "consistency"))
    };
    assert_eq!(value(""), (Some(0.875), [1.0, 1.0, 0.0, 0.0]));
    assert_eq!(
        value("unmeasurable_is_missed = true"),
        (Some(0.7), [0.0, 1.0, 0.0, 0.0])
    );
}

#[test]
fn an_interval_is_judged_by_the_target_of_its_own_clause() {
    let later = "[[standards.level.clauses]]\nvalid_from = 2026-10-06\ntarget = \"90 %\"\n\
                 service_level = { formula = \"offered\", within = \"20 s\" }\n";
    let level = SERVICE_LEVEL.replace(
        "valid_from = 2026-01-01",
        "valid_from = 2026-01-01\nvalid_to = 2026-10-05",
    );
    let more = format!(
        "{REPORT}{level}{later}{}",
        standard(
            "consistency",
            "min_cases = 0",
            "target = \"90 %\"\nservice_level_consistency = { of = \"level\" }"
        )
    );
    let rows = "start,offered,answered,in_time,handle\n\
                2026-10-05 09:00,100,100,85,300\n2026-10-06 09:00,100,100,85,300\n";
    let bench = Bench::with(&more, &[("report_2026-10.csv", rows)]);
    assert_eq!(sums(&bench.october(&[]), "consistency"), [1.0, 2.0, 0.0, 0.0]);
}

#[test]
fn both_sides_of_a_band_miss_and_its_ends_do_not() {
    let band = |id: &str, from: u32, to: u32| {
        let clause = format!("aht_band = {{ from = \"{from} s\", to = \"{to} s\" }}");
        let score = format!(
            "score = {{ worst = [\"100 s\", \"500 s\"], best = [\"{from} s\", \"{to} s\"], weight = 25 }}"
        );
        standard(id, &score, &clause)
    };
    let bands = [
        ("inside", 280, 360),
        ("at_end", 240, 300),
        ("above", 200, 250),
        ("below", 350, 400),
    ];
    let standards: String = bands.iter().map(|(id, from, to)| band(id, *from, *to)).collect();
    let bench = Bench::with(
        &format!("{REPORT}{standards}"),
        &[("report_2026-10.csv", &worked_day())],
    );
    let kpi = bench.october(&[]);
    let told = |id| {
        let row = of(&kpi, id, "aht");
        ["value", "target", "direction", "status", "band_low", "band_high"].map(|name| row.text(name))
    };
    assert_eq!(told("inside"), ["300", "280", "min", "met", "280", "360"]);
    assert_eq!(told("at_end"), ["300", "300", "max", "met", "240", "300"]);
    assert_eq!(told("above"), ["300", "250", "max", "missed", "200", "250"]);
    assert_eq!(told("below"), ["300", "350", "min", "missed", "350", "400"]);
    let page = bench.sandbox.read("out/2026-10/partners/nord/scorecard.html");
    assert!(page.contains("4:40–6:00"), "both ends stand on the page");
    assert!(page.contains("between 280 s and 360 s"), "and in the definition");
}

const CAME: [u32; 8] = [20, 60, 110, 140, 120, 90, 50, 10];
const EXPECTED: [u32; 8] = [26, 66, 104, 131, 126, 81, 54, 12];

/// Report and forecast of the worked day, from eight o'clock.
fn eight(expected: &[u32]) -> [String; 2] {
    let at = |number: usize| format!("2026-10-05 {:02}:{:02}", 8 + number / 2, number % 2 * 30);
    let mut report = String::from("start,offered,answered,in_time,handle\n");
    for (number, calls) in CAME.iter().enumerate() {
        report += &format!("{},{calls},{calls},{calls},300\n", at(number));
    }
    let mut forecast = String::from("start,volume,aht\n");
    for (number, calls) in expected.iter().enumerate() {
        forecast += &format!("{},{calls},310\n", at(number));
    }
    [report, forecast]
}

/// All four measures of one maker's forecast.
fn measures(maker: &str) -> String {
    let rule = |id: &str, target: &str, rule: &str| {
        standard(id, "min_cases = 0", &format!("target = \"{target}\"\n{rule}"))
    };
    [
        rule(
            "bias",
            "5 %",
            &format!("forecast_bias = {{ forecast = \"{maker}\" }}"),
        ),
        rule(
            "mape",
            "10 %",
            &format!("forecast_mape = {{ forecast = \"{maker}\" }}"),
        ),
        rule(
            "wape",
            "10 %",
            &format!("forecast_wape = {{ forecast = \"{maker}\" }}"),
        ),
        rule(
            "of_actual",
            "75 %",
            &format!(
                "forecast_corridor = {{ forecast = \"{maker}\", corridor = \"10 %\", base = \"actual\" }}"
            ),
        ),
        rule(
            "of_forecast",
            "75 %",
            &format!(
                "forecast_corridor = {{ forecast = \"{maker}\", corridor = \"10 %\", base = \"forecast\" }}"
            ),
        ),
    ]
    .concat()
}

#[test]
fn bias_mape_wape_and_both_corridors_of_the_worked_day() {
    let [report, forecast] = eight(&EXPECTED);
    let bench = Bench::with(
        &format!("{REPORT}{FORECAST}{}", measures("provider")),
        &[
            ("report_2026-10.csv", &report),
            ("forecast_2026-10.csv", &forecast),
        ],
    );
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "bias"), [0.0, 600.0, 0.0, 0.0]);
    assert_eq!(sums(&kpi, "wape"), [48.0, 600.0, 0.0, 0.0]);
    assert_eq!(sums(&kpi, "of_actual"), [6.0, 8.0, 0.0, 0.0]);
    assert_eq!(sums(&kpi, "of_forecast"), [5.0, 8.0, 0.0, 0.0]);
    let [apart, intervals, ..] = sums(&kpi, "mape");
    assert_eq!(intervals, 8.0);
    assert!((apart / intervals - 0.118_604).abs() < 1e-6, "{apart}");
    let status = |id: &str| of(&kpi, id, &measure_of(id)).text("status").to_owned();
    let all = ["bias", "mape", "wape", "of_actual", "of_forecast"].map(status);
    assert_eq!(all, ["met", "missed", "met", "met", "missed"]);
    let bias = of(&kpi, "bias", "forecast_bias");
    assert_eq!((bias.text("band_low"), bias.text("band_high")), ("-0.05", "0.05"));
    let intervals = bench.sandbox.table("2026-10", "intervals");
    let first = intervals.only(&[("interval_start", "2026-10-05T08:00:00+02:00")]);
    assert_eq!(
        (first.text("forecast"), first.text("forecast_aht_s")),
        ("26", "310")
    );
}

fn measure_of(id: &str) -> String {
    match id {
        "of_actual" | "of_forecast" => String::from("forecast_corridor"),
        other => format!("forecast_{other}"),
    }
}

#[test]
fn the_clients_own_forecast_is_no_miss_of_the_provider() {
    let [report, forecast] = eight(&EXPECTED);
    let source = FORECAST.replace("made_by = \"provider\"", "made_by = \"client\"");
    let bench = Bench::with(
        &format!("{REPORT}{source}{}", measures("client")),
        &[
            ("report_2026-10.csv", &report),
            ("forecast_2026-10.csv", &forecast),
        ],
    );
    let kpi = bench.october(&[]);
    let row = of(&kpi, "mape", "forecast_mape");
    assert_eq!((row.text("status"), row.text("target")), ("informational", "0.1"));
    let page = bench.sandbox.read("out/2026-10/partners/nord/scorecard.html");
    let plain = page.replace("&#x27;", "'").replace("&#39;", "'");
    assert!(plain.contains("is the client's own duty and is not held against the provider"));
    assert!(plain.contains("</span> client's own duty</td>") || plain.contains("> client's own duty<"));
}

#[test]
fn intervals_without_a_forecast_without_calls_and_below_zero() {
    // Two of the eight have no forecast; one more interval expects calls of which none came.
    let [report, mut forecast] = eight(&EXPECTED[..6]);
    forecast += "2026-10-05 12:00,4,310\n";
    let bench = Bench::with(
        &format!("{REPORT}{FORECAST}{}", measures("provider")),
        &[
            ("report_2026-10.csv", &report),
            ("forecast_2026-10.csv", &forecast),
        ],
    );
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "wape"), [46.0, 540.0, 2.0, 0.0]);
    assert_eq!(sums(&kpi, "bias"), [-2.0, 540.0, 2.0, 0.0]);
    assert_eq!(sums(&kpi, "mape")[1..], [6.0, 2.0, 1.0]);
    assert_eq!(sums(&kpi, "of_actual")[1..], [7.0, 2.0, 0.0]);
    let bias = of(&kpi, "bias", "forecast_bias");
    assert_eq!((bias.text("target"), bias.text("direction")), ("-0.05", "min"));
    let count = |name: &str| of(&kpi, "wape", &format!("forecast_wape:{name}")).number("value");
    let counts = ["forecast_intervals", "forecast_missing", "forecast_late"].map(count);
    assert_eq!(counts, [7.0, 2.0, 0.0].map(Some));
}

#[test]
fn nothing_is_known_of_calls_whose_file_is_not_there() {
    let [_, forecast] = eight(&EXPECTED);
    let more = format!("{REPORT}{FORECAST}{}", measures("provider"));
    let more = more.replace(
        "path = \"report_*.csv\"",
        "path = \"report_*.csv\"\nrequired = false",
    );
    let bench = Bench::with(&more, &[("forecast_2026-10.csv", &forecast)]);
    assert_eq!(sums(&bench.october(&[]), "wape"), [0.0, 0.0, 8.0, 0.0]);
}

const LOCKED: &str = "lock = { before = \"5 d\", start_of = \"month\" }";

/// A workspace whose forecast comes in versions.
fn versioned() -> String {
    let source = FORECAST.replace("locked = true", LOCKED).replace(
        "aht = ",
        "minutes = \"minutes\"\ndelivered_at = { column = \"as of\", format = \"%Y-%m-%d %H:%M\" }\naht = ",
    );
    format!("{REPORT}{source}{}", measures("provider"))
}

#[test]
fn the_last_version_before_the_lock_counts_and_every_row_is_accounted_for() {
    let [report, _] = eight(&[]);
    // 26 September, 00:00, is the last instant.
    let forecast = "\
start,minutes,volume,aht,as of
2026-10-05 08:00,30,99,310,2026-09-01 12:00
2026-10-05 08:00,30,20,310,2026-09-26 00:00
2026-10-05 08:00,30,88,310,2026-09-26 00:01
2026-10-05 08:30,30,60,310,2026-09-27 12:00
2026-10-05 08:30,30,61,310,2026-09-28 12:00
2026-10-05 09:00,15,50,310,2026-09-01 12:00
2026-10-05 09:15,15,60,310,2026-09-01 12:00
2026-10-05 09:30,15,70,310,2026-09-01 12:00
2026-10-05 10:00,60,240,310,2026-09-01 12:00
2026-10-06 00:00,1440,900,310,2026-09-01 12:00
2026-10-05 10:10,30,7,310,2026-09-01 12:00
2026-10-05 11:00,30,,310,2026-09-01 12:00
2026-11-01 08:00,30,7,310,2026-09-01 12:00
";
    let bench = Bench::with(
        &versioned(),
        &[
            ("report_2026-10.csv", &report),
            ("forecast_2026-10.csv", forecast),
        ],
    );
    let kpi = bench.october(&[]);
    // 08:00 and 09:00 (of two quarters) are known and exact; 09:30 is known by half.
    assert_eq!(sums(&kpi, "wape"), [0.0, 130.0, 6.0, 0.0]);
    let count = |name: &str| of(&kpi, "wape", &format!("forecast_wape:{name}")).number("value");
    let counts = ["forecast_intervals", "forecast_missing", "forecast_late"].map(count);
    assert_eq!(counts, [2.0, 5.0, 1.0].map(Some));
    let rows = bench.sandbox.table("2026-10", "reconciliation");
    let row = rows.only(&[("kind", "forecast")]);
    let counts = [
        "rows_read",
        "accepted",
        "duplicates",
        "rejected",
        "outside_period",
    ];
    assert_eq!(counts.map(|name| row.text(name)), ["13", "5", "3", "4", "1"]);
    let rejected = bench.sandbox.table("2026-10", "rejected");
    let told: Vec<[&str; 3]> = rejected
        .rows()
        .map(|row| ["row", "column", "value"].map(|name| row.text(name)))
        .collect();
    assert_eq!(
        told,
        [
            ["10", "minutes", "60"],
            ["11", "minutes", "1440"],
            ["12", "start", "2026-10-05T10:10:00+02:00"],
            ["13", "volume", ""],
        ]
    );
}
