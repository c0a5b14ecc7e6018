//! A small seeded random source (SplitMix64), so that the files never change by themselves.

use super::arithmetic::ln;

/// A seeded stream of random numbers.
pub struct Chance(u64);

impl Chance {
    /// A stream of its own for each label, so that a change in one part leaves the others alone.
    pub fn new(label: &str) -> Self {
        let seed = label.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform in (0, 1].
    fn unit(&mut self) -> f64 {
        ((self.next() >> 11) + 1) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number in `[low, high]`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high - low + 1).unsigned_abs()) as i64
    }

    /// True with this probability.
    pub fn happens(&mut self, probability: f64) -> bool {
        self.unit() <= probability
    }

    /// Exponentially distributed.
    pub fn exponential(&mut self, mean: f64) -> f64 {
        -ln(self.unit()) * mean
    }

    /// Sum of `stages` exponentials: the larger `stages`, the less it scatters.
    pub fn staged(&mut self, mean: f64, stages: u32) -> f64 {
        (0..stages)
            .map(|_| self.exponential(mean / f64::from(stages)))
            .sum()
    }

    /// One of the items; nothing where there are none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        (!items.is_empty()).then(|| &items[self.between(0, items.len() as i64 - 1) as usize])
    }

    /// An index, by weight.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut left = self.between(1, i64::from(weights.iter().sum::<u32>()));
        for (index, weight) in weights.iter().enumerate() {
            left -= i64::from(*weight);
            if left <= 0 {
                return index;
            }
        }
        0
    }

    /// Puts the items into a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.between(0, index as i64) as usize);
        }
    }
}
