use super::*;
use crate::measure::family::{share_counters, share_tally};
use crate::vocabulary::{Maker, Verdict};

fn level(formula: Formula) -> ServiceLevel {
    ServiceLevel {
        formula,
        within_s: 20,
        short_s: Some(5),
        relief: None,
    }
}

/// Offered 1 060 = answered 1 000 (860 within 20 s) + abandoned 60 (20 within T, 10 within s); 30 flow-outs.
fn worked() -> Basis {
    Basis {
        in_time: Micro::whole(860),
        answered_late: Micro::whole(140),
        abandoned: Micro::whole(60),
        abandoned_in_time: Micro::whole(20),
        abandoned_short: Micro::whole(10),
        flowed_out: Micro::whole(30),
        ..Basis::default()
    }
}

fn whole(tally: Tally) -> [i64; 4] {
    [
        tally.numerator,
        tally.denominator,
        tally.excluded,
        tally.unmeasurable,
    ]
    .map(|sum| sum.0 / Micro::ONE)
}

fn readings(sums: &[Micro]) -> Vec<[i64; 4]> {
    let readings = level(Formula::Offered).variants(sums);
    readings.into_iter().map(|(_, tally)| whole(tally)).collect()
}

#[test]
fn the_seven_formulas_of_the_definitions() {
    let expected = [
        [860, 1000, 0, 0],
        [860, 1060, 0, 0],
        [860, 1040, 0, 0],
        [880, 1060, 0, 0],
        [870, 1060, 0, 0],
        [860, 1050, 10, 0],
        [860, 1090, 0, 0],
    ];
    assert_eq!(readings(&worked().in_order()), expected);
}

#[test]
fn definitions_are_plain_sentences() {
    let relieved = ServiceLevel {
        relief: Some(Relief {
            corridor: Micro(Micro::ONE / 10),
            maker: Maker::Client,
        }),
        ..level(Formula::Offered)
    };
    let Text { de, en } = relieved.definition();
    assert!(de.contains("(Korridor-Entlastung); Intervalle ohne"), "{de}");
    assert!(en.contains("(corridor relief); intervals without"), "{en}");
    assert!(!de.contains("  ") && !en.contains("  "), "{de} {en}");
}

#[test]
fn short_abandons_removed_further_check() {
    let basis = Basis {
        in_time: Micro::whole(200),
        answered_late: Micro::whole(100),
        abandoned: Micro::whole(100),
        abandoned_in_time: Micro::whole(50),
        abandoned_short: Micro::whole(50),
        ..Basis::default()
    };
    assert_eq!(
        whole(basis.tally(Formula::ShortAbandonsRemoved)),
        [200, 350, 50, 0]
    );
}

fn report() -> ReportRow {
    ReportRow {
        answered: Micro::whole(1000),
        abandoned: Micro::whole(60),
        short_abandoned: Some(Micro::whole(10)),
        flowed_out: Micro::whole(30),
        in_time: Some(Micro::whole(860)),
        abandoned_in_time: Some(Micro::whole(20)),
        ..ReportRow::default()
    }
}

fn readings_of(report: &ReportRow) -> Vec<[i64; 4]> {
    let sums = level(Formula::Offered).report_counters(report, &ProviderId::new("nord"));
    readings(&sums.unwrap_or_default())
}

#[test]
fn a_whole_report_gives_the_same_seven() {
    assert_eq!(readings_of(&report()), readings(&worked().in_order()));
}

#[test]
fn a_report_without_calls_in_time_makes_each_denominator_unmeasurable() {
    let report = ReportRow {
        in_time: None,
        ..report()
    };
    let unmeasurable = [1000, 1060, 1060, 1060, 1060, 1060, 1090];
    assert_eq!(readings_of(&report), unmeasurable.map(|rows| [0, 0, 0, rows]));
}

#[test]
fn a_report_lacks_only_the_formulas_that_need_what_it_does_not_count() {
    let without_t = ReportRow {
        abandoned_in_time: None,
        ..report()
    };
    let without_s = ReportRow {
        short_abandoned: None,
        ..report()
    };
    let measurable = |report: &ReportRow| readings_of(report).iter().map(|t| t[1] > 0).collect::<Vec<_>>();
    assert_eq!(
        measurable(&without_t),
        [true, true, false, false, true, true, true]
    );
    assert_eq!(
        measurable(&without_s),
        [true, true, true, true, false, false, true]
    );
}

#[test]
fn where_no_short_abandon_is_agreed_none_can_be_told_apart() {
    let agreed_nothing = ServiceLevel {
        short_s: None,
        ..level(Formula::Offered)
    };
    let sums = agreed_nothing.report_counters(&report(), &ProviderId::new("nord"));
    let readings = agreed_nothing.variants(&sums.unwrap_or_default());
    let measurable: Vec<bool> = readings.iter().map(|(_, t)| t.denominator.0 > 0).collect();
    assert_eq!(measurable, [true, true, true, true, false, false, true]);
}

