//! The answer: a table for people, CSV and JSON for machines.

use std::fmt::Write;

use serde::Serialize;

use crate::pipeline::OutlookReport;
use crate::staffing::{IntervalRow, OneMore, Pooling, QueueNeed, edges};
use crate::vocabulary::{ProviderId, Zone};

/// One screen of text.
pub(super) fn table(report: &OutlookReport) -> Vec<u8> {
    let mut text = String::new();
    let period = &report.period;
    let _ = writeln!(
        text,
        "{} · {} ({} to {}): requirement of the forecast",
        report.agreement.client.name,
        period.name(),
        period.first(),
        period.last()
    );
    if report.outlook.needs.iter().all(|need| need.intervals == 0) {
        text.push_str("\nNo forecast of this period gives a requirement.\n");
    } else {
        needs(&mut text, &report.outlook.needs);
        pooling(&mut text, &report.outlook.pooling);
        one_more(&mut text, report);
    }
    text.into_bytes()
}

fn needs(text: &mut String, needs: &[QueueNeed]) {
    let width = widest(needs.iter().map(|need| name(&need.provider, need.queue.as_str())));
    let _ = writeln!(
        text,
        "\n{:width$}  {:>9}  {:>9}  {:>6}  {:>17}  {:>19}  {:>9}  {:>9}",
        "", "intervals", "calls", "most", "net hours", "gross hours", "planned", "lacking"
    );
    for need in needs {
        let _ = writeln!(
            text,
            "{:width$}  {:>9}  {:>9.0}  {:>6}  {:>17}  {:>19}  {:>9}  {:>9}{}",
            name(&need.provider, need.queue.as_str()),
            need.intervals,
            need.calls,
            need.most,
            range(need.net_hours),
            range(need.gross_hours),
            maybe(need.planned_hours),
            maybe(need.lacking_hours),
            match need.unknown {
                0 => String::new(),
                unknown => format!("  {unknown} intervals without a requirement"),
            }
        );
    }
}

fn pooling(text: &mut String, pooling: &[Pooling]) {
    if pooling.is_empty() {
        return;
    }
    let _ = writeln!(text, "\nOne common queue against separate ones, net agent-hours");
    let width = widest(pooling.iter().map(|found| found.queue.to_string()));
    for found in pooling {
        let _ = writeln!(
            text,
            "{:width$}  common {:.1}, separate {:.1}: {:.1} more for {} queues",
            found.queue.to_string(),
            found.pooled_hours,
            found.separate_hours,
            found.loss_hours(),
            found.providers.len()
        );
    }
}

fn one_more(text: &mut String, report: &OutlookReport) {
    let found = &report.outlook.one_more;
    if found.is_empty() {
        return;
    }
    let zone = &report.agreement.client.zone;
    let _ = writeln!(text, "\nWhere one more agent helps most");
    let width = widest(found.iter().map(|more| name(&more.provider, more.queue.as_str())));
    for more in found {
        let _ = writeln!(
            text,
            "{}  {:width$}  {:>6.1} calls  {:>6.1} {}, {} required: {:.1} % → {:.1} % in time, {:.1} calls better",
            &zone.rfc3339(more.start)[..16].replace('T', " "),
            name(&more.provider, more.queue.as_str()),
            more.calls,
            more.agents.as_f64(),
            if more.is_plan { "planned" } else { "taken" },
            more.required,
            more.level.0 * 100.0,
            more.level.1 * 100.0,
            more.gained
        );
    }
}

fn name(provider: &ProviderId, queue: &str) -> String {
    format!("{provider} {queue}")
}

fn widest(texts: impl Iterator<Item = String>) -> usize {
    texts.map(|text| text.chars().count()).max().unwrap_or(0)
}

/// Both edges, or one where they are the same.
fn range((low, high): (f64, f64)) -> String {
    match low == high {
        true => format!("{high:.1}"),
        false => format!("{low:.1} - {high:.1}"),
    }
}

fn maybe(hours: Option<f64>) -> String {
    hours.map_or_else(|| String::from("-"), |hours| format!("{hours:.1}"))
}

/// One row per interval, in full precision.
pub(super) fn csv(report: &OutlookReport) -> Vec<u8> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    let intervals = intervals(report);
    let written: Result<(), csv::Error> = intervals.iter().try_for_each(|row| csv.serialize(row));
    match written {
        Ok(()) => csv.into_inner().unwrap_or_default(),
        Err(_) => Vec::new(),
    }
}

/// Everything as one object.
pub(super) fn json(report: &OutlookReport) -> Vec<u8> {
    let zone = &report.agreement.client.zone;
    let whole = Whole {
        period: report.period.name(),
        needs: report.outlook.needs.iter().map(Need::of).collect(),
        pooling: report.outlook.pooling.iter().map(Pooled::of).collect(),
        one_more: report
            .outlook
            .one_more
            .iter()
            .map(|more| More::of(more, zone))
            .collect(),
        intervals: intervals(report),
    };
    let mut text = serde_json::to_vec_pretty(&whole).unwrap_or_default();
    text.push(b'\n');
    text
}

