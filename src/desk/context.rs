//! What every use case has at hand.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::clock::Clock;
use crate::ids::Ids;
use crate::law::LawBook;
use crate::store::Store;
use crate::words::OfficeContact;
use crate::workflow::Catalogue;

use super::deadlines::CalendarCache;
use super::files::Files;

/// The desk: the use cases of one office or of many. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    inner: Arc<Inner>,
}

/// The parts, and what is remembered of the store.
struct Inner {
    parts: Parts,
    calendars: CalendarCache,
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
    /// How families and staff reach the office.
    pub office: OfficeContact,
    /// Whether letters go out by mail. Without, every letter to a family is a call.
    pub sends_mail: bool,
}

impl Desk {
    /// A desk of these parts.
    pub fn new(parts: Parts) -> Self {
        Self { inner: Arc::new(Inner { parts, calendars: CalendarCache::default() }) }
    }

    /// The database; for the shell's own work beside the use cases.
    pub(crate) fn store(&self) -> &Store {
        &self.inner.parts.store
    }

    pub(super) fn calendars(&self) -> &CalendarCache {
        &self.inner.calendars
    }

    pub(super) fn files(&self) -> &Files {
        &self.inner.parts.files
    }

    /// The procedures.
    pub fn catalogue(&self) -> &Catalogue {
        &self.inner.parts.catalogue
    }

    /// The law.
    pub fn law(&self) -> &LawBook {
        &self.inner.parts.law
    }

    /// The address that this desk is reached by.
    pub fn public_url(&self) -> &str {
        &self.inner.parts.public_url
    }

    /// How families and staff reach the office.
    pub fn office_contact(&self) -> &OfficeContact {
        &self.inner.parts.office
    }

    /// Whether letters go out by mail.
    pub fn sends_mail(&self) -> bool {
        self.inner.parts.sends_mail
    }

    /// The moment, in UTC and whole microseconds.
    pub fn now(&self) -> DateTime<Utc> {
        self.inner.parts.clock.now()
    }

    pub(super) fn id_source(&self) -> &dyn Ids {
        self.inner.parts.ids.as_ref()
    }

    /// A new id of this desk's source.
    pub fn new_id(&self) -> uuid::Uuid {
        self.inner.parts.ids.next(self.now())
    }
}
