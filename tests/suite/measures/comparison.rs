//! Providers side by side through the whole program: what chance and the mixture of contacts explain.

use crate::support::year::{Calls, export, run, workspace};
use crate::support::{Sandbox, files_below, texts};

const PROVIDERS: [(&str, &str); 5] = [
    ("ahorn", "Ahornruf"),
    ("birke", "Birkenwerk"),
    ("eibe", "Eibenkontakt"),
    ("linde", "Lindenservice"),
    ("ulme", "Ulmentelefon"),
];

fn calls(reason: &'static str, in_time: usize, all: usize) -> Calls {
    Calls {
        queue: "orders",
        reason,
        in_time,
        all,
    }
}

/// Calls of October of some of the providers.
fn october(exports: &[&[Calls]]) -> Sandbox {
    let sandbox = Sandbox::new();
    let providers = &PROVIDERS[..exports.len()];
    sandbox.write("leitstand.toml", workspace(providers, "en"));
    for ((id, _), calls) in providers.iter().zip(exports) {
        sandbox.write(&format!("{id}/calls_2026-10.csv"), export("2026-10", calls));
    }
    run(&sandbox, "2026-10").with(0);
    sandbox
}

fn numbers(sandbox: &Sandbox, provider: &str, names: &[&str]) -> Vec<f64> {
    let table = sandbox.table("2026-10", "comparison");
    let row = table.only(&[
        ("standard", "level"),
        ("kind", "provider"),
        ("provider", provider),
    ]);
    names
        .iter()
        .map(|name| row.number(name).unwrap_or_else(|| panic!("no {name}")))
        .collect()
}

/// Definitions § 11, from rows: A is better over all and worse in both kinds of contacts.
#[test]
fn adjusted_values_follow_from_rows() {
    let sandbox = october(&[
        &[calls("simple", 828, 900), calls("complex", 70, 100)],
        &[calls("simple", 282, 300), calls("complex", 525, 700)],
    ]);
    let shown = |provider| {
        let told = numbers(
            &sandbox,
            provider,
            &["numerator", "expected", "adjusted", "value"],
        );
        format!(
            "{:.3} {:.1} {:.1}",
            told[0] / told[1],
            told[2] * 100.0,
            told[3] * 100.0
        )
    };
    assert_eq!(
        [shown("ahorn"), shown("birke")],
        ["0.990 84.4 89.8", "1.011 86.2 80.7"]
    );
    let table = sandbox.table("2026-10", "comparison");
    let pair = table.only(&[("standard", "level"), ("kind", "pair")]);
    assert!(pair.number("p").expect("a p") < 1e-6 && pair.number("p_corrected") == pair.number("p"));
    let kpi = sandbox.table("2026-10", "kpi");
    let figure = kpi.only(&[
        ("provider", "ahorn"),
        ("queue", "*"),
        ("standard", "level"),
        ("measure", "service_level"),
    ]);
    assert_eq!(
        figure.number("numerator"),
        Some(898.0),
        "what is settled stays raw"
    );
    let overview = sandbox.read("out/2026-10/overview.html");
    for told in [
        "id=\"comparison\"",
        "Adjusted for the mixture no provider",
        "better than Birkenwerk",
        "84.4%",
        "86.2%",
    ] {
        assert!(overview.contains(told), "{told}");
    }
}

#[test]
fn a_difference_that_chance_makes_is_no_difference() {
    let sandbox = october(&[&[calls("", 46, 50)], &[calls("", 42, 50)]]);
    let table = sandbox.table("2026-10", "comparison");
    let p = table
        .only(&[("standard", "level"), ("kind", "pair")])
        .number("p")
        .expect("a p");
    assert_eq!(format!("{p:.2}"), "0.36");
    let overview = sandbox.read("out/2026-10/overview.html");
    assert!(overview.contains("nobody") && !overview.contains("better than"));
}

#[test]
fn nobody_is_compared_with_himself() {
    let sandbox = october(&[&[calls("", 46, 50)]]);
    assert!(!sandbox.path("out/2026-10/data/comparison.csv").exists());
    assert!(
        !sandbox
            .read("out/2026-10/overview.html")
            .contains("id=\"comparison\"")
    );
    let few = october(&[&[calls("", 46, 50)], &[calls("", 4, 5)]]);
    assert!(
        !few.path("out/2026-10/data/comparison.csv").exists(),
        "five calls are too few"
    );
}

/// Linde is worse than chance allows, the others are alike.
fn five() -> Sandbox {
    october(&[
        &[calls("order", 812, 1000)],
        &[calls("order", 1_621, 2000)],
        &[calls("order", 409, 500)],
        &[calls("order", 640, 1000)],
        &[calls("order", 243, 300)],
    ])
}

#[test]
fn who_stands_out_is_named_in_the_message_and_drawn() {
    let sandbox = five();
    let overview = sandbox.read("out/2026-10/overview.html");
    assert!(overview.contains("Service level, adjusted for the mixture: Lindenservice worse"));
    for (part, count) in [("class=\"funnel\"", 2), ("class=\"was\"", 5)] {
        assert_eq!(overview.matches(part).count(), count, "{part}");
    }
    assert!(overview.len() < 300_000, "{} bytes", overview.len());
}

/// Four others: 64 to 81.8 %, told in whole points and without a name.
#[test]
fn a_partner_sees_where_the_others_lie_and_nobody_in_particular() {
    let sandbox = five();
    let scorecard = sandbox.read("out/2026-10/partners/ahorn/scorecard.html");
    assert!(scorecard.contains("4 other providers lie between 64.0–82.0%."));
    let four = october(&[
        &[calls("order", 812, 1000)],
        &[calls("order", 1_621, 2000)],
        &[calls("order", 409, 500)],
    ]);
    let scorecard = four.read("out/2026-10/partners/ahorn/scorecard.html");
    assert!(
        !scorecard.contains("other providers"),
        "two others would be read off"
    );
    for (own, _) in PROVIDERS {
        for file in files_below(&sandbox.path(&format!("out/2026-10/partners/{own}"))) {
            for (part, text) in texts(&file) {
                for (other, name) in PROVIDERS.iter().filter(|(other, _)| *other != own) {
                    assert!(!text.contains(name), "{name} in {part}");
                    assert!(!text.contains(&format!("{other}/")), "{other} in {part}");
                }
                assert!(!text.contains("class=\"funnel\""), "{part}");
            }
        }
    }
}
