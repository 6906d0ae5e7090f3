//! Tidying up: what a crash left behind, and what has been kept long enough.

use chrono::TimeDelta;

use crate::store::StoreError;
use crate::store::queries;

use super::context::Desk;
use super::error::DeskError;

/// How long an answer is kept for repeats of its request, in days.
const ANSWERS_KEPT_DAYS: i64 = 7;

/// How long sessions, links and wrong tries are kept after their end, in days.
const ACCESS_KEPT_DAYS: i64 = 30;

/// What was removed of who came in, long ago.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PurgedAccess {
    /// Sessions.
    pub sessions: usize,
    /// Links.
    pub links: usize,
    /// Addresses and peers whose wrong tries were counted.
    pub attempts: usize,
    /// Notes that something was told to staff.
    pub notices: usize,
}

impl Desk {
    /// Forgets answers whose time for repeats is over; says how many.
    pub async fn forget_answers(&self) -> Result<usize, DeskError> {
        let before = self.now() - TimeDelta::days(ANSWERS_KEPT_DAYS);
        Ok(self.store().write(move |db| queries::forget_answers(db, before)).await?)
    }

    /// Removes sessions and links that ended 30 days ago, and tries that began then; says how many.
    pub async fn purge_access(&self) -> Result<PurgedAccess, DeskError> {
        let before = self.now() - TimeDelta::days(ACCESS_KEPT_DAYS);
        let purged = self.store().write(move |db| {
            Ok::<_, StoreError>(PurgedAccess {
                sessions: queries::forget_sessions(db, before)?,
                links: queries::forget_links(db, before)?,
                attempts: queries::forget_attempts(db, before)?,
                notices: queries::forget_notices(db, before)?,
            })
        });
        Ok(purged.await?)
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
