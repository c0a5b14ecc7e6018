//! Staffing, findings and data rows of the example.

use crate::scorecard::{
    FileCount, Finding, FindingGroup, HeatCell, Notice, NoticeKind, Peak, Rejected, StaffingState,
    StaffingSummary,
};
use crate::vocabulary::{QueueId, StandardId, Zone};

pub(super) fn staffing(understaffed: u64, overloaded: u64, missing_hours: f64) -> StaffingSummary {
    let (no_plan, no_traffic, intervals) = (14, 6, 1_248);
    StaffingSummary {
        intervals,
        ok: intervals - understaffed - overloaded - no_plan - no_traffic,
        understaffed,
        overloaded,
        no_plan,
        no_traffic,
        missing_hours: Some(missing_hours),
        calls_outside_hours: 37,
    }
}

/// Monday to Friday 08:00–18:00 and Saturday 09:00–14:00; the worse the provider, the deeper the
/// morning gap.
pub(super) fn heat(worse: u8) -> Vec<HeatCell> {
    let mut cells = Vec::new();
    for weekday in 0..6_u8 {
        let (open, close) = if weekday == 5 { (18, 28) } else { (16, 36) };
        for half_hour in open..close {
            let morning = (19..24).contains(&half_hour);
            let depth = if morning && weekday < 3 {
                f64::from(worse) * 2.1
            } else {
                0.0
            };
            let wave = f64::from((u32::from(weekday) * 7 + half_hour * 5) % 9) * 0.45 - 1.4;
            let known = !(weekday == 5 && half_hour > 25 && worse == 2);
            cells.push(HeatCell {
                weekday,
                time: half_hour * 1800,
                gap: known.then_some(wave - depth),
                offered: 21.0 + f64::from(half_hour % 7) * 3.5,
            });
        }
    }
    cells
}

pub(super) fn peaks(zone: &Zone, count: i64) -> Vec<Peak> {
    let monday = chrono::NaiveDate::from_ymd_opt(2026, 10, 5).expect("a date");
    let peak = |index: i64| Peak {
        queue: QueueId::new(if index % 3 == 0 { "service" } else { "billing" }),
        start: zone.day_start(monday) + (index % 4) * 7 * 86_400 + (19 + index % 5) * 1800,
        length_s: 1800,
        offered: 64.0 - index as f64,
        aht_s: 241.5,
        load: (64.0 - index as f64) * 241.5 / 1800.0,
        required: 13.0,
        planned: Some(9.0 + (index / 7) as f64),
        present: (index % 6 != 5).then_some(8.0 + (index / 6) as f64),
        gap: -5.0 + (index / 6) as f64,
        state: if index < 4 {
            StaffingState::Overloaded
        } else {
            StaffingState::Understaffed
        },
        service_level: (index != 7).then_some(0.31 + index as f64 * 0.012),
    };
    (0..count).map(peak).collect()
}

pub(super) fn findings(zone: &Zone, provider: &str, groups: &[(&str, u64)]) -> Vec<FindingGroup> {
    let start = zone.day_start(chrono::NaiveDate::from_ymd_opt(2026, 10, 1).expect("a date"));
    let finding = |index: u64| Finding {
        contact_id: format!("{}-{:08}", provider.to_uppercase(), 4_400_012 + index * 37),
        kind: "call",
        queue: QueueId::new(if index.is_multiple_of(3) {
            "service"
        } else {
            "billing"
        }),
        occurred_at: start + 9 * 3600 + index as i64 * 4_111,
        observed: if index.is_multiple_of(4) {
            "abandoned after 48 s".into()
        } else {
            format!("answered after {} s", 21 + index)
        },
        required: "answered within 20 s".into(),
        file: format!("{provider}/anrufe_2026-10.csv"),
        sheet: String::new(),
        row: 6 + index as u32 * 5,
    };
    groups
        .iter()
        .map(|(standard, count)| FindingGroup {
            standard: StandardId::new(*standard),
            count: *count,
            first: (0..(*count).min(60)).map(finding).collect(),
        })
        .collect()
}

/// Counts: read, duplicates, rejected, outside the period.
pub(super) fn file(source: &str, kind: &'static str, file: &str, sheet: &str, counts: [u64; 4]) -> FileCount {
    let [rows_read, duplicates, rejected, outside_period] = counts;
    FileCount {
        source: source.into(),
        kind,
        file: file.into(),
        sheet: sheet.into(),
        rows_read,
        accepted: rows_read - duplicates - rejected - outside_period,
        duplicates,
        rejected,
        outside_period,
        not_records: 2,
        problem: String::new(),
    }
}

pub(super) fn unusable(source: &str, file: &str) -> FileCount {
    FileCount {
        source: source.into(),
        kind: "calls",
        file: file.into(),
        problem: "sheet `Quality` not found".into(),
        ..FileCount::default()
    }
}

pub(super) fn rejected(file: &str, count: u32) -> Vec<Rejected> {
    let values = [
        "31.02.2026 10:00:00",
        "=1+1",
        "<b>fett</b>",
        "\u{202e}gnp.exe",
        "👩‍🚀 ∅",
    ];
    (0..count)
        .map(|index| Rejected {
            file: file.into(),
            sheet: String::new(),
            row: 40 + index * 211,
            column: "Eingang".into(),
            value: values[index as usize % values.len()].into(),
            expected: "a date and time like 05.10.2026 09:30:00".into(),
        })
        .collect()
}

pub(super) fn notices(file: &str) -> Vec<Notice> {
    let notice = |kind, column: &str, value: &str, count, first_row| Notice {
        kind,
        file: file.into(),
        sheet: String::new(),
        column: column.into(),
        value: value.into(),
        count,
        first_row,
    };
    vec![
        notice(NoticeKind::ManyRejected, "", "", 562, 40),
        notice(
            NoticeKind::UnknownWord,
            "Sprache Kunde",
            "Klingonisch <tlh>",
            12,
            981,
        ),
        notice(
            NoticeKind::AmbiguousTime,
            "Eingang",
            "25.10.2026 02:17:05",
            9,
            12_880,
        ),
        notice(NoticeKind::TotalsLeftOut, "", "", 2, 15_872),
    ]
}

pub(super) fn missing(file: &str) -> Vec<Notice> {
    vec![Notice {
        kind: NoticeKind::UnusableFile,
        file: file.into(),
        sheet: String::new(),
        column: String::new(),
        value: "sheet `Quality` not found".into(),
        count: 1,
        first_row: 0,
    }]
}
