//! Bonus and malus in words: money, ranges of values, how an amount comes about, why there is none.

use super::{Locale, MINUS, NO_BREAK_SPACE, number};
use crate::scorecard::{CreditLine, CreditReview, EarnBack, GivenBack, Open, Place, Unjudged};
use crate::vocabulary::{Currency, Direction, Money, Nano, Unit};
use crate::workspace::agreement::ReportLanguage;
use crate::workspace::credit::{Scale, Step, TooFew, Unmeasured, Zone};

/// What stands between the factors of a calculation.
const TIMES: &str = " × ";

impl Locale {
    /// An amount of money: `−3.600,00 €`, `−€3,600.00`; other currencies by their code.
    pub fn money(&self, amount: Money, currency: Currency) -> String {
        let plain = number::exact(&amount.abs().to_string(), self.marks());
        let sign = if amount < Money::default() {
            MINUS.to_string()
        } else {
            String::new()
        };
        match (self.language(), currency.code()) {
            (ReportLanguage::German, "EUR") => format!("{sign}{plain}{NO_BREAK_SPACE}€"),
            (ReportLanguage::German, code) => format!("{sign}{plain}{NO_BREAK_SPACE}{code}"),
            (ReportLanguage::English, "EUR") => format!("{sign}€{plain}"),
            (ReportLanguage::English, "GBP") => format!("{sign}£{plain}"),
            (ReportLanguage::English, code) => format!("{sign}{code}{NO_BREAK_SPACE}{plain}"),
        }
    }

    /// Like [`Locale::money`], with a plus before what is paid.
    pub fn signed_money(&self, amount: Money, currency: Currency) -> String {
        let plus = if amount > Money::default() { "+" } else { "" };
        format!("{plus}{}", self.money(amount, currency))
    }

    /// An agreed percentage with its sign: `−50 %`, `+37,5 %`.
    fn signed_portion(&self, portion: Nano) -> String {
        let sign = match portion.0.signum() {
            -1 => MINUS.to_string(),
            1 => "+".to_owned(),
            _ => String::new(),
        };
        format!("{sign}{}", self.portion(Nano(portion.0.abs())))
    }

    /// An agreed percentage.
    pub fn portion(&self, portion: Nano) -> String {
        self.percent(&number::exact(&Nano(portion.0 * 100).to_string(), self.marks()))
    }

    /// A bound on the scale of a line.
    fn bound(&self, line: &CreditLine, bound: Nano) -> String {
        match line.unit {
            Unit::Share => self.portion(bound),
            Unit::Seconds => self.exact_seconds(bound.as_f64()),
            Unit::Points | Unit::Rating | Unit::Count => self.short(bound.as_f64(), 4),
        }
    }

    /// A range of values: `ab 75 % bis unter 80 %`.
    fn range(&self, line: &CreditLine, step: &Step) -> String {
        let side = match line.direction {
            Direction::Min => "min",
            Direction::Max => "max",
        };
        let form = match (step.from, step.to) {
            (Some(_), Some(_)) => "between",
            (Some(_), None) => "from",
            _ => "to",
        };
        let bound = |bound: Option<Nano>| bound.map_or_else(String::new, |bound| self.bound(line, bound));
        let (from, to) = (bound(step.from), bound(step.to));
        self.fill(&format!("credits.{form}_{side}"), &[("from", &from), ("to", &to)])
    }

    fn zone(&self, line: &CreditLine, zone: &Zone) -> String {
        let (from, to) = (self.bound(line, zone.from), self.bound(line, zone.to));
        self.fill("credits.zone", &[("from", &from), ("to", &to)])
    }

    /// All steps or zones of a line with what they do.
    pub fn credit_scale(&self, line: &CreditLine) -> String {
        let told = |place: String, effect: Nano| format!("{place}: {}", self.signed_portion(effect));
        let parts: Vec<String> = match &line.scale {
            Scale::Steps(steps) => steps
                .iter()
                .map(|step| told(self.range(line, step), step.effect))
                .collect(),
            Scale::Zones(zones) => zones
                .iter()
                .map(|zone| told(self.zone(line, zone), zone.effect))
                .collect(),
        };
        parts.join("; ")
    }

    /// Where the value of a line lies, or why that cannot be said.
    pub fn credit_place(&self, line: &CreditLine) -> String {
        match line.hit.as_ref().map(|hit| hit.place) {
            Ok(Place::Step(step)) => self.range(line, &step),
            Ok(Place::Zone(zone)) => self.zone(line, &zone),
            Ok(Place::Neutral) => self.text("credits.neutral").to_owned(),
            Ok(Place::ByAgreement(unjudged)) => {
                let why = self.text(match unjudged {
                    Unjudged::NotMeasurable => "status.not_measurable",
                    Unjudged::TooFew => "status.too_few",
                });
                self.fill("credits.by_agreement", &[("why", why)])
            }
            Err(open) => self.credit_open(open),
        }
    }

    /// Why there is no amount.
    pub fn credit_open(&self, open: &Open) -> String {
        let period = match open {
            Open::FormerMissing(period) | Open::FormerOpen(period) => period.as_str(),
            _ => "",
        };
        self.fill(&format!("credits.open_{}", open.name()), &[("period", period)])
    }

