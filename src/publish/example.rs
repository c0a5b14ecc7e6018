//! A realistic review for tests of the outputs: three providers, six standards, two languages, one
//! missing file, hostile texts. All figures are fictional and consistent with each other.

mod credits;
mod figures;
mod rows;
mod standards;

use chrono::NaiveDate;

use self::figures::Case;
use crate::judge;
use crate::scorecard::{
    ActionPlan, CalendarText, CalendarUse, History, InputFile, Provenance, ProviderReview, QueueText,
    Restatements, Review, Score, ScorePart, StaffingSummary, Used,
};
use crate::vocabulary::{Channel, Period, ProviderId, QueueId, StandardId, Zone};
use crate::workspace::agreement::{ReportLanguage, Text};
use crate::workspace::special_days::{Origin, SpecialDay};

/// A provider name that tries to be markup.
pub const HOSTILE_NAME: &str = "Linden <script>alert('x')</script> & Söhne";

/// The review of October 2026.
pub fn review() -> Review {
    let mut review = undecided();
    review.decisions = judge::decisions(&review);
    review
}

fn undecided() -> Review {
    let zone = Zone::parse("Europe/Berlin").expect("known zone");
    let period = Period::parse("2026-10", day(2026, 11, 4)).expect("a period");
    Review {
        client: "Muster Versand AG".into(),
        language: ReportLanguage::German,
        as_of: period.instants(&zone).1,
        period,
        standards: standards::standards(),
        queues: queues(),
        exemptions: Vec::new(),
        moments: Vec::new(),
        calendars: vec![calendar()],
        decisions: Vec::new(),
        providers: vec![nord(&zone), delta(&zone), linden(&zone)],
        comparisons: Vec::new(),
        restatements: Restatements::default(),
        history: History::default(),
        provenance: provenance(),
        zone,
    }
}

/// The same review with an overview in English.
pub fn english() -> Review {
    Review {
        language: ReportLanguage::English,
        ..review()
    }
}

