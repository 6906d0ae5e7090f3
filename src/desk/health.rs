//! Whether the desk can work, and how much lies on it.

use crate::store::{StoreError, queries};

use super::context::Desk;
use super::error::DeskError;

/// How much lies on the desk, counted in the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Claims: procedure, state, how many.
    pub claims: Vec<(String, String, i64)>,
    /// Deliveries: kind, state, how many.
    pub deliveries: Vec<(String, String, i64)>,
}

impl Desk {
    /// Whether the database answers and is up to date.
    pub async fn ready(&self) -> Result<bool, DeskError> {
        let store = self.store().clone();
        let migrated = tokio::task::spawn_blocking(move || store.is_migrated()).await;
        migrated.map_err(|error| DeskError::Unreadable(error.to_string()))?.map_err(DeskError::from)
    }

    /// Claims and deliveries by state.
    pub async fn census(&self) -> Result<Census, DeskError> {
        let read = self.store().read(|db| {
            Ok::<_, StoreError>(Census {
                claims: queries::claims_by_state(db)?,
                deliveries: queries::deliveries_by_state(db)?,
            })
        });
        Ok(read.await?)
    }
}
