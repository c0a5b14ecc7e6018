//! Bonus and malus of the example: steps, a zone, an amount that is open, and earn-backs of each kind.

use chrono::NaiveDate;

use crate::judge::settle;
use crate::scorecard::{CreditReview, Figure, FormerLine, FormerPeriod};
use crate::vocabulary::{CreditId, Currency, Direction, Money, Nano, Period, ProviderId, StandardId, Unit};
use crate::workspace::agreement::Text;
use crate::workspace::credit::{
    Credit, CreditClause, CreditPart, Fee, Scale, Settled, Step, TooFew, Unmeasured, Zone,
};

fn percent(percent: i64) -> Nano {
    Nano(percent * Nano::ONE / 100)
}

/// What a fee of so many cents gives, with a cap on the malus in percent of the pool.
pub(super) fn credits(
    provider: &ProviderId,
    fee: i64,
    malus_max: i64,
    figures: &[Figure],
) -> Vec<CreditReview> {
    let october = NaiveDate::from_ymd_opt(2026, 10, 1)
        .and_then(Period::month_of)
        .expect("a month");
    let credit = credit(fee, malus_max);
    settle(&credit, provider, &october, figures, &former(), false)
        .into_iter()
        .collect()
}

fn credit(fee: i64, malus_max: i64) -> Credit {
    let part = |standard: &str, share, scale| CreditPart {
        standard: StandardId::new(standard),
        queue: None,
        min_cases: 30,
        share: percent(share),
        direction: Direction::Min,
        unit: Unit::Share,
        scale,
    };
    let steps = Scale::Steps(vec![
        Step {
            from: None,
            to: Some(percent(75)),
            effect: percent(-100),
        },
        Step {
            from: Some(percent(82)),
            to: None,
            effect: percent(50),
        },
    ]);
    let zone = Scale::Zones(vec![Zone {
        from: percent(99),
        to: percent(90),
        effect: percent(-100),
    }]);
    Credit {
        id: CreditId::new("malus"),
        name: Text {
            de: "Bonus-Malus <i>2026</i>".into(),
            en: "Bonus and malus <i>2026</i>".into(),
        },
        providers: Vec::new(),
        currency: Currency::ALL[0],
        fees: vec![Fee {
            provider: None,
            month: None,
            amount: Money(fee),
        }],
        settled: Settled::Month,
        clauses: vec![CreditClause {
            valid_from: NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date"),
            valid_to: None,
            at_risk: percent(10),
            malus_max: percent(malus_max),
            bonus_max: percent(100),
            earn_back: Some(2),
            report_only: false,
            not_measurable: Unmeasured::Open,
            too_few: TooFew::Open,
            parts: vec![
                part("sl_phone", 50, steps),
                part("reply_language", 30, zone.clone()),
                part("documented", 20, zone),
            ],
        }],
    }
}

fn former() -> Vec<FormerPeriod> {
    let period = |name: &str, month, lines| FormerPeriod {
        period: name.into(),
        first: NaiveDate::from_ymd_opt(2026, month, 1).expect("a date"),
        lines: Some(lines),
    };
    let line = |standard: &str, met, amount: Option<i64>| FormerLine {
        standard: StandardId::new(standard),
        queue: None,
        met,
        amount: amount.map(Money),
        report_only: false,
        currency: "EUR".into(),
    };
    vec![
        period(
            "2026-08",
            8,
            vec![
                line("sl_phone", false, Some(-120_050)),
                line("reply_language", false, Some(-33_000)),
                line("documented", false, None),
            ],
        ),
        period(
            "2026-09",
            9,
            vec![
                line("sl_phone", true, Some(0)),
                line("reply_language", false, Some(-10)),
            ],
        ),
    ]
}
