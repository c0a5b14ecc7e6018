//! Expected volumes: one row is one queue and interval, or a part of one.

use std::collections::BTreeMap;

use crate::vocabulary::{EpochSeconds, Maker, Micro};

/// One version of a row of a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForecastRow {
    /// Code of the queue.
    pub queue: u32,
    /// Start as exported.
    pub start: EpochSeconds,
    /// Start of the interval of the grid in which it lies whole.
    pub interval: EpochSeconds,
    /// Length in seconds.
    pub length_s: i64,
    /// Expected calls.
    pub volume: Micro,
    /// Expected handle time of all these calls, where the forecast tells it.
    pub handle_s: Option<Micro>,
    /// When this version was delivered, where that decides.
    pub delivered_at: Option<EpochSeconds>,
    /// Whether that was after the lock.
    pub is_late: bool,
}

/// What was expected of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// So many calls, said in time.
    Calls(Micro),
    /// Something, said too late.
    Late,
    /// Nothing, or nothing about the whole interval.
    Nothing,
}

/// What rows say about one interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cell {
    volume: Micro,
    covered_s: i64,
    handle_s: Option<Micro>,
    is_late: bool,
}

/// The locked forecasts of one provider's volumes.
#[derive(Clone, Debug, Default)]
pub struct Forecast {
    cells: BTreeMap<(Maker, u32, EpochSeconds), Cell>,
    interval_s: i64,
}

impl Forecast {
    /// An empty one on a grid of intervals of this length.
    pub fn new(interval_s: i64) -> Self {
        Self {
            cells: BTreeMap::new(),
            interval_s,
        }
    }

    /// Adds a row; rows of one interval add up.
    pub fn add(&mut self, maker: Maker, row: &ForecastRow) {
        let cell = self.cells.entry((maker, row.queue, row.interval)).or_default();
        cell.handle_s = match (cell.covered_s, cell.handle_s, row.handle_s) {
            (0, _, told) => told,
            (_, Some(before), Some(told)) => Some(before + told),
            _ => None,
        };
        cell.volume += row.volume;
        cell.covered_s += row.length_s;
        cell.is_late |= row.is_late;
    }

    /// What was expected of an interval.
    pub fn expected(&self, maker: Maker, queue: u32, start: EpochSeconds) -> Expected {
        match self.cells.get(&(maker, queue, start)) {
            Some(cell) if cell.is_late => Expected::Late,
            Some(cell) if cell.covered_s == self.interval_s => Expected::Calls(cell.volume),
            _ => Expected::Nothing,
        }
    }

    /// The queues and intervals of which a forecast says something.
    pub fn intervals(&self) -> impl Iterator<Item = (u32, EpochSeconds)> {
        self.cells.keys().map(|(_, queue, start)| (*queue, *start))
    }

    /// Expected calls of an interval and their handle time, by whoever forecast it; the client's comes first.
    pub fn shown(&self, queue: u32, start: EpochSeconds) -> Option<(Micro, Option<Micro>)> {
        let makers = Maker::ALL.into_iter().map(|(_, maker)| maker);
        makers
            .filter_map(|maker| self.cells.get(&(maker, queue, start)))
            .find(|cell| !cell.is_late && cell.covered_s == self.interval_s)
            .map(|cell| (cell.volume, cell.handle_s))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quarter(start: EpochSeconds, volume: i64) -> ForecastRow {
        ForecastRow {
            queue: 1,
            start,
            interval: 0,
            length_s: 900,
            volume: Micro::whole(volume),
            handle_s: Some(Micro::whole(volume * 300)),
            delivered_at: None,
            is_late: false,
        }
    }

    #[test]
    fn quarters_make_a_half_hour_and_half_of_one_makes_none() {
        let mut forecast = Forecast::new(1800);
        forecast.add(Maker::Client, &quarter(0, 20));
        assert_eq!(forecast.expected(Maker::Client, 1, 0), Expected::Nothing);
        forecast.add(Maker::Client, &quarter(900, 30));
        let fifty = Micro::whole(50);
        assert_eq!(forecast.expected(Maker::Client, 1, 0), Expected::Calls(fifty));
        assert_eq!(forecast.expected(Maker::Provider, 1, 0), Expected::Nothing);
        assert_eq!(forecast.shown(1, 0), Some((fifty, Some(Micro::whole(15_000)))));
    }

    #[test]
    fn an_interval_of_which_a_part_came_late_came_late() {
        let mut forecast = Forecast::new(1800);
        forecast.add(Maker::Client, &quarter(0, 20));
        let late = ForecastRow {
            is_late: true,
            ..quarter(900, 30)
        };
        forecast.add(Maker::Client, &late);
        assert_eq!(forecast.expected(Maker::Client, 1, 0), Expected::Late);
        assert_eq!(forecast.shown(1, 0), None);
    }
}
