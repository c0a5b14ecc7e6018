//! The fields that a documentation duty can ask for, and the conditions under which it asks.

macro_rules! required_fields {
    ($($(#[$about:meta])* $variant:ident $name:literal;)*) => {
        /// A field that must be filled at closing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum RequiredField {
            $($(#[$about])* $variant,)*
        }

        impl RequiredField {
            /// All fields.
            pub const ALL: &'static [RequiredField] = &[$(RequiredField::$variant,)*];

            /// Name in the workspace.
            pub fn name(self) -> &'static str {
                match self { $(RequiredField::$variant => $name,)* }
            }
        }
    };
}

required_fields! {
    /// Contact reason.
    Reason "reason";
    /// Note.
    Note "note";
    /// Whether the case is resolved.
    Resolved "resolved";
    /// Whether it was resolved at the first contact.
    ResolvedFirst "resolved_first";
    /// Agent.
    Agent "agent";
    /// Customer language.
    CustomerLanguage "customer_language";
    /// Served language.
    ServedLanguage "served_language";
    /// Time of documentation.
    DocumentedAt "documented_at";
    /// Priority (tickets).
    Priority "priority";
    /// When a callback was promised.
    CallbackPromisedAt "callback_promised_at";
    /// For when a callback was promised.
    CallbackDueAt "callback_due_at";
    /// When the customer was called back.
    CallbackAt "callback_at";
}

/// When fields are asked for that not every contact needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A field is filled.
    Filled(RequiredField),
    /// The contact reason is one of these.
    ReasonIs(Vec<String>),
}

impl Condition {
    /// The field that decides.
    pub fn field(&self) -> RequiredField {
        match self {
            Condition::Filled(field) => *field,
            Condition::ReasonIs(_) => RequiredField::Reason,
        }
    }

    /// Contact reasons that it tells from others.
    pub fn reasons(&self) -> &[String] {
        match self {
            Condition::Filled(_) => &[],
            Condition::ReasonIs(reasons) => reasons,
        }
    }
}

/// Fields that must be filled where a condition holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionalFields {
    /// The condition.
    pub condition: Condition,
    /// The fields.
    pub fields: Vec<RequiredField>,
}
