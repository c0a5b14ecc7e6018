//! Standards, clauses, rules, and the settings of the staffing.

use serde_json::{Value, json};

use super::shape::{
    Definition, Key, any_of, at_most_one, depending, flag, list, one_of, one_or_more, reference, ruled,
    table, text, word,
};
use super::{duties, live, repeats, staffing};
use crate::vocabulary::{Channel, Formula};
use crate::workspace::rule::Family;

/// The definitions of these tables.
pub fn definitions() -> Vec<Definition> {
    let mut found = vec![
        ("standard", standard()),
        (
            "name",
            table(
                "A name in both languages",
                &[
                    Key::required("de", "in German", text()),
                    Key::required("en", "in English", text()),
                ],
            ),
        ),
        (
            "score",
            table(
                "How the standard counts in the score; values between are linear",
                &[
                    Key::required(
                        "worst",
                        "value that scores nothing; of a band the values below and above it",
                        reference("score_value"),
                    ),
                    Key::required(
                        "best",
                        "value that scores everything; of a band its two ends",
                        reference("score_value"),
                    ),
                    Key::required(
                        "weight",
                        "points",
                        json!({ "type": "number", "exclusiveMinimum": 0 }),
                    ),
                ],
            ),
        ),
        ("score_value", any_of([reference("agreed_value"), pair()])),
        ("clause", clause()),
        ("scope", scope()),
        ("exemption", exemption()),
        ("moment", moment()),
        (
            "backlog",
            table(
                "Ages by which open tickets are told apart",
                &[
                    Key::new(
                        "ages",
                        "limits between ages, ascending; default: 1, 3, 7, 14 and 30 days",
                        list(reference("length"), 1),
                    ),
                    Key::new(
                        "calendar",
                        "calendar of the business time in which ages are counted; left out: elapsed",
                        text(),
                    ),
                ],
            ),
        ),
        ("staffing", staffing::staffing()),
    ];
    found.extend(rules());
    found
}

/// Two values; a forecast's bias may be below nothing.
fn pair() -> Value {
    let below = json!({ "type": "string", "pattern": r"^\s*-\s*[0-9]+([.,][0-9]+)?\s*%\s*$" });
    let value = any_of([
        reference("share_or_length"),
        below,
        json!({ "type": "number", "minimum": -1, "maximum": 0 }),
    ]);
    json!({ "type": "array", "items": value, "minItems": 2, "maxItems": 2 })
}

fn standard() -> Value {
    let keys = [
        Key::required("name", "name on reports", any_of([text(), reference("name")])),
        Key::new("queues", "queues that it covers; default: all", list(text(), 1)),
        Key::new(
            "channels",
            "channels whose queues it covers",
            list(word(Channel::ALL.map(Channel::name)), 1),
        ),
        Key::new("providers", "whom it binds; default: all", list(text(), 1)),
        Key::new(
            "min_cases",
            "fewer cases are shown, not judged; default: 30",
            json!({ "type": "integer", "minimum": 0 }),
        ),
        Key::new(
            "unmeasurable_is_missed",
            "whether cases without the data to judge them count as missed",
            flag(),
        ),
        Key::new("score", "how it counts in the score", reference("score")),
        Key::required(
            "clauses",
            "what is agreed from when to when",
            list(reference("clause"), 1),
        ),
    ];
    ruled(table("A duty", &keys), vec![at_most_one(&["queues", "channels"])])
}

fn clause() -> Value {
    let mut keys = vec![
        Key::required("valid_from", "first day", reference("date")),
        Key::new("valid_to", "last day, included", reference("date")),
        Key::new(
            "for",
            "the contacts for which it refines the default; left out: all",
            reference("scope"),
        ),
        Key::new(
            "target",
            "agreed value; left out: informational",
            reference("agreed_value"),
        ),
    ];
    let rules = Family::TABLES.iter().copied();
    keys.extend(rules.map(|rule| Key::new(rule, "the rule of this clause", reference(rule_name(rule)))));
    let mut rules = depending("target", "nps", reference("points"), reference("share_or_length"));
    rules.push(one_of(Family::TABLES));
    ruled(table("What is agreed from one day to another", &keys), rules)
}

fn scope() -> Value {
    table(
        "The contacts for which a clause refines the default",
        &[
            Key::new("providers", "providers", list(text(), 1)),
            Key::new("queues", "queues", list(text(), 1)),
            Key::new(
                "channels",
                "channels of queues",
                list(word(Channel::ALL.map(Channel::name)), 1),
            ),
            Key::new("priorities", "priorities of tickets", one_or_more()),
            Key::new("reasons", "contact reasons", one_or_more()),
        ],
    )
}

