//! Figures that no call centre has: mostly a unit that the mapping declares wrongly.

use crate::scorecard::{Figure, ProviderReview, Review, Role};
use crate::vocabulary::Micro;

/// Means of live contacts below and above which a unit is in doubt, seconds.
const PLAUSIBLE: [(&str, f64, f64); 2] = [("aht", 10.0, 7_200.0), ("asa", 0.0, 3_600.0)];

/// Doubts about units, in sentences for whoever wrote the workspace.
pub fn doubts(review: &Review) -> Vec<String> {
    let providers = review.providers.iter();
    providers
        .flat_map(|provider| PLAUSIBLE.iter().filter_map(|bounds| doubt(provider, *bounds)))
        .collect()
}

fn doubt(provider: &ProviderReview, (measure, least, most): (&str, f64, f64)) -> Option<String> {
    let is_meant =
        |figure: &&Figure| figure.role == Role::Volume && figure.queue.is_none() && figure.measure == measure;
    let figure = provider.figures.iter().find(is_meant)?;
    let mean = figure.value.filter(|mean| !(least..=most).contains(mean))?;
    // One strange call says nothing about a unit, and no handle time at all is a column that is not filled.
    let counted = figure.denominator.unwrap_or_default();
    (counted >= Micro::whole(10) && figure.numerator > Micro::default()).then(|| {
        format!(
            "provider `{}`: a mean {} of {} over {} calls is hardly what was meant; is the unit of its columns right (`s`, `mm:ss`, `h:mm`, `h:mm:ss`)?",
            provider.id,
            match measure {
                "aht" => "handle time",
                _ => "speed of answer",
            },
            in_words(mean),
            counted
        )
    })
}

fn in_words(seconds: f64) -> String {
    match seconds {
        s if s < 120.0 => format!("{s:.1} s"),
        s if s < 7_200.0 => format!("{:.1} min", s / 60.0),
        s => format!("{:.1} h", s / 3_600.0),
    }
}
