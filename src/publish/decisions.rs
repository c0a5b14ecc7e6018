//! The questions of a review in words, for pages and workbooks alike.

use super::locale::Locale;
use crate::scorecard::{Decision, Figure, Matter, ProviderReview, Review, Role, Stake};
use crate::vocabulary::StandardId;

/// A question in words.
pub struct Asked {
    /// What is to be answered with yes or no.
    pub question: String,
    /// Why it is asked.
    pub reason: String,
    /// What is at stake, and what that counts.
    pub stake: (String, String),
    /// Section of the page that shows the figures behind it.
    pub section: &'static str,
}

/// A question in the words of the client's own review.
pub fn asked(review: &Review, decision: &Decision, locale: &Locale) -> Option<Asked> {
    let provider = review
        .providers
        .iter()
        .find(|known| known.id == decision.provider)?;
    let words = Words {
        review,
        provider,
        locale,
    };
    Some(Asked {
        question: words.question(&decision.matter),
        reason: words.reason(&decision.matter),
        stake: words.stake(&decision.stake),
        section: section(&decision.matter),
    })
}

/// How many files a sentence names.
const NAMED: usize = 3;

fn section(matter: &Matter) -> &'static str {
    match matter {
        Matter::CallForFiles { .. } => "data",
        Matter::ClaimMalus { .. } | Matter::ClaimDespiteChance { .. } => "credits",
        Matter::FillShifts { .. } => "staffing",
        Matter::AgreeMeasures { .. } => "standards",
    }
}

struct Words<'a> {
    review: &'a Review,
    provider: &'a ProviderReview,
    locale: &'a Locale,
}

impl Words<'_> {
    fn question(&self, matter: &Matter) -> String {
        let key = format!("decisions.{}", matter.name());
        let standard = match matter {
            Matter::AgreeMeasures { standard } => self.name(standard),
            _ => "",
        };
        let values = [("name", self.provider.name.as_str()), ("standard", standard)];
        self.locale.fill(&key, &values)
    }

    fn reason(&self, matter: &Matter) -> String {
        let key = format!("decisions.{}_because", matter.name());
        match matter {
            Matter::CallForFiles { files } => {
                let named: Vec<&str> = files.iter().take(NAMED).map(String::as_str).collect();
                let more = if files.len() > NAMED { " …" } else { "" };
                let list = format!("{}{more}", named.join(", "));
                self.locale.fill(&key, &[("list", &list)])
            }
            Matter::ClaimMalus { standards, .. } | Matter::ClaimDespiteChance { standards, .. } => {
                let names: Vec<&str> = standards.iter().map(|id| self.name(id)).collect();
                self.locale.fill(&key, &[("list", &names.join(", "))])
            }
            Matter::FillShifts { intervals, known } => {
                let [short, known] = [intervals, known].map(|count| self.locale.count(*count));
                self.locale.fill(&key, &[("short", &short), ("known", &known)])
            }
            Matter::AgreeMeasures { standard } => match self.figure(standard) {
                Some(figure) => {
                    let (some, all) = (
                        self.locale.micro(figure.numerator),
                        figure
                            .denominator
                            .map_or_else(String::new, |all| self.locale.micro(all)),
                    );
                    self.locale.fill(&key, &[("some", &some), ("all", &all)])
                }
                None => String::new(),
            },
        }
    }

    fn stake(&self, stake: &Stake) -> (String, String) {
        let unit = |key: &str, count: u64| {
            let key = match count {
                1 => format!("decisions.{key}_one"),
                _ => format!("decisions.{key}"),
            };
            self.locale.fill(&key, &[])
        };
        match stake {
            Stake::Files(count) => (self.locale.count(*count), unit("files", *count)),
            Stake::Contacts(count) => (self.locale.count(*count), unit("contacts", *count)),
            Stake::Hours(hours) => (self.locale.decimal(*hours, 0), unit("hours", 0)),
            Stake::Money(amount, currency) => (self.locale.money(*amount, *currency), unit("money", 0)),
        }
    }

    fn name<'s>(&'s self, standard: &'s StandardId) -> &'s str {
        let known = self.review.standard(standard);
        known.map_or(standard.as_str(), |text| text.name.get(self.locale.language()))
    }

    fn figure(&self, standard: &StandardId) -> Option<&Figure> {
        let mut figures = self.provider.figures.iter();
        figures.find(|f| f.standard == *standard && f.queue.is_none() && f.role == Role::Standard)
    }
}
