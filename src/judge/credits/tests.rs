//! Worked amounts, and what must hold for any.

use proptest::prelude::*;

use super::*;
use crate::scorecard::{EarnBack, FormerLine, GivenBack};
use crate::vocabulary::{CreditId, Currency, Micro, QueueId, StandardId, Status, Unit};
use crate::workspace::agreement::Text;
use crate::workspace::credit::{Fee, Settled};

fn nano(percent: f64) -> Nano {
    Nano::agreed(percent / 100.0).expect("exact")
}

fn step(from: Option<f64>, to: Option<f64>, effect: f64) -> Step {
    Step {
        from: from.map(nano),
        to: to.map(nano),
        effect: nano(effect),
    }
}

fn zone(from: f64, to: f64, effect: f64) -> Zone {
    Zone {
        from: nano(from),
        to: nano(to),
        effect: nano(effect),
    }
}

/// Below 75 % all of it, below 80 % half of it, from 90 % half as bonus.
fn steps() -> Scale {
    Scale::Steps(vec![
        step(None, Some(75.0), -100.0),
        step(Some(75.0), Some(80.0), -50.0),
        step(Some(90.0), None, 50.0),
    ])
}

fn part(standard: &str, share: f64, scale: Scale) -> CreditPart {
    CreditPart {
        standard: StandardId::new(standard),
        queue: None,
        min_cases: 30,
        share: nano(share),
        direction: Direction::Min,
        unit: Unit::Share,
        scale,
    }
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a day")
}

/// 120,000.00 EUR a month, a tenth of it at risk.
fn agreement(parts: Vec<CreditPart>) -> Credit {
    Credit {
        id: CreditId::new("phone"),
        name: Text::same("Phone"),
        providers: vec![ProviderId::new("nord")],
        currency: Currency::ALL[0],
        fees: vec![Fee {
            provider: None,
            month: None,
            amount: Money(12_000_000),
        }],
        settled: Settled::Month,
        clauses: vec![CreditClause {
            valid_from: day("2026-01-01"),
            valid_to: None,
            at_risk: nano(10.0),
            malus_max: nano(100.0),
            bonus_max: nano(100.0),
            earn_back: None,
            report_only: false,
            not_measurable: Unmeasured::Open,
            too_few: TooFew::Open,
            parts,
        }],
    }
}

fn figure(standard: &str, numerator: i64, denominator: i64, status: Status) -> Figure {
    let value = (denominator > 0).then(|| numerator as f64 / denominator as f64);
    Figure {
        queue: None,
        standard: StandardId::new(standard),
        measure: "service_level".into(),
        numerator: Micro::whole(numerator),
        denominator: Some(Micro::whole(denominator)),
        value,
        interval: super::super::wilson(numerator as f64, denominator as f64),
        target: Some(0.8),
        band: None,
        direction: Some(Direction::Min),
        status,
        certainty: None,
        excluded: 0,
        unmeasurable: 0,
        clause_valid_from: None,
        clause: None,
        scope: crate::scorecard::ScopeText::default(),
        role: Role::Standard,
    }
}

fn october() -> Period {
    Period::month_of(day("2026-10-01")).expect("a month")
}

fn settled(credit: &Credit, figures: &[Figure], former: &[FormerPeriod]) -> CreditReview {
    settle(
        credit,
        &ProviderId::new("nord"),
        &october(),
        figures,
        former,
        false,
    )
    .expect("in force")
}

fn amounts(review: &CreditReview) -> Vec<Option<String>> {
    review
        .lines
        .iter()
        .map(|line| line.amount.map(|amount| amount.to_string()))
        .collect()
}

fn some(amounts: &[&str]) -> Vec<Option<String>> {
    amounts.iter().map(|amount| Some((*amount).to_owned())).collect()
}

/// Pool 12,000. Service level 60 % of it: 777/1000 = 77.7 % lies in the second step: 7,200 × 50 %.
/// Deadlines 40 % of it, linear from 90 to 80 %: 877/1000 has come 2.3 of 10 points: 4,800 × 23 %.
#[test]
fn a_step_and_a_zone_by_hand() {
    let credit = agreement(vec![
        part("sl", 60.0, steps()),
        part("mail", 40.0, Scale::Zones(vec![zone(90.0, 80.0, -100.0)])),
    ]);
    let figures = [
        figure("sl", 777, 1000, Status::Missed),
        figure("mail", 877, 1000, Status::Missed),
    ];
    let review = settled(&credit, &figures, &[]);
    assert_eq!(
        review.pool.map(|pool| pool.to_string()).as_deref(),
        Some("12000.00")
    );
    assert_eq!(amounts(&review), some(&["-3600.00", "-1104.00"]));
    assert_eq!(review.totals.net.to_string(), "-4704.00");
    assert_eq!(review.totals.capped(), [false, false]);
}

