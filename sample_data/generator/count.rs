//! What the accepted rows must give: every standard of the sample workspace, added up in plain loops.

use std::collections::BTreeSet;

use super::clock::{self, INTERVAL, Instant};
use super::count_tickets;
use super::exempt;
use super::judge::{self, Class, IN_TIME, SHORT, Verdict};
use super::model::{Call, Interval, Provider, Queue, Ticket};

/// All rows of a provider that count.
#[derive(Clone)]
pub struct Book {
    /// Whose.
    pub provider: Provider,
    /// Calls.
    pub calls: Vec<Call>,
    /// Interval report.
    pub intervals: Vec<Interval>,
    /// Tickets, each once.
    pub tickets: Vec<Ticket>,
    /// Half-hours that relief takes out of the service level.
    pub relieved: BTreeSet<(Queue, Instant)>,
    /// E-mails that stand in the export once more.
    pub repeated_mails: i64,
}

/// A numerator over a denominator.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// Cases in order, or seconds.
    pub numerator: i64,
    /// Cases judged.
    pub denominator: i64,
    /// Cases that could not be judged; not in the denominator.
    pub unmeasurable: i64,
    /// Cases that the formula takes out by agreement.
    pub excluded: i64,
}

impl Sum {
    /// Adds a case.
    pub fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Passed => self.numerator += 1,
            Verdict::Missed => {}
            Verdict::Unmeasurable => {
                self.unmeasurable += 1;
                return;
            }
        }
        self.denominator += 1;
    }
}

/// An expected figure.
pub struct Figure {
    /// Whose.
    pub provider: Provider,
    /// Standard in the workspace.
    pub standard: &'static str,
    /// Measure as in `kpi.csv`.
    pub measure: String,
    /// Queue, or `*` for all.
    pub queue: &'static str,
    /// Start of the clause, where a standard has several; empty for all together.
    pub clause: &'static str,
    /// The contacts for which a clause refines the framework, as in `kpi.csv`; empty for its defaults.
    pub refines: &'static str,
    /// Counts.
    pub sum: Sum,
    /// How its numbers are written.
    pub form: Form,
}

/// How the numbers of a figure are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A numerator over a denominator.
    Quotient,
    /// A numerator in millionths over a denominator.
    Millionths,
    /// A plain count, without a denominator.
    Count,
}

impl Figure {
    /// A figure over the whole period and all clauses.
    pub fn whole(
        provider: Provider,
        standard: &'static str,
        measure: &str,
        queue: &'static str,
        sum: Sum,
    ) -> Self {
        Self {
            provider,
            standard,
            measure: measure.to_owned(),
            queue,
            clause: "",
            refines: "",
            sum,
            form: Form::Quotient,
        }
    }

    /// A plain count beside a standard's own figure.
    pub fn count(
        provider: Provider,
        standard: &'static str,
        measure: &str,
        queue: &'static str,
        count: i64,
    ) -> Self {
        let sum = Sum {
            numerator: count,
            ..Sum::default()
        };
        Self {
            form: Form::Count,
            ..Self::whole(provider, standard, measure, queue, sum)
        }
    }
}

/// Id of a queue, or `*` for all.
pub fn scope(queue: Option<Queue>) -> &'static str {
    queue.map_or("*", Queue::id)
}

/// Names of the seven service levels, V1 to V7.
const FORMULAS: [&str; 7] = [
    "service_level:answered_only",
    "service_level:offered",
    "service_level:late_abandons",
    "service_level:abandons_in_time_count",
    "service_level:short_abandons_count",
    "service_level:short_abandons_removed",
    "service_level:with_flow_outs",
];

/// Volumes of calls, with interval reports.
#[derive(Clone, Copy, Default)]
pub struct Volumes {
    /// Taken.
    pub answered: i64,
    /// Hung up.
    pub abandoned: i64,
    /// Of these within 5 s.
    pub short_abandoned: i64,
    /// Callbacks and overflows.
    pub flowed_out: i64,
    /// Contradictory.
    pub unclear: i64,
    abandoned_in_time: i64,
    in_time: i64,
    without_wait: i64,
    wait: i64,
    handle: i64,
    without_talk: i64,
}

/// All figures of a provider: every standard, for all queues together and for each queue.
pub fn figures(book: &Book) -> Vec<Figure> {
    let scopes = || [None].into_iter().chain(Queue::ALL.into_iter().map(Some));
    let mut found = Vec::new();
    for queue in scopes() {
        live(book, queue, &mut found);
        records(book, queue, &mut found);
        found.extend(count_tickets::deadlines(book, queue));
    }
    // A queue that a standard does not cover, or that the provider does not serve, has no figure.
    found.retain(|figure| figure.form == Form::Count || figure.sum.denominator + figure.sum.unmeasurable > 0);
    found
}

