//! Ids as the workspace writes them. They stay text and keep their spelling.

use std::fmt;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Wraps an id exactly as written.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The id as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A call-centre provider, e.g. `nord`.
    ProviderId
);
id!(
    /// A queue or line of business, e.g. `billing`.
    QueueId
);
id!(
    /// A source of the workspace: one export of one provider.
    SourceId
);
id!(
    /// A standard of the agreement, e.g. `sl_phone`.
    StandardId
);
id!(
    /// An agreement on bonus and malus, e.g. `phone`.
    CreditId
);
