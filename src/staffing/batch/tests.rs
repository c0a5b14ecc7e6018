//! Whole batches, in and out.

use super::*;

fn run(input: &str) -> (Vec<Vec<String>>, BatchCount) {
    let mut output = Vec::new();
    let count = answer(input.as_bytes(), &mut output).expect("a good header");
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(&output[..]);
    let rows = reader
        .records()
        .map(|r| r.expect("a row").iter().map(str::to_owned).collect())
        .collect();
    (rows, count)
}

fn cell<'a>(rows: &'a [Vec<String>], row: usize, name: &str) -> &'a str {
    let column = rows[0]
        .iter()
        .position(|n| n == name)
        .unwrap_or_else(|| panic!("no column {name}"));
    &rows[row][column]
}

fn header_error(input: &str) -> String {
    answer(input.as_bytes(), Vec::new())
        .expect_err("a bad header")
        .to_string()
}

const AGENTS: &str = "calls_per_interval,interval_s,aht_s,agents,service_level_threshold_s\n";
const LIMITS: &str = "calls_per_interval,interval_s,aht_s,threshold_s,sl_target,max_occupancy,shrinkage\n";

#[test]
fn agents_ask_what_they_give() {
    let (rows, count) = run(&format!(
        "{AGENTS}100,1800,180,14,20\n100,1800,180,10,20\n0,1800,,5,20\n"
    ));
    let expected = "calls_per_interval,interval_s,aht_s,agents,service_level_threshold_s,\
                    offered_load,p_wait,service_level,asa_s,occupancy,status";
    assert_eq!(rows[0].join(","), expected);
    assert!(cell(&rows, 1, "service_level").starts_with("0.88835001917"));
    assert_eq!(rows[2][5..], ["10", "1", "0", "inf", "1", "overload"]);
    assert_eq!(rows[3][5..], ["0", "0", "", "", "0", "no_calls"]);
    assert_eq!(count, BatchCount { rows: 3, refused: 0 });
}

#[test]
fn a_target_asks_how_many_are_required() {
    let (rows, _) = run(&format!(
        "{LIMITS}100,1800,180,20,0.8,0.85,0.3\n100,1800,180,,,0.85,\n0,1800,180,20,0.8,,\n"
    ));
    assert_eq!(rows[1][7..11], ["10", "14", "20", "20"]);
    assert!(cell(&rows, 1, "sl_at_net_minus_1").starts_with("0.79559478841"));
    assert_eq!(
        (cell(&rows, 1, "binding"), cell(&rows, 1, "status")),
        ("service_level", "ok")
    );
    // Without target and threshold the cap decides, and no service level is made up.
    assert_eq!(
        (cell(&rows, 2, "agents_net"), cell(&rows, 2, "sl_at_net")),
        ("12", "")
    );
    assert_eq!(
        (cell(&rows, 3, "agents_net"), cell(&rows, 3, "binding")),
        ("0", "no_calls")
    );
}

#[test]
fn unknown_columns_stay_in_place_and_stale_results_are_replaced() {
    let input = "id,calls_per_interval,status,interval_s,aht_s,agents,service_level_threshold_s,note\n\
                 007,100,old,1800,180,14,20,\"a,b\"\n008,x,old,1800,180,14,20,=1+1\n";
    let (rows, count) = run(input);
    assert_eq!(
        rows[1][..8],
        ["007", "100", "ok", "1800", "180", "14", "20", "a,b"]
    );
    assert_eq!(rows[2][0], "008");
    assert_eq!(
        cell(&rows, 2, "status"),
        "calls_per_interval: `x` must be a number with `.` as decimal point, such as 180 or 12.5"
    );
    assert_eq!((cell(&rows, 2, "p_wait"), cell(&rows, 2, "note")), ("", "=1+1"));
    assert_eq!(count, BatchCount { rows: 2, refused: 1 });
}

#[test]
fn a_bad_row_keeps_its_place_and_names_column_and_value() {
    let bad = [
        (
            "-1,1800,180,20,0.8,,",
            "calls_per_interval: `-1` must be 0 or more",
        ),
        (
            "100,0,180,20,0.8,,",
            "interval_s: `0` must be more than 0 seconds",
        ),
        ("100,1800,,20,0.8,,", "aht_s: empty, must be a number"),
        ("100,1800,180,20,80,,", "sl_target: `80` must be a fraction"),
        (
            "100,1800,180,20,0.8,nan,",
            "max_occupancy: `nan` must be a number",
        ),
        ("100,1800,180,-5,0.8,,", "threshold_s: `-5` must be 0 or more"),
        ("100,1800,180,20,0.8,,1", "shrinkage: `1` must be a fraction"),
        (
            "\"12,5\",1800,180,20,0.8,,",
            "calls_per_interval: `12,5` must be a number with `.`",
        ),
        ("100,1800", "the row has 2 fields, the header 7"),
    ];
    let lines: Vec<_> = bad.iter().map(|(line, _)| *line).collect();
    let (rows, count) = run(&format!("{LIMITS}{}\n100,1800,180,20,0.8,,\n", lines.join("\n")));
    for (index, (line, reason)) in bad.iter().enumerate() {
        let status = cell(&rows, index + 1, "status");
        assert!(status.starts_with(reason), "{line}: {status}");
        assert_eq!(cell(&rows, index + 1, "agents_net"), "", "{line}");
    }
    assert_eq!(cell(&rows, bad.len() + 1, "agents_net"), "14");
    assert_eq!(count.refused, 9);
}

