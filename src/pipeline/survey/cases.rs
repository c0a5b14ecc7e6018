//! Contacts of all providers in the period and around it, for rules about repeats.

use std::collections::BTreeSet;

use super::{FirstReading, on_each};
use crate::intake::{
    CaseQuestion, ContactUnit, Context, IntakeError, Look, RunPlan, SpareBatches, SurveyedContacts,
    reaches_over, surveyed_contacts, weeks,
};
use crate::measure::{Cases, Clauses, Judgement, Survey};
use crate::vocabulary::{ContactKind, EpochSeconds, Period, TableKind};
use crate::workspace::agreement::{Repeats, Rule, Sameness, Source};
use crate::workspace::mapping::Field;

/// Rows this far beyond the windows still tell how far the data reach; those beyond are slips.
const FAR_S: i64 = 31 * 86_400;

/// A provider's contacts of one kind, and the sources that hold them.
struct Unit<'a> {
    contacts: ContactUnit<'a>,
    sources: Vec<&'a Source>,
}

/// What lies around the period.
struct Around {
    /// The days of the longest window before it.
    head: Option<Period>,
    /// Those after it.
    tail: Option<Period>,
    question: CaseQuestion,
}

impl FirstReading<'_> {
    /// Reads the contacts of all providers where a rule in force asks for them.
    pub(super) fn cases(&self, survey: &mut Survey) -> Result<(), IntakeError> {
        let rules = self.agreement.standards.iter().flat_map(|s| &s.clauses);
        let repeats: Vec<Repeats> = rules.filter_map(|clause| Rule::repeats(&clause.rule)).collect();
        let units = self.units();
        if repeats.is_empty() || units.is_empty() {
            return Ok(());
        }
        let around = self.around(&repeats);
        let plan = self.wider(&around);
        let clauses = Clauses::nothing(&plan.judgement);
        let context = Context {
            agreement: self.agreement,
            codes: self.codes,
            clauses: &clauses,
            plan: &plan,
            spare: SpareBatches::default(),
        };
        let mut found = on_each(plan.jobs, &units, |unit| {
            let (provider, kind) = (&unit.contacts.provider.id, unit.contacts.kind);
            let name = format!("{provider}: customers of {}s", kind.name());
            self.progress.begin(&name);
            let found = surveyed_contacts(&context, unit.contacts, &around.question);
            self.progress.end(&name);
            found
        })?;
        let known = self.known(&units, &found, &around)?;
        let files = found
            .iter_mut()
            .flat_map(|unit| std::mem::take(&mut unit.inputs))
            .collect();
        let contacts = found.into_iter().flat_map(|unit| unit.seen).collect();
        let providers = self
            .agreement
            .providers
            .iter()
            .map(|provider| provider.id.clone());
        survey.take_cases(Cases::new(contacts, known), providers.collect(), files);
        Ok(())
    }

    /// Providers and kinds of contacts of which some export tells the customer.
    fn units(&self) -> Vec<Unit<'_>> {
        let providers = self.agreement.providers.iter();
        let units = providers.flat_map(|provider| {
            let kinds = [ContactKind::Call, ContactKind::Ticket];
            let look = Look::Before;
            kinds.map(|kind| ContactUnit { provider, kind, look })
        });
        let units = units.map(|contacts| {
            let tables: &[TableKind] = match contacts.kind {
                ContactKind::Call => &[TableKind::Calls],
                ContactKind::Ticket => &[TableKind::Tickets, TableKind::Events],
            };
            let own = |s: &&Source| s.provider == contacts.provider.id && tables.contains(&s.kind);
            Unit {
                contacts,
                sources: self.agreement.sources.iter().filter(own).collect(),
            }
        });
        let tells = |source: &&Source| source.mapping.fields.contains_key(&Field::Customer);
        units.filter(|unit| unit.sources.iter().any(tells)).collect()
    }

    fn around(&self, repeats: &[Repeats]) -> Around {
        let Judgement { start, end, zone, .. } = &self.plan.judgement;
        let longest = repeats
            .iter()
            .map(|repeats| repeats.within_s)
            .max()
            .unwrap_or_default();
        let same: BTreeSet<Sameness> = repeats.iter().map(|repeats| repeats.same).collect();
        let (from, until) = (start - longest, end + longest + 1);
        let day = |at: EpochSeconds| zone.date(at);
        Around {
            head: Period::days(day(from), day(start - 1)),
            tail: Period::days(day(*end), day(until - 1)),
            question: CaseQuestion {
                same: same.into_iter().collect(),
                from,
                until,
            },
        }
    }

    /// The plan that takes in the rows around the period, and the files that hold them.
    fn wider(&self, around: &Around) -> RunPlan {
        let days = [&around.head, &around.tail];
        let mut further: Vec<Period> = days.into_iter().flatten().cloned().collect();
        if self.plan.period.is_week() {
            let touched: Vec<Period> = further.iter().flat_map(weeks).collect();
            further.extend(touched);
        }
        RunPlan {
            judgement: Judgement {
                start: around.question.from - FAR_S,
                end: around.question.until + FAR_S,
                ..self.plan.judgement.clone()
            },
            further,
            ..self.plan.clone()
        }
    }

    /// From when to when the deliveries tell of all contacts. Who delivers whole files around the period
    /// is known as far as anybody is: few contacts do not make the data short. Whose files end with the
    /// period is not known beyond it, whatever instant the run is judged at and one slip of a date says.
    fn known(
        &self,
        units: &[Unit<'_>],
        found: &[SurveyedContacts],
        around: &Around,
    ) -> Result<(EpochSeconds, EpochSeconds), IntakeError> {
        let Judgement {
            start, end, as_of, ..
        } = self.plan.judgement;
        let least = end.min(as_of);
        let (mut first, mut last) = (start, least);
        let (mut from, mut until) = (EpochSeconds::MIN, EpochSeconds::MAX);
        for (unit, found) in units.iter().zip(found) {
            let (own_first, own_end) = match found.span {
                Some((first, last)) => (first.min(start), least.max(last + 1)),
                None => (start, least),
            };
            match self.reach(unit, found, &around.head)? {
                true => first = first.min(own_first),
                false => from = start,
            }
            let is_short = !self.reach(unit, found, &around.tail)?;
            let own_end = if is_short { own_end.min(end) } else { own_end };
            last = last.max(own_end);
            if is_short {
                until = until.min(own_end);
            }
        }
        Ok((from.max(first), until.min(last)))
    }

    /// Whether the files of a unit lie there for some days.
    fn reach(
        &self,
        unit: &Unit<'_>,
        found: &SurveyedContacts,
        days: &Option<Period>,
    ) -> Result<bool, IntakeError> {
        let Some(days) = days else { return Ok(true) };
        let mut reaches = found.is_whole;
        for source in &unit.sources {
            // Of logs only the files of the period are read.
            let is_log_by_period = source.kind == TableKind::Events && source.path.contains('{');
            reaches &= !is_log_by_period;
            reaches &= reaches_over(&self.plan.data_root, &source.path, days)?;
        }
        Ok(reaches)
    }
}
