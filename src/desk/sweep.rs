//! Tidying up: what a crash left behind, and what has been kept long enough.

use chrono::TimeDelta;

use crate::store::queries;

use super::context::Desk;
use super::error::DeskError;

/// How long an answer is kept for repeats of its request, in days.
const ANSWERS_KEPT_DAYS: i64 = 7;

impl Desk {
    /// Forgets answers whose time for repeats is over; says how many.
    pub async fn forget_answers(&self) -> Result<usize, DeskError> {
        let before = self.now() - TimeDelta::days(ANSWERS_KEPT_DAYS);
        Ok(self.store().write(move |db| queries::forget_answers(db, before)).await?)
    }

    /// Removes files that no event speaks of a day after they were written: their upload crashed before its event.
    /// Says how many.
    pub async fn sweep_orphan_files(&self) -> Result<usize, DeskError> {
        let mut removed = 0;
        for (claim, sha256) in self.files().old().await? {
            let wanted = sha256.clone();
            let known = self.store().read(move |db| queries::claim_has_file(db, claim.0, &wanted)).await?;
            if !known && self.files().remove_old(claim, &sha256).await? {
                tracing::info!(claim.id = %claim, sha256, "a file that no event speaks of was removed");
                removed += 1;
            }
        }
        Ok(removed)
    }
}
