//! Agreements on bonus and malus.

use serde_json::{Value, json};

use super::shape::{
    Definition, Key, any_of, flag, list, one_of, reference, ruled, some_of, table, text, whole, word,
};
use crate::vocabulary::Currency;
use crate::workspace::credit::{Settled, TooFew, Unmeasured};

/// The definitions of these tables.
pub fn definitions() -> Vec<Definition> {
    let codes = Currency::ALL.map(Currency::code).join("|");
    let money = format!(r"^\s*[0-9]+([.,][0-9]{{2}})?\s*({codes})\s*$");
    vec![
        ("money", json!({ "type": "string", "pattern": money })),
        ("credit", credit()),
        ("fee", fee()),
        ("credit_clause", clause()),
        ("credit_standard", standard()),
        ("credit_step", step()),
        ("credit_zone", zone()),
    ]
}

fn credit() -> Value {
    let keys = [
        Key::new(
            "name",
            "name on reports; default: the id",
            any_of([text(), reference("name")]),
        ),
        Key::new("providers", "whom it binds; default: all", list(text(), 1)),
        Key::new("fee", "fee of every month, of each provider", reference("money")),
        Key::new("fees", "fees by month and provider", list(reference("fee"), 1)),
        Key::new(
            "settled",
            "over which periods amounts become due; default: month",
            word([Settled::Month, Settled::Quarter].map(Settled::name)),
        ),
        Key::required(
            "clauses",
            "what is agreed from when to when",
            list(reference("credit_clause"), 1),
        ),
    ];
    ruled(table("Bonus and malus", &keys), vec![one_of(&["fee", "fees"])])
}

fn fee() -> Value {
    let month = json!({ "type": "string", "pattern": r"^\s*[0-9]{4}-[0-9]{2}\s*$" });
    table(
        "A monthly fee",
        &[
            Key::required("fee", "how much", reference("money")),
            Key::new("month", "of which month; default: every one", month),
            Key::new("provider", "whose; default: that of each provider", text()),
        ],
    )
}

fn clause() -> Value {
    let share = || reference("share");
    let keys = [
        Key::required("valid_from", "first day", reference("date")),
        Key::new("valid_to", "last day, included", reference("date")),
        Key::required("at_risk", "share of the fee that is at risk: the pool", share()),
        Key::new("malus_max", "most malus, of the pool; default: 100 %", share()),
        Key::new("bonus_max", "most bonus, of the pool; default: 100 %", share()),
        Key::new(
            "earn_back_months",
            "a malus is given back where the standard is met in so many months after it",
            whole(1, 36),
        ),
        Key::new(
            "report_only",
            "amounts are shown, but not due; default: false",
            flag(),
        ),
        Key::new(
            "not_measurable",
            "what becomes of a standard without a value; default: open",
            word(Unmeasured::ALL.map(|(name, _)| name)),
        ),
        Key::new(
            "too_few",
            "what becomes of a standard with too few cases; default: open",
            word(TooFew::ALL.map(|(name, _)| name)),
        ),
        Key::required(
            "standards",
            "the standards that count",
            list(reference("credit_standard"), 1),
        ),
    ];
    table("Bonus and malus from one day to another", &keys)
}

fn standard() -> Value {
    let one_or_more = |name: &str| any_of([reference(name), list(reference(name), 1)]);
    let keys = [
        Key::required("standard", "id of the standard", text()),
        Key::new("queue", "one of its queues; default: all together", text()),
        Key::required(
            "share",
            "share of the pool; all add up to 100 %",
            reference("share"),
        ),
        Key::new("steps", "ranges of values", one_or_more("credit_step")),
        Key::new("linear", "zones that grow evenly", one_or_more("credit_zone")),
    ];
    ruled(
        table("A standard that counts", &keys),
        vec![one_of(&["steps", "linear"])],
    )
}

fn effects() -> [Key; 2] {
    [
        Key::new(
            "malus",
            "share of the standard's part that is taken",
            reference("share"),
        ),
        Key::new(
            "bonus",
            "share of the standard's part that is paid",
            reference("share"),
        ),
    ]
}

fn step() -> Value {
    let bound = || reference("share_or_length");
    let [malus, bonus] = effects();
    let keys = [
        Key::new("from", "smaller value; left out: no end", bound()),
        Key::new("to", "larger value; left out: no end", bound()),
        malus,
        bonus,
    ];
    let rules = vec![one_of(&["malus", "bonus"]), some_of(&["from", "to"])];
    ruled(
        table("A range of values; a bound belongs to the better side", &keys),
        rules,
    )
}

fn zone() -> Value {
    let bound = || reference("share_or_length");
    let [malus, bonus] = effects();
    let keys = [
        Key::required("from", "value with nothing yet", bound()),
        Key::required("to", "value with all of it", bound()),
        malus,
        bonus,
    ];
    ruled(
        table("A zone that grows evenly", &keys),
        vec![one_of(&["malus", "bonus"])],
    )
}