/// 100.10 EUR, all of it at risk, one standard: half of a zone is 50.05; an eighth is 12.5125, which is
/// 12.51; of 100.20 an eighth is 12.525, a half cent, which goes up: 12.53.
#[test]
fn rounding_is_commercial_and_happens_once() {
    let mut credit = agreement(vec![part(
        "sl",
        100.0,
        Scale::Zones(vec![zone(90.0, 80.0, -100.0)]),
    )]);
    credit.clauses[0].at_risk = nano(100.0);
    let mut amount = |cents: i64, numerator: i64| {
        credit.fees[0].amount = Money(cents);
        settled(&credit, &[figure("sl", numerator, 10_000, Status::Missed)], &[])
            .totals
            .net
            .to_string()
    };
    assert_eq!(amount(10_010, 8_500), "-50.05");
    assert_eq!(amount(10_010, 8_875), "-12.51");
    assert_eq!(amount(10_020, 8_875), "-12.53");
}

/// 0.29 of a hundred is 28.999… in binary; here it is 29 of 100, on the bound, and on its good side.
#[test]
fn a_value_on_a_bound_belongs_to_the_better_side_exactly() {
    let bound = |direction, numerator: i64| {
        let scale = Scale::Steps(match direction {
            Direction::Min => vec![step(None, Some(29.0), -100.0)],
            Direction::Max => vec![step(Some(29.0), None, -100.0)],
        });
        let value = Ratio::of(Micro::whole(numerator), Micro::whole(100_000)).expect("cases");
        effect(&scale, direction, value).effect
    };
    let all = Ratio::whole(-1);
    assert_eq!(
        [bound(Direction::Min, 29_000), bound(Direction::Min, 28_999)],
        [Ratio::ZERO, all]
    );
    assert_eq!(
        [bound(Direction::Max, 29_000), bound(Direction::Max, 29_001)],
        [Ratio::ZERO, all]
    );
}

/// 12,000 at risk, three standards with all of their malus, cap at half: 4,000.00 each of 12,000 becomes
/// 2,000.00; shares of 33.33, 33.33 and 33.34 % become 1999.80, 1999.80 and 2000.40.
#[test]
fn a_cap_takes_from_all_in_proportion_and_to_the_cent() {
    let mut credit = agreement(vec![
        part("a", 33.33, steps()),
        part("b", 33.33, steps()),
        part("c", 33.34, steps()),
    ]);
    credit.clauses[0].malus_max = nano(50.0);
    let figures = ["a", "b", "c"].map(|id| figure(id, 600, 1000, Status::Missed));
    let review = settled(&credit, &figures, &[]);
    assert_eq!(amounts(&review), some(&["-1999.80", "-1999.80", "-2000.40"]));
    assert_eq!(review.totals.malus.to_string(), "-6000.00");
    assert_eq!(review.totals.malus_before_cap.to_string(), "-12000.00");
    assert_eq!(review.totals.capped(), [true, false]);
    // 10.00 over three equal amounts: the cent left over goes to the first.
    let cut = divided(&[Money(2_000); 3], Money(1_000));
    assert_eq!(cut, [Money(334), Money(333), Money(333)]);
}

/// Service level 78.0 % of 200: the interval goes from 71.8 to 83.2 %, so from all to nothing.
/// 5,000 of 5,000 lies above 90 % with its whole interval.
#[test]
fn an_amount_says_whether_it_hangs_on_chance() {
    let credit = agreement(vec![part("sl", 50.0, steps()), part("mail", 50.0, steps())]);
    let figures = [
        figure("sl", 156, 200, Status::Missed),
        figure("mail", 5_000, 5_000, Status::Met),
    ];
    let review = settled(&credit, &figures, &[]);
    assert_eq!(amounts(&review), some(&["-3000.00", "3000.00"]));
    assert_eq!(
        review.lines[0].sureness,
        Sureness::Between(Money(-600_000), Money(0))
    );
    assert_eq!(review.lines[1].sureness, Sureness::Certain(Money(300_000)));
    let mean = Figure {
        interval: None,
        ..figures[0].clone()
    };
    assert_eq!(
        settled(&credit, &[mean], &[]).lines[0].sureness,
        Sureness::Unknown
    );
}

