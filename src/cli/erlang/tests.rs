//! The command as it is typed.

use clap::Parser;

use super::*;

#[derive(Parser)]
struct Typed {
    #[command(flatten)]
    args: ErlangArgs,
}

fn parse(line: &str) -> Result<ErlangArgs, String> {
    let words = std::iter::once("erlang").chain(line.split_whitespace());
    Typed::try_parse_from(words)
        .map(|typed| typed.args)
        .map_err(|e| e.to_string())
}

fn answered(line: &str) -> String {
    let mut out = Vec::new();
    run(&parse(line).expect("well typed"), &mut out).expect("answerable");
    String::from_utf8(out).expect("text")
}

const HUNDRED: &str = "--calls 100 --interval 30min --aht 180s --within 20s";

#[test]
fn a_question_is_answered_on_one_screen() {
    let text = answered(&format!(
        "{HUNDRED} --target 80% --max-occupancy 85% --shrinkage 30%"
    ));
    assert!(text.starts_with(
        "100 calls in 30 min, AHT 180 s, 80 % within 20 s, occupancy at most 85 %, shrinkage 30 %\n\
         Offered load 10.00 erlang, Erlang C\n"
    ));
    assert!(text.contains("Required net        14   decided by: service level\n"));
    assert!(text.contains("Required gross      20   20.00 unrounded\n"));
    let numbers = |line: &str| {
        line.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let lines: Vec<_> = text.lines().rev().take(3).map(numbers).collect();
    assert_eq!(lines[2], "13 79.56 % 76.9 % 17.1 s 28.5 %");
    assert_eq!(lines[1], "14 88.84 % 71.4 % 7.8 s 17.4 % <- required");
    assert!(lines[0].starts_with("15 94.15 %"), "{}", lines[0]);
}

#[test]
fn a_number_of_agents_is_answered_and_overload_is_named() {
    let text = answered(&format!("{HUNDRED} --agents 10 --target 80%"));
    assert!(text.contains("Gap                 -4   10 agents against 14"));
    assert!(text.contains("endless") && text.contains("overload: the queue grows without end"));
    let alone = answered(&format!("{HUNDRED} --agents 14"));
    assert!(alone.contains("88.84 %") && !alone.contains("Required"));
}

#[test]
fn a_missed_target_never_looks_met() {
    // 79.5595 % against 79.5597 %: with two digits both are 79.56 %.
    let text = answered(&format!("{HUNDRED} --agents 13 --target 79.5597%"));
    assert!(text.contains("79.559 %"), "{text}");
}

#[test]
fn json_is_for_machines() {
    let text = answered(&format!("{HUNDRED} --target 80% --agents 10 --json"));
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(json["required"]["agents_net"], 14);
    assert_eq!(json["options"][0]["status"], "overload");
    assert!(json["options"][0]["asa_s"].is_null());
}

#[test]
fn errors_say_what_would_be_right() {
    let bare = parse("--calls 100 --interval 30 --aht 180s --within 20s --target 80%").expect_err("no unit");
    assert!(bare.contains("30s or 30min"), "{bare}");
    let share = parse(&format!("{HUNDRED} --target 80")).expect_err("no percent sign");
    assert!(share.contains("did you mean 80%?"), "{share}");
    let neither = parse(HUNDRED).expect_err("no question");
    assert!(neither.contains("--target"), "{neither}");
    assert!(parse(&format!("{HUNDRED} --target 80% --batch x.csv")).is_err());
    let all = run(
        &parse(&format!("{HUNDRED} --target 100%")).expect("well typed"),
        &mut Vec::new(),
    );
    assert_eq!(
        all.expect_err("out of reach").to_string(),
        "--target: 1 must be a fraction from 0 to below 1, such as 0.8"
    );
}

const IMPATIENT: &str =
    "--calls 300 --interval 30min --aht 300s --patience 120s --within 20s --target 80% --formula offered";

#[test]
fn with_patience_the_requirement_is_a_bracket() {
    let text = answered(IMPATIENT);
    assert!(text.starts_with(
        "300 calls in 30 min, AHT 300 s, patience 120 s, 80 % within 20 s by offered, \
         abandoned at most 5 % (no limit was given)\nOffered load 50.00 erlang, Erlang A and C\n"
    ));
    let words = |start: &str| {
        let line = text.lines().find(|line| line.trim_start().starts_with(start));
        line.unwrap_or_else(|| panic!("no {start} in {text}"))
            .split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(words("Erlang A")[2..], ["53", "53", "53.00", "abandonment"]);
    assert_eq!(words("Erlang C")[2..], ["57", "57", "57.00", "service", "level"]);
    assert!(text.contains("Fewer than 53 are too few by any reading, 57 are enough by any"));
    assert!(words("53 ").join(" ").ends_with("<- lower edge"));
    assert!(words("57 ").join(" ").ends_with("<- upper edge"));
    // 5.004 % is not the 5 % that it exceeds.
    assert_eq!(words("52 ")[3..5], ["5.004", "%"], "{text}");
}

#[test]
fn a_target_with_patience_needs_its_formula() {
    let run_of = |line: &str| run(&parse(line).expect("well typed"), &mut Vec::new());
    let missing = run_of(&IMPATIENT.replace("--formula offered", ""))
        .expect_err("no formula")
        .to_string();
    assert!(
        missing.contains("--formula") && missing.contains("short_abandons_removed"),
        "{missing}"
    );
    let unknown = run_of(&IMPATIENT.replace("offered", "offred")).expect_err("no such formula");
    assert!(
        unknown
            .to_string()
            .contains("`offred` must be one of answered_only")
    );
    let short = run_of(&IMPATIENT.replace("offered", "short_abandons_removed")).expect_err("no limit");
    assert!(short.to_string().contains("--short"));
    assert!(
        run_of(&format!(
            "{} --short 5s",
            IMPATIENT.replace("offered", "short_abandons_removed")
        ))
        .is_ok()
    );
    let flow = run_of(&IMPATIENT.replace("offered", "with_flow_outs")).expect_err("no share");
    assert!(flow.to_string().contains("--flow-outs"));
    // Without a target nothing is judged, so nothing must be agreed.
    let text = answered(&format!("{HUNDRED} --patience 60s --short 5s --agents 7"));
    let level = |formula: &str| text.lines().find(|line| line.trim_start().starts_with(formula));
    assert!(
        level("answered_only").is_some_and(|line| line.ends_with("65.55 %")),
        "{text}"
    );
    assert!(level("short_abandons_count").is_some() && level("with_flow_outs").is_none());
    assert!(!text.contains("at most"), "{text}");
}

#[test]
fn json_has_both_edges_and_every_formula() {
    let text = answered(&format!("{HUNDRED} --patience 60s --agents 7 --json"));
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let option = &json["options"][0];
    let close = |value: &serde_json::Value, exact: f64| {
        assert!(
            (value.as_f64().expect("a number") - exact).abs() < 1e-9,
            "{value}"
        );
    };
    close(&option["p_abandon"], 0.351_937_443_026);
    close(&option["service_levels"]["answered_only"], 0.655_507_320_561);
    close(&option["service_levels"]["virtual"], 0.450_797_835_198);
    assert!(option["service_levels"]["short_abandons_count"].is_null());
    assert_eq!(
        (&option["status"], &json["model"]),
        (&"ok".into(), &"erlang_a".into())
    );
    let json: serde_json::Value =
        serde_json::from_str(&answered(&format!("{IMPATIENT} --json"))).expect("JSON");
    assert_eq!(
        (&json["bracket"]["lower"], &json["bracket"]["upper"]),
        (&53.into(), &57.into())
    );
    assert_eq!(json["required"]["binding"], "abandonment");
}

#[test]
fn chats_are_slots_and_an_approximation() {
    let text = answered(&format!("{HUNDRED} --concurrency 3 --target 80%"));
    assert!(text.contains("an approximation"), "{text}");
    // Fourteen slots are five agents of three.
    assert!(text.contains("Required net         5 "), "{text}");
    let none = parse(&format!("{HUNDRED} --concurrency 0 --target 80%")).expect("well typed");
    let refused = run(&none, &mut Vec::new()).expect_err("nobody holds no chat");
    assert!(
        refused
            .to_string()
            .starts_with("--concurrency: 0 must be 1 or more")
    );
}

#[test]
fn a_batch_comes_from_a_file() {
    let file = std::env::temp_dir().join(format!("leitstand-erlang-batch-{}.csv", std::process::id()));
    std::fs::write(
        &file,
        "calls_per_interval,interval_s,aht_s,threshold_s,sl_target\n100,1800,180,20,0.8\n",
    )
    .expect("written");
    let text = answered(&format!("--batch {}", file.display()));
    std::fs::remove_file(&file).expect("removed");
    assert!(
        text.lines()
            .nth(1)
            .is_some_and(|line| line.starts_with("100,1800,180,20,0.8,10,14,14,14,0.8883500191"))
    );
    let missing = run(
        &parse(&format!("--batch {}", file.display())).expect("well typed"),
        &mut Vec::new(),
    );
    assert!(matches!(missing, Err(ErlangError::Io(_))));
}