    /// How an amount comes about, from the fee to the rounded amount before the cap.
    pub fn credit_calculation(&self, credit: &CreditReview, line: &CreditLine) -> String {
        let (Some(clause), Ok(fee), Ok(hit), Ok(amount)) =
            (&credit.clause, &credit.fee, &line.hit, &line.before_cap)
        else {
            return String::new();
        };
        let mut factors = vec![
            self.money(*fee, credit.currency),
            self.portion(clause.at_risk),
            self.portion(line.share),
        ];
        factors.extend(self.effect(line, hit.place));
        let amount = self.money(*amount, credit.currency);
        format!("{} = {amount}", factors.join(TIMES))
    }

    /// The last factors of a calculation: a percentage, in a zone behind the part of it that is reached.
    fn effect(&self, line: &CreditLine, place: Place) -> Vec<String> {
        let zone = match place {
            Place::Step(step) => return vec![self.signed_portion(step.effect)],
            Place::Neutral => return vec![self.portion(Nano(0))],
            Place::ByAgreement(_) => {
                let effect = line.hit.as_ref().map_or(0.0, |hit| hit.effect.as_f64());
                return vec![self.signed_portion(Nano::nearest(effect))];
            }
            Place::Zone(zone) => zone,
        };
        let all = self.signed_portion(zone.effect);
        let is_whole = line
            .hit
            .as_ref()
            .is_ok_and(|hit| hit.effect == zone.effect.ratio());
        let Some(figure) = line.figure.as_ref().filter(|_| !is_whole) else {
            return vec![all];
        };
        let unit = match line.unit {
            Unit::Seconds => format!("{NO_BREAK_SPACE}s"),
            _ => String::new(),
        };
        let below = figure
            .denominator
            .map_or_else(String::new, |below| self.micro(below));
        let value = format!("{}{unit}/{below}", self.micro(figure.numerator));
        let (from, to) = (self.bound(line, zone.from), self.bound(line, zone.to));
        let reached = if zone.to > zone.from {
            format!("({value} {MINUS} {from}) ÷ ({to} {MINUS} {from})")
        } else {
            format!("({from} {MINUS} {value}) ÷ ({from} {MINUS} {to})")
        };
        vec![reached, all]
    }

    /// What becomes of a former malus.
    pub fn credit_given_back(&self, back: &EarnBack, currency: Currency) -> String {
        let malus = back
            .malus
            .map_or_else(String::new, |malus| self.money(malus, currency));
        let (key, period) = match &back.outcome {
            GivenBack::All(_) => ("credits.given_back", ""),
            GivenBack::NotMetIn(period) => ("credits.not_given_back", period.as_str()),
            GivenBack::Open(open) => return self.credit_open(open),
        };
        self.fill(
            key,
            &[("from", &back.from), ("malus", &malus), ("period", period)],
        )
    }

    /// The clause in words: pool, caps, earn-back, what is not known, rounding.
    pub fn credit_terms(&self, credit: &CreditReview) -> String {
        let Some(clause) = &credit.clause else {
            return self.credit_open(&Open::ClauseChanges);
        };
        let [at_risk, malus, bonus] =
            [clause.at_risk, clause.malus_max, clause.bonus_max].map(|portion| self.portion(portion));
        let from = self.date(clause.valid_from);
        let settled = self
            .text(&format!("credits.settled_{}", credit.settled.name()))
            .to_owned();
        let pool = credit
            .pool
            .map(|pool| format!(" ({})", self.money(pool, credit.currency)));
        let mut sentences = vec![self.fill(
            "credits.terms",
            &[
                ("from", &from),
                ("settled", &settled),
                ("at_risk", &at_risk),
                ("pool", &pool.unwrap_or_default()),
                ("malus", &malus),
                ("bonus", &bonus),
            ],
        )];
        if let Some(periods) = clause.earn_back {
            let months = u64::from(periods * credit.settled.months());
            sentences.push(self.counted("credits.terms_earn_back", months, &[]));
        }
        sentences.extend(match clause.not_measurable {
            Unmeasured::Open => None,
            Unmeasured::Neutral => Some(self.text("credits.terms_neutral").to_owned()),
            Unmeasured::FullMalus => Some(self.text("credits.terms_full_malus").to_owned()),
        });
        sentences.extend(match clause.too_few {
            TooFew::Open => None,
            TooFew::Neutral => Some(self.text("credits.terms_few_neutral").to_owned()),
            TooFew::AsMeasured => Some(self.text("credits.terms_few_measured").to_owned()),
        });
        sentences.push(self.text("credits.terms_rounding").to_owned());
        sentences.join(" ")
    }

    /// What a reader must know beside the sum: caps that take something off, open amounts, report only.
    pub fn credit_remarks(&self, credit: &CreditReview) -> String {
        let totals = &credit.totals;
        let [malus, bonus] = totals.capped();
        let before = |amount: Money| self.money(amount, credit.currency);
        let mut remarks = Vec::new();
        if let Err(open) = &credit.fee {
            remarks.push(self.credit_open(open));
        }
        if credit.is_report_only() {
            remarks.push(self.text("credits.report_only").to_owned());
        }
        if malus {
            let amount = before(totals.malus_before_cap);
            remarks.push(self.fill("credits.malus_capped", &[("amount", &amount)]));
        }
        if bonus {
            let amount = before(totals.bonus_before_cap);
            remarks.push(self.fill("credits.bonus_capped", &[("amount", &amount)]));
        }
        if totals.open > 0 && credit.fee.is_ok() {
            remarks.push(self.counted("credits.some_open", totals.open, &[]));
        }
        remarks.join("; ")
    }
}