#[test]
fn what_is_not_known_is_open_and_never_nought() {
    let credit = agreement(vec![part("sl", 50.0, steps()), part("mail", 50.0, steps())]);
    let figures = [
        figure("sl", 0, 0, Status::NotMeasurable),
        figure("mail", 10, 24, Status::TooFew),
    ];
    let review = settled(&credit, &figures, &[]);
    assert_eq!(amounts(&review), [None, None]);
    assert_eq!(review.lines[0].before_cap, Err(Open::NotMeasurable));
    assert_eq!(review.lines[1].before_cap, Err(Open::TooFew));
    assert_eq!(review.totals.open, 2);
    let mut other = credit.clone();
    other.clauses[0].not_measurable = Unmeasured::FullMalus;
    other.clauses[0].too_few = TooFew::AsMeasured;
    assert_eq!(
        amounts(&settled(&other, &figures, &[])),
        some(&["-6000.00", "-6000.00"])
    );
    other.clauses[0].not_measurable = Unmeasured::Neutral;
    other.clauses[0].too_few = TooFew::Neutral;
    assert_eq!(amounts(&settled(&other, &figures, &[])), some(&["0.00", "0.00"]));
}

/// 380 of 500 cases, 76 %: the state of the worst clause says nothing about value and number of all of them.
#[test]
fn value_and_cases_decide_and_not_the_state_of_one_clause() {
    let credit = agreement(vec![part("sl", 100.0, steps())]);
    for status in [Status::NotMeasurable, Status::TooFew, Status::Met] {
        let review = settled(&credit, &[figure("sl", 380, 500, status)], &[]);
        assert_eq!(amounts(&review), some(&["-6000.00"]), "{status:?}");
    }
    let few = settled(&credit, &[figure("sl", 20, 29, Status::Informational)], &[]);
    assert_eq!(few.lines[0].before_cap, Err(Open::TooFew));
}

#[test]
fn without_a_fee_a_clause_or_the_right_period_all_is_open() {
    let credit = agreement(vec![part("sl", 100.0, steps())]);
    let figures = [figure("sl", 700, 1000, Status::Missed)];
    let nord = ProviderId::new("nord");
    let open = |credit: &Credit, period: &str| {
        let period = Period::parse(period, day("2026-11-04")).expect("a period");
        let review = settle(credit, &nord, &period, &figures, &[], false)?;
        Some((review.fee.err(), review.totals.open))
    };
    let mut without = credit.clone();
    without.fees[0].month = Some(day("2026-09-01"));
    assert_eq!(open(&without, "2026-10"), Some((Some(Open::NoFee), 1)));
    assert_eq!(open(&credit, "2026-Q3"), Some((Some(Open::OtherPeriod), 1)));
    assert_eq!(
        open(&credit, "2026-10-01..2026-10-15"),
        Some((Some(Open::OtherPeriod), 1))
    );
    assert_eq!(open(&credit, "2026-10-01..2026-10-31"), Some((None, 0)));
    let mut changing = credit.clone();
    changing.clauses[0].valid_from = day("2026-10-16");
    assert_eq!(open(&changing, "2026-10"), Some((Some(Open::ClauseChanges), 1)));
    assert_eq!(open(&changing, "2026-09"), None);
    let mut quarterly = credit.clone();
    quarterly.settled = Settled::Quarter;
    assert_eq!(open(&quarterly, "2026-Q3"), Some((None, 0)));
}

fn former(period: &str, lines: Option<&[(bool, Option<i64>)]>) -> FormerPeriod {
    let line = |(met, cents): &(bool, Option<i64>)| FormerLine {
        standard: StandardId::new("sl"),
        queue: None,
        met: *met,
        amount: cents.map(Money),
        report_only: false,
        currency: "EUR".into(),
    };
    FormerPeriod {
        period: period.into(),
        first: day(&format!("{period}-01")),
        lines: lines.map(|lines| lines.iter().map(line).collect()),
    }
}

