//! Problems of sources, layouts and mappings.

use super::{one, spoilt, with};

#[test]
fn references_and_words() {
    spoilt(
        "provider = \"nord\"\nkind = \"calls\"",
        "provider = \"nrod\" #!\nkind = \"calls\"",
        "there is no provider `nrod`",
        "did you mean `nord`?",
    );
    spoilt(
        "kind = \"calls\"",
        "kind = \"call\" #!",
        "`call` is no kind",
        "did you mean `calls`?",
    );
    spoilt(
        "words = \"queues\"",
        "words = \"queue\" #!\n",
        "there is no vocabulary `queue`",
        "did you mean `queues`?",
    );
}

#[test]
fn paths() {
    let path = |path: &str, message: &str, help: &str| {
        spoilt(
            "path = \"nord/staff.csv\"",
            &format!("path = {path} #!"),
            message,
            help,
        );
    };
    path(
        "\"https://x.example/a.csv\"",
        "`https://x.example/a.csv` is an address, not a path",
        "from disk",
    );
    path(
        "\"/data/a.csv\"",
        "`/data/a.csv` is an absolute path",
        "below the data root",
    );
    path(
        "\"../a.csv\"",
        "`../a.csv` leaves the data root",
        "below the data root",
    );
    path("'a\\b.csv'", "`a\\b.csv` has a backslash", "a/b.csv");
    path(
        "\"a_{perod}.csv\"",
        "nothing can be filled in for {perod}",
        "did you mean {period}?",
    );
}

#[test]
fn staff_units() {
    let text = with("staff_unit = \"net\"\n", "").replace("[sources.staff]", "[sources.staff] #!");
    one(&text, "source `staff` has no `staff_unit`", "gross");
}

#[test]
fn staff_unit_elsewhere() {
    spoilt(
        "kind = \"calls\"",
        "kind = \"calls\"\nstaff_unit = \"net\" #!",
        "`staff_unit` does not apply to a source of calls",
        "kind = \"staffing\"",
    );
    spoilt(
        "staff_unit = \"net\"",
        "staff_unit = \"brutto\" #!",
        "`brutto` is no staff unit",
        "net, gross",
    );
}

#[test]
fn layouts() {
    let csv = |line: &str, message: &str, help: &str| {
        spoilt("delimiter = \";\"", &format!("{line} #!"), message, help)
    };
    csv(
        "encoding = \"windows1252\"",
        "`windows1252` is no encoding",
        "did you mean `windows-1252`?",
    );
    csv(
        "delimiter = \"semicolon\"",
        "`semicolon` is no delimiter",
        "\"tab\"",
    );
    csv("header_row = 0", "`header_row` cannot be 0", "from 1");
    csv("columns = []", "`columns` is an empty list", "");
    csv(
        "columns = [\"ID\", \"ID\"]\nheader_row = 1",
        "`csv` of source `calls` has both `columns` and `header_row`",
        "keep one",
    );
    csv(
        "not_records = [{ column = \"a\" }]",
        "a rule for rows that are no records has none of `starts_with`, `empty`",
        "Summe",
    );
    spoilt(
        "[sources.calls.csv]",
        "[sources.calls.excel]\n[sources.calls.csv] #!",
        "source `calls` has both `excel` and `csv`",
        "keep one",
    );
    spoilt(
        "[sources.tickets.excel]",
        "excel = { sheet = 0 } #!",
        "`sheet` cannot be 0",
        "from 1",
    );
}

#[test]
fn number_marks() {
    let marks = |line: &str, message: &str, help: &str| {
        spoilt(
            "[sources.calls.mapping.fields]",
            &format!("[sources.calls.mapping]\n{line} #!\n[sources.calls.mapping.fields]"),
            message,
            help,
        );
    };
    marks("decimal = \"comma\"", "`comma` is no such mark", "decimal mark");
    marks(
        "decimal = \",\"\nthousands = \",\"",
        "`,` cannot be both decimal and thousands mark",
        "thousands = \".\"",
    );
}

#[test]
fn fields_of_the_kind() {
    let field = |line: &str, message: &str, help: &str| {
        spoilt("agent = \"Agent\"", &format!("{line} #!"), message, help)
    };
    field(
        "agnet = \"Agent\"",
        "there is no field `agnet`",
        "did you mean `agent`?",
    );
    field(
        "planned = \"Agent\"",
        "a source of calls has no field `planned`",
        "calls take: id, queue, offered_at, outcome",
    );
    spoilt(
        "[sources.calls.mapping.fields]\nid = \"ID\"",
        "[sources.calls.mapping.fields] #!",
        "a source of calls needs `id`",
        "id = ",
    );
    let header = "[sources.staff.mapping.fields]";
    one(
        &with("planned = \"Geplant\"", "").replace(header, &format!("{header} #!")),
        "a source of staffing needs at least one of `planned` and `present`",
        "planned = ",
    );
}

#[test]
fn what_a_field_takes() {
    let field = |line: &str, message: &str, help: &str| {
        spoilt("agent = \"Agent\"", &format!("{line} #!"), message, help)
    };
    field(
        "agent = { column = \"Agent\", unit = \"s\" }",
        "`unit` does not apply to `agent`, which is a text",
        "as it is",
    );
    field(
        "talk = \"Talk\"",
        "field `talk` of source `calls` has no `unit`",
        "s, ms, min, h, days, h:mm:ss",
    );
    field(
        "talk = { column = \"Talk\", unit = \"percent\" }",
        "`percent` is no unit",
        "h:mm:ss",
    );
    field(
        "ended_at = \"Ende\"",
        "field `ended_at` of source `calls` has no `format`",
        "%d.%m.%Y",
    );
    field(
        "ended_at = { column = \"E\", format = \"DD.MM.YYYY\" }",
        "`DD.MM.YYYY` does not give day, month and year",
        "%d.%m.%Y",
    );
    field(
        "ended_at = { column = \"E\", format = \"%FT%T%z\" }",
        "`%FT%T%z` has an offset or counts seconds, not the clock of a zone",
        "%T+01:00",
    );
    field(
        "ended_at = { column = \"E\", format = \"%F %T\", end_of_day = true }",
        "`end_of_day` does not apply to `%F %T`, which has a time",
        "remove",
    );
    field("agent = { columns = [] }", "`columns` is an empty list", "");
    field(
        "agent = { column = \"A\", constant = \"b\" }",
        "field `agent` of source `calls` has both `column` and `constant`",
        "keep one",
    );
    field(
        "agent = { column = \"A\", join = \"\" }",
        "`join` applies to `columns` only",
        "",
    );
    field(
        "agent = { columns = [\"A\"], before = \"-\" }",
        "`before` applies to a single column",
        "with its part",
    );
    field(
        "agent = { column = \"A\", occurrence = 0 }",
        "`occurrence` cannot be 0",
        "from 1",
    );
    field(
        "agent = 5",
        "field `agent` is the name of a column or a table, not a number",
        "quotes",
    );
}

#[test]
fn columns_of_a_file_without_header_are_checked() {
    let text = with(
        "delimiter = \";\"",
        "columns = [\"ID\", \"Queue\", \"Zeit\", \"Wartezeit\", \"Ergebnis\"]",
    )
    .replace("agent = \"Agent\"", "agent = \"Ergebni\" #!");
    one(
        &text,
        "`columns` of source `calls` do not name `Ergebni`",
        "did you mean `Ergebnis`?",
    );
}
