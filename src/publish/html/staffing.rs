//! Staffing: where agents were missing, as map, as worst intervals and in sum.

use serde::Serialize;

use super::beside::Table;
use super::frame::Heading;
use super::heat::{self, Heat, Step};
use super::staff_gap::Reader;
use crate::publish::locale::{Locale, NOTHING};
use crate::scorecard::{Peak, ProviderReview, Review, StaffingSummary};

/// Peaks of each provider that the overview lists; the scorecard lists all.
const OVERVIEW_PEAKS: usize = 5;

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Staffing {
    pub heading: Heading,
    /// What the gap was, when, who caused it and what it cost: a sentence per provider.
    pub sentences: Vec<String>,
    /// How far the model can be believed.
    pub trust: Vec<Table>,
    pub heats: Vec<Heat>,
    pub states: Vec<States>,
    /// Calls outside opening hours of those whose staffing is not known, a sentence each.
    pub outside: Vec<String>,
    pub groups: Vec<Peaks>,
    /// By what peaks were chosen, a sentence per provider.
    pub chosen: Vec<String>,
    /// The gap in parts, and emergencies.
    pub causes: Vec<Table>,
}

/// Sums of one provider.
#[derive(Debug, Serialize)]
pub(super) struct States {
    pub name: String,
    pub intervals: String,
    pub ok: String,
    pub understaffed: String,
    pub overloaded: String,
    pub no_plan: String,
    pub no_traffic: String,
    pub missing_hours: String,
    pub calls_outside_hours: String,
}

/// The worst intervals of one provider.
#[derive(Debug, Serialize)]
pub(super) struct Peaks {
    pub name: String,
    pub rows: Vec<PeakRow>,
}

/// One interval.
#[derive(Debug, Serialize)]
pub(super) struct PeakRow {
    pub when: String,
    pub queue: String,
    pub offered: String,
    pub aht: String,
    pub load: String,
    pub required: String,
    pub planned: String,
    pub present: String,
    pub gap: String,
    pub step: Step,
    pub service_level: String,
    pub state: &'static str,
}

/// The overview's section.
pub(super) fn of_all(review: &Review, locale: &Locale) -> Staffing {
    let providers: Vec<&ProviderReview> = review.providers.iter().collect();
    section(review, &providers, OVERVIEW_PEAKS, "all", locale)
}

/// A scorecard's section.
pub(super) fn of_one(review: &Review, provider: &ProviderReview, locale: &Locale) -> Staffing {
    section(review, &[provider], usize::MAX, "you", locale)
}

fn section(
    review: &Review,
    providers: &[&ProviderReview],
    most: usize,
    voice: &str,
    locale: &Locale,
) -> Staffing {
    let known = || providers.iter().filter(|provider| provider.staffing.known() > 0);
    let peaks = |provider: &&&ProviderReview| Peaks {
        name: provider.name.clone(),
        rows: provider
            .peaks
            .iter()
            .take(most)
            .map(|peak| peak_row(review, peak, locale))
            .collect(),
    };
    let reader = Reader {
        review,
        providers,
        locale,
        named: voice == "all",
    };
    Staffing {
        heading: heading(providers, voice, locale),
        sentences: reader.sentences(),
        trust: reader.trust(),
        chosen: reader.peaks(),
        causes: reader.causes(),
        heats: providers
            .iter()
            .enumerate()
            // A map of question marks says nothing.
            .filter(|(_, provider)| provider.staffing.known() > 0)
            .filter_map(|(index, p)| heat::heat(p, index + 1, locale))
            .collect(),
        states: known().map(|provider| states(provider, locale)).collect(),
        outside: providers
            .iter()
            .filter_map(|provider| outside(provider, voice, locale))
            .collect(),
        groups: known()
            .map(|provider| peaks(&provider))
            .filter(|group| !group.rows.is_empty())
            .collect(),
    }
}

