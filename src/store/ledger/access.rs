//! Who is let in by a change: a family's link that is made, or one that is opened.

use super::change::{Access, Change};
use super::error::{AppendError, Setback};
use crate::store::{Db, queries};

/// Writes the link, or uses it up and begins its session.
pub(super) fn access(db: &mut Db, change: &Change) -> Result<(), Setback> {
    match &change.access {
        None => {}
        Some(Access::Made(link)) => queries::add_link(db, link)?,
        Some(Access::Opened { link, session }) => {
            if !queries::use_link(db, *link, change.row.updated_at)? {
                return Err(AppendError::LinkEnded(*link).into());
            }
            queries::add_session(db, session)?;
        }
    }
    Ok(())
}
