//! What follows from the figures: bonus and malus, and what partners report of themselves.

use super::planted::Planted;
use super::sample;

#[test]
fn amounts_are_the_planted_ones() {
    let credits = sample().csv("credits");
    let amounts = Planted::read().table("credits");
    assert!(amounts.len() >= 18);
    for planted in &amounts {
        let of = |key: &'static str| (key, planted[key].as_str());
        let row = credits.only(&["provider", "credit", "kind", "standard"].map(of));
        for name in ["amount_before_cap", "amount"] {
            // The net of all is not capped as such: its parts are.
            if planted["kind"] == "net" && name == "amount_before_cap" {
                continue;
            }
            let is_told = !row.text(name).is_empty();
            assert!(is_told || planted["standard"].is_empty(), "{name} of {planted:?}");
            assert!(
                !is_told || row.text(name) == planted[name],
                "{name} {} in {planted:?}",
                row.text(name)
            );
        }
    }
    // One partner's malus is cut by the cap, and what is tried out is never due.
    let capped = credits
        .rows()
        .filter(|row| row.text("amount") != row.text("amount_before_cap"));
    assert!(capped.filter(|row| row.text("kind") == "standard").count() >= 2);
    let tried = credits.rows().filter(|row| row.text("credit") == "erprobung");
    assert!(
        tried
            .filter(|row| row.text("kind") == "standard")
            .all(|row| row.text("state") == "report_only")
    );
}

#[test]
fn the_headline_of_the_money_leaves_out_what_is_only_tried_out() {
    let page = crate::support::read(&sample().publication().join("overview.html"));
    assert!(page.contains("NordService GmbH +2.960,00"));
    assert!(!page.contains("NordService GmbH −2.368,00"));
}

#[test]
fn reported_figures_stand_beside_the_contracts_with_what_explains_them() {
    let run = sample();
    let kpi = run.csv("kpi");
    for planted in Planted::read().table("reported") {
        let provider = planted["provider"].as_str();
        let row = kpi.only(&[
            ("provider", provider),
            ("standard", &planted["standard"]),
            ("measure", "service_level:reported"),
            ("queue", "*"),
        ]);
        let value: f64 = planted["value"].parse().expect("a value");
        assert_eq!(row.number("value"), Some(value), "{provider}");
        let path = run
            .publication()
            .join("partners")
            .join(provider)
            .join("scorecard.html");
        let page = crate::support::read(&path);
        let said = match planted["reading"].as_str() {
            "V1" => "Das ist Lesart V1",
            "V2" => "Stimmt innerhalb der Rundung mit dem Wert nach Vertrag überein",
            _ => "Keine der sieben Lesarten ergibt diesen Wert",
        };
        assert!(page.contains(said), "{provider}: {said}");
    }
}

#[test]
fn each_section_has_a_name_of_its_own_in_the_contents() {
    let run = sample();
    for page in ["overview.html", "partners/nord/scorecard.html"] {
        let html = crate::support::read(&run.publication().join(page));
        let contents = html.split("<nav class=\"contents\"").nth(1).expect("contents");
        let contents = contents.split("</nav>").next().unwrap_or_default();
        let names: Vec<&str> = contents
            .split("</b> ")
            .skip(1)
            .filter_map(|rest| rest.split('<').next())
            .collect();
        let distinct: std::collections::BTreeSet<&str> = names.iter().copied().collect();
        assert!(names.len() >= 11, "{page}: {names:?}");
        assert_eq!(distinct.len(), names.len(), "{page}: {names:?}");
    }
}
