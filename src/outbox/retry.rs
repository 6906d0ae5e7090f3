//! When a failed delivery is tried again.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

/// The waits after the first, second, … failed attempt, in seconds: 5 s, 5 m, 30 m, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h.
const WAITS_SECONDS: [i64; 9] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/// The same for letters: 1 m, 5 m, 15 m, 30 m, 1 h, 2 h, 4 h, 8 h, 12 h, 16 h, 24 h, 24 h, in all close to four days. RFC 5321 (4.5.4.1)
/// asks for four to five; the relay that takes a letter tries for as long again.
const MAIL_WAITS_SECONDS: [i64; 12] =
    [60, 300, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 57_600, 86_400, 86_400];

/// The longest wait that a server may ask for, in seconds.
const RETRY_AFTER_SECONDS_MAX: i64 = 86_400;

/// Jitter goes up to this many thousandths of the wait, to either side.
const JITTER_PER_MILLE: i64 = 100;

/// Attempts before a delivery is given up.
pub(super) const ATTEMPTS_MAX: i32 = 10;

/// The wait after `attempts` failed ones; `None` when it was the last.
pub(super) fn wait(id: Uuid, attempts: i32) -> Option<TimeDelta> {
    of_schedule(&WAITS_SECONDS, id, attempts)
}

fn of_schedule(seconds: &[i64], id: Uuid, attempts: i32) -> Option<TimeDelta> {
    let index = usize::try_from(attempts.saturating_sub(1)).unwrap_or(0);
    seconds.get(index).map(|seconds| with_jitter(*seconds, id, attempts))
}

/// Attempts before a letter is given up.
pub const MAIL_ATTEMPTS_MAX: i32 = 13;

/// The wait before a letter is tried again after `attempts` failed ones; `None` when it was the last.
pub fn mail_wait(id: Uuid, attempts: i32) -> Option<TimeDelta> {
    of_schedule(&MAIL_WAITS_SECONDS, id, attempts)
}

/// As [`wait`], but for what is owed for ever: the last wait is repeated.
pub(super) fn wait_for_ever(id: Uuid, attempts: i32) -> TimeDelta {
    wait(id, attempts).unwrap_or_else(|| with_jitter(RETRY_AFTER_SECONDS_MAX, id, attempts))
}

/// Spreads a wait, so that what failed together does not come back together. The same delivery and attempt are
/// always spread the same way: no dice, and every replica would decide alike.
fn with_jitter(seconds: i64, id: Uuid, attempts: i32) -> TimeDelta {
    let (high, low) = id.as_u64_pair();
    let seed = high ^ low.rotate_left(17) ^ u64::from(attempts.unsigned_abs()).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let spread = (seed ^ (seed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 32;
    let steps = JITTER_PER_MILLE.unsigned_abs() * 2 + 1;
    let per_mille = i64::try_from(spread % steps).unwrap_or(0) - JITTER_PER_MILLE;
    TimeDelta::milliseconds(seconds * (1000 + per_mille))
}

/// Reads `Retry-After`: seconds, or an HTTP date. What cannot be read, or has passed, asks for nothing.
pub(super) fn retry_after(value: &str, now: DateTime<Utc>) -> Option<TimeDelta> {
    let most = TimeDelta::seconds(RETRY_AFTER_SECONDS_MAX);
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are more seconds than are ever waited.
        return Some(TimeDelta::seconds(value.parse().unwrap_or(i64::MAX).min(RETRY_AFTER_SECONDS_MAX)));
    }
    let until = DateTime::parse_from_rfc2822(value).ok()?.with_timezone(&Utc);
    let wait = until - now;
    (wait > TimeDelta::zero()).then(|| wait.min(most))
}