/// One call of each outcome with each of these waits.
const WAITS: [Option<i64>; 6] = [None, Some(0), Some(5), Some(6), Some(20), Some(21)];

fn calls() -> PolarsResult<DataFrame> {
    let pairs = || Outcome::ALL.into_iter().flat_map(|o| WAITS.map(|wait| (o, wait)));
    let outcomes: UInt32Chunked = pairs().map(|(outcome, _)| Some(outcome as u32)).collect();
    let waits: Int64Chunked = pairs().map(|(_, wait)| wait).collect();
    DataFrame::new(
        Outcome::ALL.len() * WAITS.len(),
        vec![
            outcomes.with_name(OUTCOME.into()).into_column(),
            waits.with_name(WAIT.into()).into_column(),
        ],
    )
}

fn add_up(counters: Vec<Counter>) -> Vec<Micro> {
    let rows = counters.into_iter().flat_map(|counter| match counter {
        Counter::Rows(rows) | Counter::Amount(rows) => vec![rows],
        Counter::Nothing => vec![lit(false)],
        Counter::Verdicts(verdict) => [
            Verdict::Passed,
            Verdict::Missed,
            Verdict::Excluded,
            Verdict::Unmeasurable,
        ]
        .map(|wanted| verdict.clone().eq(lit(wanted as i8)).fill_null(lit(false)))
        .into(),
    });
    let rows = rows
        .enumerate()
        .map(|(number, rows)| rows.cast(DataType::Int64).sum().alias(format!("{number}")));
    let sums = calls()
        .and_then(|calls| calls.lazy().select(rows.collect::<Vec<_>>()).collect())
        .expect("sums");
    let one = |column: &Column| column.i64().ok().and_then(|sum| sum.get(0)).unwrap_or_default();
    sums.columns()
        .iter()
        .map(|column| Micro::whole(one(column)))
        .collect()
}

/// Exports that map these fields.
fn exports(fields: &[Field]) -> Exports {
    let mapped = fields.iter().copied().collect();
    Exports::of(&ProviderId::new("nord"), std::iter::once(mapped))
}

fn counted(level: &ServiceLevel, exports: &Exports) -> [i64; 4] {
    whole(level.tally(&add_up(level.counters(ContactKind::Call, exports))))
}

#[test]
fn rows_are_measurable_under_a_formula_only_where_it_can_judge_them() {
    // Of each outcome one call has no wait; two of five others are within s, four within T.
    let expected = [
        (Formula::AnsweredOnly, [4, 5, 0, 1 + 6]),
        (Formula::Offered, [4, 5 + 6, 0, 1 + 6]),
        (Formula::LateAbandons, [4, 5 + 1, 0, 2 + 6]),
        (Formula::AbandonsInTimeCount, [8, 10, 0, 2 + 6]),
        (Formula::ShortAbandonsCount, [6, 10, 0, 2 + 6]),
        (Formula::ShortAbandonsRemoved, [4, 8, 2, 2 + 6]),
        (Formula::WithFlowOuts, [4, 5 + 6 + 6, 0, 1 + 6]),
    ];
    for (formula, figure) in expected {
        assert_eq!(
            counted(&level(formula), &exports(&[Field::Wait])),
            figure,
            "{formula:?}"
        );
    }
}

#[test]
fn without_waits_in_the_export_the_whole_denominator_is_unmeasurable() {
    let expected = [
        (Formula::AnsweredOnly, 6 + 6),
        (Formula::Offered, 12 + 6),
        (Formula::LateAbandons, 12 + 6),
        (Formula::AbandonsInTimeCount, 12 + 6),
        (Formula::ShortAbandonsCount, 12 + 6),
        (Formula::ShortAbandonsRemoved, 12 + 6),
        (Formula::WithFlowOuts, 18 + 6),
    ];
    for (formula, unmeasurable) in expected {
        let figure = counted(&level(formula), &exports(&[]));
        assert_eq!(figure, [0, 0, 0, unmeasurable], "{formula:?}");
    }
}

#[test]
fn verdicts_of_rows_add_up_to_the_figure_in_every_formula() {
    for formula in Formula::ALL {
        for fields in [&[Field::Wait][..], &[]] {
            let (level, exports) = (level(formula), exports(fields));
            let judge = level
                .judge(ContactKind::Call, &exports)
                .expect("calls are judged");
            let of_rows = whole(share_tally(&add_up(share_counters(&judge))));
            assert_eq!(of_rows, counted(&level, &exports), "{formula:?} {fields:?}");
        }
    }
}
