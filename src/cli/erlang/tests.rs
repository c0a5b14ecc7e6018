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