/// Volumes of a queue, of all calls for which `wanted` holds.
pub fn volumes(book: &Book, queue: Option<Queue>, wanted: impl Fn(Queue, Instant) -> bool) -> Volumes {
    let mut sums = Volumes::default();
    for call in &book.calls {
        if queue.is_none_or(|queue| call.queue == queue) && wanted(call.queue, call.offered) {
            add_call(&mut sums, call);
        }
    }
    for row in &book.intervals {
        if queue.is_none_or(|queue| row.queue == queue) && wanted(row.queue, row.start) {
            sums.answered += row.answered;
            sums.abandoned += row.abandoned;
            sums.short_abandoned += row.short_abandoned;
            sums.abandoned_in_time += row.abandoned_in_time;
            sums.in_time += row.in_time;
            sums.wait += row.mean_wait * row.answered;
            sums.handle += row.mean_handle * row.answered;
        }
    }
    sums
}

fn add_call(sums: &mut Volumes, call: &Call) {
    match judge::class(call) {
        Class::Answered => {
            sums.answered += 1;
            match call.wait {
                Some(wait) => {
                    sums.in_time += i64::from(wait <= IN_TIME);
                    sums.wait += wait;
                }
                None => sums.without_wait += 1,
            }
            match call.talk {
                Some(talk) => sums.handle += talk + call.hold.unwrap_or(0) + call.wrap.unwrap_or(0),
                None => sums.without_talk += 1,
            }
        }
        Class::Abandoned => {
            let wait = call.wait.unwrap_or(i64::MAX);
            sums.abandoned += 1;
            sums.short_abandoned += i64::from(wait <= SHORT);
            sums.abandoned_in_time += i64::from(wait <= IN_TIME);
        }
        Class::FlowedOut => sums.flowed_out += 1,
        Class::Unclear => sums.unclear += 1,
        Class::Blocked => {}
    }
}

/// Service level in all formulas, abandonment with its two clauses, ASA, AHT.
fn live(book: &Book, queue: Option<Queue>, found: &mut Vec<Figure>) {
    let provider = book.provider;
    let mut push = |standard, measure: &str, clause, sum| {
        found.push(Figure {
            clause,
            ..Figure::whole(provider, standard, measure, scope(queue), sum)
        });
    };
    let is_relieved = |queue: Queue, at: Instant| {
        let start = at - at.rem_euclid(INTERVAL);
        book.relieved.contains(&(queue, start))
    };
    let is_out = |queue, at| exempt::outage(provider, queue, at);
    let all = volumes(book, queue, |_, _| true);
    let kept = volumes(book, queue, |queue, at| !is_out(queue, at));
    let levels = with_excluded(book, queue, |queue, at| {
        is_out(queue, at) || is_relieved(queue, at)
    });
    push("service_level", "service_level", "", levels[1]);
    for (measure, sum) in FORMULAS.into_iter().zip(levels) {
        push("service_level", measure, "", sum);
    }
    let exempted = volumes(book, queue, is_out);
    let relieved = volumes(book, queue, is_relieved);
    let offered = |sums: &Volumes| sums.answered + sums.abandoned + sums.unclear;
    if offered(&exempted) > 0 {
        let without = with_excluded(book, queue, is_relieved)[1];
        push("service_level", "service_level:without_exemptions", "", without);
        push(
            "abandonment",
            "abandonment:without_exemptions",
            "",
            abandonment(&all, 0),
        );
    }
    if exempted.answered > 0 {
        push("asa", "asa:without_exemptions", "", mean_wait(&all, 0));
    }
    if offered(&relieved) > 0 {
        let without = with_excluded(book, queue, is_out)[1];
        push("service_level", "service_level:without_relief", "", without);
    }
    push(
        "abandonment",
        "abandonment",
        "",
        abandonment(&kept, offered(&exempted)),
    );
    let change = clock::berlin(10, 16, 0, 0, 0);
    let early = |_, at| at < change;
    for (clause, holds) in [("2026-01-01", true), ("2026-10-16", false)] {
        let kept = volumes(book, queue, |queue, at| {
            early(queue, at) == holds && !is_out(queue, at)
        });
        let out = volumes(book, queue, |queue, at| {
            early(queue, at) == holds && is_out(queue, at)
        });
        push(
            "abandonment",
            "abandonment",
            clause,
            abandonment(&kept, offered(&out)),
        );
    }
    push("asa", "asa", "", mean_wait(&kept, exempted.answered));
    push("aht", "aht", "", mean_handle(&all));
    if matches!(queue, None | Some(Queue::Stoerung)) {
        let line = volumes(book, Some(Queue::Stoerung), |_, _| true);
        push("aht_band", "aht", "", mean_handle(&line));
    }
    for (standard, count) in [
        ("service_level", offered(&exempted)),
        ("abandonment", offered(&exempted)),
        ("asa", exempted.answered),
    ] {
        if count > 0 {
            let measure = format!("{standard}:exempted:telefonausfall");
            found.push(Figure::count(provider, standard, &measure, scope(queue), count));
        }
    }
}

