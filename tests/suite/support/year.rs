//! Thirteen months of small data of some providers, published one after the other.

use super::{Ended, Sandbox};

/// October 2025 to October 2026.
pub const MONTHS: [&str; 13] = [
    "2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06",
    "2026-07", "2026-08", "2026-09", "2026-10",
];

const HEADER: &str = "id,offered,queue,reason,outcome,wait,talk\n";

/// A workspace of these providers (id, name) with a service level, the lost calls and the speed of answer of
/// two queues.
pub fn workspace(providers: &[(&str, &str)], language: &str) -> String {
    let mut text = format!(
        "[client]\nname = \"Muster Versand AG\"\ntime_zone = \"Europe/Berlin\"\nlanguage = \"{language}\"\n\
         [queues.orders]\nname = \"Orders\"\nchannel = \"phone\"\nlanguages = [\"de\"]\n\
         [queues.claims]\nname = \"Claims\"\nchannel = \"phone\"\nlanguages = [\"de\"]\n\
         [standards.level]\nname = \"Service level\"\n[[standards.level.clauses]]\nvalid_from = 2025-01-01\n\
         target = \"80 %\"\nservice_level = {{ formula = \"offered\", within = \"20 s\" }}\n\
         [standards.wait]\nname = \"Speed of answer\"\n[[standards.wait.clauses]]\nvalid_from = 2025-01-01\n\
         target = \"30 s\"\nasa = {{}}\n"
    );
    for (id, name) in providers {
        text.push_str(&format!(
            "[providers.{id}]\nname = \"{name}\"\n[sources.{id}_calls]\nprovider = \"{id}\"\nkind = \"calls\"\n\
             path = \"{id}/calls_{{period}}.csv\"\n[sources.{id}_calls.csv]\n[sources.{id}_calls.mapping.fields]\n\
             id = \"id\"\nqueue = \"queue\"\nreason = \"reason\"\noutcome = \"outcome\"\n\
             offered_at = {{ column = \"offered\", format = \"%Y-%m-%d %H:%M:%S\" }}\n\
             wait = {{ column = \"wait\", unit = \"s\" }}\ntalk = {{ column = \"talk\", unit = \"s\" }}\n"
        ));
    }
    text
}

/// Calls of a queue and reason in a month, so many of them in time.
#[derive(Clone, Copy)]
pub struct Calls {
    pub queue: &'static str,
    pub reason: &'static str,
    pub in_time: usize,
    pub all: usize,
}

/// A provider's export of a month.
pub fn export(month: &str, calls: &[Calls]) -> String {
    let mut text = String::from(HEADER);
    for (part, calls) in calls.iter().enumerate() {
        for index in 0..calls.all {
            let wait = if index < calls.in_time { 10 } else { 60 };
            let (day, minute, second) = (index % 28 + 1, index / 60 % 60, index % 60);
            let (queue, reason) = (calls.queue, calls.reason);
            text.push_str(&format!(
                "{month}-{part}-{index},{month}-{day:02} 09:{minute:02}:{second:02},{queue},{reason},answered,{wait},180\n"
            ));
        }
    }
    text
}

/// Two queues of a month that together have so many of 200 calls in time.
pub fn level(in_time: usize) -> [Calls; 2] {
    let calls = |queue, in_time| Calls {
        queue,
        reason: "",
        in_time,
        all: 100,
    };
    [
        calls("orders", in_time / 2),
        calls("claims", in_time - in_time / 2),
    ]
}

/// Runs a month into `out`.
pub fn run(sandbox: &Sandbox, month: &str) -> Ended {
    sandbox.ask(&["run", "leitstand.toml", "--out", "out", "--period", month])
}

/// A folder in which one provider's months are published: calls in time of 200 in each, without a
/// publication where there is no number.
pub fn published(in_time: &[Option<usize>; 13]) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("leitstand.toml", workspace(&[("nord", "Nord")], "en"));
    for (month, in_time) in MONTHS.iter().zip(in_time) {
        if let Some(in_time) = in_time {
            sandbox.write(
                &format!("nord/calls_{month}.csv"),
                export(month, &level(*in_time)),
            );
            run(&sandbox, month).with(0);
        }
    }
    sandbox
}
