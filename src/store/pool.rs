//! Connections kept open between uses.

use diesel::r2d2::{self, ManageConnection, Pool, PooledConnection, R2D2Connection as _};
use std::time::Duration;

use super::backend::{self, Purpose};
use super::location::Location;
use super::{Db, StoreError};

/// How long a caller waits for a free connection before the store says that it is too busy.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens connections for a pool.
#[derive(Clone, Debug)]
pub(super) struct Opener {
    location: Location,
}

/// A connection in a pool.
pub(super) struct Held {
    /// The connection.
    pub(super) db: Db,
    /// Set when the connection failed in a way that it may not recover from; the pool then drops it.
    pub(super) lost: bool,
}

impl ManageConnection for Opener {
    type Connection = Held;
    type Error = StoreError;

    fn connect(&self) -> Result<Held, StoreError> {
        Ok(Held { db: backend::connect(&self.location)?, lost: false })
    }

    fn is_valid(&self, _: &mut Held) -> Result<(), StoreError> {
        // Not asked for: every use begins with a `BEGIN`, which tells the same without another round trip.
        Ok(())
    }

    fn has_broken(&self, held: &mut Held) -> bool {
        held.lost || std::thread::panicking() || held.db.is_broken()
    }
}

/// A pool of at most `size` connections, none of which is opened yet.
pub(super) fn new(location: &Location, size: u32) -> Pool<Opener> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(0))
        .test_on_check_out(false)
        .connection_timeout(PATIENCE)
        .error_handler(Box::new(r2d2::NopErrorHandler))
        .build_unchecked(Opener { location: location.clone() })
}

/// A connection with a transaction begun on it. A connection that died while it lay idle, because the server was
/// restarted, is thrown away and the next one is tried.
pub(super) fn begun(pool: &Pool<Opener>, purpose: Purpose) -> Result<PooledConnection<Opener>, StoreError> {
    let mut tries_left = pool.max_size();
    loop {
        let mut held = pool.get().map_err(|error| StoreError::Unavailable(error.to_string()))?;
        match backend::begin(&mut held.db, purpose) {
            Ok(()) => return Ok(held),
            Err(error) => {
                held.lost = true;
                if !backend::can_lose_connections(&held.db) || tries_left == 0 {
                    return Err(error.into());
                }
                tries_left -= 1;
            }
        }
    }
}
