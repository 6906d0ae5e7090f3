//! Several replicas that start at the same moment on a database that nobody has prepared.

use std::sync::Arc;

use santun::app::{self, Database};
use santun::clock::ManualClock;
use santun::config::Settings;
use santun::ids::SeededIds;

use crate::support::database::TestDatabase;
use crate::support::walk::start;

fn all_replicas_start(database: &TestDatabase) {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings {
        database_url: database.url().to_owned(),
        bind: "127.0.0.1:0".to_owned(),
        public_url: None,
        files: None,
        insurer_url: None,
        insurer_secret: None,
        insurer_private: false,
        mail: None,
        mail_from: None,
        mail_reply_to: None,
        office_name: "Santun".to_owned(),
        office_phone: None,
        office_hours: String::new(),
        office_hours_en: String::new(),
        log_json: false,
        clock: None,
    };
    let open = |seed| {
        let clock = Arc::new(ManualClock::new(start()));
        app::open_with(&settings, Database::Prepare, folder.path(), clock, Arc::new(SeededIds::new(seed)))
    };
    let started: Vec<_> = std::thread::scope(|scope| {
        let replicas: Vec<_> = (0..4).map(|seed| scope.spawn(move || open(seed).map(|_| ()))).collect();
        replicas.into_iter().map(|replica| replica.join().unwrap()).collect()
    });
    for replica in started {
        replica.unwrap();
    }
}

#[test]
fn four_replicas_start_at_once_on_an_empty_sqlite() {
    all_replicas_start(&TestDatabase::empty_sqlite());
}

#[test]
fn four_replicas_start_at_once_on_an_empty_postgres() {
    for _ in 0..5 {
        if let Some(database) = TestDatabase::empty_postgres("four_replicas_start_at_once_on_an_empty_postgres") {
            all_replicas_start(&database);
        }
    }
}
