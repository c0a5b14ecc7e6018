//! Figures of a provider from its counts, so that the example adds up.

use chrono::NaiveDate;

use crate::scorecard::{Figure, Role, ScopeText};
use crate::vocabulary::{Certainty, Direction, Formula, Micro, QueueId, StandardId, Status};

/// Counts of one provider: calls per phone queue (billing, service), e-mails and duties.
pub(super) struct Case {
    pub offered: [i64; 2],
    pub answered: [i64; 2],
    pub in_time: [i64; 2],
    pub short: [i64; 2],
    pub wait_s: [i64; 2],
    /// Due and in time.
    pub mail: Option<(i64, i64)>,
    /// Passed, judged, unmeasurable.
    pub language: Option<(i64, i64, u64)>,
    /// Passed, judged.
    pub documented: Option<(i64, i64)>,
}

const PHONE: [&str; 2] = ["billing", "service"];

impl Case {
    /// Standards first (`*`, then queues), then volumes.
    pub(super) fn figures(&self) -> Vec<Figure> {
        let mut figures = self.service_level();
        figures.extend(self.each("lost", "abandonment", 0.05, |c, q| {
            (c.abandoned(q) - c.short[q], c.offered[q])
        }));
        figures.extend(self.each("wait", "asa", 30.0, |c, q| (c.wait_s[q], c.answered[q])));
        if let Some((due, kept)) = self.mail {
            figures.push(share("mail_24h", "deadline", None, kept, due, 0.95));
            figures.push(share("mail_24h", "deadline", Some("mail"), kept, due, 0.95));
        }
        if let Some((passed, judged, unmeasurable)) = self.language {
            let figure = share("reply_language", "language", None, passed, judged, 0.98);
            figures.push(Figure {
                unmeasurable,
                ..figure
            });
        }
        figures.push(match self.documented {
            Some((passed, judged)) => share("documented", "documentation", None, passed, judged, 0.97),
            None => not_measurable("documented", "documentation", 0.97),
        });
        figures.extend(self.volumes());
        figures
    }

    fn service_level(&self) -> Vec<Figure> {
        let mut figures = self.each("sl_phone", "service_level", 0.8, |c, q| {
            (c.in_time[q], c.offered[q] - c.short[q])
        });
        figures[0].excluded = 41;
        let sum = |values: [i64; 2]| values.iter().sum::<i64>();
        let (time, all, taken, short) = (
            sum(self.in_time),
            sum(self.offered),
            sum(self.answered),
            sum(self.short),
        );
        let abandoned = all - taken;
        let early = abandoned / 3;
        for formula in Formula::ALL {
            let (numerator, denominator) = match formula {
                Formula::AnsweredOnly => (time, taken),
                Formula::Offered => (time, all),
                Formula::LateAbandons => (time, taken + abandoned - early),
                Formula::AbandonsInTimeCount => (time + early, all),
                Formula::ShortAbandonsCount => (time + short, all),
                Formula::ShortAbandonsRemoved => (time, all - short),
                Formula::WithFlowOuts => (time, all + 240),
            };
            let contract = formula == Formula::ShortAbandonsRemoved;
            let figure = share(
                "sl_phone",
                &format!("service_level:{}", formula.name()),
                None,
                numerator,
                denominator,
                0.8,
            );
            figures.push(informational(Figure {
                role: Role::Variant(formula, contract),
                ..figure
            }));
        }
        figures
    }

    /// `*`, then one row per phone queue.
    fn each(
        &self,
        id: &str,
        measure: &str,
        target: f64,
        of: impl Fn(&Case, usize) -> (i64, i64),
    ) -> Vec<Figure> {
        let parts = [of(self, 0), of(self, 1)];
        let (numerator, denominator) = (parts[0].0 + parts[1].0, parts[0].1 + parts[1].1);
        let mut rows = vec![figure(id, measure, None, numerator, denominator, target)];
        for (queue, (numerator, denominator)) in PHONE.into_iter().zip(parts) {
            rows.push(figure(id, measure, Some(queue), numerator, denominator, target));
        }
        rows
    }

    fn abandoned(&self, queue: usize) -> i64 {
        self.offered[queue] - self.answered[queue]
    }

    fn volumes(&self) -> Vec<Figure> {
        let abandoned = [self.abandoned(0), self.abandoned(1)];
        let mut rows = Vec::new();
        let calls = [
            ("offered", self.offered),
            ("answered", self.answered),
            ("abandoned", abandoned),
            ("short_abandoned", self.short),
            ("flowed_out", [160, 80]),
            ("unclear", [7, 2]),
        ];
        for (measure, counts) in calls {
            rows.push(volume(measure, None, counts[0] + counts[1]));
            for (queue, count) in PHONE.into_iter().zip(counts) {
                rows.push(volume(measure, Some(queue), count));
            }
        }
        rows.extend(self.live());
        if let Some((due, kept)) = self.mail {
            for (measure, count) in [
                ("tickets_created", due + 130),
                ("tickets_due", due),
                ("tickets_open", (due - kept) / 2),
            ] {
                rows.push(volume(measure, None, count));
                rows.push(volume(measure, Some("mail"), count));
            }
        }
        rows
    }
}

