//! Forecasts of volume: who makes one, and what can be counted about them.

/// Who makes a forecast, and is answerable for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maker {
    /// The client: then its quality is the client's own duty.
    Client,
    /// The provider.
    Provider,
}

impl Maker {
    /// Both, with their names in the workspace.
    pub const ALL: [(&'static str, Maker); 2] = [("client", Maker::Client), ("provider", Maker::Provider)];
}

/// Counts of intervals beside a figure that rests on a forecast, in reporting order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ForecastCount {
    /// With a forecast that was there in time.
    Forecast,
    /// With calls in opening hours, but without any forecast.
    Missing,
    /// Whose forecast came after it was agreed to be locked.
    Late,
    /// Taken out of the service level because more calls came than the agreed corridor allows.
    Relieved,
}

impl ForecastCount {
    /// All counts.
    pub const ALL: [ForecastCount; 4] = [
        ForecastCount::Forecast,
        ForecastCount::Missing,
        ForecastCount::Late,
        ForecastCount::Relieved,
    ];

    /// Name in files, behind the measure and a colon.
    pub fn name(self) -> &'static str {
        match self {
            ForecastCount::Forecast => "forecast_intervals",
            ForecastCount::Missing => "forecast_missing",
            ForecastCount::Late => "forecast_late",
            ForecastCount::Relieved => "relieved_intervals",
        }
    }
}