#[test]
fn fractions_of_agents_are_no_number_of_agents() {
    let (rows, _) = run(&format!("{AGENTS}100,1800,180,13.4,20\n100,1800,180,14.0,20\n"));
    assert_eq!(
        cell(&rows, 1, "status"),
        "agents: `13.4` must be a whole number, 0 or more"
    );
    assert_eq!(cell(&rows, 2, "status"), "ok");
}

#[test]
fn questions_of_patience_are_told_apart() {
    let (rows, _) = run(
        "model,patience_s,sl_definition,calls_per_interval,interval_s,aht_s,threshold_s,sl_target\n\
                         erlang_a,300,offered,100,1800,180,20,0.8\n,300,answered,100,1800,180,20,0.8\n\
                         erlang_c,,,100,1800,180,20,0.8\nerlang_x,,,100,1800,180,20,0.8\n\
                         erlang_a,,offered,100,1800,180,20,0.8\nerlang_a,300,,100,1800,180,20,0.8\n",
    );
    let answer = |row| {
        (
            cell(&rows, row, "agents_net").to_owned(),
            cell(&rows, row, "status").to_owned(),
        )
    };
    let ok = |agents: &str| (agents.to_owned(), "ok".to_owned());
    assert_eq!((answer(1), answer(2), answer(3)), (ok("13"), ok("12"), ok("14")));
    assert_eq!(answer(4).1, "model: `erlang_x` must be erlang_c or erlang_a");
    assert_eq!(answer(5).1, "patience_s: empty, must be a number for erlang_a");
    // The formulas differ a lot: none is taken silently.
    assert!(
        answer(6)
            .1
            .starts_with("sl_definition: `` must be offered, answered, ")
    );
}

#[test]
fn patience_turns_agents_into_erlang_a() {
    let (rows, count) = run(&format!(
        "patience_s,{AGENTS}60,100,1800,180,7,20\n,100,1800,180,14,20\n1e12,100,1800,180,7,20\n"
    ));
    assert!(cell(&rows, 1, "p_abandon").starts_with("0.35193744302"));
    assert!(cell(&rows, 1, "sl_answered").starts_with("0.65550732056"));
    assert_eq!(
        (cell(&rows, 1, "status"), cell(&rows, 1, "service_level")),
        ("ok", "")
    );
    assert!(cell(&rows, 2, "service_level").starts_with("0.88835001917"));
    assert!(cell(&rows, 3, "status").starts_with("patience_s: `1000000000000` must be shorter"));
    assert_eq!(count.refused, 1);
}

#[test]
fn bytes_that_are_no_text_are_carried_through() {
    let mut input = format!("name,{AGENTS}").into_bytes();
    input.extend(b"M\xfcller,100,1800,180,14,20\n\xef,\xff,1800,180,14,20\n");
    let mut output = Vec::new();
    let count = answer(&input[..], &mut output).expect("a good header");
    assert_eq!(count, BatchCount { rows: 2, refused: 1 });
    assert!(output.windows(7).any(|w| w == b"M\xfcller,"));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_name() {
    let (rows, count) = run(&format!("\u{feff}{AGENTS}100,1800,180,14,20\n"));
    assert_eq!((cell(&rows, 1, "status"), count.refused), ("ok", 0));
}

#[test]
fn a_header_without_question_says_what_is_missing() {
    assert!(header_error("").contains("the file is empty"));
    assert!(header_error("calls_per_interval;agents\n").contains("separated by commas"));
    assert!(header_error("calls,duration\n").contains("it needs `agents`"));
    assert_eq!(
        header_error("agents,aht_s,interval_s\n"),
        "the header lacks calls_per_interval, service_level_threshold_s"
    );
    assert!(header_error(&format!("sl_target,{AGENTS}")).contains("both `agents` and `sl_target`"));
    assert!(header_error(&format!("aht_s,{AGENTS}")).contains("`aht_s` twice"));
}
