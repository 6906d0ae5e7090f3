//! One connection type over both databases.

use diesel::{PgConnection, SqliteConnection};

/// An open connection to one of the two databases; every query is written once, against this type.
#[derive(diesel::MultiConnection)]
pub enum Db {
    /// The embedded database.
    Sqlite(SqliteConnection),
    /// The server for offices that outgrow one machine.
    Postgres(PgConnection),
}
