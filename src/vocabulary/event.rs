//! What happens to a ticket between its start and its end, as an event log tells it.

macro_rules! events {
    ($($variant:ident $name:literal $about:literal;)*) => {
        /// An event of a ticket, in the order in which events of the same instant are taken.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Event {
            $(#[doc = $about] $variant,)*
        }

        impl Event {
            /// All events.
            pub const ALL: &'static [Event] = &[$(Event::$variant,)*];

            /// Name in the workspace.
            pub fn name(self) -> &'static str {
                match self { $(Event::$variant => $name,)* }
            }
        }
    };
}

events! {
    Created "created" "It came in: the clocks start.";
    Started "started" "The clocks start here, or start anew: handed over from a bot, passed to the provider, reset.";
    CustomerMessage "customer_message" "The customer wrote.";
    Acknowledged "acknowledged" "Receipt was confirmed.";
    Assigned "assigned" "It went to another queue, group or person; no clock minds.";
    InProgress "in_progress" "Somebody works on it: a pause ends, and what was resolved is open again.";
    Resumed "resumed" "A pause ends.";
    InterimNotice "interim_notice" "The customer was told the state of things.";
    Answer "answer" "The customer was answered.";
    CallbackPromised "callback_promised" "A callback was promised.";
    CalledBack "called_back" "The customer was called back.";
    Documented "documented" "It was documented.";
    Paused "paused" "It waits for somebody else.";
    Reopened "reopened" "It is open again.";
    Resolved "resolved" "It is resolved.";
    Closed "closed" "It is closed.";
    Merged "merged" "It went up in another ticket.";
    Cancelled "cancelled" "It was withdrawn.";
    Ignored "ignored" "Nothing that matters here.";
}

/// Who acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// The customer.
    Customer,
    /// Somebody who works for the provider.
    Agent,
    /// A program: what it writes is no answer.
    Bot,
}

impl Actor {
    /// All classes.
    pub const ALL: [Actor; 3] = [Actor::Customer, Actor::Agent, Actor::Bot];

    /// Name in the workspace.
    pub fn name(self) -> &'static str {
        match self {
            Actor::Customer => "customer",
            Actor::Agent => "agent",
            Actor::Bot => "bot",
        }
    }
}
