//! Updates that are prepared once per connection.

use diesel::backend::Backend;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};

/// An update whose statement is kept prepared, under its text.
///
/// Diesel prepares every update anew, because its text may depend on which columns are set; on a server that is
/// one more round trip each. Here the text is the key, so it may depend on anything but must take few forms: a list
/// of values in it would fill the cache.
pub(super) struct Cached<T>(pub(super) T);

impl<T> QueryId for Cached<T> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<T, DB> QueryFragment<DB> for Cached<T>
where
    T: QueryFragment<DB>,
    DB: Backend,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }

    fn is_safe_to_cache_prepared(&self, _: &DB) -> QueryResult<bool> {
        Ok(true)
    }
}

impl<T, Conn> RunQueryDsl<Conn> for Cached<T> {}