fn intervals(report: &OutlookReport) -> Vec<Interval> {
    let zone = &report.agreement.client.zone;
    let shrinkage = report.agreement.staffing.shrinkage;
    let of = |row: &IntervalRow, provider: &ProviderId| Interval::of(row, provider, zone, shrinkage);
    let planned = report.planned.iter();
    planned
        .flat_map(|planned| planned.rows.iter().map(|row| of(row, &planned.provider)))
        .collect()
}

#[derive(Serialize)]
struct Whole<'r> {
    period: &'r str,
    needs: Vec<Need>,
    pooling: Vec<Pooled>,
    one_more: Vec<More>,
    intervals: Vec<Interval>,
}

#[derive(Serialize)]
struct Need {
    provider: String,
    queue: String,
    intervals: u64,
    without_requirement: u64,
    calls: f64,
    most_agents: u32,
    net_hours_low: f64,
    net_hours_high: f64,
    gross_hours_low: f64,
    gross_hours_high: f64,
    planned_hours: Option<f64>,
    lacking_hours: Option<f64>,
}

impl Need {
    fn of(need: &QueueNeed) -> Self {
        Self {
            provider: need.provider.to_string(),
            queue: need.queue.to_string(),
            intervals: need.intervals,
            without_requirement: need.unknown,
            calls: need.calls,
            most_agents: need.most,
            net_hours_low: need.net_hours.0,
            net_hours_high: need.net_hours.1,
            gross_hours_low: need.gross_hours.0,
            gross_hours_high: need.gross_hours.1,
            planned_hours: need.planned_hours,
            lacking_hours: need.lacking_hours,
        }
    }
}

#[derive(Serialize)]
struct Pooled {
    queue: String,
    providers: Vec<String>,
    pooled_hours: f64,
    separate_hours: f64,
    loss_hours: f64,
}

impl Pooled {
    fn of(found: &Pooling) -> Self {
        Self {
            queue: found.queue.to_string(),
            providers: found.providers.iter().map(ToString::to_string).collect(),
            pooled_hours: found.pooled_hours,
            separate_hours: found.separate_hours,
            loss_hours: found.loss_hours(),
        }
    }
}

#[derive(Serialize)]
struct More {
    provider: String,
    queue: String,
    interval_start: String,
    calls: f64,
    agents: f64,
    agents_are_planned: bool,
    required_agents: u32,
    service_level: f64,
    service_level_with_one_more: f64,
    calls_better: f64,
}

impl More {
    fn of(more: &OneMore, zone: &Zone) -> Self {
        Self {
            provider: more.provider.to_string(),
            queue: more.queue.to_string(),
            interval_start: zone.rfc3339(more.start),
            calls: more.calls,
            agents: more.agents.as_f64(),
            agents_are_planned: more.is_plan,
            required_agents: more.required,
            service_level: more.level.0,
            service_level_with_one_more: more.level.1,
            calls_better: more.gained,
        }
    }
}

#[derive(Serialize)]
struct Interval {
    provider: String,
    queue: String,
    interval_start: String,
    interval_minutes: i64,
    calls: f64,
    aht_s: Option<f64>,
    offered_load: Option<f64>,
    modified_load: Option<f64>,
    model: Option<&'static str>,
    required_agents: Option<u32>,
    required_low: Option<u32>,
    required_high: Option<u32>,
    gross_fte_low: Option<f64>,
    gross_fte_high: Option<f64>,
    planned_agents: Option<f64>,
    gap_planned: Option<f64>,
    service_level_planned: Option<f64>,
}

impl Interval {
    fn of(row: &IntervalRow, provider: &ProviderId, zone: &Zone, shrinkage: f64) -> Self {
        let edges = edges(row);
        let gross = |agents: u32| f64::from(agents) / (1.0 - shrinkage);
        Self {
            provider: provider.to_string(),
            queue: row.queue.to_string(),
            interval_start: zone.rfc3339(row.start),
            interval_minutes: row.length_s / 60,
            calls: row.offered.as_f64(),
            aht_s: row.aht_s,
            offered_load: row.offered_load,
            modified_load: row.judged.and_then(|judged| judged.modified_load),
            model: row.model.map(|model| model.name()),
            required_agents: row.required_agents,
            required_low: edges.map(|(low, _)| low),
            required_high: edges.map(|(_, high)| high),
            gross_fte_low: edges.map(|(low, _)| gross(low)),
            gross_fte_high: edges.map(|(_, high)| gross(high)),
            planned_agents: row.planned.map(|agents| agents.as_f64()),
            gap_planned: row.gap_planned,
            service_level_planned: row.judged.and_then(|judged| judged.predicted),
        }
    }
}
