//! What the law makes the insurer pay for being late.

use chrono::{DateTime, Utc};

use super::due::jakarta_date;
use crate::law::Rupiah;

/// A hundred percent, in hundredths of a percent.
const WHOLE_BASIS_POINTS: i128 = 10_000;

/// The penalty (denda) on a sum that was due, for each day of the calendar begun since: PP 44/2015 ps. 37 (3) has one
/// percent a day, which is 100 basis points. Nothing while in time; whole rupiah, the rest of a day's part left out.
pub fn penalty(amount: Rupiah, due_at: DateTime<Utc>, now: DateTime<Utc>, basis_points_per_day: u32) -> Rupiah {
    let days = (jakarta_date(now) - jakarta_date(due_at)).num_days();
    if now <= due_at || days <= 0 || amount.0 <= 0 {
        return Rupiah(0);
    }
    let per_day = i128::from(amount.0) * i128::from(basis_points_per_day) / WHOLE_BASIS_POINTS;
    Rupiah(i64::try_from(per_day * i128::from(days)).unwrap_or(i64::MAX))
}