/// The readings of what is not taken out; what is taken out, as far as each reading looks at it, is excluded.
fn with_excluded(book: &Book, queue: Option<Queue>, is_out: impl Fn(Queue, Instant) -> bool) -> [Sum; 7] {
    let mut kept = service_levels(&volumes(book, queue, |queue, at| !is_out(queue, at)));
    let out = service_levels(&volumes(book, queue, is_out));
    for (kept, out) in kept.iter_mut().zip(out) {
        kept.excluded += out.denominator + out.unmeasurable + out.excluded;
    }
    kept
}

fn abandonment(sums: &Volumes, excluded: i64) -> Sum {
    let denominator = sums.answered + sums.abandoned;
    Sum {
        numerator: sums.abandoned,
        denominator,
        unmeasurable: sums.unclear,
        excluded,
    }
}

fn mean_wait(sums: &Volumes, excluded: i64) -> Sum {
    Sum {
        numerator: sums.wait,
        denominator: sums.answered - sums.without_wait,
        unmeasurable: sums.without_wait,
        excluded,
    }
}

fn mean_handle(sums: &Volumes) -> Sum {
    Sum {
        numerator: sums.handle,
        denominator: sums.answered - sums.without_talk,
        unmeasurable: sums.without_talk,
        excluded: 0,
    }
}

/// The contract's service level of some calls, with what is taken out.
pub fn service_level(book: &Book, queue: Option<Queue>) -> [Sum; 7] {
    with_excluded(book, queue, |queue, at| {
        let start = at - at.rem_euclid(INTERVAL);
        exempt::outage(book.provider, queue, at) || book.relieved.contains(&(queue, start))
    })
}

fn service_levels(sums: &Volumes) -> [Sum; 7] {
    let unmeasurable = sums.without_wait + sums.unclear;
    let answered = sums.answered - sums.without_wait;
    let offered = answered + sums.abandoned;
    [
        (sums.in_time, answered, 0),
        (sums.in_time, offered, 0),
        (sums.in_time, offered - sums.abandoned_in_time, 0),
        (sums.in_time + sums.abandoned_in_time, offered, 0),
        (sums.in_time + sums.short_abandoned, offered, 0),
        (sums.in_time, offered - sums.short_abandoned, sums.short_abandoned),
        (sums.in_time, offered + sums.flowed_out, 0),
    ]
    .map(|(numerator, denominator, excluded)| Sum {
        numerator,
        denominator,
        unmeasurable,
        excluded,
    })
}

/// Language, documentation and first resolution: answered calls, and e-mails.
fn records(book: &Book, queue: Option<Queue>, found: &mut Vec<Figure>) {
    let [mut language, mut fields, mut note, mut documented, mut first] = [Sum::default(); 5];
    let [mut catalogue, mut catch_all, mut duties] = [Sum::default(); 3];
    for call in &book.calls {
        if queue.is_some_and(|queue| call.queue != queue) || judge::class(call) != Class::Answered {
            continue;
        }
        language.add(judge::language(call.queue, &call.record));
        fields.add(judge::required_fields(&call.record, call.agent.as_ref()));
        note.add(judge::note(&call.record.note));
        if let Some(verdict) = judge::documentation(book.provider, call) {
            documented.add(verdict);
        }
        first.add(judge::resolved_first(&call.record));
        catalogue.add(judge::catalogue(&call.record));
        catch_all.add(judge::catch_all(&call.record));
        duties.add(judge::duties(&call.record, call.agent.as_ref()));
    }
    for ticket in &book.tickets {
        // These standards cover phone and e-mail only.
        if ticket.queue != Queue::Mail || queue.is_some_and(|queue| queue != Queue::Mail) {
            continue;
        }
        if !count_tickets::is_alive(ticket) {
            continue;
        }
        if ticket.first_response.is_some_and(clock::in_period) {
            language.add(judge::language(ticket.queue, &ticket.record));
        }
        if ticket.resolved_at.is_some_and(clock::in_period) {
            fields.add(judge::required_fields(&ticket.record, ticket.agent.as_ref()));
            note.add(judge::note(&ticket.record.note));
            catalogue.add(judge::catalogue(&ticket.record));
            catch_all.add(judge::catch_all(&ticket.record));
            duties.add(judge::duties(&ticket.record, ticket.agent.as_ref()));
        }
    }
    let provider = book.provider;
    let sums = [
        ("served_language", "language", language),
        ("required_fields", "documentation", fields),
        ("note_length", "documentation", note),
        ("documented_in_time", "documentation", documented),
        ("resolved_first", "fcr", first),
        ("catalogue", "documentation", catalogue),
        ("catch_all", "catch_all", catch_all),
        ("documented", "documentation", duties),
    ];
    found.extend(
        sums.map(|(standard, measure, sum)| Figure::whole(provider, standard, measure, scope(queue), sum)),
    );
}