impl Case {
    /// Live measures that no standard asks for.
    fn live(&self) -> Vec<Figure> {
        let handled_s = |q: usize| self.answered[q] * 241;
        let lost = self.each("abandonment", "abandonment", 1.0, |c, q| {
            (c.abandoned(q), c.offered[q])
        });
        let wait = self.each("asa", "asa", 1.0, |c, q| (c.wait_s[q], c.answered[q]));
        let handle = self.each("aht", "aht", 1.0, |c, q| (handled_s(q), c.answered[q]));
        let all = [lost, wait, handle].into_iter().flatten();
        all.map(|figure| Figure {
            role: Role::Volume,
            clause_valid_from: None,
            ..informational(figure)
        })
        .collect()
    }
}

fn figure(
    id: &str,
    measure: &str,
    queue: Option<&str>,
    numerator: i64,
    denominator: i64,
    target: f64,
) -> Figure {
    if matches!(measure, "asa" | "aht") {
        return mean(id, measure, queue, numerator, denominator, target);
    }
    share(id, measure, queue, numerator, denominator, target)
}

/// A judged share with its Wilson interval.
fn share(
    id: &str,
    measure: &str,
    queue: Option<&str>,
    numerator: i64,
    denominator: i64,
    target: f64,
) -> Figure {
    let direction = if measure == "abandonment" {
        Direction::Max
    } else {
        Direction::Min
    };
    judged(
        id,
        measure,
        queue,
        (numerator, denominator),
        target,
        direction,
        wilson(numerator, denominator),
    )
}

/// A judged mean; its interval is a fixed two percent wide on either side.
fn mean(id: &str, measure: &str, queue: Option<&str>, sum: i64, count: i64, target: f64) -> Figure {
    let value = sum as f64 / count as f64;
    judged(
        id,
        measure,
        queue,
        (sum, count),
        target,
        Direction::Max,
        (value * 0.98, value * 1.02),
    )
}

fn judged(
    id: &str,
    measure: &str,
    queue: Option<&str>,
    (numerator, denominator): (i64, i64),
    target: f64,
    direction: Direction,
    interval: (f64, f64),
) -> Figure {
    let value = numerator as f64 / denominator as f64;
    let good = match direction {
        Direction::Min => value >= target,
        Direction::Max => value <= target,
    };
    let few = denominator < 30;
    let chance = interval.0 <= target && target <= interval.1;
    Figure {
        queue: queue.map(QueueId::new),
        standard: StandardId::new(id),
        measure: measure.into(),
        numerator: Micro::whole(numerator),
        denominator: Some(Micro::whole(denominator)),
        value: Some(value),
        interval: Some(interval),
        target: Some(target),
        direction: Some(direction),
        band: None,
        status: if few {
            Status::TooFew
        } else if good {
            Status::Met
        } else {
            Status::Missed
        },
        certainty: (!few).then_some(if chance {
            Certainty::Chance
        } else {
            Certainty::Clear
        }),
        excluded: 0,
        unmeasurable: 0,
        clause_valid_from: NaiveDate::from_ymd_opt(2026, 1, 1),
        clause: Some(0),
        scope: ScopeText::default(),
        role: Role::Standard,
    }
}

fn not_measurable(id: &str, measure: &str, target: f64) -> Figure {
    let figure = share(id, measure, None, 0, 100, target);
    Figure {
        denominator: Some(Micro::whole(0)),
        value: None,
        interval: None,
        status: Status::NotMeasurable,
        certainty: None,
        unmeasurable: 9_831,
        ..figure
    }
}

fn informational(figure: Figure) -> Figure {
    Figure {
        target: None,
        direction: None,
        status: Status::Informational,
        certainty: None,
        ..figure
    }
}

fn volume(measure: &str, queue: Option<&str>, count: i64) -> Figure {
    let figure = informational(share(measure, measure, queue, count, 1, 0.0));
    let value = Some(count as f64);
    Figure {
        denominator: None,
        value,
        interval: None,
        clause_valid_from: None,
        role: Role::Volume,
        ..figure
    }
}

fn wilson(successes: i64, cases: i64) -> (f64, f64) {
    let (p, n, z) = (
        successes as f64 / cases as f64,
        cases as f64,
        1.959_963_984_540_054_f64,
    );
    let centre = p + z * z / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    (
        ((centre - half) / scale).max(0.0),
        ((centre + half) / scale).min(1.0),
    )
}
