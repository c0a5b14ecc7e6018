//! Names of the parts for which documentation is shown: pages and workbooks say the same.

use super::locale::Locale;
use crate::scorecard::DutyFigure;
use crate::vocabulary::PartOf;

/// The reason, the group, or what stands for none and for several.
pub fn name(duty: &DutyFigure, locale: &Locale) -> String {
    match (duty.name.as_deref(), duty.of) {
        (Some(""), PartOf::Reason) => locale.text("duties.no_reason").to_owned(),
        (Some(""), PartOf::AgentGroup) => locale.text("duties.no_group").to_owned(),
        (Some(name), _) => name.to_owned(),
        (None, PartOf::Reason) => locale.counted("duties.others", duty.parts as u64, &[]),
        (None, PartOf::AgentGroup) => locale.counted("duties.together", duty.parts as u64, &[]),
    }
}
