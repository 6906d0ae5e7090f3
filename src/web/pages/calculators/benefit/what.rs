//! What happened, as a family says it; it decides what else is asked.

use crate::law::{Outcome, Program};

/// What happened to the worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Death, not by work.
    Death,
    /// Death by a work accident.
    WorkDeath,
    /// Never able to work again.
    TotalDisability,
    /// A part of the body lost.
    PartialAnatomical,
    /// A part of the body that no longer does all it did.
    PartialFunctional,
    /// Unable to work for a time.
    Temporary,
    /// Costs only.
    Medical,
}

impl What {
    /// Everything that may have happened.
    pub(super) const ALL: [Self; 7] = [
        Self::Death,
        Self::WorkDeath,
        Self::TotalDisability,
        Self::PartialAnatomical,
        Self::PartialFunctional,
        Self::Temporary,
        Self::Medical,
    ];

    /// The word in the address, and the end of the key of its words.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Death => "death",
            Self::WorkDeath => "work-death",
            Self::TotalDisability => "total",
            Self::PartialAnatomical => "part",
            Self::PartialFunctional => "function",
            Self::Temporary => "days",
            Self::Medical => "costs",
        }
    }

    /// What a word of an address means.
    pub(super) fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.as_str() == word)
    }

    /// The programme that pays.
    pub(super) fn program(self) -> Program {
        if self == Self::Death { Program::Jkm } else { Program::Jkk }
    }

    /// The outcome in the words of the law.
    pub(super) fn outcome(self) -> Outcome {
        match self {
            Self::Death | Self::WorkDeath => Outcome::Death,
            Self::TotalDisability => Outcome::TotalDisability,
            Self::PartialAnatomical => Outcome::PartialAnatomical,
            Self::PartialFunctional => Outcome::PartialFunctional,
            Self::Temporary => Outcome::Temporary,
            Self::Medical => Outcome::Medical,
        }
    }

    /// Whether the income changes the amount.
    pub(super) fn asks_income(self) -> bool {
        !matches!(self, Self::Death | Self::Medical)
    }

    /// Whether children may earn a scholarship.
    pub(super) fn asks_children(self) -> bool {
        matches!(self, Self::Death | Self::WorkDeath | Self::TotalDisability)
    }

    /// Whether losses of the table are asked for.
    pub(super) fn asks_losses(self) -> bool {
        matches!(self, Self::PartialAnatomical | Self::PartialFunctional)
    }

    /// Whether days without work are asked for.
    pub(super) fn asks_days(self) -> bool {
        !matches!(self, Self::Death | Self::Medical)
    }

    /// Whether costs are asked for.
    pub(super) fn asks_costs(self) -> bool {
        self != Self::Death
    }
}
