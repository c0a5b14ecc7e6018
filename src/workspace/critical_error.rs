//! Kinds of critical errors that quality checks tell apart (definitions § 6).

use crate::vocabulary::Field;

/// For whom an error is critical.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CriticalError {
    /// The customer: a wrong or incomplete answer.
    Customer,
    /// The client's business: money or work lost.
    Business,
    /// Law and rules: privacy, identification, mandatory information.
    Compliance,
}

impl CriticalError {
    /// All kinds.
    pub const ALL: [CriticalError; 3] = [Self::Customer, Self::Business, Self::Compliance];

    /// Name in the workspace and in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Business => "business",
            Self::Compliance => "compliance",
        }
    }

    /// The field that tells it.
    pub fn field(self) -> Field {
        match self {
            Self::Customer => Field::CriticalErrorCustomer,
            Self::Business => Field::CriticalErrorBusiness,
            Self::Compliance => Field::CriticalErrorCompliance,
        }
    }
}