/// 3,600.00 of July, given back in October where August, September and October are met.
#[test]
fn a_malus_is_given_back_once_where_the_months_since_are_met() {
    let mut credit = agreement(vec![part("sl", 100.0, steps())]);
    credit.clauses[0].earn_back = Some(3);
    let looked_back = super::super::looked_back_to(&credit, &october());
    let names: Vec<&str> = looked_back.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["2026-07", "2026-08", "2026-09"]);
    let outcome = |former: &[FormerPeriod], status| {
        let review = settled(&credit, &[figure("sl", 850, 1000, status)], former);
        let backs: Vec<EarnBack> = review.earn_backs.clone();
        assert!(backs.len() <= 1);
        (
            backs.first().map(|back| back.outcome.clone()),
            review.totals.net.to_string(),
        )
    };
    let july = former("2026-07", Some(&[(false, Some(-360_000))]));
    let met = |period| former(period, Some(&[(true, Some(0))]));
    let all = [july.clone(), met("2026-08"), met("2026-09")];
    assert_eq!(
        outcome(&all, Status::Met),
        (Some(GivenBack::All(Money(360_000))), "3600.00".into())
    );
    let stays = |period: &str| (Some(GivenBack::NotMetIn(period.into())), "0.00".into());
    assert_eq!(outcome(&all, Status::Missed), stays("2026-10"));
    let missed = [
        july.clone(),
        met("2026-08"),
        former("2026-09", Some(&[(false, Some(0))])),
    ];
    assert_eq!(outcome(&missed, Status::Met), stays("2026-09"));
    let gone = [july.clone(), former("2026-08", None), met("2026-09")];
    let open = |open| (Some(GivenBack::Open(open)), "0.00".into());
    assert_eq!(
        outcome(&gone, Status::Met),
        open(Open::FormerMissing("2026-08".into()))
    );
    let oldest_gone = [former("2026-07", None), met("2026-08"), met("2026-09")];
    assert_eq!(
        outcome(&oldest_gone, Status::Met),
        open(Open::FormerMissing("2026-07".into()))
    );
    let was_open = [
        former("2026-07", Some(&[(false, None)])),
        met("2026-08"),
        met("2026-09"),
    ];
    assert_eq!(
        outcome(&was_open, Status::Met),
        open(Open::FormerOpen("2026-07".into()))
    );
    // Nothing was taken in July, and nothing could be taken before the agreement began.
    let nothing = [met("2026-07"), met("2026-08"), met("2026-09")];
    assert_eq!(outcome(&nothing, Status::Met), (None, "0.00".into()));
    credit.clauses[0].valid_from = day("2026-08-01");
    let review = settled(
        &credit,
        &[figure("sl", 850, 1000, Status::Met)],
        &[former("2026-07", None)],
    );
    assert_eq!(review.earn_backs, []);
}

/// The clause of a malus says how long it can be earned back: after a change to another time each malus is
/// looked at in one period, none in two.
#[test]
fn a_changed_time_to_earn_back_gives_no_malus_back_twice_and_skips_none() {
    for (before, after) in [(3, 4), (4, 3), (2, 5), (5, 2)] {
        let mut credit = agreement(vec![part("sl", 100.0, steps())]);
        let mut second = credit.clauses[0].clone();
        credit.clauses[0].earn_back = Some(before);
        credit.clauses[0].valid_to = Some(day("2026-06-30"));
        (second.valid_from, second.earn_back) = (day("2026-07-01"), Some(after));
        credit.clauses.push(second);
        let mut given: Vec<String> = Vec::new();
        for month in 4..=12 {
            let period = Period::month_of(day(&format!("2026-{month:02}-01"))).expect("a month");
            let looked_back = super::super::looked_back_to(&credit, &period).into_iter();
            let former: Vec<FormerPeriod> = looked_back
                .map(|(name, _)| former(&name, Some(&[(true, Some(-100))])))
                .collect();
            let figures = [figure("sl", 850, 1000, Status::Met)];
            let review = settle(
                &credit,
                &ProviderId::new("nord"),
                &period,
                &figures,
                &former,
                false,
            );
            let review = review.expect("in force");
            assert!(
                review
                    .earn_backs
                    .iter()
                    .all(|back| back.amount() == Some(Money(100)))
            );
            given.extend(review.earn_backs.into_iter().map(|back| back.from));
        }
        given.sort();
        let first = 4_u32.saturating_sub(before).max(1);
        let expected: Vec<String> = (first..=12 - after)
            .map(|month| format!("2026-{month:02}"))
            .collect();
        assert_eq!(given, expected, "{before} to {after}");
    }
}

/// Until the period ends nothing is due of it, and nothing given back that hangs on it; what a former month
/// has settled stays settled.
#[test]
fn an_interim_state_leaves_amounts_open() {
    let mut credit = agreement(vec![part("sl", 100.0, steps())]);
    credit.clauses[0].earn_back = Some(2);
    let interim = |status, september_is_met| {
        let lines = [(september_is_met, Some(0))];
        let former = [
            former("2026-08", Some(&[(false, Some(-360_000))])),
            former("2026-09", Some(&lines)),
        ];
        let figures = [figure("sl", 700, 1000, status)];
        let nord = ProviderId::new("nord");
        settle(&credit, &nord, &october(), &figures, &former, true).expect("in force")
    };
    for status in [Status::Met, Status::Missed] {
        let review = interim(status, true);
        assert_eq!(review.fee, Err(Open::Interim));
        assert_eq!(review.lines[0].before_cap, Err(Open::Interim));
        assert_eq!(review.earn_backs[0].outcome, GivenBack::Open(Open::Interim));
        assert_eq!((review.totals.net, review.totals.open), (Money(0), 2));
    }
    let review = interim(Status::Met, false);
    assert_eq!(
        review.earn_backs[0].outcome,
        GivenBack::NotMetIn("2026-09".into())
    );
}

