//! Mistakes in the workspace: each with file and line, all at once, before anything is read.

use super::small::{WORKSPACE, run_october, small};
use crate::support::{Ended, Sandbox};

/// A run of the workspace with parts replaced; nothing may be published.
#[track_caller]
fn refused(replaced: &[(&str, &str)]) -> Ended {
    let sandbox = small();
    let mut text = WORKSPACE.to_owned();
    for (from, to) in replaced {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    sandbox.write("leitstand.toml", text);
    let ended = run_october(&sandbox, &[]).with(2);
    assert!(!sandbox.path("out").exists());
    assert_eq!(ended.stdout, "");
    ended
}

#[test]
fn several_mistakes_are_told_at_once_each_with_its_line() {
    let ended = refused(&[
        ("Europe/Berlin", "Europe/Berln"),
        ("kind = \"tickets\"", "kind = \"tikets\""),
        ("\"80 %\"", "80"),
        ("within = \"24 h\", ", ""),
    ]);
    ended.saying(&[
        "leitstand.toml:3:13",
        "did you mean `Europe/Berlin`",
        "leitstand.toml:13:8",
        "did you mean `tickets`",
        "leitstand.toml:26:10",
        "80 %",
        "leitstand.toml:27:",
        "within",
    ]);
}

#[test]
fn a_service_level_without_formula_lists_the_seven() {
    let rule = "resolution = { within = \"24 h\", clock = \"elapsed\" }";
    let ended = refused(&[(rule, "service_level = { within = \"20 s\" }")]);
    ended.saying(&[
        "answered_only (V1)",
        "offered (V2)",
        "late_abandons (V3)",
        "abandons_in_time_count (V4)",
        "short_abandons_count (V5)",
        "short_abandons_removed (V6)",
        "with_flow_outs (V7)",
    ]);
}

#[test]
fn unknown_keys_and_broken_toml_have_a_line() {
    refused(&[("languages = [\"de\"]", "languages = [\"de\"]\ncolour = \"red\"")])
        .saying(&["leitstand.toml:11:1", "colour"]);
    refused(&[("\"80 %\"", "\"80 %")]).saying(&["leitstand.toml:26:"]);
    refused(&[("[queues.mail]", "[providers.nord]")]).saying(&["leitstand.toml:"]);
}

#[test]
fn ids_that_are_no_folder_names_are_refused() {
    refused(&[("[providers.nord]", "[providers.\"../nord\"]")]).saying(&["../nord", "leitstand.toml:5:"]);
}

#[test]
fn addresses_and_paths_out_of_the_data_folder_are_refused() {
    let source = "\"tickets_{period}.csv\"";
    for path in [
        "https://example.org/t.csv",
        "s3://bucket/t.csv",
        "../tickets.csv",
        "/etc/passwd",
    ] {
        refused(&[(source, &format!("\"{path}\""))]).saying(&[path, "leitstand.toml:14:8"]);
    }
    let sandbox = small();
    let address = "file:///tmp/x";
    for arguments in [
        &["run", address][..],
        &["run", "leitstand.toml", "--out", address],
        &["run", "leitstand.toml", "--data-root", address],
        &["check", address],
        &["check", "leitstand.toml", "--data-root", address],
        &["init", address],
        &["explain", address, "--provider", "nord", "--standard", "x"],
        &["erlang", "--batch", address],
    ] {
        sandbox.ask(arguments).with(2).saying(&[address]);
    }
    assert!(!sandbox.path("file:").exists());
}

#[test]
fn a_workspace_that_is_not_there_is_named() {
    let sandbox = Sandbox::new();
    sandbox
        .ask(&["run", "nowhere.toml"])
        .with(2)
        .saying(&["nowhere.toml", "leitstand init"]);
    std::fs::create_dir(sandbox.path("folder")).expect("made");
    sandbox.ask(&["run", "folder"]).with(2).saying(&["folder"]);
}

#[test]
fn a_data_root_that_is_not_there_does_not_replace_a_publication_by_an_empty_one() {
    let sandbox = small();
    run_october(&sandbox, &[]).with(0);
    let before = sandbox.read("out/2026-10/manifest.json");
    for root in ["nowhere", "tickets_2026-10.csv"] {
        run_october(&sandbox, &["--data-root", root])
            .with(2)
            .saying(&[root, "--data-root"]);
        let check = [
            "check",
            "leitstand.toml",
            "--period",
            "2026-10",
            "--data-root",
            root,
        ];
        sandbox.ask(&check).with(2);
    }
    assert_eq!(sandbox.read("out/2026-10/manifest.json"), before);
}

#[test]
fn sources_are_found_below_the_data_root() {
    let sandbox = small();
    let tickets = sandbox.read("tickets_2026-10.csv");
    sandbox.write("inbox [new]/tickets_2026-10.csv", tickets);
    std::fs::remove_file(sandbox.path("tickets_2026-10.csv")).expect("removed");
    run_october(&sandbox, &["--data-root", "inbox [new]"]).with(0);
}
