//! What a clause measures: a family of standards with its parameters.

use super::calendar::Calendar;
pub use super::critical_error::CriticalError;
pub use super::deadline::{Budget, Clock, Deadline, LateReceipt, PauseAudit, Pauses, Reopened};
pub use super::expected_volume::{Base, ForecastError, Relief};
pub use super::family::Family;
pub use super::repeat::{Per, Repeats, Sameness};
pub use super::required_field::{Condition, ConditionalFields, RequiredField};
use crate::reply::ReplyRule;
use crate::vocabulary::{Direction, Formula, Maker, StandardId, Unit};

/// What a clause measures, with its parameters.
#[derive(Clone, Debug)]
pub enum Rule {
    /// Share of calls answered within T.
    ServiceLevel {
        /// The contract's formula.
        formula: Formula,
        /// T in seconds, inclusive.
        within_s: i64,
        /// s in seconds, inclusive: abandons this short are short abandons.
        short_abandon_s: Option<i64>,
        /// Which intervals are taken out because more calls came than were forecast.
        relief: Option<Relief>,
    },
    /// Share of abandoned calls.
    Abandonment {
        /// Whether short abandons count.
        variant: AbandonmentVariant,
        /// s in seconds, inclusive.
        short_abandon_s: Option<i64>,
    },
    /// Mean wait of answered calls, seconds.
    Asa,
    /// Mean handle time (talk + hold + wrap-up) of answered calls, seconds.
    Aht,
    /// Share of due cases whose clock was stopped in time.
    Deadline(Clock, Deadline),
    /// Share of contacts served in the customer's language or an agreed fallback.
    ServedLanguage,
    /// Share of contacts with all required fields filled.
    RequiredFields {
        /// Fields that must be filled in every contact.
        always: Vec<RequiredField>,
        /// Fields that must be filled where a condition holds.
        when: Vec<ConditionalFields>,
    },
    /// Share of contacts with a note of at least this many characters.
    NoteMinChars {
        /// Characters, after trimming.
        chars: u32,
        /// Phrases that count as no note at all.
        empty_phrases: Vec<String>,
    },
    /// Share of contacts documented within this time after their end.
    DocumentedWithin {
        /// Seconds after the end of the contact, inclusive.
        within_s: i64,
        /// Business time where given, else elapsed.
        calendar: Option<Calendar>,
    },
    /// Share of contacts whose contact reason stands in the agreed catalogue.
    Catalogue {
        /// The catalogue.
        reasons: Vec<String>,
    },
    /// Share of contacts whose contact reason is an agreed catch-all.
    CatchAllMax {
        /// The catch-alls.
        reasons: Vec<String>,
    },
    /// Share of contacts for which several duties at closing hold together.
    Documented {
        /// The standards that are these duties.
        all_of: Vec<StandardId>,
    },
    /// Share of contacts resolved at the first attempt, by the export's own flag.
    ResolvedFirst,
    /// Share of contacts, or of chains of them, that no other contact of the same matter follows.
    NoRepeat {
        /// When a contact is a repeat.
        repeats: Repeats,
        /// What is counted.
        per: Per,
    },
    /// Share of contacts that follow another of the same matter.
    RepeatRate(Repeats),
    /// Share of written replies in the customer's language, an agreed fallback, or the queue's languages
    /// where the export does not tell the customer's.
    ReplyLanguage,
    /// Share of written replies that keep a rule.
    Reply(ReplyRule),
    /// Wrong words per words of replies.
    Spelling,
    /// Share of ratings in the top boxes of their scale.
    Csat(RatingScale),
    /// Promoters minus detractors, in points.
    Nps,
    /// Share of contacts that were handed on to somebody else.
    TransferRate,
    /// Share of contacts whose contact reason is a complaint.
    Complaints {
        /// The complaints.
        reasons: Vec<String>,
    },
    /// Share of checked contacts without a critical error.
    CriticalErrorAccuracy {
        /// The kinds of errors.
        of: Vec<CriticalError>,
    },
    /// Share of tickets that were reopened.
    ReopenRate,
    /// Share of messages handed over that the provider reports.
    Handover {
        /// Seconds after the hand-over, inclusive, within which a message appears in time.
        late_after_s: Option<i64>,
    },
    /// Share of intervals in which a service level reaches its target.
    Consistency {
        /// The service-level standard.
        of: StandardId,
        /// Fewer offered calls make an interval no case.
        min_calls: i64,
    },
    /// Mean handle time of answered calls, which must lie within a band, both ends included.
    AhtBand {
        /// Lower end, seconds.
        from_s: f64,
        /// Upper end, seconds.
        to_s: f64,
    },
    /// How far a forecast lies from the calls that came.
    Forecast {
        /// What is measured of the distance.
        error: ForecastError,
        /// Whose forecast.
        maker: Maker,
    },
}

