//! Problems of regions, public holidays, and days that a contract adds or removes.

use super::{one, spoilt, with};

/// The base with these lines in place of its list of holidays.
#[track_caller]
fn instead(lines: &str, message: &str, help: &str) {
    spoilt("holidays = [\"nrw\"]", lines, message, help);
}

#[test]
fn regions() {
    instead(
        "region = \"DE-NRW\" #!",
        "there is no region `DE-NRW`",
        "did you mean `DE-NW`?",
    );
    instead(
        "region = \"Bayern\" #!",
        "there is no region `Bayern`",
        "did you mean `DE-BY`?",
    );
    instead(
        "region = \"ZH\" #!",
        "there is no region `ZH`",
        "did you mean `CH-ZH`?",
    );
    instead(
        "region = \"Mallorca\" #!",
        "there is no region `Mallorca`",
        "ISO 3166-2",
    );
    instead(
        "region = \"NRW\" #!",
        "there is no region `NRW`",
        "did you mean `DE-NW`?",
    );
    // Four Länder are equally near.
    instead(
        "region = \"DE-SA\" #!",
        "there is no region `DE-SA`",
        "regions of Germany are",
    );
    instead("region = 5 #!", "`region` is a text, not a number", "quotes");
    instead(
        "holidays = \"regional\"\nregion = \"DE\" #!",
        "`DE` does not say which region",
        "nationwide",
    );
}

#[test]
fn choices() {
    instead(
        "holidays = \"regional\" #!",
        "public holidays need a region",
        "DE-NW",
    );
    instead(
        "holidays = [\"nationwide\"] #!",
        "public holidays need a region",
        "DE-NW",
    );
    instead(
        "region = \"DE-NW\"\nholidays = \"landesweit\" #!",
        "`landesweit` is no choice of holidays",
        "regional, nationwide, none",
    );
    instead("holidays = \"nrw\" #!", "`nrw` is a list", "holidays = [\"nrw\"]");
    instead("holidays = [\"nrw\", \"none\"] #!", "`none` stands alone", "none");
    instead(
        "holidays = [\"nrw\"]\nregion = \"DE-NW\" #!",
        "`region` has no effect: `holidays` names lists only",
        "holidays = [\"regional\", …]",
    );
    instead(
        "holidays = [\"nrw\"]\nadd = { 12-24 = \"Heiligabend\" }\nregion = \"DE-NW\" #!",
        "`region` has no effect: `holidays` names lists only",
        "holidays = [\"regional\", …]",
    );
    instead(
        "region = \"DE-NW\"\nholidays = [\"regional\", \"nrw\", \"regional\"] #!",
        "`holidays` names this twice",
        "",
    );
    one(
        &format!("{}\n[holidays.none] #!\n", super::BASE),
        "`none` cannot be the id of a holiday list",
        "another id",
    );
}

#[test]
fn added_and_removed_days() {
    let region = |line: &str, message: &str, help: &str| {
        instead(&format!("region = \"DE-SN\"\n{line} #!"), message, help);
    };
    region(
        "add = [\"Fronleichnahm\"]",
        "no day is named `Fronleichnahm` in Germany",
        "did you mean `Fronleichnam`?",
    );
    // In the client's language, each once, and what a day of one's own looks like before them.
    region(
        "add = [\"Betriebsversammlung\"]",
        "no day is named `Betriebsversammlung` in Germany",
        "a day of your own is written add = { 2026-10-19 = \"Betriebsversammlung\" }; known by name: 1. Weihnachtstag, \
         2. Weihnachtstag, Allerheiligen, ",
    );
    region(
        "add = [\"12-24\"]",
        "`12-24` has no name",
        "12-24 = \"name of the day\"",
    );
    region("add = { 02-30 = \"x\" }", "`02-30` is no date", "12-24");
    region(
        "remove = [\"Fronleichnam\"]",
        "`Fronleichnam` is no holiday of this calendar",
        "days are removed by name",
    );
    region(
        "remove = [\"Reformationtag\"]",
        "`Reformationtag` is no holiday of this calendar",
        "did you mean `Reformationstag`?",
    );
    region(
        "remove = [2026-11-17]",
        "`2026-11-17` is no holiday of this calendar",
        "removed by name",
    );
    instead(
        "holidays = [\"nrw\"]\nadd = [\"Fronleichnam\"] #!",
        "`Fronleichnam` needs a region",
        "DE-NW",
    );
}

#[test]
fn days_as_people_write_them() {
    let dated = |line: &str, message: &str, help: &str| {
        spoilt(
            "2026-12-24 = [\"08:00-12:00\"]",
            &format!("{line} #!"),
            message,
            help,
        );
    };
    dated(
        "23.10.2026 = [\"08:00-12:00\"]",
        "`23.10.2026` is no date",
        "write 2026-10-23; ",
    );
    dated(
        "\"24.12.\" = [\"08:00-12:00\"]",
        "`24.12.` is no date",
        "write 12-24; ",
    );
    dated(
        "12-24 = { name = \"Heiligabend\" }",
        "day `12-24` has no `open`",
        "open = [",
    );
    let text = with("2026-12-24 = [\"08:00-12:00\"]", "24.12. = [\"08:00-12:00\"]");
    let problems = crate::workspace::tests::load_text(&text).expect_err("no TOML");
    let helps: Vec<&str> = problems
        .iter()
        .filter_map(|problem| problem.help.as_deref())
        .collect();
    assert_eq!(helps, ["a day of every year is written 12-24, a date 2026-12-24"]);
    spoilt(
        "mon-fri = [\"08:00-18:00\"]",
        "mo-fr = [\"08:00-18:00\"] #!",
        "`mo-fr` is no day of the week",
        "did you mean `mon-fri`?",
    );
}

#[test]
fn a_misspelt_key_is_answered_with_the_right_one() {
    let text = with("holidays = [\"nrw\"]", "regoin = \"DE-NW\" #!");
    one(
        &text,
        "calendar `service` has no key `regoin`",
        "did you mean `region`?",
    );
}