fn exemption() -> Value {
    table(
        "A time whose contacts do not count, as agreed",
        &[
            Key::required(
                "from",
                "first day, or first instant on the client's clock",
                text_or_time(),
            ),
            Key::required("to", "last day, or first instant after it", text_or_time()),
            Key::new("providers", "providers concerned; default: all", list(text(), 1)),
            Key::new("queues", "queues concerned; default: all", list(text(), 1)),
            Key::new("standards", "standards concerned; default: all", list(text(), 1)),
            Key::required("reason", "why", any_of([text(), reference("name")])),
            Key::required("evidence", "what proves it", text()),
            Key::new(
                "deadlines",
                "due: those that fell due in it (default); running: those whose clock ran in it",
                word(["due", "running"]),
            ),
        ],
    )
}

/// Days and times are TOML values of their own, or texts.
fn text_or_time() -> Value {
    text()
}

fn moment() -> Value {
    table(
        "Contact reasons with lines of their own",
        &[
            Key::required("name", "name on reports", any_of([text(), reference("name")])),
            Key::required("reasons", "the contact reasons", one_or_more()),
        ],
    )
}

/// Name of a rule's definition; several rules are deadlines.
fn rule_name(rule: &str) -> &str {
    match rule {
        "acknowledgement" | "first_response" | "next_response" | "resolution" | "callback" => "deadline",
        "asa" | "aht" | "served_language" | "resolved_first" | "reopen_rate" | "nps" | "transfer_rate"
        | "reply_language" | "salutation" | "thanks" | "spelling" => "rule_without_parameters",
        "catalogue" | "catch_all_max" | "complaints" => "reasons",
        "forecast_bias" | "forecast_mape" | "forecast_wape" => "forecast_rule",
        rule => rule,
    }
}

fn rules() -> Vec<Definition> {
    let variants = ["all", "short_removed", "short_not_counted"];
    let deadline_keys = [
        Key::new("within", "budget", reference("length_or_days")),
        Key::new(
            "calendar",
            "calendar of the business time that it runs in",
            text(),
        ),
        Key::new("clock", "elapsed: around the clock", word(["elapsed"])),
        Key::new(
            "late_receipt",
            "when a receipt after closing counts, for business days; default: same_day",
            word(["same_day", "next_day"]),
        ),
        Key::new(
            "pauses",
            "whether pauses of a ticket's history stop the clock; default: run",
            word(["run", "stop"]),
        ),
        Key::new(
            "reopened",
            "what a reopening does to a resolution; default: total",
            word(["total", "first_cycle", "restart"]),
        ),
        Key::new("due", "export: the export's own due_at", word(["export"])),
        Key::new(
            "pause_audit",
            "which pauses are looked at more closely",
            reference("pause_audit"),
        ),
        Key::new(
            "repeat",
            "whether each interim notice starts the next period, until the answer; default: false",
            flag(),
        ),
    ];
    let deadline = table("A deadline, with its clock", &deadline_keys);
    let interim_notice = table(
        "A deadline for interim notices; nothing said: 48 hours around the clock",
        &deadline_keys,
    );
    let notice_rules = vec![
        at_most_one(&["within", "due"]),
        at_most_one(&["calendar", "clock"]),
    ];
    let deadline_rules = vec![one_of(&["within", "due"]), at_most_one(&["calendar", "clock"])];
    let mut rules = vec![
        (
            "service_level",
            table(
                "Calls answered in time",
                &[
                    Key::required(
                        "formula",
                        "which of the seven formulas",
                        word(Formula::ALL.map(Formula::name)),
                    ),
                    Key::required(
                        "within",
                        "answered within this time is in time",
                        reference("length"),
                    ),
                    Key::new(
                        "short_abandon",
                        "abandoned within this time is short",
                        reference("length"),
                    ),
                    Key::new(
                        "relief",
                        "intervals with more calls than the forecast allows are taken out",
                        reference("relief"),
                    ),
                ],
            ),
        ),
        (
            "abandonment",
            table(
                "Abandoned of offered calls",
                &[
                    Key::required("variant", "what becomes of short abandons", word(variants)),
                    Key::new(
                        "short_abandon",
                        "abandoned within this time is short",
                        reference("length"),
                    ),
                ],
            ),
        ),
        ("deadline", ruled(deadline, deadline_rules)),
        (
            "pause_audit",
            table(
                "Pauses while a message lay unanswered, and pauses set shortly before the breach",
                &[Key::new(
                    "before_breach",
                    "set when at most this much of the budget was left",
                    reference("length"),
                )],
            ),
        ),
        ("interim_notice", ruled(interim_notice, notice_rules)),
        (
            "documented_within",
            table(
                "Documented soon after the end",
                &[
                    Key::required("within", "budget", reference("length")),
                    Key::new(
                        "calendar",
                        "calendar of the business time that it runs in; left out: elapsed",
                        text(),
                    ),
                ],
            ),
        ),
        (
            "handover",
            table(
                "Messages handed over that the provider reports",
                &[Key::new(
                    "late_after",
                    "created within this time after the hand-over is not late; left out: late ones are not counted",
                    reference("length"),
                )],
            ),
        ),
        ("rule_without_parameters", table("No parameters: {}", &[])),
    ];
    rules.extend(duties::definitions());
    rules.extend(live::definitions());
    rules.extend(repeats::definitions());
    rules
}