/// A review in which nothing is known of any provider: no figures, files, staffing.
pub fn empty() -> Review {
    let mut review = review();
    for provider in &mut review.providers {
        *provider = blank(provider.id.as_str(), &provider.name, provider.language);
    }
    review.provenance.inputs.clear();
    review.decisions.clear();
    review
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

fn queues() -> Vec<QueueText> {
    let queue = |id, name: &str, channel| QueueText {
        id: QueueId::new(id),
        name: name.into(),
        channel,
    };
    vec![
        queue("billing", "Rechnung", Channel::Phone),
        queue("service", "Service und Störungen", Channel::Phone),
        queue("mail", "E-Mail allgemein", Channel::Email),
    ]
}

/// Opening hours of the billing queue and clock of the mail standard.
fn calendar() -> CalendarText {
    let text = |de: &str, en: &str| Text {
        de: de.into(),
        en: en.into(),
    };
    let special = |day_of_october, name: Option<Text>, origin, windows: &[(u32, u32)]| SpecialDay {
        date: day(2026, 10, day_of_october),
        name,
        origin,
        windows: windows.to_vec(),
    };
    let used = |used, providers: &[&str]| CalendarUse {
        used,
        providers: providers.iter().map(|id| ProviderId::new(*id)).collect(),
    };
    let unity = text("Tag der Deutschen Einheit", "Day of German Unity");
    let reformation = text("Reformationstag", "Reformation Day");
    CalendarText {
        hours: text("Mo–Sa 08:00–18:00", "Mon–Sat 08:00–18:00"),
        holidays: text("Niedersachsen (DE-NI)", "Lower Saxony (DE-NI)"),
        days: vec![
            special(3, Some(unity), Origin::Holiday, &[]),
            special(12, Some(Text::same("Inventur <b>")), Origin::Added, &[]),
            special(16, None, Origin::Dated, &[(28_800, 43_200)]),
            special(31, Some(reformation), Origin::Removed, &[(28_800, 64_800)]),
        ],
        uses: vec![
            used(Used::Queue(QueueId::new("billing")), &["nord", "delta", "linden"]),
            used(Used::Standard(StandardId::new("mail_24h")), &["nord", "linden"]),
        ],
    }
}

/// A provider of whom nothing is known.
fn blank(id: &str, name: &str, language: ReportLanguage) -> ProviderReview {
    ProviderReview {
        id: ProviderId::new(id),
        name: name.into(),
        language,
        definitions: Vec::new(),
        reported: Vec::new(),
        figures: Vec::new(),
        duties: Vec::new(),
        exempted: Vec::new(),
        score: None,
        credits: Vec::new(),
        plan: ActionPlan::default(),
        peaks: Vec::new(),
        staffing: StaffingSummary::default(),
        heat: Vec::new(),
        staff_gap: Default::default(),
        findings: Vec::new(),
        pauses: Vec::new(),
        files: Vec::new(),
        rejected: Vec::new(),
        causes: Vec::new(),
        notices: Vec::new(),
        trends: Vec::new(),
        peers: Vec::new(),
    }
}

fn nord(zone: &Zone) -> ProviderReview {
    let mut nord = blank("nord", "NordService GmbH", ReportLanguage::German);
    nord.figures = Case {
        offered: [9_126, 5_965],
        answered: [8_790, 5_702],
        in_time: [7_480, 4_776],
        short: [110, 71],
        wait_s: [208_200, 148_900],
        mail: Some((8_402, 8_104)),
        language: Some((22_881, 23_312, 181)),
        documented: Some((22_610, 23_312)),
    }
    .figures();
    nord.credits = credits::credits(&nord.id, 12_000_000, 100, &nord.figures);
    nord.score = Some(score(
        &[
            ("sl_phone", 30.0, 0.822, 26.64),
            ("mail_24h", 40.0, 0.9645, 36.56),
        ],
        91.7,
    ));
    nord.staffing = rows::staffing(40, 6, 61.5);
    nord.heat = rows::heat(0);
    nord.peaks = rows::peaks(zone, 8);
    nord.findings = rows::findings(
        zone,
        "nord",
        &[("sl_phone", 2_654), ("mail_24h", 298), ("documented", 702)],
    );
    nord.files = vec![
        rows::file(
            "nord_calls",
            "calls",
            "nord/anrufe_2026-10.csv",
            "",
            [15_330, 118, 24, 97],
        ),
        rows::file(
            "nord_mail",
            "tickets",
            "nord/tickets_2026-10.xlsx",
            "Export",
            [9_020, 31, 6, 140],
        ),
        rows::file(
            "nord_staff",
            "staffing",
            "nord/besetzung_2026-10.csv",
            "",
            [1_296, 0, 0, 0],
        ),
    ];
    nord.rejected = rows::rejected("nord/anrufe_2026-10.csv", 24);
    nord.notices = rows::notices("nord/anrufe_2026-10.csv");
    nord
}

fn delta(zone: &Zone) -> ProviderReview {
    let mut delta = blank("delta", "Delta Contact Ltd", ReportLanguage::English);
    delta.figures = Case {
        offered: [6_104, 4_020],
        answered: [5_930, 3_901],
        in_time: [5_010, 3_260],
        short: [70, 35],
        wait_s: [151_000, 104_990],
        mail: None,
        language: Some((9_702, 9_831, 22)),
        documented: None,
    }
    .figures();
    delta.staffing = rows::staffing(12, 0, 9.0);
    delta.heat = rows::heat(1);
    delta.peaks = rows::peaks(zone, 3);
    delta.findings = rows::findings(zone, "delta", &[("sl_phone", 1_749), ("reply_language", 129)]);
    delta.files = vec![
        rows::file(
            "delta_calls",
            "calls",
            "delta/calls_2026-10.csv",
            "",
            [10_260, 12, 0, 40],
        ),
        rows::file(
            "delta_staff",
            "staffing",
            "delta/staff_2026-10.xlsx",
            "Plan",
            [1_296, 0, 0, 0],
        ),
        rows::unusable("delta_quality", "delta/quality_2026-10.xlsx"),
    ];
    delta.notices = rows::missing("delta/quality_2026-10.xlsx");
    delta
}

fn linden(zone: &Zone) -> ProviderReview {
    let mut linden = blank("linden", HOSTILE_NAME, ReportLanguage::German);
    linden.figures = Case {
        offered: [11_290, 3_800],
        answered: [10_240, 3_560],
        in_time: [8_120, 2_905],
        short: [150, 64],
        wait_s: [409_600, 124_600],
        mail: Some((24, 19)),
        language: Some((13_540, 13_800, 310)),
        documented: Some((13_120, 13_800)),
    }
    .figures();
    linden.credits = credits::credits(&linden.id, 8_765_433, 60, &linden.figures);
    linden.score = Some(score(
        &[("sl_phone", 30.0, 0.7413, 16.95), ("mail_24h", 40.0, 0.79, 0.0)],
        24.2,
    ));
    linden.staffing = rows::staffing(148, 22, 214.5);
    linden.heat = rows::heat(2);
    linden.peaks = rows::peaks(zone, 20);
    linden.findings = rows::findings(
        zone,
        "linden",
        &[("sl_phone", 3_851), ("mail_24h", 5), ("documented", 680)],
    );
    linden.files = vec![
        rows::file(
            "linden_calls",
            "calls",
            "linden/anrufe_2026-10.csv",
            "",
            [15_867, 84, 562, 131],
        ),
        rows::file(
            "linden_mail",
            "tickets",
            "linden/tickets_2026-10.csv",
            "",
            [26, 0, 2, 0],
        ),
        rows::file(
            "linden_staff",
            "staffing",
            "linden/plan_2026-10.csv",
            "",
            [936, 0, 0, 2],
        ),
    ];
    linden.rejected = rows::rejected("linden/anrufe_2026-10.csv", 60);
    linden.notices = rows::notices("linden/anrufe_2026-10.csv");
    linden
}

fn score(parts: &[(&str, f64, f64, f64)], total: f64) -> Score {
    let part = |(id, weight, value, points): &(&str, f64, f64, f64)| ScorePart {
        standard: StandardId::new(*id),
        weight: *weight,
        range: (0.6, 0.85),
        below: None,
        value: Some(*value),
        counted: Some(*weight / 0.7),
        points: Some(*points / 0.7),
    };
    let mut parts: Vec<ScorePart> = parts.iter().map(part).collect();
    parts.push(ScorePart {
        standard: StandardId::new("documented"),
        weight: 30.0,
        range: (0.8, 0.98),
        below: None,
        value: None,
        counted: None,
        points: None,
    });
    Score {
        total,
        maximum: parts.iter().map(|part| part.weight).sum(),
        parts,
        rebased: true,
    }
}

fn provenance() -> Provenance {
    let input = |provider, file: &str, size, digit: char| InputFile {
        provider: ProviderId::new(provider),
        file: file.into(),
        size,
        sha256: digit.to_string().repeat(64),
    };
    Provenance {
        version: "0.1.0".into(),
        workspace_hash: "3f0c9a".repeat(10) + "3f0c",
        run_id: "0a1b2c3d4e5f".into(),
        inputs: vec![
            input("nord", "nord/anrufe_2026-10.csv", 2_310_442, 'a'),
            input("nord", "nord/tickets_2026-10.xlsx", 884_120, 'b'),
            input("nord", "nord/besetzung_2026-10.csv", 40_112, 'c'),
            input("delta", "delta/calls_2026-10.csv", 1_402_007, 'd'),
            input("delta", "delta/staff_2026-10.xlsx", 38_020, 'e'),
            input("linden", "linden/anrufe_2026-10.csv", 2_290_118, 'f'),
            input("linden", "linden/tickets_2026-10.csv", 9_114, '0'),
            input("linden", "linden/plan_2026-10.csv", 30_550, '1'),
        ],
        incomplete: vec![
            "delta/quality_2026-10.xlsx: sheet `Quality` not found".into(),
            "linden/anrufe_2026-10.csv: 3.5 % of the rows were rejected, 2 % are tolerated".into(),
        ],
    }
}
