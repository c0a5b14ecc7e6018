//! Reads the published data back, as a BI tool would.

use super::*;
use crate::publish::example;
use crate::scorecard::{Rejected, StaffingModel, StaffingState};
use crate::vocabulary::{Micro, ProviderId, QueueId};

fn records(bytes: &[u8]) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(bytes)
        .records()
        .collect::<Result<_, _>>()
        .expect("whole CSV")
}

#[test]
fn kpi_has_every_figure_exactly() {
    let review = example::review();
    let mut out = Vec::new();
    kpi::write(&review, &mut out).expect("written");
    let text = String::from_utf8(out.clone()).expect("UTF-8");
    assert!(
        text.starts_with(
            "period,provider,queue,standard,measure,numerator,denominator,value,ci_low,ci_high,"
        )
    );
    assert!(!text.contains('\r') && text.ends_with('\n'));
    let figures: Vec<_> = review.providers.iter().flat_map(|p| &p.figures).collect();
    let rows = records(&out);
    assert_eq!(rows.len(), figures.len());
    for (row, figure) in rows.iter().zip(figures) {
        assert_eq!(row[2], *figure.queue.as_ref().map_or("*", |q| q.as_str()));
        let told = figure.told_numerator();
        assert_eq!(row[5], told.map(|sum| sum.to_string()).unwrap_or_default());
        assert_eq!(row[7].parse().ok(), figure.value);
        assert_eq!(row[12], *figure.status.name());
    }
    let first = &rows[0];
    assert_eq!([&first[0], &first[1], &first[11]], ["2026-10", "nord", "min"]);
}

#[test]
fn reconciliation_balances() {
    let review = example::review();
    let mut out = Vec::new();
    reconciliation::write(&review, &mut out).expect("written");
    let rows = records(&out);
    assert_eq!(
        rows.len(),
        review.providers.iter().map(|p| p.files.len()).sum::<usize>()
    );
    for row in &rows {
        let count = |column: usize| row[column].parse::<u64>().expect("a count");
        assert_eq!(count(5), (6..10).map(count).sum::<u64>());
    }
}

#[test]
fn rejected_values_are_no_formulas() {
    let mut out = Vec::new();
    let mut csv = rejected::RejectedWriter::new(&mut out).expect("header");
    let row = Rejected {
        file: "nord/a.csv".into(),
        sheet: String::new(),
        row: 17,
        column: "Wartezeit".into(),
        value: "=HYPERLINK(\"http://x\",\"y\")\nz".into(),
        expected: "seconds, for example 12".into(),
    };
    csv.append(&ProviderId::new("nord"), &row).expect("row");
    csv.finish().expect("flushed");
    let rows = records(&out);
    assert_eq!(&rows[0][5], "'=HYPERLINK(\"http://x\",\"y\")\nz");
    assert_eq!([&rows[0][3], &rows[0][2]], ["17", ""]);
}

#[test]
fn both_two_o_clock_intervals_are_told_apart() {
    let review = example::review();
    let mut out = Vec::new();
    let mut csv = intervals::IntervalWriter::new(&mut out, &review.zone).expect("header");
    let midnight = review.zone.day_start("2026-10-25".parse().expect("a date"));
    for hour in [2, 3] {
        csv.append(&interval(midnight + hour * 3600)).expect("row");
    }
    csv.finish().expect("flushed");
    let rows = records(&out);
    assert_eq!(
        [&rows[0][2], &rows[1][2]],
        ["2026-10-25T02:00:00+02:00", "2026-10-25T02:00:00+01:00"]
    );
    let whole: Vec<&str> = rows[0].iter().skip(3).collect();
    assert_eq!(
        whole[..9],
        ["30", "100", "", "", "180", "10", "", "erlang_c", "14"]
    );
    assert_eq!(
        whole[9..19],
        ["12.5", "", "-1.5", "", "", "understaffed", "", "", "", ""]
    );
}

fn interval(interval_start: i64) -> IntervalRecord {
    IntervalRecord {
        provider: ProviderId::new("nord"),
        queue: QueueId::new("billing"),
        interval_start,
        interval_minutes: 30,
        offered: Micro::whole(100),
        answered: None,
        abandoned: None,
        aht_s: Some(180.0),
        offered_load: Some(10.0),
        service_level: None,
        model: Some(StaffingModel::ErlangC),
        required_agents: Some(14.0),
        planned_agents: Some(Micro(12_500_000)),
        present_agents: None,
        gap_planned: Some(-1.5),
        gap_present: None,
        occupancy: None,
        state: StaffingState::Understaffed,
        source_file: String::new(),
        source_row: None,
        forecast: None,
        forecast_aht_s: None,
        judged: None,
        split: None,
        chance: None,
    }
}

#[test]
fn manifest_names_inputs_outputs_and_end() {
    let mut manifest = Manifest::of(&example::review(), vec!["client.toml".into()]);
    manifest.outputs = vec![PublishedFile {
        path: "overview.html".into(),
        size: 12,
    }];
    manifest.durations_s = vec![("read".into(), 1.5), ("judge".into(), 0.25)];
    manifest.counts = vec![("calls".into(), 40_305)];
    manifest.exit_code = 3;
    let mut out = Vec::new();
    manifest.write(&mut out).expect("written");
    let json: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    assert_eq!(json["schema_version"], 1);
    assert_eq!(json["period"]["last"], "2026-10-31");
    assert_eq!(json["as_of"], "2026-11-01T00:00:00+01:00");
    assert_eq!(json["inputs"][0]["file"], "nord/anrufe_2026-10.csv");
    assert_eq!(json["outputs"][0]["size"], 12);
    assert_eq!(json["exit_code"], 3);
    let text = String::from_utf8(out).expect("UTF-8");
    assert!(
        text.find("\"read\"") < text.find("\"judge\""),
        "stages keep their order"
    );
}
