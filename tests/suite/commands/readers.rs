//! What a vendor manager reads on the terminal, on the pages and in the lists.

use super::small::{TICKETS, WORKSPACE, run_october, small};
use crate::support::{Ended, Sandbox};

fn check(sandbox: &Sandbox) -> Ended {
    sandbox.ask(&["check", "leitstand.toml", "--period", "2026-10"])
}

fn page(sandbox: &Sandbox, name: &str) -> String {
    sandbox.read(&format!("out/2026-10/{name}"))
}

#[track_caller]
fn lacks(text: &str, words: &str) {
    assert!(!text.contains(words), "`{words}` in {text}");
}

/// The one standard with a weight.
fn scored(weight: u32) -> Sandbox {
    let sandbox = small();
    let score = format!("min_cases = 1\nscore = {{ worst = \"0 %\", best = \"100 %\", weight = {weight} }}");
    sandbox.write("leitstand.toml", WORKSPACE.replace("min_cases = 1", &score));
    sandbox
}

#[test]
fn a_score_names_what_there_is_to_reach() {
    let sandbox = scored(60);
    let doubt = "the weights that bind nord add up to 60, not 100";
    check(&sandbox).with(0).saying(&[doubt]);
    run_october(&sandbox, &[])
        .with(0)
        .saying(&["score 30.00 of 60,", doubt]);
    let overview = page(&sandbox, "overview.html");
    assert!(overview.contains("Score: Nord 30.00 of 60<"), "{overview}");
    let scorecard = page(&sandbox, "partners/nord/scorecard.html");
    assert!(scorecard.contains("You reach 30.00 of 60 points"), "{scorecard}");
    lacks(&scorecard, "of 100");
    lacks(&check(&scored(100)).with(0).stderr, "add up to");
}

#[test]
fn findings_are_read_on_the_clock_and_kept_with_their_offset() {
    let sandbox = small();
    run_october(&sandbox, &[]).with(0);
    let scorecard = page(&sandbox, "partners/nord/scorecard.html");
    assert!(
        scorecard.contains("open, due 21 Oct 2026 09:00, late by 256:00:00<"),
        "{scorecard}"
    );
    assert!(scorecard.contains("Resolution: show the one row<"), "{scorecard}");
    let list = page(&sandbox, "partners/nord/findings.csv");
    assert!(list.contains("open, due 2026-10-21T09:00:00+02:00"), "{list}");
    // Merged tickets are no agreed exemption.
    assert!(scorecard.contains("Merged and cancelled ones do not count;"));
}

#[test]
fn a_moment_before_the_end_is_told() {
    let sandbox = small();
    let told = "As of 21 Oct 2026, 12:00, before the end of the period";
    run_october(&sandbox, &["--as-of", "2026-10-21T12:00"])
        .with(0)
        .saying(&[told]);
    for name in ["overview.html", "partners/nord/scorecard.html"] {
        let page = page(&sandbox, name);
        assert!(page.contains(told), "{name}");
    }
    lacks(&run_october(&sandbox, &[]).with(0).stderr, "before the end");
    lacks(&page(&sandbox, "overview.html"), "before the end of the period");
}

#[test]
fn rejected_rows_are_told_by_cause() {
    let sandbox = small();
    let bad: String = (0..30)
        .map(|n| format!("x{n},2026-02-{},\n", 30 + n % 2))
        .collect();
    sandbox.write("tickets_2026-10.csv", format!("{TICKETS}{bad}"));
    let cause = "30 × created such as `2026-02-30`, expected an existing date";
    let ended = check(&sandbox)
        .with(3)
        .saying(&[&format!("rejected tickets_2026-10.csv: {cause}"), "(first row 5)"]);
    lacks(&ended.stderr, "more rejected rows");
    run_october(&sandbox, &[]).with(3).saying(&[
        "30 of 33 rows rejected.",
        cause,
        "see data/rejected.csv; tolerated 2 %",
    ]);
}

#[test]
fn a_row_that_is_wrong_as_a_whole_has_no_column() {
    let sandbox = small();
    sandbox.write("tickets_2026-10.csv", format!("{TICKETS}t9,a,b,c,d,e\n"));
    check(&sandbox).with(3).saying(&["1 × `6 cells`", "(row 5)"]);
}

#[test]
fn a_file_of_repetitions_is_doubted() {
    let sandbox = small();
    sandbox.write(
        "leitstand.toml",
        WORKSPACE.replace("tickets_{period}.csv", "tickets_{period}*.csv"),
    );
    sandbox.write("tickets_2026-10_b.csv", TICKETS);
    let told = "tickets_2026-10_b.csv: all 3 rows repeat rows read before; is it the wrong file?";
    check(&sandbox).with(0).saying(&[told]);
    let one_new = format!("{TICKETS}t4,2026-10-06 09:00,\n");
    sandbox.write("tickets_2026-10_b.csv", one_new);
    lacks(&check(&sandbox).with(0).stderr, "wrong file");
}

#[test]
fn an_id_with_other_values_says_which_row_counts() {
    let sandbox = small();
    let again = format!("{TICKETS}t1,2026-10-05 09:00,2026-10-09 10:00\n");
    sandbox.write("tickets_2026-10.csv", again);
    check(&sandbox).with(0).saying(&["the row read first counts"]);
}

#[test]
fn what_nobody_delivers_has_no_columns() {
    let sandbox = small();
    run_october(&sandbox, &[]).with(0);
    for name in ["overview.html", "partners/nord/scorecard.html"] {
        let page = page(&sandbox, name);
        assert!(page.contains(">tickets due<"), "{name}");
        lacks(&page, ">calls offered<");
        lacks(&page, ">abandoned<");
        lacks(&page, "outside opening hours<");
    }
}

#[test]
fn explain_says_what_was_observed_and_which_folder_is_meant() {
    let sandbox = small();
    run_october(&sandbox, &[]).with(0);
    let explain = |publication: &str, standard: &str| {
        sandbox.ask(&[
            "explain",
            publication,
            "--provider",
            "nord",
            "--standard",
            standard,
        ])
    };
    let text = explain("out/2026-10", "resolution").with(0).stdout;
    let observed =
        "open, due 2026-10-21T09:00:00+02:00, late by 256:00:00; required: 24 hours around the clock";
    assert!(text.contains(observed), "{text}");
    let text = explain("out/2026-10", "tickets_due").with(0).stdout;
    assert!(text.contains("Its contacts are not listed"), "{text}");
    explain("out", "resolution")
        .with(2)
        .saying(&["out is no publication; name the period's folder: out/2026-10"]);
}
