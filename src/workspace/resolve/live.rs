//! The rule tables of live standards over intervals, and of forecasts.

use super::context::Context;
use super::duties::families;
use crate::vocabulary::{Maker, Micro, StandardId};
use crate::workspace::agreement::{Base, Family, ForecastError, Provider, Relief, Rule, Source, Standard};
use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, moment, or_default, share, whole};

/// Reads `service_level_consistency`: which service level, and from how many calls an interval counts.
pub fn consistency(context: &Context<'_>, reader: &Reader<'_>) -> Option<Rule> {
    let of = reader.required(
        "of",
        "of = \"service_level\", the id of the service-level standard",
    );
    let min_calls = or_default(reader.optional("min_calls"), 1, |entry| {
        whole(reader.notes, entry, 1..=1_000_000)
    });
    let of = of.and_then(|entry| service_level(context, &entry.node));
    Some(Rule::Consistency {
        of: of?,
        min_calls: min_calls?,
    })
}

/// A service-level standard with a target in each clause: without one no interval is in target.
fn service_level(context: &Context<'_>, node: &Node) -> Option<StandardId> {
    let notes = context.notes;
    let entry = context.names.standards.find(notes, node)?;
    if let Some(other) = families(&entry.node).find(|family| *family != Family::ServiceLevel) {
        let message = format!(
            "standard `{}` measures `{}`, which is no service level",
            entry.key,
            other.table()
        );
        let note = Note::at(node.spot, message).related(entry.spot, "defined here");
        return notes.refuse(note.help("`of` names a standard with service_level = { … }"));
    }
    if let Some(clause) = without_target(&entry.node) {
        let message = format!("standard `{}` has a clause without a target", entry.key);
        let note = Note::at(node.spot, message).related(clause.spot, "this one");
        return notes.refuse(note.help("without a target no interval can be in target: target = \"80 %\""));
    }
    Some(StandardId::new(&entry.key))
}

fn without_target(standard: &Node) -> Option<&Node> {
    let Value::Table(table) = &standard.value else {
        return None;
    };
    let Value::List(clauses) = &table.get("clauses")?.node.value else {
        return None;
    };
    clauses
        .iter()
        .find(|clause| matches!(&clause.value, Value::Table(table) if table.get("target").is_none()))
}

/// Reads `aht_band`: both ends.
pub fn aht_band(reader: &Reader<'_>) -> Option<Rule> {
    let notes = reader.notes;
    let from = reader.required("from", "from = \"280 s\"");
    let to_entry = reader.required("to", "to = \"360 s\"");
    let from_s = from.and_then(|entry| moment(notes, entry));
    let to_s = to_entry.and_then(|entry| moment(notes, entry));
    let (from_s, to_s, to_entry) = (from_s?, to_s?, to_entry?);
    match from_s < to_s {
        true => Some(Rule::AhtBand { from_s, to_s }),
        false => {
            let note = Note::at(to_entry.node.spot, "`to` is not above `from`");
            notes.refuse(note.help("a band goes from the lower to the higher value"))
        }
    }
}

/// Reads a rule about a forecast that has no other parameters.
pub fn forecast(reader: &Reader<'_>, error: ForecastError) -> Option<Rule> {
    let maker = maker(reader);
    Some(Rule::Forecast { error, maker: maker? })
}

/// Reads `forecast_corridor`: its width, and of what that is a share.
pub fn forecast_corridor(reader: &Reader<'_>) -> Option<Rule> {
    let notes = reader.notes;
    let options = [("actual", Base::Actual), ("forecast", Base::Forecast)];
    let maker = maker(reader);
    let share = corridor(reader);
    let base = reader.required(
        "base",
        "base = \"actual\" or \"forecast\": what the corridor is a share of",
    );
    let base = base.and_then(|entry| choice(notes, "base of a corridor", &entry.node, &options));
    Some(Rule::Forecast {
        error: ForecastError::Corridor {
            share: share?,
            base: base?,
        },
        maker: maker?,
    })
}

/// Reads `relief` of a service level.
pub fn relief(notes: &Notes, entry: &Entry) -> Option<Relief> {
    let reader = Reader::of(notes, entry, "`relief`")?;
    let (corridor, maker) = (corridor(&reader), maker(&reader));
    reader.finish();
    Some(Relief {
        corridor: corridor?,
        maker: maker?,
    })
}

/// Standards that rest on a forecast of somebody who delivers none: nothing is measured or relieved.
pub fn doubts(standards: &[Standard], providers: &[Provider], sources: &[Source]) -> Vec<String> {
    let mut doubts = Vec::new();
    for standard in standards {
        let mut makers: Vec<Maker> = standard
            .clauses
            .iter()
            .filter_map(|clause| clause.rule.forecast_maker())
            .collect();
        makers.sort();
        makers.dedup();
        for maker in makers {
            let lacks = |provider: &&Provider| {
                let mut own = sources.iter().filter(|source| source.provider == provider.id);
                // A clause for some providers asks nothing of the others.
                let mut clauses = standard.clauses.iter();
                let asked = clauses.any(|clause| {
                    let named = &clause.scope.providers;
                    let is_meant = named.is_empty() || named.contains(&provider.id);
                    is_meant && clause.rule.forecast_maker() == Some(maker)
                });
                standard.binds(&provider.id)
                    && asked
                    && !own.any(|source| source.forecast.is_some_and(|origin| origin.maker == maker))
            };
            let lacking = providers.iter().filter(lacks);
            let lacking: Vec<String> = lacking.map(|provider| format!("`{}`", provider.id)).collect();
            if let Some((name, _)) = Maker::ALL.iter().find(|(_, known)| *known == maker)
                && !lacking.is_empty()
            {
                doubts.push(format!(
                    "standard `{}` rests on a forecast of the {name}, and there is none for {}: write a source with kind = \"forecast\" and made_by = \"{name}\"",
                    standard.id,
                    lacking.join(", ")
                ));
            }
        }
    }
    doubts
}

/// Whose forecast.
pub fn maker(reader: &Reader<'_>) -> Option<Maker> {
    let entry = reader.required("forecast", "forecast = \"client\" or \"provider\": who makes it")?;
    choice(reader.notes, "maker of a forecast", &entry.node, &Maker::ALL)
}

/// The half width of a corridor, exact.
pub fn corridor(reader: &Reader<'_>) -> Option<Micro> {
    let entry = reader.required("corridor", "corridor = \"10 %\"")?;
    exact(reader.notes, entry)
}

/// A share in millionths; what these cannot hold is refused, since edges are compared exactly.
fn exact(notes: &Notes, entry: &Entry) -> Option<Micro> {
    let millionths = share(notes, entry)? * Micro::ONE as f64;
    match (millionths - millionths.round()).abs() < 1e-6 {
        true => Some(Micro(millionths.round() as i64)),
        false => {
            let message = format!("`{}` has more than four decimals of a percent", entry.key);
            notes.refuse(Note::at(entry.node.spot, message).help("such as \"10 %\" or \"7.5 %\""))
        }
    }
}
