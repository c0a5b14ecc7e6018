//! Who caused the gap and what it cost; before that, how far the model can be believed.

use super::beside::{Column, Table};
use crate::publish::locale::{Locale, NOTHING};
use crate::publish::staff_words;
use crate::scorecard::{BackTest, Emergency, PatienceSource, ProviderReview, QueuePatience, Review};

/// Who reads, and of whom.
pub(super) struct Reader<'a> {
    pub review: &'a Review,
    pub providers: &'a [&'a ProviderReview],
    pub locale: &'a Locale,
    /// Whether rows name the provider: the client's page, which may tell of all of them.
    pub named: bool,
}

impl Reader<'_> {
    /// One sentence per provider whose gap is known.
    pub(super) fn sentences(&self) -> Vec<String> {
        let providers = self.providers.iter();
        providers
            .filter_map(|provider| staff_words::sentence(provider, self.named, self.locale))
            .collect()
    }

    /// What is behind the peaks: by what they were chosen, and how many lacked people.
    pub(super) fn peaks(&self) -> Vec<String> {
        let providers = self.providers.iter();
        providers
            .filter(|provider| provider.staffing.known() > 0)
            .map(|provider| staff_words::peaks(provider, self.named, self.locale))
            .collect()
    }

    /// The model against what was measured, and the patience that it rests on.
    pub(super) fn trust(&self) -> Vec<Table> {
        [self.back_tests(), self.patience()]
            .into_iter()
            .flatten()
            .collect()
    }

    /// The gap in parts, and emergencies.
    pub(super) fn causes(&self) -> Vec<Table> {
        [self.parts(), self.emergencies()].into_iter().flatten().collect()
    }

    fn parts(&self) -> Option<Table> {
        let mut rows = Vec::new();
        for provider in self.providers {
            let parts = staff_words::parts(&provider.staff_gap, self.named);
            if provider.staff_gap.total.intervals == 0 {
                continue;
            }
            for part in parts {
                rows.push(self.row(
                    provider,
                    vec![
                        self.locale.text(part.key()).to_owned(),
                        staff_words::owner(part.owner, self.locale).to_owned(),
                        self.locale.tenth_signed(part.hours),
                        self.locale.decimal(part.customers, 0),
                    ],
                ));
            }
            let total = &provider.staff_gap.total;
            rows.push(self.row(
                provider,
                vec![
                    self.locale.text("gap.total").to_owned(),
                    String::new(),
                    self.locale.tenth_signed(0.0 - total.missing_hours()),
                    self.locale.decimal(total.customers().as_f64(), 0),
                ],
            ));
        }
        let columns = vec![
            self.column("gap.cause"),
            self.column("gap.owner"),
            self.number("gap.hours"),
            self.number("gap.customers"),
        ];
        self.table("gap.caption", columns, rows)
    }

    fn back_tests(&self) -> Option<Table> {
        let mut rows = Vec::new();
        for provider in self.providers {
            let tests = provider.staff_gap.back_tests.iter();
            rows.extend(tests.map(|test| self.row(provider, self.back_test(test))));
        }
        let columns = vec![
            self.column("column.queue"),
            self.number("gap.test_intervals"),
            self.number("gap.predicted"),
            self.number("gap.measured"),
            self.number("gap.bias"),
            self.number("gap.distance"),
            self.number("gap.present"),
            self.number("gap.implied"),
        ];
        self.table("gap.test_caption", columns, rows)
    }

    fn back_test(&self, test: &BackTest) -> Vec<String> {
        let locale = self.locale;
        let queue = test.queue.as_ref();
        let staffed = match test.implied {
            Some(_) => locale.decimal(test.staffed, 1),
            None => NOTHING.to_owned(),
        };
        vec![
            queue.map_or_else(
                || locale.text("column.all_queues").to_owned(),
                |queue| self.review.queue_name(queue).to_owned(),
            ),
            locale.count(test.intervals),
            locale.share(test.predicted, None),
            locale.share(test.measured, None),
            locale.points(test.bias()),
            locale.points(test.distance).trim_start_matches('+').to_owned(),
            staffed,
            test.implied
                .map_or_else(|| NOTHING.to_owned(), |agents| locale.decimal(agents, 1)),
        ]
    }

    fn patience(&self) -> Option<Table> {
        let mut rows = Vec::new();
        for provider in self.providers {
            let found = provider.staff_gap.patience.iter();
            rows.extend(found.map(|patience| self.row(provider, self.patience_row(patience))));
        }
        let columns = vec![
            self.column("column.queue"),
            self.number("gap.patience"),
            self.number("gap.patience_interval"),
            self.number("gap.patience_calls"),
            self.column("gap.patience_source"),
        ];
        self.table("gap.patience_caption", columns, rows)
    }

    fn patience_row(&self, patience: &QueuePatience) -> Vec<String> {
        let locale = self.locale;
        let seconds = |value: f64| match value.is_finite() {
            true => locale.seconds(value.round(), None),
            false => locale.text("gap.endless").to_owned(),
        };
        let calls = match patience.source {
            PatienceSource::Given => NOTHING.to_owned(),
            _ => locale.count(patience.abandoned),
        };
        vec![
            self.review.queue_name(&patience.queue).to_owned(),
            patience.seconds.map_or_else(|| NOTHING.to_owned(), seconds),
            patience.interval.map_or_else(
                || NOTHING.to_owned(),
                |(low, high)| format!("{} – {}", seconds(low), seconds(high)),
            ),
            calls,
            locale.text(staff_words::source(patience.source)).to_owned(),
        ]
    }

    fn emergencies(&self) -> Option<Table> {
        let mut rows = Vec::new();
        for provider in self.providers {
            let found = provider.staff_gap.emergencies.iter().flatten();
            rows.extend(found.map(|emergency| self.row(provider, self.emergency(emergency))));
        }
        let columns = vec![
            self.column("gap.from"),
            self.column("gap.until"),
            self.column("column.queue"),
            self.number("column.offered"),
            self.number("gap.forecast_calls"),
            self.number("gap.more_agents"),
            self.number("gap.lag"),
        ];
        self.table("gap.emergency_caption", columns, rows)
    }

    fn emergency(&self, emergency: &Emergency) -> Vec<String> {
        let locale = self.locale;
        let zone = &self.review.zone;
        vec![
            locale.instant(zone, emergency.start),
            locale.instant(zone, emergency.end),
            self.review.queue_name(&emergency.queue).to_owned(),
            locale.decimal(emergency.calls, 0),
            locale.decimal(emergency.forecast, 0),
            locale.whole_signed(emergency.agents as f64),
            staff_words::lag(emergency.lag_s, locale),
        ]
    }

    fn table(&self, caption: &'static str, columns: Vec<Column>, rows: Vec<Vec<String>>) -> Option<Table> {
        let provider = self.named.then(|| self.column("column.provider"));
        (!rows.is_empty()).then(|| Table {
            caption: self.locale.text(caption).to_owned(),
            columns: provider.into_iter().chain(columns).collect(),
            rows,
        })
    }

    fn column(&self, key: &'static str) -> Column {
        Column {
            name: self.locale.text(key).to_owned(),
            is_number: false,
        }
    }

    fn number(&self, key: &'static str) -> Column {
        Column {
            is_number: true,
            ..self.column(key)
        }
    }

    fn row(&self, provider: &ProviderReview, cells: Vec<String>) -> Vec<String> {
        let name = self.named.then(|| provider.name.clone());
        name.into_iter().chain(cells).collect()
    }
}
