//! The weighted score of a provider (definitions § 10): each standard between its agreed worst and
//! best value, never relative to other providers.

use crate::scorecard::{Figure, Role, Score, ScorePart};
use crate::workspace::agreement::{ScoreRange, Standard};

/// The score from a provider's figures; nothing where no standard has a weight or none of those
/// is measurable.
pub fn score<'a>(standards: impl Iterator<Item = &'a Standard>, figures: &[Figure]) -> Option<Score> {
    let mut parts: Vec<ScorePart> = standards
        .filter_map(|standard| Some((standard, standard.score?)))
        .map(|(standard, range)| part(standard, range, figures))
        .collect();
    let agreed: f64 = parts.iter().map(|part| part.weight).sum();
    let measurable: f64 = parts.iter().filter_map(|part| part.counted).sum();
    let reached: f64 = parts.iter().filter_map(|part| part.points).sum();
    if measurable < agreed {
        let based = |part: Option<f64>| part.map(|part| part * agreed / measurable);
        for part in &mut parts {
            (part.counted, part.points) = (based(part.counted), based(part.points));
        }
    }
    (measurable > 0.0).then(|| Score {
        total: reached * agreed / measurable,
        maximum: agreed,
        rebased: measurable < agreed,
        parts,
    })
}

fn part(standard: &Standard, range: ScoreRange, figures: &[Figure]) -> ScorePart {
    let value = figures
        .iter()
        .find(|f| f.standard == standard.id && f.queue.is_none() && f.role == Role::Standard)
        .and_then(|f| f.value);
    ScorePart {
        standard: standard.id.clone(),
        weight: range.weight,
        range: (range.worst, range.best),
        below: range.below,
        value,
        counted: value.map(|_| range.weight),
        points: value.map(|value| points(value, range)),
    }
}

/// clamp((worst − value) / (worst − best), 0, 1) × weight; of a band by the side on which the value lies.
pub fn points(value: f64, range: ScoreRange) -> f64 {
    let (worst, best) = match range.below {
        Some((worst, best)) if value < best => (worst, best),
        _ => (range.worst, range.best),
    };
    ((worst - value) / (worst - best)).clamp(0.0, 1.0) * range.weight
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{Micro, StandardId, Status};
    use crate::workspace::agreement::Text;

    fn range(worst: f64, best: f64, weight: f64) -> ScoreRange {
        ScoreRange {
            worst,
            best,
            weight,
            below: None,
        }
    }

    #[test]
    fn a_band_scores_everything_inside_and_falls_on_both_sides() {
        let band = ScoreRange {
            below: Some((200.0, 280.0)),
            ..range(460.0, 360.0, 10.0)
        };
        let reached = [200.0, 240.0, 280.0, 300.0, 360.0, 410.0, 470.0].map(|value| points(value, band));
        assert_eq!(reached, [0.0, 5.0, 10.0, 10.0, 10.0, 5.0, 0.0]);
    }

    #[test]
    fn the_worked_score_of_the_definitions() {
        let parts = [
            (78.0, 60.0, 85.0, 30.0),
            (95.5, 85.0, 98.0, 30.0),
            (94.0, 80.0, 98.0, 25.0),
            (99.0, 80.0, 98.0, 15.0),
        ];
        let reached: Vec<f64> = parts
            .iter()
            .map(|&(value, worst, best, weight)| points(value, range(worst, best, weight)))
            .collect();
        let rounded: Vec<f64> = reached.iter().map(|p| (p * 100.0).round() / 100.0).collect();
        assert_eq!(rounded, [21.6, 24.23, 19.44, 15.0]);
        assert_eq!((reached.iter().sum::<f64>() * 100.0).round() / 100.0, 80.28);
    }

    /// Weights 30, 30, 25 and 15, the second not measurable: the others count 30, 25 and 15 of 70, so
    /// 42.857, 35.714 and 21.429 of 100. 21.6 of 30 are 30.857, 19.444 of 25 are 27.778: 80.06 in all.
    #[test]
    fn what_is_not_measurable_leaves_the_sum_and_the_other_weights_grow() {
        let agreed = [
            (78.0, 60.0, 85.0, 30.0),
            (0.0, 85.0, 98.0, 30.0),
            (94.0, 80.0, 98.0, 25.0),
            (99.0, 80.0, 98.0, 15.0),
        ];
        let standards: Vec<Standard> = agreed
            .iter()
            .enumerate()
            .map(|(index, &(_, worst, best, weight))| {
                standard(
                    index,
                    ScoreRange {
                        worst,
                        best,
                        weight,
                        below: None,
                    },
                )
            })
            .collect();
        let figures: Vec<Figure> = agreed
            .iter()
            .enumerate()
            .map(|(index, (value, ..))| figure(index, (index != 1).then_some(*value)))
            .collect();
        let score = score(standards.iter(), &figures).expect("a score");
        let rounded = |number: f64| (number * 1000.0).round() / 1000.0;
        let counted: Vec<Option<f64>> = score.parts.iter().map(|part| part.counted.map(rounded)).collect();
        assert_eq!(counted, [Some(42.857), None, Some(35.714), Some(21.429)]);
        let points: Vec<Option<f64>> = score.parts.iter().map(|part| part.points.map(rounded)).collect();
        assert_eq!(points, [Some(30.857), None, Some(27.778), Some(21.429)]);
        assert_eq!(
            (rounded(score.total), score.maximum, score.rebased),
            (80.063, 100.0, true)
        );
        let nothing = super::score(standards.iter(), &[]);
        assert!(nothing.is_none(), "no total without a figure");
    }

    fn standard(index: usize, range: ScoreRange) -> Standard {
        Standard {
            id: StandardId::new(index.to_string()),
            name: Text::same("x"),
            providers: Vec::new(),
            queues: Vec::new(),
            min_cases: 0,
            unmeasurable_is_missed: false,
            score: Some(range),
            clauses: Vec::new(),
        }
    }

    fn figure(index: usize, value: Option<f64>) -> Figure {
        Figure {
            queue: None,
            standard: StandardId::new(index.to_string()),
            measure: "csat".into(),
            numerator: Micro(0),
            denominator: None,
            value,
            interval: None,
            target: None,
            band: None,
            direction: None,
            status: if value.is_some() {
                Status::Informational
            } else {
                Status::NotMeasurable
            },
            certainty: None,
            excluded: 0,
            unmeasurable: 0,
            clause_valid_from: None,
            clause: None,
            scope: crate::scorecard::ScopeText::default(),
            role: Role::Standard,
        }
    }

    #[test]
    fn lower_is_better_where_the_contract_says_so() {
        let agreed = range(60.0, 20.0, 10.0);
        assert_eq!(
            [20.0, 40.0, 90.0].map(|value| points(value, agreed)),
            [10.0, 5.0, 0.0]
        );
    }
}
