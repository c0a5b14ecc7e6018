//! The gap of an interval as a sum of named parts: who caused what. Whole numbers, so that the parts
//! add up exactly.

use std::ops::AddAssign;

use crate::vocabulary::Micro;

/// The numbers of agents between which a gap falls apart; unknown is none. Needs are those of the
/// same model and limits, under the volume and handle time named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// Agents present.
    pub present: Option<Micro>,
    /// Agents planned.
    pub planned: Option<Micro>,
    /// Need at the locked forecast of volume and handle time.
    pub forecast: Option<Micro>,
    /// Need at the actual volume as far as it lies within the tolerance of the forecast, at the
    /// forecast handle time.
    pub tolerated: Option<Micro>,
    /// Need at the volume that the agreed share of all actual calls is, at the forecast handle time.
    pub shared: Option<Micro>,
    /// Need at the volume that was routed here, at the forecast handle time.
    pub routed: Option<Micro>,
    /// Need at the volume that was routed here, at the actual handle time.
    pub actual: Option<Micro>,
}

/// Parts of a gap, in agents (or agent-hours, where weighted by time); negative: people were missing
/// because of it. Unknown is none; what lies between two known levels with an unknown one in
/// between is `unsplit`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Present minus planned: the provider's attendance.
    pub attendance: Option<Micro>,
    /// Planned minus need at the locked forecast: the provider's plan.
    pub plan: Option<Micro>,
    /// Volume against forecast within the agreed tolerance: the provider's to bear.
    pub volume_tolerated: Option<Micro>,
    /// Volume against forecast beyond it: the client's.
    pub volume: Option<Micro>,
    /// Volume routed here against the agreed share.
    pub routing: Option<Micro>,
    /// Handle time against forecast: the provider's or the product's, as agreed.
    pub handle_time: Option<Micro>,
    /// What cannot be told apart.
    pub unsplit: Micro,
}

impl Parts {
    /// Sum of the parts: the gap between the outermost levels known.
    pub fn sum(&self) -> Micro {
        self.named().into_iter().flatten().sum::<Micro>() + self.unsplit
    }

    fn named(&self) -> [Option<Micro>; 6] {
        [
            self.attendance,
            self.plan,
            self.volume_tolerated,
            self.volume,
            self.routing,
            self.handle_time,
        ]
    }

    /// Every part times the length of its interval, in agent-seconds. Exact: sums over intervals of
    /// different lengths still add up.
    #[must_use]
    pub fn times(&self, seconds: i64) -> Parts {
        let times = |part: Option<Micro>| part.map(|part| Micro(part.0 * seconds));
        Parts {
            attendance: times(self.attendance),
            plan: times(self.plan),
            volume_tolerated: times(self.volume_tolerated),
            volume: times(self.volume),
            routing: times(self.routing),
            handle_time: times(self.handle_time),
            unsplit: Micro(self.unsplit.0 * seconds),
        }
    }
}

/// Parts of several intervals together.
impl AddAssign for Parts {
    fn add_assign(&mut self, other: Parts) {
        let add = |sum: &mut Option<Micro>, more: Option<Micro>| {
            if let Some(more) = more {
                *sum = Some(sum.unwrap_or_default() + more);
            }
        };
        add(&mut self.attendance, other.attendance);
        add(&mut self.plan, other.plan);
        add(&mut self.volume_tolerated, other.volume_tolerated);
        add(&mut self.volume, other.volume);
        add(&mut self.routing, other.routing);
        add(&mut self.handle_time, other.handle_time);
        self.unsplit += other.unsplit;
    }
}

/// Splits a gap. Each part is the difference of two levels next to each other, so that the sum is
/// that of the first and the last known one whatever lies in between.
pub fn attribute(levels: &Levels) -> Parts {
    let mut parts = Parts::default();
    let steps: [(&mut Option<Micro>, Option<Micro>); 6] = [
        (&mut parts.attendance, levels.planned),
        (&mut parts.plan, levels.forecast),
        (&mut parts.volume_tolerated, levels.tolerated),
        (&mut parts.volume, levels.shared),
        (&mut parts.routing, levels.routed),
        (&mut parts.handle_time, levels.actual),
    ];
    let (mut from, mut is_next) = (levels.present, true);
    let mut unsplit = Micro::default();
    for (part, to) in steps {
        match (from, to) {
            (Some(before), Some(after)) if is_next => *part = Some(before - after),
            (Some(before), Some(after)) => unsplit += before - after,
            _ => {}
        }
        is_next = to.is_some();
        from = to.or(from);
    }
    parts.unsplit = unsplit;
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn agents(number: i64) -> Option<Micro> {
        Some(Micro::whole(number))
    }

    #[test]
    fn every_cause_has_its_part() {
        let parts = attribute(&Levels {
            present: Some(Micro(9_500_000)),
            planned: agents(12),
            forecast: agents(14),
            tolerated: agents(15),
            shared: agents(17),
            routed: agents(16),
            actual: agents(18),
        });
        assert_eq!(parts.attendance, Some(Micro(-2_500_000)));
        assert_eq!((parts.plan, parts.volume_tolerated), (agents(-2), agents(-1)));
        assert_eq!((parts.volume, parts.routing), (agents(-2), agents(1)));
        assert_eq!((parts.handle_time, parts.unsplit), (agents(-2), Micro::default()));
        assert_eq!(parts.sum(), Micro(9_500_000 - 18_000_000));
    }

    #[test]
    fn what_is_unknown_is_not_told_apart() {
        let parts = attribute(&Levels {
            present: agents(10),
            actual: agents(14),
            ..Levels::default()
        });
        assert_eq!((parts.unsplit, parts.attendance), (Micro::whole(-4), None));
        let planned_only = attribute(&Levels {
            planned: agents(10),
            forecast: agents(14),
            ..Levels::default()
        });
        assert_eq!(
            (planned_only.plan, planned_only.unsplit),
            (agents(-4), Micro::default())
        );
    }

    fn level() -> impl Strategy<Value = Option<Micro>> {
        proptest::option::of((0..5_000_000_000_i64).prop_map(Micro))
    }

    proptest! {
        #[test]
        fn parts_add_up(
            present in level(), planned in level(), forecast in level(), tolerated in level(),
            shared in level(), routed in level(), actual in level(), seconds in 1..7200_i64,
        ) {
            let levels = Levels { present, planned, forecast, tolerated, shared, routed, actual };
            let known: Vec<Micro> = [present, planned, forecast, tolerated, shared, routed, actual]
                .into_iter().flatten().collect();
            let whole = match known[..] {
                [] => Micro::default(),
                _ => known[0] - known[known.len() - 1],
            };
            let parts = attribute(&levels);
            prop_assert_eq!(parts.sum(), whole);
            let mut twice = parts.times(seconds);
            twice += parts.times(seconds);
            prop_assert_eq!(twice.sum(), Micro(whole.0 * 2 * seconds));
        }
    }
}
