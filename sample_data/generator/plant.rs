//! The kinds of planted faults, and the hand that puts them into rows.

use super::chance::Chance;
use super::model::{Fate, Row};

macro_rules! faults {
    ($($variant:ident $name:literal $text:literal;)*) => {
        /// What was planted in a row.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Fault { $(#[doc = $text] $variant,)* }

        impl Fault {
            /// All kinds, in the order of the README.
            pub const ALL: &'static [Fault] = &[$(Fault::$variant,)*];

            /// Name in `planted.toml`.
            pub fn name(self) -> &'static str {
                match self { $(Fault::$variant => $name,)* }
            }

            /// What it is and what must become of it, for the README.
            pub fn text(self) -> &'static str {
                match self { $(Fault::$variant => $text,)* }
            }
        }
    };
}

faults! {
    ImpossibleDate "impossible_date" "A date that does not exist (31 February): rejected.";
    ImpossibleTime "impossible_time" "A time that does not exist (25:61): rejected.";
    NegativeDuration "negative_duration" "A negative talk time: rejected.";
    EndBeforeStart "end_before_start" "The call ends before it is offered: rejected.";
    UnknownQueue "unknown_queue" "A queue word that the workspace does not know: rejected.";
    NoNumber "no_number" "Text where a number belongs: rejected.";
    IdenticalDuplicate "identical_duplicate" "The same row again: counted once.";
    Overlap "overlapping_delivery" "A row of the first half-month's file again in the second one: counted once.";
    ConflictingDuplicate "conflicting_duplicate" "The same id with other values: the first row counts.";
    OutsideBefore "before_the_period" "Of the day before the period: not counted.";
    OutsideAfter "after_the_period" "Of the days after the period: not counted.";
    FirstInstant "first_instant" "Offered in the first second of the period: counted.";
    LastSecond "last_second" "Offered in the last second of the period, ended after it: counted.";
    RepeatedHour "repeated_hour" "Between 02:00 and 03:00 on 25 October, an hour that Berlin's clocks show twice.";
    AnsweredWithoutTalkOrAgent "answered_without_talk_or_agent" "Answered, but with neither talk time nor agent: unclear.";
    AbandonedWithTalk "abandoned_with_talk" "Abandoned, but with a talk time: unclear.";
    ReportedUnclear "reported_unclear" "The provider's own system does not know the outcome: unclear.";
    NoWait "answered_without_wait" "Answered, but the wait is not known: unmeasurable for service level and ASA.";
    NoTalk "answered_without_talk" "Answered by an agent, but the talk time is not known: unmeasurable for AHT.";
    AnsweredAtLimit "answered_at_20_s" "Answered after exactly 20 s: in time.";
    AnsweredAfterLimit "answered_at_21_s" "Answered after 21 s: late.";
    ShortAbandon "abandoned_at_5_s" "Abandoned after exactly 5 s: a short abandon.";
    WrongLanguage "wrong_language" "Served in German although the customer's language is agreed for the queue: missed.";
    FallbackLanguage "fallback_language" "The customer's language is not agreed for the queue; served in an agreed fallback: in order.";
    UnknownLanguage "unknown_language" "A language word that the workspace does not know: unmeasurable.";
    EmptyReason "empty_reason" "No reason: a required field is empty.";
    EmptyResolved "empty_resolved" "Not recorded whether the case is resolved: a required field is empty.";
    UnknownReason "unknown_reason" "A reason that the catalogue does not know: kept, counts as filled, noticed.";
    ShortNote "note_of_14_characters" "A note of 14 characters (16 bytes in UTF-8): too short.";
    NoteAtLimit "note_of_15_characters" "A note of exactly 15 characters: long enough.";
    EmptyPhrase "empty_phrase" "A note that is an agreed empty phrase, written differently: counts as no note.";
    EmptyNote "empty_note" "No note at all.";
    LateDocumentation "late_documentation" "Documented two hours after the call.";
    DocumentedAtLimit "documented_at_15_min" "Documented exactly 15 minutes after the call: in time.";
    DocumentedAfterLimit "documented_at_15_min_1_s" "Documented a second too late.";
    DocumentedBeforeEnd "documented_before_end" "Documented while the call was still going on: in time.";
    NotDocumented "not_documented" "No time of documentation: missed.";
    HostileNote "hostile_note" "A note that a spreadsheet would run as a formula: must arrive as text.";
    HostileReason "hostile_reason" "A reason that a browser would run as a script: must arrive as text, and is not in the catalogue.";
    LongId "long_id" "Ids of 20 digits that differ in the last one: two contacts.";
    LeadingZeroId "leading_zero_id" "Ids that differ only in leading zeros: two contacts.";
    AnsweredAtDue "answered_at_due" "First answer exactly at the due instant, which is the close of business: in time.";
    AnsweredAfterDue "answered_after_due" "First answer one second too late.";
    LateAnswer "late_answer" "First answer three business days late.";
    LateResolution "late_resolution" "Resolved three business days late.";
    OpenOverdue "open_overdue" "Never answered, overdue for long: missed.";
    StoppedAfterAsOf "stopped_after_as_of" "Answered and resolved only after the end of the period, due inside it: missed.";
    CreatedBefore "created_before_the_period" "Created before the period, resolution due in it: counts there by its due instant.";
    CalledAgain "called_again" "The customer calls again two days later for the same reason: the former call resolved nothing.";
    ReportedByOtherFormula "reported_by_other_formula" "The service level of the answered calls only: the report names the formula and the calls that make the difference.";
    ReportedByNoFormula "reported_by_no_formula" "A service level 6.3 points above the contract's, which no formula gives.";
    BadRating "bad_rating" "Rated 1 of 5 and 0 of 10: missed, and a detractor.";
    RatingBeyondScale "rating_beyond_scale" "Rated 7 on a scale of 1 to 5: no rating, unmeasurable.";
    RatedUnasked "rated_unasked" "A rating although no survey was sent: not counted.";
    TransferredTwice "transferred_twice" "Handed on twice: one transferred contact.";
    CriticalErrors "critical_errors" "A quality check found two kinds of critical errors: missed once.";
    CheckedInPart "checked_in_part" "No error found, but one kind was not checked: unmeasurable.";
    Complaint "complaint" "A complaint by its reason.";
    CalledBackAtDue "called_back_at_due" "The promised callback came exactly at the due instant: in time.";
    CalledBackLate "called_back_late" "The promised callback came a day late.";
    NeverCalledBack "never_called_back" "The promised callback was never made.";
    DuForm "du_form" "Addresses the customer with du.";
    NoName "no_name" "Salutation without the customer's name.";
    OtherName "other_name" "Salutation with somebody else's name.";
    NoThanks "no_thanks" "No word of thanks.";
    NobodyNamed "nobody_named" "Signed by a team: no contact is named.";
    NoCompany "no_company" "The signature lacks the client's company.";
    Platitude "platitude" "Asks for the customer's understanding, which is agreed not to be asked for.";
    LongSentence "long_sentence" "One sentence of more than thirty words.";
    Misspelled "misspelled" "Two misspelled words.";
    AnsweredInGerman "answered_in_german" "Answered in German although the customer writes English.";
    TooShortToTell "too_short_to_tell" "A single word: its language cannot be told, unmeasurable for all rules that need it.";
    ConfirmedAtDue "confirmed_at_due" "Receipt confirmed after exactly one hour: in time.";
    ConfirmedLate "confirmed_late" "Receipt confirmed a minute too late.";
    BotAnswer "bot_answer" "A bot answers the message: no answer, so that it is answered a day too late.";
    SecondMessageLate "second_message_late" "The first message is answered in time, the second one after a day and a half, in a pause.";
    NoticeOnceMissed "notice_once_missed" "The first interim notice comes in time, the second one a day late.";
    NoticeNever "notice_never" "Three days without an answer or a notice.";
    PausedBeforeBreach "paused_before_breach" "Paused 20 minutes before the budget is used up: in time, but not without this pause.";
    PausedUnanswered "paused_unanswered" "The customer answers, and the pause goes on for two days.";
    ReopenedCase "reopened" "Resolved in time and reopened: the deadline looks at the first resolution.";
    ResolvedLateAfterPause "resolved_late_after_pause" "Resolved too late although the clock stood still for a day.";
    Lost "lost" "Handed over by the client; nord's report has never heard of it.";
    ReportedLate "reported_late" "In nord's report more than a day after it was handed over.";
    ForecastRevisedLate "forecast_revised_late" "A new version three days before the month: the earlier one counts.";
    ForecastOnlyLate "forecast_only_late" "The only version came too late: the half-hour has no forecast.";
}

