//! What refusals mean, as a table.

use super::refusal::{Stage, kind, refusal};
use super::send::FailureKind::{self, AddressRefused, Doubtful, Misconfigured, Transient, Unreachable};

#[test]
fn a_refusal_is_of_the_address_of_the_set_up_or_for_now() {
    use Stage::{Greeting, Letter, LogIn, Recipient, Sender, Tls};
    let check = |stage: Stage, reply: &str, expected: FailureKind| {
        let (code, words) = reply.split_once(' ').unwrap();
        assert_eq!(kind(stage, code.parse().unwrap(), words), expected, "{stage:?}: {reply}");
    };
    // Whatever is said with a 4 is for now, wherever it is said; before the sender is named it says that no letter goes.
    for (stage, expected) in [
        (Greeting, Unreachable),
        (Tls, Unreachable),
        (LogIn, Unreachable),
        (Sender, Transient),
        (Recipient, Transient),
        (Letter, Transient),
    ] {
        check(stage, "421 4.3.2 Service shutting down", expected);
        check(stage, "450 4.2.0 Greylisted, see http://postgrey.example/help", expected);
        check(stage, "452 4.2.2 Mailbox full", expected);
        check(stage, "454 4.7.0 Temporary authentication failure", expected);
    }
    // Nothing can be said against an address that was not named yet.
    check(Greeting, "554 5.7.1 Your host is blocked", Misconfigured);
    check(Greeting, "521 Server does not accept mail", Misconfigured);
    check(Tls, "554 5.7.3 TLS is off", Misconfigured);
    check(LogIn, "535 5.7.8 Authentication credentials invalid", Misconfigured);
    check(LogIn, "534 5.7.9 Application-specific password required", Misconfigured);
    check(LogIn, "538 Encryption required", Misconfigured);
    check(Sender, "530 5.7.0 Must issue a STARTTLS command first", Misconfigured);
    check(Sender, "550 5.1.0 Sender unknown", Misconfigured);
    check(Sender, "553 5.7.1 Sender address rejected: not owned by user", Misconfigured);
    check(Sender, "500 Unrecognised command", Misconfigured);
    // Postfix, Gmail, Microsoft 365, Exim: who the letter is for.
    check(Recipient, "550 5.1.1 <siti@x.example>: Recipient address rejected: User unknown", AddressRefused);
    check(Recipient, "550 5.1.1 The email account that you tried to reach does not exist.", AddressRefused);
    check(Recipient, "550 5.4.1 Recipient address rejected: Access denied.", AddressRefused);
    check(Recipient, "550 Unknown user", AddressRefused);
    check(Recipient, "551 User not local", AddressRefused);
    check(Recipient, "552 5.2.2 The email account is over quota", AddressRefused);
    check(Recipient, "553 Mailbox name invalid", AddressRefused);
    check(Recipient, "556 5.1.10 Domain does not accept mail", AddressRefused);
    check(Letter, "552 5.3.4 Message too big", AddressRefused);
    check(Letter, "554 5.6.0 Malformed message", AddressRefused);
    check(Letter, "554 Transaction failed", AddressRefused);
    // Who we are, or this letter after all.
    check(Recipient, "554 5.7.1 <siti@x.example>: Relay access denied", Doubtful);
    check(Recipient, "550 relay not permitted", Doubtful);
    check(Recipient, "550 5.7.1 Unable to relay", Doubtful);
    check(Recipient, "550 5.1.8 Sender's domain does not exist", Doubtful);
    check(Recipient, "530 Authentication required", Doubtful);
    check(Recipient, "503 5.5.1 Bad sequence of commands", Doubtful);
    check(Recipient, "555 Parameters not recognised", Doubtful);
    check(Letter, "550 5.7.26 Unauthenticated email is not accepted due to the domain's DMARC policy", Doubtful);
    check(Letter, "599 Who knows", Doubtful);
}

#[test]
fn the_words_name_the_stage_and_no_address_and_end() {
    let failure = refusal(Stage::Recipient, 550, "5.1.1 <siti@x.example>: unknown,\r\nask postmaster@x.example");
    assert_eq!(failure.words, "the mail server said 550 at the recipient's address: 5.1.1 <…@…>: unknown, ask …@…");
    let long = refusal(Stage::Letter, 554, &"no ".repeat(1_000));
    assert_eq!(long.words.chars().count(), 300);
    assert!(long.words.ends_with('…'));
}
