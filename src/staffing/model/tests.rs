//! What cannot be asked.

use super::*;

#[test]
fn a_patience_that_cannot_be_meant_is_refused() {
    let demand = Demand::of_load(10.0, 180.0).expect("a load");
    let rule = LevelRule::offered(20.0);
    let quantity = |patience_s| {
        performance(Model::ErlangA { patience_s }, demand, 5, &rule).map_err(|error| error.quantity)
    };
    for patience_s in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e12] {
        assert_eq!(
            quantity(patience_s).expect_err("refused"),
            Quantity::Patience,
            "{patience_s}"
        );
    }
    assert!(quantity(1e6).is_ok());
}

#[test]
fn names_in_files() {
    assert_eq!(Model::ErlangC.name(), "erlang_c");
    assert_eq!(Model::ErlangA { patience_s: 1.0 }.name(), "erlang_a");
    assert_eq!(Status::NoCalls.name(), "no_calls");
}