/// Puts faults into the rows of one table.
pub struct Planter<T> {
    /// The rows in the order of the file.
    pub rows: Vec<Row<T>>,
    /// Its own random stream.
    pub chance: Chance,
}

impl<T: Clone> Planter<T> {
    /// Changes a sound row in place; it still counts.
    pub fn alter(&mut self, fault: Fault, fits: impl Fn(&T) -> bool, change: impl Fn(&mut T)) {
        if let Some(index) = self.choose(fits) {
            let row = &mut self.rows[index];
            change(&mut row.what);
            row.fault = Some(fault);
        }
    }

    /// Puts a changed copy of a sound row at most a dozen rows after it.
    pub fn copy(&mut self, fault: Fault, fate: Fate, fits: impl Fn(&T) -> bool, change: impl FnOnce(&mut T)) {
        if let Some(index) = self.choose(fits) {
            let mut what = self.rows[index].what.clone();
            change(&mut what);
            let behind = index + 1 + self.chance.between(0, 11) as usize;
            let row = Row {
                what,
                fate,
                fault: Some(fault),
            };
            self.rows.insert(behind.min(self.rows.len()), row);
        }
    }

    fn choose(&mut self, fits: impl Fn(&T) -> bool) -> Option<usize> {
        let sound = |row: &Row<T>| row.fate == Fate::Accepted && row.fault.is_none() && fits(&row.what);
        let found: Vec<usize> = (0..self.rows.len())
            .filter(|index| sound(&self.rows[*index]))
            .collect();
        self.chance.pick(&found).copied()
    }
}
