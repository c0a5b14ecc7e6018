//! `leitstand init`: a workspace that works as it is, and never over another.

use crate::support::{Sandbox, files_below};

#[test]
fn the_starter_checks_and_runs() {
    let sandbox = Sandbox::new();
    let ended = sandbox.ask(&["init", "new/folder"]).with(0);
    ended.saying(&["new/folder/leitstand.toml"]);
    let workspace = "new/folder/leitstand.toml";
    sandbox.ask(&["check", workspace]).with(0).saying(&["In order"]);
    sandbox
        .ask(&["run", workspace, "--strict"])
        .with(0)
        .saying(&["2026-10", "newest full month"]);
    assert!(
        sandbox
            .path("new/folder/out/2026-10/partners/nord/scorecard.html")
            .exists()
    );
}

#[test]
fn nothing_is_overwritten() {
    let sandbox = Sandbox::new();
    sandbox.write("own/leitstand.toml", "mine");
    sandbox
        .ask(&["init", "own"])
        .with(2)
        .saying(&["own/leitstand.toml", "exists", "nothing was written"]);
    assert_eq!(sandbox.read("own/leitstand.toml"), "mine");
    assert_eq!(files_below(&sandbox.path("own")).len(), 1);
    // A later file of the starter is in the way: nothing before it may be written either.
    sandbox.write("other/exports/nord/calls_2026-10.csv", "mine");
    sandbox.ask(&["init", "other"]).with(2);
    assert_eq!(files_below(&sandbox.path("other")).len(), 1);
    sandbox.ask(&["init", "twice"]).with(0);
    sandbox.ask(&["init", "twice"]).with(2);
}

#[test]
fn a_file_in_the_place_of_the_folder_is_named() {
    let sandbox = Sandbox::new();
    sandbox.write("file", "mine");
    let ended = sandbox.ask(&["init", "file"]);
    assert!(matches!(ended.exit, 1 | 2), "{}", ended.stderr);
    ended.saying(&["file"]);
    assert_eq!(sandbox.read("file"), "mine");
}
