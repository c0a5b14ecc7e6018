use super::*;
use crate::scorecard::{Role, ScopeText};

fn figure(numerator: i64, denominator: i64) -> Figure {
    let (numerator, denominator) = (Micro::whole(numerator), Micro::whole(denominator));
    Figure {
        queue: None,
        standard: StandardId::new("level"),
        measure: String::from("service_level"),
        numerator,
        denominator: Some(denominator),
        value: numerator.per(denominator),
        interval: None,
        target: Some(0.8),
        direction: Some(Direction::Min),
        band: None,
        status: Status::Met,
        certainty: None,
        excluded: 0,
        unmeasurable: 0,
        clause_valid_from: None,
        clause: None,
        scope: ScopeText::default(),
        role: Role::Standard,
    }
}

/// Reasons in one queue: word, numerator, cases.
type Parts<'a> = &'a [(&'a str, i64, i64)];

fn compared(providers: &[(&str, Parts<'_>)], better: Direction) -> Option<Comparison> {
    let ids: Vec<ProviderId> = providers.iter().map(|(id, _)| ProviderId::new(*id)).collect();
    let figures: Vec<Figure> = providers
        .iter()
        .map(|(_, parts)| figure(parts.iter().map(|p| p.1).sum(), parts.iter().map(|p| p.2).sum()))
        .collect();
    let parties = providers
        .iter()
        .zip(&ids)
        .zip(&figures)
        .map(|(((_, parts), provider), figure)| Party {
            provider,
            figure,
            strata: parts
                .iter()
                .map(|(reason, numerator, cases)| {
                    let key = (String::from("queue"), (*reason).to_owned());
                    (key, (Micro::whole(*numerator), Micro::whole(*cases)))
                })
                .collect(),
        });
    compare(&StandardId::new("level"), better, parties.collect())
}

const A: Parts<'_> = &[("simple", 828, 900), ("complex", 70, 100)];
const B: Parts<'_> = &[("simple", 282, 300), ("complex", 525, 700)];

/// Definitions § 11: raw 89.8 and 80.7 %, adjusted 84.4 and 86.2 %.
#[test]
fn the_mixture_of_contacts_turns_the_order_around() {
    let told = compared(&[("a", A), ("b", B)], Direction::Min).expect("two providers");
    let shown: Vec<String> = told
        .members
        .iter()
        .map(|member| {
            format!(
                "{:.1} {:.1}",
                member.value * 100.0,
                member.adjusted.expect("expected") * 100.0
            )
        })
        .collect();
    assert_eq!(shown, ["89.8 84.4", "80.7 86.2"]);
    assert!(told.by_reason && told.members.iter().all(|member| member.shared == 1.0));
    let raw: Vec<&str> = told.members.iter().map(|member| member.standing.name()).collect();
    assert_eq!(raw, ["outside_better", "outside_worse"]);
    assert_eq!(told.outside(), 0, "both are inside once the mixture is taken out");
}

#[test]
fn where_fewer_is_better_the_words_turn() {
    let told = compared(&[("a", A), ("b", B)], Direction::Max).expect("two providers");
    let raw: Vec<&str> = told.members.iter().map(|member| member.standing.name()).collect();
    assert_eq!(raw, ["outside_worse", "outside_better"]);
    assert!(told.differing(0).all(|(_, is_better)| !is_better));
}

#[test]
fn a_queue_without_reasons_of_one_provider_is_one_kind_for_all() {
    let told = compared(&[("a", A), ("b", &[("", 807, 1000)])], Direction::Min).expect("two providers");
    assert!(!told.by_reason);
    for member in &told.members {
        assert!((member.adjusted.expect("expected") - member.value).abs() < 1e-12);
    }
    let few = compared(
        &[("a", A), ("b", &[("simple", 700, 900), ("", 10, 100)])],
        Direction::Min,
    );
    assert!(
        few.expect("two providers").by_reason,
        "a tenth without a reason is a kind of its own"
    );
}

#[test]
fn cases_that_nobody_else_has_are_counted() {
    let told = compared(
        &[("a", A), ("b", &[("simple", 270, 300), ("other", 650, 700)])],
        Direction::Min,
    );
    let shares: Vec<f64> = told
        .expect("two providers")
        .members
        .iter()
        .map(|member| member.shared)
        .collect();
    assert_eq!(shares, [0.9, 0.3]);
}

#[test]
fn no_order_is_claimed_that_the_data_do_not_bear_out() {
    let few = compared(&[("a", &[("", 46, 50)]), ("b", &[("", 42, 50)])], Direction::Min).expect("two");
    assert_eq!(few.differing(0).count(), 0);
    let many = compared(
        &[("a", &[("", 460, 500)]), ("b", &[("", 420, 500)])],
        Direction::Min,
    )
    .expect("two");
    let others: Vec<(&str, bool)> = many
        .differing(0)
        .map(|(other, better)| (other.provider.as_str(), better))
        .collect();
    assert_eq!(others, [("b", true)]);
    assert_eq!(
        many.differing(1).map(|(_, better)| better).collect::<Vec<_>>(),
        [false]
    );
    // The same two among ten alike: forty-five tests, and the correction still lets it pass or not as Holm says.
    let mut all: Vec<(&str, Parts<'_>)> = vec![("a", &[("", 449, 500)]), ("b", &[("", 420, 500)])];
    let same = ["c", "d", "e", "f", "g", "h", "i", "j"];
    const ALIKE: Parts<'static> = &[("", 435, 500)];
    all.extend(same.map(|id| (id, ALIKE)));
    let ten = compared(&all, Direction::Min).expect("ten");
    assert_eq!(ten.pairs.len(), 45);
    let pair = ten
        .pairs
        .iter()
        .find(|pair| (pair.one, pair.other) == (0, 1))
        .expect("the pair");
    assert!(pair.p < 0.05 && pair.corrected > 0.05, "{pair:?}");
    assert_eq!(ten.differing(0).count(), 0);
}

#[test]
fn providers_with_too_few_cases_are_left_out_and_named() {
    let (few, enough) = (figure(5, 6), figure(80, 100));
    let few = Figure {
        status: Status::TooFew,
        ..few
    };
    let ids = ["few", "one", "two"].map(ProviderId::new);
    let party = |index: usize, figure| Party {
        provider: &ids[index],
        figure,
        strata: Strata::new(),
    };
    let both = vec![party(0, &few), party(1, &enough), party(2, &enough)];
    let told = compare(&StandardId::new("level"), Direction::Min, both).expect("two are left");
    assert_eq!((told.members.len(), told.left_out.len()), (2, 1));
    let alone = vec![party(0, &few), party(1, &enough)];
    assert!(compare(&StandardId::new("level"), Direction::Min, alone).is_none());
}

#[test]
fn a_range_of_others_needs_three_and_shows_no_single_value() {
    let parts: [Parts<'_>; 4] = [
        &[("", 801, 1000)],
        &[("", 823, 1000)],
        &[("", 777, 1000)],
        &[("", 900, 1000)],
    ];
    let of = |count: usize, reader: &str| {
        let names = ["a", "b", "c", "d"];
        let all: Vec<(&str, Parts<'_>)> = names.into_iter().zip(parts).take(count).collect();
        let told = compared(&all, Direction::Min).expect("some");
        peers(&told, &ProviderId::new(reader))
    };
    let range = of(4, "d").expect("three others");
    assert_eq!((range.low, range.high, range.others), (0.77, 0.83, 3));
    assert_eq!(of(3, "a"), None);
}

#[test]
fn limits_are_drawn_from_few_cases_to_more_than_anybody_has() {
    let told = compared(&[("a", A), ("b", B)], Direction::Min).expect("two providers");
    let cases: Vec<u64> = told.curve.iter().map(|point| point.cases).collect();
    assert!(cases.windows(2).all(|pair| pair[0] < pair[1]), "{cases:?}");
    assert_eq!((cases[0], cases.last()), (1, Some(&1080)));
}
