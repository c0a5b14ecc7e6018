//! One question with its answer.

use super::{ErlangArgs, ErlangError};
use crate::staffing::Unanswerable;
use crate::staffing::bracket::DEFAULT_MAX_ABANDON;
use crate::staffing::chat::{ChatRequirement, chat_performance, required_chat_agents};
use crate::staffing::demand::Demand;
use crate::staffing::level::LevelRule;
use crate::staffing::model::{Model, Performance};
use crate::staffing::requirement::Limits;
use crate::vocabulary::Formula;

/// Most numbers of agents between the edges of a bracket that are shown.
const MOST_SHOWN: u32 = 12;

/// One question, complete.
pub(super) struct Asked {
    pub(super) calls: f64,
    pub(super) interval_s: f64,
    pub(super) aht_s: f64,
    pub(super) patience_s: Option<f64>,
    /// Contacts that an agent holds at once.
    pub(super) concurrency: u32,
    pub(super) formula: Formula,
    /// As typed: without the limit on abandonment that stands in where none was given.
    pub(super) limits: Limits,
    pub(super) shrinkage: f64,
    pub(super) agents: Option<u32>,
}

/// What there is to say about it.
pub(super) struct Reply {
    /// By model, where a limit was given.
    pub(super) needs: Vec<Need>,
    /// Around the requirements, or for the number asked for.
    pub(super) options: Vec<Choice>,
}

/// The requirement by one model.
#[derive(Clone, Copy)]
pub(super) struct Need {
    pub(super) model: Model,
    pub(super) found: ChatRequirement,
}

/// A number of agents with what it gives by each model.
pub(super) struct Choice {
    pub(super) agents: u32,
    pub(super) given: Vec<Performance>,
}

impl Reply {
    /// Fewer are too few by any reading.
    pub(super) fn lower(&self) -> Option<&Need> {
        self.needs.first()
    }

    /// With so many headcount is enough.
    pub(super) fn upper(&self) -> Option<&Need> {
        self.needs.iter().max_by_key(|need| need.found.net)
    }
}

impl Asked {
    pub(super) fn of(args: &ErlangArgs) -> Result<Self, ErlangError> {
        let given = |value: Option<f64>, option: &str| {
            value.ok_or_else(|| ErlangError::Usage(format!("{option} is missing")))
        };
        let formula = formula(args)?;
        let level = LevelRule::new(formula, given(args.within, "--within")?)
            .with_short(args.short.unwrap_or(0.0))
            .with_flow_outs(args.flow_outs.unwrap_or(0.0));
        Ok(Self {
            calls: given(args.calls, "--calls")?,
            interval_s: given(args.interval, "--interval")?,
            aht_s: given(args.aht, "--aht")?,
            patience_s: args.patience,
            concurrency: args.concurrency,
            formula,
            limits: Limits {
                level,
                sl_target: args.target,
                max_occupancy: args.max_occupancy,
                max_abandon: args.max_abandon,
                min_agents: 0,
            },
            shrinkage: args.shrinkage,
            agents: args.agents,
        })
    }

    /// With patience both edges of the bracket.
    pub(super) fn models(&self) -> Vec<Model> {
        let impatient = self.patience_s.map(|patience_s| Model::ErlangA { patience_s });
        impatient.into_iter().chain([Model::ErlangC]).collect()
    }

    /// The limit on abandonment that counts.
    pub(super) fn max_abandon(&self) -> f64 {
        self.limits.max_abandon.unwrap_or(DEFAULT_MAX_ABANDON)
    }

    /// Whether anything was agreed that a number of agents can break.
    pub(super) fn has_limits(&self) -> bool {
        let limits = &self.limits;
        limits.sl_target.is_some() || limits.max_occupancy.is_some() || limits.max_abandon.is_some()
    }

    /// Formulas for which everything they count was given.
    pub(super) fn answerable_formulas(&self) -> impl Iterator<Item = Formula> {
        let level = self.limits.level;
        Formula::ALL.into_iter().filter(move |formula| match formula {
            Formula::ShortAbandonsCount | Formula::ShortAbandonsRemoved => level.short_s > 0.0,
            Formula::WithFlowOuts => level.flow_outs > 0.0,
            _ => true,
        })
    }

    pub(super) fn reply(&self) -> Result<Reply, ErlangError> {
        let models = if self.has_limits() {
            self.models()
        } else {
            Vec::new()
        };
        let needs = models
            .into_iter()
            .map(|model| self.need(model))
            .collect::<Result<Vec<_>, _>>()?;
        let numbers = match self.agents {
            Some(agents) => vec![agents],
            None => around(&needs),
        };
        let options = numbers
            .into_iter()
            .map(|agents| self.choice(agents))
            .collect::<Result<_, _>>()?;
        Ok(Reply { needs, options })
    }

    fn demand(&self) -> Result<Demand, Unanswerable> {
        Demand::of_calls(self.calls, self.interval_s, self.aht_s)
    }

    fn need(&self, model: Model) -> Result<Need, Unanswerable> {
        let limits = Limits {
            max_abandon: Some(self.max_abandon()),
            ..self.limits
        };
        let found = required_chat_agents(model, self.demand()?, self.concurrency, &limits, self.shrinkage)?;
        Ok(Need { model, found })
    }

    fn choice(&self, agents: u32) -> Result<Choice, Unanswerable> {
        let (demand, rule) = (self.demand()?, &self.limits.level);
        let given = self
            .models()
            .into_iter()
            .map(|model| chat_performance(model, demand, agents, self.concurrency, rule))
            .collect::<Result<_, _>>()?;
        Ok(Choice { agents, given })
    }
}

/// The formula that the service level is counted by. With patience the formulas differ a lot, so that
/// a target without one has no answer.
fn formula(args: &ErlangArgs) -> Result<Formula, ErlangError> {
    let names = || Formula::ALL.map(Formula::name).join(", ");
    let Some(name) = &args.formula else {
        return if args.patience.is_some() && args.target.is_some() {
            Err(ErlangError::Usage(format!(
                "--formula is missing: with --patience a target means different things; the contract says which: {}",
                names()
            )))
        } else {
            Ok(Formula::Offered)
        };
    };
    let known = Formula::ALL.into_iter().find(|formula| formula.name() == name);
    let formula =
        known.ok_or_else(|| ErlangError::Usage(format!("--formula: `{name}` must be one of {}", names())))?;
    let needs_short = matches!(
        formula,
        Formula::ShortAbandonsCount | Formula::ShortAbandonsRemoved
    );
    if needs_short && args.short.is_none() {
        return Err(ErlangError::Usage(format!(
            "--short is missing: {name} needs the longest wait of a short abandon, such as 5s"
        )));
    }
    if formula == Formula::WithFlowOuts && args.flow_outs.is_none() {
        return Err(ErlangError::Usage(format!(
            "--flow-outs is missing: {name} needs the flow-outs per offered call, such as 3%"
        )));
    }
    Ok(formula)
}

/// One agent fewer than the lower edge up to one more than the upper; of a wide bracket the edges.
fn around(needs: &[Need]) -> Vec<u32> {
    let nets = || needs.iter().map(|need| need.found.net);
    let (Some(low), Some(high)) = (nets().min(), nets().max()) else {
        return Vec::new();
    };
    let first = low.saturating_sub(1);
    if high - low <= MOST_SHOWN {
        (first..=high + 1).collect()
    } else {
        (first..=low + 1).chain(high - 1..=high + 1).collect()
    }
}
