//! The families of standards: their names, and what kind of value each has.

use crate::vocabulary::{Direction, TableKind, Unit};

/// What a family's value is.
enum Value {
    /// A share of contacts, 0–1.
    Share,
    /// A share of something of which one contact has many, 0–1: no interval, since they depend on each other.
    Rate,
    /// A mean of points from −100 to 100.
    Points,
    /// A mean in seconds.
    Mean,
}

macro_rules! families {
    ($($variant:ident $table:literal measures $measure:literal: $value:ident, $good:ident is good;)*) => {
        /// A family of standards: the rule tables that a clause can have.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Family {
            $(#[doc = concat!("`", $table, "`")] $variant,)*
        }

        impl Family {
            /// All families.
            pub const ALL: &'static [Family] = &[$(Family::$variant,)*];

            /// Names of their tables in the workspace.
            pub const TABLES: &'static [&'static str] = &[$($table,)*];

            /// Name of the table in the workspace.
            pub fn table(self) -> &'static str {
                match self { $(Family::$variant => $table,)* }
            }

            /// Name of the measure in files.
            pub fn measure(self) -> &'static str {
                match self { $(Family::$variant => $measure,)* }
            }

            /// Which side of the target is good.
            pub fn direction(self) -> Direction {
                match self { $(Family::$variant => Direction::$good,)* }
            }

            fn value(self) -> Value {
                match self { $(Family::$variant => Value::$value,)* }
            }
        }
    };
}

// One line each; the compiler then asks for its parameters, its reader and its measure.
families! {
    ServiceLevel "service_level" measures "service_level": Share, Min is good;
    Abandonment "abandonment" measures "abandonment": Share, Max is good;
    Asa "asa" measures "asa": Mean, Max is good;
    Aht "aht" measures "aht": Mean, Max is good;
    Acknowledgement "acknowledgement" measures "deadline": Share, Min is good;
    FirstResponse "first_response" measures "deadline": Share, Min is good;
    InterimNotice "interim_notice" measures "deadline": Share, Min is good;
    NextResponse "next_response" measures "deadline": Share, Min is good;
    Resolution "resolution" measures "deadline": Share, Min is good;
    Callback "callback" measures "deadline": Share, Min is good;
    ServedLanguage "served_language" measures "language": Share, Min is good;
    RequiredFields "required_fields" measures "documentation": Share, Min is good;
    NoteMinChars "note_min_chars" measures "documentation": Share, Min is good;
    DocumentedWithin "documented_within" measures "documentation": Share, Min is good;
    Catalogue "catalogue" measures "documentation": Share, Min is good;
    CatchAllMax "catch_all_max" measures "catch_all": Share, Max is good;
    Documented "documented" measures "documentation": Share, Min is good;
    ResolvedFirst "resolved_first" measures "fcr": Share, Min is good;
    NoRepeat "no_repeat" measures "fcr": Share, Min is good;
    RepeatRate "repeat_rate" measures "repeat_rate": Share, Max is good;
    ReplyLanguage "reply_language" measures "reply_language": Share, Min is good;
    FormOfAddress "form_of_address" measures "form_of_address": Share, Min is good;
    Salutation "salutation" measures "salutation": Share, Min is good;
    Thanks "thanks" measures "thanks": Share, Min is good;
    NamedContact "named_contact" measures "named_contact": Share, Min is good;
    CompanyData "company_data" measures "company_data": Share, Min is good;
    ForbiddenWording "forbidden_wording" measures "forbidden_wording": Share, Min is good;
    SentenceLength "sentence_length" measures "sentence_length": Share, Min is good;
    Spelling "spelling" measures "spelling": Rate, Max is good;
    Csat "csat" measures "csat": Share, Min is good;
    Nps "nps" measures "nps": Points, Min is good;
    TransferRate "transfer_rate" measures "transfer_rate": Share, Max is good;
    Complaints "complaints" measures "complaints": Share, Max is good;
    CriticalErrorAccuracy "critical_error_accuracy" measures "critical_error_accuracy": Share, Min is good;
    ReopenRate "reopen_rate" measures "reopen_rate": Share, Max is good;
    Handover "handover" measures "handover": Share, Min is good;
    Consistency "service_level_consistency" measures "service_level_consistency": Rate, Min is good;
    AhtBand "aht_band" measures "aht": Mean, Max is good;
    ForecastBias "forecast_bias" measures "forecast_bias": Rate, Max is good;
    ForecastMape "forecast_mape" measures "forecast_mape": Rate, Max is good;
    ForecastWape "forecast_wape" measures "forecast_wape": Rate, Max is good;
    ForecastCorridor "forecast_corridor" measures "forecast_corridor": Rate, Min is good;
}

impl Family {
    /// The kinds of exports that it can be measured from.
    pub fn measured_from(self) -> &'static [TableKind] {
        match self {
            Family::ServiceLevel
            | Family::Abandonment
            | Family::Asa
            | Family::Aht
            | Family::AhtBand
            | Family::Consistency => &[TableKind::Calls, TableKind::Intervals],
            Family::ForecastBias | Family::ForecastMape | Family::ForecastWape | Family::ForecastCorridor => {
                &[TableKind::Forecast]
            }
            Family::Acknowledgement | Family::FirstResponse | Family::InterimNotice | Family::Resolution => {
                &[TableKind::Tickets, TableKind::Events]
            }
            Family::NextResponse => &[TableKind::Events],
            Family::Handover => &[TableKind::Handover],
            _ => &[TableKind::Calls, TableKind::Tickets, TableKind::Events],
        }
    }

    /// The family of a table's name.
    pub fn named(table: &str) -> Option<Family> {
        Self::ALL.iter().copied().find(|family| family.table() == table)
    }

    /// What its values and targets are counted in.
    pub fn unit(self) -> Unit {
        match self.value() {
            Value::Share | Value::Rate => Unit::Share,
            Value::Points => Unit::Points,
            Value::Mean => Unit::Seconds,
        }
    }

    /// Whether the value is a share of contacts, each of which passes or not.
    pub fn counts_contacts(self) -> bool {
        matches!(self.value(), Value::Share)
    }

    /// Whether its rule needs to know the language of a written reply.
    pub fn needs_reply_language(self) -> bool {
        use Family::{FormOfAddress, NamedContact, ReplyLanguage, Salutation, Spelling, Thanks};
        matches!(
            self,
            ReplyLanguage | FormOfAddress | Salutation | Thanks | NamedContact | Spelling
        )
    }

    /// Whether both sides of what is agreed can be missed.
    pub fn has_band(self) -> bool {
        matches!(self, Family::AhtBand | Family::ForecastBias)
    }

    /// Whether it is a duty of documentation, which is shown by reason and group of agents too.
    pub fn is_documentation(self) -> bool {
        self.is_duty_at_closing()
            || matches!(
                self,
                Family::DocumentedWithin | Family::CatchAllMax | Family::Documented
            )
    }

    /// Whether the contact reason alone decides it, so that all contacts of a reason pass or none.
    pub fn is_about_reasons(self) -> bool {
        matches!(self, Family::Catalogue | Family::CatchAllMax)
    }

    /// Whether it is a duty at the closing of a contact, so that others can be joined with it.
    pub fn is_duty_at_closing(self) -> bool {
        matches!(
            self,
            Family::RequiredFields | Family::NoteMinChars | Family::Catalogue
        )
    }
}
