//! The gap in words and parts, as pages and workbooks say it.

use super::locale::Locale;
use crate::scorecard::{GapPart, GapSum, PatienceSource, PeakBasis, ProviderReview, StaffGap, StaffVerdict};
use crate::vocabulary::Maker;

/// A part of the gap as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct ShownPart {
    /// Which; a partner's pages tell the volume with the routing, which would speak of others' calls.
    pub part: GapPart,
    /// Whether the routing is in it.
    pub with_routing: bool,
    /// Who answers for it.
    pub owner: Option<Maker>,
    /// Agent-hours; negative: missing.
    pub hours: f64,
    /// Customers answered too late or not at all on its account.
    pub customers: f64,
}

impl ShownPart {
    /// Key of its name.
    pub fn key(&self) -> &'static str {
        match (self.part, self.with_routing) {
            (GapPart::Attendance, _) => "gap.attendance",
            (GapPart::Plan, _) => "gap.plan",
            (GapPart::Tolerated, _) => "gap.volume_tolerated",
            (GapPart::Volume, false) => "gap.volume",
            (GapPart::Volume, true) => "gap.volume_routed",
            (GapPart::Routing, _) => "gap.routing",
            (GapPart::HandleTime, _) => "gap.handle_time",
            (GapPart::Unexplained, _) => "gap.unexplained",
        }
    }
}

/// The parts that are not nothing. `of_all` is the client's view.
pub fn parts(gap: &StaffGap, of_all: bool) -> Vec<ShownPart> {
    let sum = |part: GapPart| gap.total.part(part);
    let routed = sum(GapPart::Routing);
    let is_merged = !of_all && routed.agent_s.0 != 0;
    let shown = GapPart::ALL.into_iter().filter_map(|part| {
        let own = sum(part);
        let with_routing = is_merged && part == GapPart::Volume;
        let (agent_s, customers) = match with_routing {
            true => (own.agent_s + routed.agent_s, own.customers + routed.customers),
            false => (own.agent_s, own.customers),
        };
        let is_told = !(is_merged && part == GapPart::Routing);
        let (hours, customers) = (agent_s.as_f64() / 3600.0, customers.as_f64());
        // What shows as nothing is left out.
        (is_told && (hours.abs() >= 0.05 || customers.abs() >= 0.5)).then(|| ShownPart {
            part,
            with_routing,
            owner: part.owner(gap.handle_time_owner()),
            hours,
            customers,
        })
    });
    shown.collect()
}

/// Who answers for a part.
pub fn owner(owner: Option<Maker>, locale: &Locale) -> &'static str {
    locale.text(match owner {
        Some(Maker::Provider) => "gap.by_provider",
        Some(Maker::Client) => "gap.by_client",
        None => "gap.by_nobody",
    })
}

/// What the gap was, when, who caused it, what it cost: one sentence. Nothing where no gap is known.
pub fn sentence(provider: &ProviderReview, named: bool, locale: &Locale) -> Option<String> {
    let gap = &provider.staff_gap;
    let known: u64 = gap.verdicts.iter().sum();
    if known == 0 {
        return None;
    }
    let voice = if named { "all" } else { "you" };
    if gap.total.intervals == 0 {
        return Some(locale.fill(&format!("gap.none_{voice}"), &[("name", &provider.name)]));
    }
    let hours = locale.decimal(gap.total.missing_hours(), 1);
    let when = when(gap, locale);
    let chance = locale.count(gap.verdict(StaffVerdict::WithinNoise));
    let cause = cause(gap, named, locale);
    let cost = cost(&gap.total, locale);
    let values = [
        ("name", provider.name.as_str()),
        ("hours", &hours),
        ("when", &when),
        ("short", &locale.count(gap.total.intervals)),
        ("chance", &chance),
        ("cause", &cause),
        ("cost", &cost),
    ];
    Some(locale.fill(&format!("gap.sentence_{voice}"), &values))
}

fn when(gap: &StaffGap, locale: &Locale) -> String {
    gap.worst_hour.map_or_else(String::new, |worst| {
        let hour = worst.time / 3600;
        let (from, to) = (format!("{hour:02}:00"), format!("{:02}:00", hour + 1));
        let values = [
            ("day", locale.weekday(worst.weekday)),
            ("from", &from),
            ("to", &to),
            ("hours", &locale.decimal(worst.hours, 1)),
        ];
        locale.fill("gap.when", &values)
    })
}

/// The largest part, unless nothing can be told apart.
fn cause(gap: &StaffGap, named: bool, locale: &Locale) -> String {
    let parts = parts(gap, named);
    let largest = parts
        .iter()
        .min_by(|one, other| one.hours.total_cmp(&other.hours))
        .filter(|part| part.hours < 0.0);
    match largest {
        Some(part) if part.part != GapPart::Unexplained => {
            let values = [
                ("cause", locale.text(part.key())),
                ("hours", &locale.decimal(-part.hours, 1)),
                ("owner", owner(part.owner, locale)),
            ];
            locale.fill("gap.largest", &values)
        }
        _ => locale.text("gap.cause_unknown").to_owned(),
    }
}

fn cost(total: &GapSum, locale: &Locale) -> String {
    let late = locale.decimal(total.late.as_f64().max(0.0), 0);
    let lost = locale.decimal(total.lost.as_f64().max(0.0), 0);
    let key = match total.lost.0 > 0 {
        true => "gap.cost",
        false => "gap.cost_late",
    };
    locale.fill(key, &[("late", &late), ("lost", &lost)])
}

/// By what the peaks were chosen, and in how many people were missing.
pub fn peaks(provider: &ProviderReview, named: bool, locale: &Locale) -> String {
    let peaks = &provider.staff_gap.peaks;
    let key = match peaks.basis {
        PeakBasis::Forecast => "gap.peaks_forecast",
        PeakBasis::UsualWeek => "gap.peaks_usual",
        PeakBasis::Unknown => "gap.peaks_unknown",
    };
    let values = [
        ("short", locale.count(peaks.short)),
        ("all", locale.count(peaks.intervals)),
        ("clear", locale.count(peaks.clear)),
        ("hours", locale.decimal(peaks.missing_hours, 1)),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    let said = locale.fill(key, &values);
    match named {
        true => format!("{}: {said}", provider.name),
        false => said,
    }
}

/// Key of the words for a source of patience.
pub fn source(source: PatienceSource) -> &'static str {
    match source {
        PatienceSource::Given => "gap.patience_given",
        PatienceSource::Queue => "gap.patience_queue",
        PatienceSource::Pooled => "gap.patience_pooled",
        PatienceSource::Unknown => "gap.patience_unknown",
    }
}

/// How fast agents followed an emergency.
pub fn lag(seconds: Option<i64>, locale: &Locale) -> String {
    match seconds {
        Some(0) => locale.text("gap.at_once").to_owned(),
        Some(seconds) => locale.fill("gap.minutes", &[("n", &locale.count((seconds / 60) as u64))]),
        None => locale.text("gap.not_on_day").to_owned(),
    }
}
