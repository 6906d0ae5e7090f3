//! Servers that do not take a letter.

use std::time::Duration;

use futures_util::future::join_all;
use santun::outbox::FailureKind::{self, AddressRefused, Doubtful, Misconfigured, Transient, Unreachable};
use tokio::net::TcpListener;

use super::{PATIENT, letter, plainly};
use crate::support::smtp_sink::{At, Manner, SmtpSink};

/// What passes: before the sender is named no letter goes, later it may be this one.
fn for_now(at: At) -> FailureKind {
    if matches!(at, At::Connect | At::Ehlo | At::Auth) { Unreachable } else { Transient }
}

#[tokio::test]
async fn each_refusal_is_of_its_kind_wherever_it_is_said() {
    let check = async |at: At, line: &'static str, expected: FailureKind| {
        let sink = SmtpSink::start(&[Manner::Say(at, line)]).await;
        let failure = plainly(sink.address, PATIENT).send(&letter()).await.unwrap_err();
        assert_eq!(failure.kind, expected, "{at:?} {line}: {failure}");
        assert!(!failure.words.contains("warga.example"), "{failure}");
        assert!(failure.words.contains(&line[..3]), "the server's own code is told: {failure}");
        assert_eq!(sink.kept().len(), usize::from(at == At::Letter), "{at:?}");
    };
    for at in At::ALL {
        check(at, "421 4.7.0 Try again later, siti@warga.example", for_now(at)).await;
        let named = matches!(at, At::Rcpt | At::Data | At::Letter);
        let expected = |when_named| if named { when_named } else { Misconfigured };
        check(at, "550 5.1.1 <siti@warga.example>: unknown", expected(AddressRefused)).await;
        check(at, "554 5.7.1 <siti@warga.example>: Relay access denied", expected(Doubtful)).await;
    }
    check(At::Auth, "535 5.7.8 Authentication failed", Misconfigured).await;
    check(At::Rcpt, "550-5.2.1 The mailbox of siti@warga.example\r\n550 5.2.1 is disabled", AddressRefused).await;
    check(At::Letter, "452 4.3.1 Insufficient system storage", Transient).await;
}

#[tokio::test]
async fn a_server_that_hangs_is_left_when_patience_ends() {
    // A bound of waiting: however late the machine is, the call comes back by itself.
    let patience = Duration::from_millis(200);
    let hanging = At::ALL.map(|at| async move {
        let sink = SmtpSink::start(&[Manner::Hang(at)]).await;
        let failure = plainly(sink.address, patience).send(&letter()).await.unwrap_err();
        assert_eq!(failure.kind, Unreachable, "{at:?}: {failure}");
        assert!(failure.words.contains("in time"), "{at:?}: {failure}");
    });
    join_all(hanging).await;
}

#[tokio::test]
async fn a_line_that_breaks_is_for_now() {
    for at in At::ALL {
        let sink = SmtpSink::start(&[Manner::Drop(at)]).await;
        let failure = plainly(sink.address, PATIENT).send(&letter()).await.unwrap_err();
        assert_eq!(failure.kind, for_now(at), "{at:?}: {failure}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_or_speaks_otherwise_is_for_now() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let failure = plainly(gone, PATIENT).send(&letter()).await.unwrap_err();
    assert_eq!(failure.kind, Unreachable, "{failure}");

    let sink = SmtpSink::start(&[Manner::Say(At::Connect, "HTTP/1.1 400 Bad Request")]).await;
    let failure = plainly(sink.address, PATIENT).send(&letter()).await.unwrap_err();
    assert_eq!(failure.kind, Unreachable, "{failure}");
}

#[tokio::test]
async fn an_answer_to_another_question_does_not_count() {
    let check = async |at: At, line: &'static str| {
        let sink = SmtpSink::start(&[Manner::Say(at, line)]).await;
        let failure = plainly(sink.address, PATIENT).send(&letter()).await.unwrap_err();
        assert_eq!(failure.kind, Transient, "{at:?} {line}: {failure}");
        assert!(failure.words.contains("no answer there"), "{at:?} {line}: {failure}");
    };
    check(At::Mail, "354 Go on").await;
    check(At::Rcpt, "354 Go on").await;
    check(At::Data, "250 2.1.5 Ok").await;
    check(At::Letter, "354 Go on").await;
}

#[tokio::test]
async fn a_server_that_does_not_say_goodbye_has_taken_the_letter_all_the_same() {
    // It refuses QUIT, as it does everything that it does not know.
    let sink = SmtpSink::start(&[Manner::Say(At::Letter, "250 Kept\r\n421 4.3.2 and gone")]).await;
    plainly(sink.address, PATIENT).send(&letter()).await.unwrap();
    assert_eq!(sink.kept().len(), 1);
}