/// The message names the provider with most agent-hours missing. Where nothing is known of anybody's
/// staffing, that is the message.
fn heading(providers: &[&ProviderReview], voice: &str, locale: &Locale) -> Heading {
    let note = locale.text("staffing_section.note");
    let known = providers.iter().filter(|provider| provider.staffing.known() > 0);
    let hours = |staffing: &StaffingSummary| staffing.missing_hours.unwrap_or_default();
    let worst = known.max_by(|one, other| {
        let (one, other) = (&one.staffing, &other.staffing);
        let by_hours = hours(one).total_cmp(&hours(other));
        by_hours.then(one.short().cmp(&other.short()))
    });
    let Some(worst) = worst else {
        return Heading::new("staffing", locale.text("staffing_section.none"), "");
    };
    let staffing = &worst.staffing;
    if staffing.short() == 0 {
        let is_whole = providers.iter().all(|provider| provider.staffing.no_plan == 0);
        let key = match is_whole {
            true => "staffing_section.enough",
            false => "staffing_section.enough_known",
        };
        return Heading::new("staffing", locale.text(key), note);
    }
    let key = match staffing.missing_hours {
        Some(_) => format!("staffing_section.title_{voice}"),
        None => format!("staffing_section.title_{voice}_short"),
    };
    let values = [
        ("name", worst.name.as_str()),
        ("short", &locale.count(staffing.short())),
        ("all", &locale.count(staffing.intervals)),
        ("hours", &locale.decimal(hours(staffing), 1)),
    ];
    Heading::new("staffing", locale.fill(&key, &values), note)
}

/// What is known without staffing data: calls outside opening hours, where there are intervals.
fn outside(provider: &ProviderReview, voice: &str, locale: &Locale) -> Option<String> {
    let staffing = &provider.staffing;
    let is_said = staffing.known() == 0 && staffing.intervals + staffing.calls_outside_hours > 0;
    let key = format!("staffing_section.outside_{voice}");
    is_said.then(|| locale.counted(&key, staffing.calls_outside_hours, &[("name", &provider.name)]))
}

fn states(provider: &ProviderReview, locale: &Locale) -> States {
    let staffing = &provider.staffing;
    States {
        name: provider.name.clone(),
        intervals: locale.count(staffing.intervals),
        ok: locale.count(staffing.ok),
        understaffed: locale.count(staffing.understaffed),
        overloaded: locale.count(staffing.overloaded),
        no_plan: locale.count(staffing.no_plan),
        no_traffic: locale.count(staffing.no_traffic),
        missing_hours: staffing
            .missing_hours
            .map_or_else(|| NOTHING.to_owned(), |hours| locale.decimal(hours, 1)),
        calls_outside_hours: locale.count(staffing.calls_outside_hours),
    }
}

fn peak_row(review: &Review, peak: &Peak, locale: &Locale) -> PeakRow {
    let agents = |value: Option<f64>| value.map_or_else(|| NOTHING.to_owned(), |v| locale.agents(v));
    PeakRow {
        when: when(review, peak, locale),
        queue: review.queue_name(&peak.queue).to_owned(),
        offered: locale.agents(peak.offered),
        aht: locale.seconds(peak.aht_s, None),
        load: locale.decimal(peak.load, 1),
        required: locale.agents(peak.required),
        planned: agents(peak.planned),
        present: agents(peak.present),
        gap: locale.tenth_signed(peak.gap),
        step: Step::of(peak.gap),
        service_level: peak
            .service_level
            .map_or_else(|| NOTHING.to_owned(), |share| locale.share(share, None)),
        state: locale.staffing(peak.state),
    }
}

/// `Mo 05.10.2026, 09:30`.
fn when(review: &Review, peak: &Peak, locale: &Locale) -> String {
    use chrono::Datelike;
    let weekday = review.zone.date(peak.start).weekday().num_days_from_monday();
    let weekday = locale.weekday(u8::try_from(weekday).unwrap_or_default());
    format!("{weekday} {}", locale.instant(&review.zone, peak.start))
}