impl Rule {
    /// Its family.
    pub fn family(&self) -> Family {
        match self {
            Rule::ServiceLevel { .. } => Family::ServiceLevel,
            Rule::Abandonment { .. } => Family::Abandonment,
            Rule::Asa => Family::Asa,
            Rule::Aht => Family::Aht,
            Rule::Deadline(clock, _) => clock.family(),
            Rule::ServedLanguage => Family::ServedLanguage,
            Rule::RequiredFields { .. } => Family::RequiredFields,
            Rule::NoteMinChars { .. } => Family::NoteMinChars,
            Rule::DocumentedWithin { .. } => Family::DocumentedWithin,
            Rule::Catalogue { .. } => Family::Catalogue,
            Rule::CatchAllMax { .. } => Family::CatchAllMax,
            Rule::Documented { .. } => Family::Documented,
            Rule::ResolvedFirst => Family::ResolvedFirst,
            Rule::NoRepeat { .. } => Family::NoRepeat,
            Rule::RepeatRate(_) => Family::RepeatRate,
            Rule::ReplyLanguage => Family::ReplyLanguage,
            Rule::Reply(rule) => match rule {
                ReplyRule::FormOfAddress(_) => Family::FormOfAddress,
                ReplyRule::Salutation => Family::Salutation,
                ReplyRule::Thanks => Family::Thanks,
                ReplyRule::NamedContact(_) => Family::NamedContact,
                ReplyRule::CompanyData(_) => Family::CompanyData,
                ReplyRule::ForbiddenWording(_) => Family::ForbiddenWording,
                ReplyRule::SentenceLength(_) => Family::SentenceLength,
            },
            Rule::Spelling => Family::Spelling,
            Rule::Csat(_) => Family::Csat,
            Rule::Nps => Family::Nps,
            Rule::TransferRate => Family::TransferRate,
            Rule::Complaints { .. } => Family::Complaints,
            Rule::CriticalErrorAccuracy { .. } => Family::CriticalErrorAccuracy,
            Rule::ReopenRate => Family::ReopenRate,
            Rule::Handover { .. } => Family::Handover,
            Rule::Consistency { .. } => Family::Consistency,
            Rule::AhtBand { .. } => Family::AhtBand,
            Rule::Forecast { error, .. } => match error {
                ForecastError::Bias => Family::ForecastBias,
                ForecastError::Mape => Family::ForecastMape,
                ForecastError::Wape => Family::ForecastWape,
                ForecastError::Corridor { .. } => Family::ForecastCorridor,
            },
        }
    }

    /// Name of the measure in files.
    pub fn measure(&self) -> &'static str {
        self.family().measure()
    }

    /// Which side of the target is good.
    pub fn direction(&self) -> Direction {
        self.family().direction()
    }

    /// What its values and targets are counted in.
    pub fn unit(&self) -> Unit {
        self.family().unit()
    }

    /// The values between which the agreed ones lie, where both sides can miss; a bias may be as far
    /// below nothing as above it.
    pub fn band(&self, target: Option<f64>) -> Option<(f64, f64)> {
        match self {
            Rule::AhtBand { from_s, to_s } => Some((*from_s, *to_s)),
            Rule::Forecast {
                error: ForecastError::Bias,
                ..
            } => target.map(|most| (-most, most)),
            _ => None,
        }
    }

    /// Whether it measures what the client itself has to do: no provider can miss it.
    pub fn is_clients_duty(&self) -> bool {
        matches!(
            self,
            Rule::Forecast {
                maker: Maker::Client,
                ..
            }
        )
    }

    /// The calendar in which it counts business time, where it does.
    pub fn calendar(&self) -> Option<&Calendar> {
        match self {
            Rule::Deadline(_, deadline) => match &deadline.budget {
                Budget::Business { calendar, .. } | Budget::Days { calendar, .. } => Some(calendar),
                Budget::Elapsed { .. } | Budget::Export => None,
            },
            Rule::DocumentedWithin { calendar, .. } => calendar.as_ref(),
            _ => None,
        }
    }

    /// When a contact is a repeat of another, where that must be known before one can be judged.
    pub fn repeats(&self) -> Option<Repeats> {
        match self {
            Rule::NoRepeat { repeats, .. } | Rule::RepeatRate(repeats) => Some(*repeats),
            _ => None,
        }
    }

    /// Whether the offered calls of each interval must be known before a call can be judged.
    pub fn needs_offered_calls(&self) -> bool {
        self.relief().is_some()
    }

    /// Which intervals it takes out because more calls came than were forecast.
    pub fn relief(&self) -> Option<Relief> {
        match self {
            Rule::ServiceLevel { relief, .. } => *relief,
            _ => None,
        }
    }

    /// Whose forecast it rests on, where it rests on one.
    pub fn forecast_maker(&self) -> Option<Maker> {
        match self {
            Rule::Forecast { maker, .. } => Some(*maker),
            _ => self.relief().map(|relief| relief.maker),
        }
    }

    /// Whether one contact can have several cases of it.
    pub fn has_cases(&self) -> bool {
        matches!(self, Rule::Deadline(clock, agreed) if *clock == Clock::NextResponse || agreed.repeats)
    }

    /// Whether the value is a share of contacts, each of which passes or not.
    pub fn counts_contacts(&self) -> bool {
        self.family().counts_contacts()
    }

    /// Phrases that count as no note at all.
    pub fn empty_phrases(&self) -> &[String] {
        match self {
            Rule::NoteMinChars { empty_phrases, .. } => empty_phrases,
            _ => &[],
        }
    }

    /// Contact reasons that it tells from others.
    pub fn reasons(&self) -> Vec<&String> {
        match self {
            Rule::Catalogue { reasons } | Rule::CatchAllMax { reasons } | Rule::Complaints { reasons } => {
                reasons.iter().collect()
            }
            Rule::RequiredFields { when, .. } => {
                when.iter().flat_map(|asked| asked.condition.reasons()).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The scale on which customers rate, as the contract reads it. School grades are best at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RatingScale {
    /// Worst rating; others beyond it are no ratings.
    pub worst: i64,
    /// Best rating.
    pub best: i64,
    /// Worst of the ratings that count as good.
    pub top: i64,
}

/// Variants of the abandonment rate (definitions § 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbandonmentVariant {
    /// Abandoned / offered.
    All,
    /// Short abandons out of numerator and denominator.
    ShortRemoved,
    /// Short abandons out of the numerator only.
    ShortNotCounted,
}
