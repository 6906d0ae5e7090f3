//! What stands in a log.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use santun::claim::Command;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::support::database::{TestDatabase, run};
use crate::support::walk::{Walk, change, nik, open};

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Somebody may type a NIK where a claim's number belongs; it is nobody's business in a log.
#[test]
fn a_claim_is_logged_by_its_identity_alone() {
    run(async {
        let database = TestDatabase::sqlite();
        let walk = Walk::new(&database).await;
        let claim = open(&walk.desk, &walk.caseworker, 0, None).await.unwrap();
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_span_events(FmtSpan::CLOSE)
            .with_writer(move || writer.clone())
            .finish();
        let logging = tracing::subscriber::set_default(subscriber);
        let note = || Command::AddNote { text: "x".into(), contact: None };
        change(&walk.desk, &nik(0), &walk.caseworker, note(), None).await.unwrap_err();
        change(&walk.desk, claim.number.as_str(), &walk.caseworker, note(), None).await.unwrap();
        drop(logging);
        let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert!(text.contains(&format!("claim={}", claim.id)), "{text}");
        assert!(!text.contains(&nik(0)) && !text.contains(claim.number.as_str()), "{text}");
    });
}
