//! Messages as servers and people really send them, and garbage.

use base64::Engine as _;
use proptest::prelude::*;
use uuid::Uuid;

use super::{BOUNCE_BYTES_MAX, Bounce, read};

const LETTER: Uuid = Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0001);

fn failed(status: &str, why: &str) -> Bounce {
    Bounce::Failed { letter: LETTER, status: status.to_owned(), why: why.to_owned() }
}

const POSTFIX: &str = include_str!("../testdata/postfix-failed.eml");

#[test]
fn what_came_back_is_understood() {
    let check = |name: &str, message: &str, expected: &Bounce| {
        assert_eq!(&read(message.as_bytes()), expected, "{name}");
        let on_the_wire = message.replace('\n', "\r\n");
        assert_eq!(&read(on_the_wire.as_bytes()), expected, "{name} with the line ends of the wire");
    };
    macro_rules! check {
        ($name:literal, $expected:expr) => {
            check($name, include_str!(concat!("../testdata/", $name, ".eml")), &$expected)
        };
    }
    let unknown = "550 5.1.1 <…@…>: Recipient address rejected: User unknown in virtual mailbox table";
    check!("postfix-failed", failed("5.1.1", unknown));
    // Given up after days: what the last try met is for now, but there is no next one.
    let timed_out = "connect to mx.warga.example[192.0.2.25]:25: Connection timed out";
    check!("postfix-expired", failed("4.4.1", timed_out));
    check!("exim-failed", failed("5.0.0", "552 5.2.2 mailbox full"));
    check!(
        "gmail-failed",
        failed(
            "5.1.1",
            "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the \
             recipient's email address for typos or 550-5.1.1 unnecessary spaces. For more information, go to 550 5.1.1 \
             https://support.google.example/mail/?p=NoSuchUser 4fb4d7f45d1cf - gsmtp"
        )
    );
    let lookup = "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient …@… not found by SMTP address lookup";
    check!("microsoft-failed", failed("5.1.10", lookup));
    let refused = "connect to mx.warga.example[192.0.2.25]:25: Connection refused".to_owned();
    check!("postfix-delayed", Bounce::Delayed { letter: LETTER, status: "4.4.1".to_owned(), why: refused });
    check!("delivered", Bounce::AutoReply);
    check!("out-of-office", Bounce::AutoReply);
    check!("vacation", Bounce::AutoReply);
    check!("read-receipt", Bounce::AutoReply);
    check!("answer", Bounce::NotAReport);
}

#[test]
fn a_report_of_somebody_else_s_message_is_not_ours() {
    let ours = "01980000-0000-7000-8000-000000000001";
    assert_eq!(read(POSTFIX.replace(ours, "20260302.ABC").as_bytes()), Bounce::NotOurs);
    let capitals = ours.replace("8000", "ABCD");
    assert_eq!(
        read(POSTFIX.replace(ours, &capitals).as_bytes()),
        Bounce::NotOurs,
        "as a telephone's program writes it"
    );
    let without = POSTFIX.replace("Message-ID:", "X-Other:");
    assert_eq!(read(without.as_bytes()), Bounce::NotOurs);
    let named = without.replace(
        "MIME-Version: 1.0\nContent-Type: multipart/report",
        &format!("In-Reply-To: <{ours}@kota.example>\nMIME-Version: 1.0\nContent-Type: multipart/report"),
    );
    assert!(matches!(read(named.as_bytes()), Bounce::Failed { letter: LETTER, .. }), "as the one that it answers");
}

#[test]
fn the_fields_of_a_report_are_read_as_they_are_written() {
    let check = |fields: &str, expected: Option<(bool, &str, &str)>| {
        let (head, rest) = POSTFIX.split_once("Final-Recipient:").unwrap();
        let (_, tail) = rest.split_once("virtual mailbox table\n\n--").unwrap();
        let message = format!("{head}{fields}\n\n--{tail}");
        let expected = match expected {
            Some((true, status, why)) => failed(status, why),
            Some((false, status, why)) => {
                Bounce::Delayed { letter: LETTER, status: status.to_owned(), why: why.to_owned() }
            }
            None => Bounce::AutoReply,
        };
        assert_eq!(read(message.as_bytes()), expected, "{fields}");
    };
    check("ACTION: Failed\nSTATUS: 5.7.1 (refused)", Some((true, "5.7.1", "")));
    check("action:failed (permanently)\nstatus:5.1.1", Some((true, "5.1.1", "")));
    check("Action: failed\nStatus: none", Some((true, "5.0.0", "")));
    check("Action: delayed", Some((false, "4.0.0", "")));
    check("Action: failed\nStatus: 5.1.1.1\nDiagnostic-Code: no kind", Some((true, "5.0.0", "no kind")));
    check("Action: expanded\nStatus: 2.0.0", None);
    check("Status: 5.1.1", None);
    let two = "Action: delayed\nStatus: 4.2.0\n\nFinal-Recipient: rfc822; b@x.example\nAction: failed\nStatus: 5.2.1";
    check(two, Some((true, "5.2.1", "")));
    let long = format!("Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; {}", "no ".repeat(500));
    let cut: String = "no ".repeat(500).chars().take(299).chain(['…']).collect();
    check(&long, Some((true, "5.1.1", &cut)));
}

#[test]
fn what_is_too_big_or_too_deep_is_not_read() {
    assert_eq!(read(b""), Bounce::NotAReport);
    let mut big = POSTFIX.as_bytes().to_vec();
    big.resize(BOUNCE_BYTES_MAX + 1, b'\n');
    assert_eq!(read(&big), Bounce::NotAReport);
    big.truncate(BOUNCE_BYTES_MAX);
    assert!(matches!(read(&big), Bounce::Failed { .. }));

    assert_eq!(read("Content-Type: message/rfc822\n\n".repeat(30_000).as_bytes()), Bounce::NotAReport);
    let deep = "Content-Type: multipart/digest; boundary=a\n\n--a\n".repeat(20_000);
    assert_eq!(read(deep.as_bytes()), Bounce::NotAReport);
    // Hidden behind base64, where no search for words would see it.
    let hidden = base64::prelude::BASE64_STANDARD.encode("Content-Type: message/rfc822\n\n".repeat(20_000));
    let part = "--4QxYz11Kq2z8.1772420405/relay.kota.example\n";
    let deep = format!("{part}Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{hidden}\n{part}");
    let report = POSTFIX.replacen(part, &deep, 1);
    assert!(matches!(read(report.as_bytes()), Bounce::Failed { .. }), "and the report in front of it counts");
    let wide = POSTFIX.replacen(part, &format!("{part}X: y\n\nz\n").repeat(10_000), 1);
    assert_eq!(read(wide.as_bytes()), Bounce::AutoReply, "the report stands behind more parts than are read");
}

proptest! {
    #[test]
    fn garbage_is_never_a_bounce(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let found = read(&bytes);
        prop_assert!(matches!(found, Bounce::NotAReport | Bounce::AutoReply), "{found:?}");
    }

    #[test]
    fn a_damaged_report_ends_nothing(cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
                                     end in any::<prop::sample::Index>()) {
        let mut bytes = POSTFIX.as_bytes().to_vec();
        for (at, byte) in cuts {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(end.index(bytes.len()));
        // Whatever it makes of it, it comes back, and names no other letter than one that stands there.
        if let Bounce::Failed { letter, .. } | Bounce::Delayed { letter, .. } = read(&bytes) {
            prop_assert!(String::from_utf8_lossy(&bytes).contains(&letter.to_string()));
        }
    }
}
