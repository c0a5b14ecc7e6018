//! Problems of the client, calendars, providers, queues and ids.

use super::{one, spoilt, with};

#[test]
fn client() {
    let (zone, language) = ("time_zone = \"Europe/Berlin\"", "language = \"de\"");
    spoilt(
        zone,
        "time_zone = \"Berlin\" #!",
        "there is no time zone `Berlin`",
        "did you mean `Europe/Berlin`?",
    );
    spoilt(
        zone,
        "time_zone = \"MEZ!\" #!",
        "there is no time zone `MEZ!`",
        "",
    );
    spoilt(
        language,
        "language = \"fr\" #!",
        "`fr` is no report language",
        "de, en",
    );
}

#[test]
fn shares() {
    let share = |written: &str, message: &str, help: &str| {
        spoilt(
            "rejected_share_max = \"2 %\"",
            &format!("rejected_share_max = {written} #!"),
            message,
            help,
        );
    };
    share(
        "2",
        "`rejected_share_max` = 2 does not say that it is a percentage",
        "write 0.02 or \"2 %\"",
    );
    share(
        "1",
        "`rejected_share_max` = 1 can mean 1 % or 100 %",
        "\"1 %\" or 0.01",
    );
    share(
        "1.5",
        "`rejected_share_max` = 1.5 does not say that it is a percentage",
        "\"1.5 %\"",
    );
    share(
        "\"101 %\"",
        "`rejected_share_max` = \"101 %\" is not between 0 % and 100 %",
        "0.80 or \"80 %\"",
    );
    share(
        "\"2\"",
        "`rejected_share_max` = \"2\" is no share",
        "0.80 or \"80 %\"",
    );
    share(
        "-0.1",
        "`rejected_share_max` = -0.1 is not between 0 and 1",
        "0.80 or \"80 %\"",
    );
    share(
        "nan",
        "`rejected_share_max` = NaN is not between 0 and 1",
        "0.80 or \"80 %\"",
    );
}

#[test]
fn windows_of_a_day() {
    let window = |windows: &str, message: &str, help: &str| {
        spoilt(
            "sat = [\"09:00-14:00\"]",
            &format!("sat = {windows} #!"),
            message,
            help,
        );
    };
    window("[\"09:00-25:00\"]", "`25:00` is no time of day", "24:00");
    window("[\"9 to 14\"]", "`9 to 14` is no window", "08:00-18:00");
    window(
        "[\"14:00-09:00\"]",
        "`14:00-09:00` closes before it opens",
        "next day",
    );
    window(
        "[\"09:00-09:00\"]",
        "`09:00-09:00` closes before it opens",
        "next day",
    );
    window(
        "[\"09:00-12:00\", \"11:00-14:00\"]",
        "these windows overlap",
        "one window",
    );
    window(
        "\"09:00-14:00\"",
        "the opening of a day is a list, not a text",
        "brackets",
    );
}

#[test]
fn days_and_dates() {
    spoilt(
        "sat = [",
        "sa = [ #!\n",
        "`sa` is no day of the week",
        "did you mean `sat`?",
    );
    spoilt(
        "sat = [",
        "fri-mon = [ #!\n",
        "`fri-mon` is no day of the week",
        "fri-sun",
    );
    spoilt(
        "sat = [",
        "fri = [ #!\n",
        "`fri` covers a day that is given already",
        "once",
    );
    spoilt(
        "2026-12-24 = [",
        "2026-02-30 = [ #!\n",
        "`2026-02-30` is no date",
        "2026-12-24",
    );
    spoilt(
        "2026-10-03 = \"Tag der Deutschen Einheit\"",
        "2077-10-03 = \"Tag der Deutschen Einheit\" #!",
        "`2077-10-03` is outside the years of calendars",
        "1998 to 2037",
    );
}

#[test]
fn calendars() {
    spoilt(
        "holidays = [\"nrw\"]",
        "holidays = [\"nrv\"] #!",
        "there is no holiday list `nrv`",
        "did you mean `nrw`?",
    );
    one(
        &format!("{}\n[calendars.never] #!\n", super::BASE),
        "calendar `never` has no `week`",
        "mon-fri",
    );
    one(
        &format!("{}\n[calendars.never.week] #!\nmon = []\n", super::BASE),
        "this calendar is never open",
        "mon-fri",
    );
}

#[test]
fn queues() {
    spoilt(
        "channel = \"email\"",
        "channel = \"e-mail\" #!",
        "`e-mail` is no channel",
        "did you mean `email`?",
    );
    spoilt(
        "languages = [\"de\"]",
        "languages = [\"deutsch\"] #!",
        "`deutsch` is no language tag",
        "did you mean `de`?",
    );
    spoilt(
        "languages = [\"de\"]",
        "languages = [\"deu\"] #!",
        "`deu` is no language tag",
        "did you mean `de`?",
    );
    spoilt(
        "languages = [\"de\"]",
        "languages = [\"d\"] #!",
        "`d` is no language tag",
        "BCP 47",
    );
    spoilt(
        "languages = [\"de\"]",
        "languages = [] #!",
        "`languages` is empty",
        "languages = [\"de\"]",
    );
    spoilt(
        "languages = [\"de\"]",
        "languages = [\"de\", \"DE\"] #!",
        "`languages` names this twice",
        "",
    );
}

#[test]
fn ids_become_folder_names() {
    let provider = |id: &str, message: &str, help: &str| {
        one(
            &format!("{}\n[providers.{id}] #!\nname = \"x\"\n", super::BASE),
            message,
            help,
        );
    };
    provider("\"..\"", "`..` cannot be the id of a provider", "letters");
    provider(
        "\"süd\"",
        "`süd` cannot be the id of a provider",
        "put the full name into `name`",
    );
    provider("\"a/b\"", "`a/b` cannot be the id of a provider", "letters");
    provider("con", "`con` is a reserved file name", "another id");
    provider("COM1", "`COM1` is a reserved file name", "another id");
    provider(&"x".repeat(65), "the id of this provider is too long", "64");
    provider(
        "Nord",
        "provider `nord` and `Nord` differ in upper and lower case only",
        "another id",
    );
}

#[test]
fn empty_tables() {
    let text =
        with("[providers.nord]\nname = \"NordService GmbH\"", "[providers] #!").replace("\"nord\"", "\"x\"");
    let problems = super::lines(&text);
    assert!(
        problems.contains(&(super::marked_line(&text), "the workspace has no provider".into())),
        "{problems:?}"
    );
}
