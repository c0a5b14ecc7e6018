//! Worked figures of single measures, each through the whole program over a handful of rows.

mod attribution;
mod bench;
mod clauses;
mod clocks;
mod credits;
mod documented_within;
mod duties;
mod events;
mod exemptions;
mod experience;
mod experience_rates;
mod handover;
mod histories;
mod intervals;
mod languages;
mod live;
mod moments;
mod pause_audit;
mod refinement;
mod repeats;
mod replies;
mod said;
mod short_abandons;
mod undated;
mod waits;
mod work_in_hand;
