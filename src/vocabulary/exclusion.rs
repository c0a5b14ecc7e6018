//! Why contacts are taken out of a figure.

/// What takes contacts out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exclusion {
    /// A dated exemption (index in the agreement).
    Exemption(usize),
    /// Relief by intervals, such as volumes beyond a locked forecast.
    Relief,
}

/// What a figure is shown without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Without {
    /// Dated exemptions.
    Exemptions,
    /// Relief by intervals.
    Relief,
}

impl Without {
    /// Both.
    pub const ALL: [Without; 2] = [Without::Exemptions, Without::Relief];

    /// Qualifier of the measure in files.
    pub fn name(self) -> &'static str {
        match self {
            Without::Exemptions => "without_exemptions",
            Without::Relief => "without_relief",
        }
    }

    /// Whether it is this that an exclusion does.
    pub fn is(self, exclusion: Exclusion) -> bool {
        match self {
            Without::Exemptions => exclusion != Exclusion::Relief,
            Without::Relief => exclusion == Exclusion::Relief,
        }
    }
}
