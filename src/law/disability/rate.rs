//! Parts of the whole, exact to a ten-thousandth of a percent.

use crate::law::Text;

/// A part of the whole, in millionths: one hundredth of a percent, times one percent of lost function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(pub u64);

impl Rate {
    /// The whole.
    pub const WHOLE: i64 = 1_000_000;

    /// From hundredths of a percent.
    pub fn of_basis_points(basis_points: u32) -> Self {
        Self(u64::from(basis_points) * 100)
    }

    /// So many percent of it.
    #[must_use]
    pub fn percent(self, percent: u32) -> Self {
        Self(self.0.saturating_mul(u64::from(percent)) / 100)
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// As people write it: `4,5 %` and `4.5 %`.
    pub fn words(self) -> Text {
        let (whole, rest) = (self.0 / 10_000, self.0 % 10_000);
        let fraction = format!("{rest:04}");
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() {
            return Text::new(format!("{whole} %"), format!("{whole} %"));
        }
        Text::new(format!("{whole},{fraction} %"), format!("{whole}.{fraction} %"))
    }
}