#[test]
fn another_queue_is_another_figure() {
    let mut credit = agreement(vec![part("sl", 100.0, steps())]);
    credit.clauses[0].parts[0].queue = Some(QueueId::new("billing"));
    let all = figure("sl", 950, 1000, Status::Met);
    let billing = Figure {
        queue: Some(QueueId::new("billing")),
        ..figure("sl", 760, 1000, Status::Missed)
    };
    assert_eq!(
        amounts(&settled(&credit, &[all.clone(), billing], &[])),
        some(&["-6000.00"])
    );
    assert_eq!(
        amounts(&settled(&credit, &[all], &[])),
        [None],
        "no contacts in the queue"
    );
}

proptest! {
    #[test]
    fn a_capped_sum_is_the_cap_and_no_part_grows(
        parts in prop::collection::vec(0_i64..10_000_000_000, 1..8),
        most in 0_i64..20_000_000_000,
    ) {
        let parts: Vec<Money> = parts.into_iter().map(Money).collect();
        let cut = divided(&parts, Money(most));
        let (before, after): (Money, Money) = (parts.iter().copied().sum(), cut.iter().copied().sum());
        prop_assert_eq!(after, before.min(Money(most)));
        prop_assert!(parts.iter().zip(&cut).all(|(part, cut)| *cut >= Money(0) && cut <= part));
    }

    #[test]
    fn a_zone_only_grows_and_stays_between_nothing_and_all(
        numerators in prop::collection::vec(0_i64..=1_000_003, 2),
        from in 1_i64..1_000_000_000, length in 1_i64..1_000_000_000, size in 0_i64..=1_000_000_000,
    ) {
        let scale = Scale::Zones(vec![Zone { from: Nano(from), to: Nano(from - length), effect: Nano(-size) }]);
        let at = |numerator: i64| {
            let value = Ratio::of(Micro::whole(numerator), Micro::whole(1_000_003)).expect("cases");
            effect(&scale, Direction::Min, value).effect
        };
        let (low, high) = (numerators[0].min(numerators[1]), numerators[0].max(numerators[1]));
        prop_assert!(at(low) <= at(high));
        prop_assert!(at(low) >= Nano(-size).ratio() && at(high) <= Ratio::ZERO);
    }

    #[test]
    fn parts_add_up_to_the_totals_within_their_caps(
        numerators in prop::collection::vec(0_i64..=5_000, 3), fee in 0_i64..100_000_000_000_000,
        malus_max in 0_i64..=1_000_000_000, bonus_max in 0_i64..=1_000_000_000, at_risk in 1_i64..=1_000_000_000,
    ) {
        let zones = Scale::Zones(vec![zone(80.0, 61.7, -93.1), zone(88.8, 99.9, 47.3)]);
        let mut credit = agreement(vec![
            part("a", 33.3, steps()), part("b", 41.9, zones), part("c", 24.8, steps()),
        ]);
        credit.fees[0].amount = Money(fee);
        let clause = &mut credit.clauses[0];
        (clause.at_risk, clause.malus_max, clause.bonus_max) = (Nano(at_risk), Nano(malus_max), Nano(bonus_max));
        let figures: Vec<Figure> = ["a", "b", "c"].into_iter().zip(&numerators)
            .map(|(id, numerator)| figure(id, *numerator, 5_000, Status::Met)).collect();
        let review = settled(&credit, &figures, &[]);
        let sum: Money = review.lines.iter().filter_map(|line| line.amount).sum();
        prop_assert_eq!(sum, review.totals.net);
        prop_assert_eq!(review.totals.malus + review.totals.bonus, review.totals.net);
        let most = |share: i64| {
            Money((Ratio::whole(fee) * Nano(at_risk).ratio() * Nano(share).ratio()).rounded())
        };
        prop_assert!(-review.totals.malus <= most(malus_max) && review.totals.bonus <= most(bonus_max));
        for line in &review.lines {
            let before = line.before_cap.clone().expect("known");
            prop_assert!(line.amount.expect("known").abs() <= before.abs());
        }
    }
}
