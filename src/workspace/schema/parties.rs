//! Client, output, calendars, providers, queues, words.

use serde_json::json;

use super::shape::{Definition, Key, any_of, list, one_or_more, reference, table, text, whole, word};
use crate::vocabulary::Channel;
use crate::workspace::agreement::ReportLanguage;
use crate::workspace::holidays::codes as region_codes;
use crate::workspace::resolve::{DAYS, HOLIDAY_WORDS, SMALLEST_GROUP};

/// The definitions of these tables.
pub fn definitions() -> Vec<Definition> {
    let window =
        json!({ "type": "string", "pattern": r"^\s*[0-9]{1,2}:[0-9]{2}\s*[-–]\s*[0-9]{1,2}:[0-9]{2}\s*$" });
    let windows = list(window, 0);
    let days = DAYS.join("|");
    let day_key = format!("^({days})(-({days}))?$");
    // A date, or a day of every year.
    let day = r"^([0-9]{4}-)?[0-9]{2}-[0-9]{2}$";
    let date_key = json!({ "pattern": day });
    let named_days = json!({
        "type": "object", "description": "Date = name of the day", "propertyNames": date_key.clone(), "additionalProperties": text(),
    });
    let report_language = || word([ReportLanguage::German, ReportLanguage::English].map(ReportLanguage::tag));
    vec![
        (
            "client",
            table(
                "Whom the reports are for",
                &[
                    Key::required("name", "name on reports", text()),
                    Key::required(
                        "time_zone",
                        "IANA name such as Europe/Berlin; periods, intervals and calendars follow this clock",
                        text(),
                    ),
                    Key::required("language", "language of the overview", report_language()),
                ],
            ),
        ),
        (
            "output",
            table(
                "Where and how is published",
                &[
                    Key::new(
                        "folder",
                        "output folder, relative to this file; default: out",
                        text(),
                    ),
                    Key::new(
                        "rejected_share_max",
                        "where more of a file's rows is rejected, the run ends with exit code 3; default: 2 %",
                        reference("share"),
                    ),
                    Key::new(
                        "workbook_findings",
                        "findings listed per standard in a feedback workbook; default: 10000",
                        whole(0, 1_000_000),
                    ),
                ],
            ),
        ),
        (
            "privacy",
            table(
                "What of the people who serve may be shown",
                &[
                    Key::new(
                        "agent_groups",
                        "whether documentation is shown by groups of agents (field agent_group); default: false",
                        json!({ "type": "boolean" }),
                    ),
                    Key::new(
                        "min_group_size",
                        "fewest agents of a group that is shown; smaller ones are put together; default: 5",
                        whole(SMALLEST_GROUP, 1_000),
                    ),
                ],
            ),
        ),
        (
            "calendar",
            table(
                "Opening hours, or the clock of a deadline",
                &[
                    Key::required(
                        "week",
                        "windows per day; days that are not named are closed",
                        json!({
                            "type": "object", "propertyNames": { "pattern": day_key }, "additionalProperties": windows.clone(),
                        }),
                    ),
                    Key::new(
                        "region",
                        "whose public holidays hold, ISO 3166-2: DE-NW, AT-9, CH-ZH, AT",
                        word(region_codes()),
                    ),
                    Key::new(
                        "holidays",
                        "regional, nationwide or none; or a list of these and of names of [holidays.ID]; default: regional where a \
                         region is given",
                        any_of([word(HOLIDAY_WORDS), list(text(), 0)]),
                    ),
                    Key::new(
                        "add",
                        "days that are closed as well: names of days known in the country, or date = name",
                        any_of([list(text(), 0), named_days.clone()]),
                    ),
                    Key::new(
                        "remove",
                        "holidays that are worked: their names or dates",
                        list(any_of([text(), reference("date")]), 0),
                    ),
                    Key::new(
                        "dates",
                        "single days (2026-12-24) or days of every year (12-24), stronger than week and holidays; [] means closed",
                        json!({
                            "type": "object", "propertyNames": date_key.clone(),
                            "additionalProperties": any_of([windows.clone(), reference("day_hours")]),
                        }),
                    ),
                ],
            ),
        ),
        (
            "day_hours",
            table(
                "Hours of a day with its name",
                &[
                    Key::new("name", "name of the day on reports", text()),
                    Key::required("open", "windows of the day; [] means closed", windows),
                ],
            ),
        ),
        ("holiday_list", named_days),
        (
            "provider",
            table(
                "Who works for the client",
                &[
                    Key::required("name", "name on reports", text()),
                    Key::new(
                        "language",
                        "language of scorecard and feedback file; default: the client's",
                        report_language(),
                    ),
                ],
            ),
        ),
        (
            "queue",
            table(
                "What is worked on",
                &[
                    Key::required("name", "name on reports", text()),
                    Key::required(
                        "channel",
                        "how contacts arrive",
                        word(Channel::ALL.map(Channel::name)),
                    ),
                    Key::required(
                        "languages",
                        "agreed languages: these customers are served in their own",
                        list(reference("language"), 1),
                    ),
                    Key::new(
                        "fallback_languages",
                        "languages in which customers of any other may be served",
                        list(reference("language"), 0),
                    ),
                    Key::new("calendar", "opening hours; left out: around the clock", text()),
                ],
            ),
        ),
        (
            "words",
            json!({
                "type": "object",
                "description": "Canonical value = one word of the export, or a list",
                "additionalProperties": any_of([one_or_more(), list(text(), 0)]),
            }),
        ),
    ]
}
