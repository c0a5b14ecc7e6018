//! A gap in customers: how many are answered late and how many are lost as staffed, against as
//! required.

use std::ops::{AddAssign, Sub};

use super::demand::Demand;
use super::fractional::performance_between;
use super::level::LevelRule;
use super::load::Unanswerable;
use super::model::Model;

/// Contacts expected to fare badly.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Customers {
    /// Answered after the threshold, or still waiting in an overload.
    pub late: f64,
    /// Hung up.
    pub lost: f64,
}

impl Sub for Customers {
    type Output = Customers;
    fn sub(self, other: Customers) -> Customers {
        Customers {
            late: self.late - other.late,
            lost: self.lost - other.lost,
        }
    }
}

impl AddAssign for Customers {
    fn add_assign(&mut self, other: Customers) {
        self.late += other.late;
        self.lost += other.lost;
    }
}

/// Late and lost among this many calls with a number of agents; fractions mix.
///
/// # Errors
/// As [`performance_between`].
pub fn expected_customers(
    model: Model,
    demand: Demand,
    calls: f64,
    agents: f64,
    rule: &LevelRule,
) -> Result<Customers, Unanswerable> {
    let given = performance_between(model, demand, agents, rule)?;
    let (Some(in_time), Some(lost)) = (given.in_time, given.p_abandon) else {
        return Ok(Customers::default());
    };
    Ok(Customers {
        late: calls * (1.0 - lost - in_time).max(0.0),
        lost: calls * lost,
    })
}

/// What a gap costs: late and lost as staffed minus as required; negative where more were there.
///
/// # Errors
/// As [`performance_between`].
pub fn cost_of_gap(
    model: Model,
    demand: Demand,
    calls: f64,
    (staffed, required): (f64, f64),
    rule: &LevelRule,
) -> Result<Customers, Unanswerable> {
    let at = |agents| expected_customers(model, demand, calls, agents, rule);
    Ok(at(staffed)? - at(required)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: LevelRule = LevelRule::offered(20.0);

    #[test]
    fn missing_agents_cost_customers() {
        let demand = Demand::of_calls(100.0, 1800.0, 180.0).expect("a load");
        let patient = Model::ErlangA { patience_s: 60.0 };
        // Seven agents: 35.19 % hang up, 42.48 % are answered in time.
        let found = expected_customers(patient, demand, 100.0, 7.0, &RULE).expect("answerable");
        assert!((found.lost - 35.193_744_302_6).abs() < 1e-8);
        assert!((found.late - (100.0 - 35.193_744_302_6 - 42.480_975_027_8)).abs() < 1e-8);
        let cost = cost_of_gap(patient, demand, 100.0, (7.0, 13.0), &RULE).expect("answerable");
        assert!(cost.lost > 25.0 && cost.late > 5.0);
        let none = cost_of_gap(patient, demand, 100.0, (13.0, 13.0), &RULE).expect("answerable");
        assert_eq!(none, Customers::default());
    }

    #[test]
    fn without_patience_overload_makes_everybody_late() {
        let demand = Demand::of_calls(100.0, 1800.0, 180.0).expect("a load");
        let found = expected_customers(Model::ErlangC, demand, 100.0, 9.0, &RULE).expect("answerable");
        assert_eq!((found.late, found.lost), (100.0, 0.0));
        let idle = expected_customers(Model::ErlangC, Demand::NONE, 0.0, 3.0, &RULE).expect("answerable");
        assert_eq!(idle, Customers::default());
    }
}
