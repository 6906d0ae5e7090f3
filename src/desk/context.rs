//! What every use case has at hand.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::clock::Clock;
use crate::ids::Ids;
use crate::law::LawBook;
use crate::store::Store;
use crate::workflow::Catalogue;

use super::files::Files;

/// The desk: the use cases of one office or of many. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    inner: Arc<Parts>,
}

/// What a desk is made of.
pub struct Parts {
    /// The database.
    pub store: Store,
    /// Where papers are kept.
    pub files: Files,
    /// The procedures, as they are stored.
    pub catalogue: Catalogue,
    /// The law.
    pub law: LawBook,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Where new ids come from.
    pub ids: Arc<dyn Ids>,
    /// The address that people and the insurer reach this desk by, without a slash at its end.
    pub public_url: String,
}

impl Desk {
    /// A desk of these parts.
    pub fn new(parts: Parts) -> Self {
        Self { inner: Arc::new(parts) }
    }

    /// The database; for the shell's own work beside the use cases.
    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(super) fn files(&self) -> &Files {
        &self.inner.files
    }

    /// The procedures.
    pub fn catalogue(&self) -> &Catalogue {
        &self.inner.catalogue
    }

    /// The law.
    pub fn law(&self) -> &LawBook {
        &self.inner.law
    }

    /// The address that this desk is reached by.
    pub fn public_url(&self) -> &str {
        &self.inner.public_url
    }

    /// The moment, in UTC and whole microseconds.
    pub fn now(&self) -> DateTime<Utc> {
        self.inner.clock.now()
    }

    pub(super) fn id_source(&self) -> &dyn Ids {
        self.inner.ids.as_ref()
    }

    /// A new id of this desk's source.
    pub fn new_id(&self) -> uuid::Uuid {
        self.inner.ids.next(self.now())
    }
}
