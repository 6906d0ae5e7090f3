//! Addresses, routes and messages, as tables; and that nothing anybody types adds a header.

use std::path::PathBuf;

use mail_parser::MessageParser;
use proptest::prelude::*;
use uuid::Uuid;

use super::{
    Address, AddressError, EmailAddress, LogIn, MailError, OutgoingMail, Route, Sender, SmtpServer, Tls, build,
    without_addresses,
};

#[test]
fn addresses_are_read_or_refused() {
    let good = |text: &str, local: &str, domain: &str| {
        let address = EmailAddress::parse(text).unwrap();
        assert_eq!((address.local(), address.domain()), (local, domain), "{text}");
        assert_eq!(address.as_str(), text.trim());
        assert!(lettre::Address::new(local, domain).is_ok(), "{text}: the library agrees");
    };
    good("siti@example.id", "siti", "example.id");
    good(" Siti.Nur+jkm@Mail-1.kota.go.id ", "Siti.Nur+jkm", "Mail-1.kota.go.id");
    good("o'neil_{x}@x.co", "o'neil_{x}", "x.co");
    let bad = |text: &str, expected: AddressError| assert_eq!(EmailAddress::parse(text), Err(expected), "{text}");
    bad(" ", AddressError::Empty);
    bad("siti", AddressError::At);
    bad("siti@a@example.id", AddressError::At);
    bad("@example.id", AddressError::Local);
    bad("siti nur@example.id", AddressError::Local);
    bad("siti\r\nRCPT@example.id", AddressError::Local);
    bad("siti..nur@example.id", AddressError::Local);
    bad("siti.@example.id", AddressError::Local);
    bad("\"siti\"@example.id", AddressError::Local);
    bad("sítí@example.id", AddressError::Local);
    bad("<siti@example.id", AddressError::Local);
    bad("siti@example", AddressError::Domain);
    bad("siti@.id", AddressError::Domain);
    bad("siti@example.id.", AddressError::Domain);
    bad("siti@-x.id", AddressError::Domain);
    bad("siti@exa mple.id", AddressError::Domain);
    bad("siti@example.id\r\nBcc: x", AddressError::Domain);
    bad("siti@example.id>", AddressError::Domain);
    bad("siti@10.0.0.1", AddressError::Domain);
    bad("siti@[10.0.0.1]", AddressError::Domain);
    bad(&format!("{}@example.id", "a".repeat(65)), AddressError::Local);
    bad(&format!("a@{}.id", "a".repeat(64)), AddressError::Domain);
    bad(&format!("a@{}", "aaaaaaaaa.".repeat(26)), AddressError::TooLong);
}

#[test]
fn a_name_may_stand_before_an_address() {
    let check = |text: &str, name: Option<&str>, email: &str| {
        let expected = Address { name: name.map(str::to_owned), email: EmailAddress::parse(email).unwrap() };
        assert_eq!(Address::parse(text), Ok(expected), "{text}");
    };
    check("Kantor Santun <santun@kota.go.id>", Some("Kantor Santun"), "santun@kota.go.id");
    check(" \"Santun, Kota\" <santun@kota.go.id> ", Some("Santun, Kota"), "santun@kota.go.id");
    check("<santun@kota.go.id>", None, "santun@kota.go.id");
    check("santun@kota.go.id", None, "santun@kota.go.id");
    assert_eq!(Address::parse("Santun <santun@kota.go.id"), Err(AddressError::Brackets));
    assert_eq!(Address::parse("Santun <santun>"), Err(AddressError::At));
}

#[test]
fn routes_are_read_with_safe_defaults() {
    let smtp = |text: &str, host: &str, port: u16, tls: Tls, log_in: Option<(&str, &str)>| {
        let log_in = log_in.map(|(user, password)| LogIn { user: user.to_owned(), password: password.to_owned() });
        let server = SmtpServer { host: host.to_owned(), port, tls, log_in };
        assert_eq!(Route::parse(text), Ok(Route::Smtp(server)), "{text}");
    };
    smtp("smtp://mail.kota.go.id", "mail.kota.go.id", 587, Tls::Required, None);
    smtp("smtp://mail.kota.go.id:25?tls=required", "mail.kota.go.id", 25, Tls::Required, None);
    smtp("smtp://mail.kota.go.id?tls=opportunistic", "mail.kota.go.id", 587, Tls::Opportunistic, None);
    smtp("smtp://mail.kota.go.id/?tls=none", "mail.kota.go.id", 25, Tls::None, None);
    smtp("smtp://10.0.0.5", "10.0.0.5", 587, Tls::Required, None);
    smtp("smtp://localhost", "localhost", 25, Tls::None, None);
    smtp("smtp://127.0.0.1:2525", "127.0.0.1", 2525, Tls::None, None);
    smtp("smtp://[::1]:2525", "::1", 2525, Tls::None, None);
    smtp("smtp://localhost?tls=required", "localhost", 587, Tls::Required, None);
    smtp("smtp://santun:rahasia@localhost", "localhost", 25, Tls::None, Some(("santun", "rahasia")));
    let at_home = Some(("santun@kota.go.id", "ra:ha/sia"));
    smtp("smtps://santun%40kota.go.id:ra%3Aha%2Fsia@smtp.kota.go.id", "smtp.kota.go.id", 465, Tls::Wrapped, at_home);
    smtp(" SMTPS://smtp.kota.go.id:4650 ", "smtp.kota.go.id", 4650, Tls::Wrapped, None);
    assert_eq!(Route::parse("file://mails"), Ok(Route::Folder(PathBuf::from("mails"))));
    assert_eq!(Route::parse("file:///var/mails"), Ok(Route::Folder(PathBuf::from("/var/mails"))));
}

#[test]
fn a_wrong_route_is_told_without_the_password() {
    let check = |text: &str, words: &str| {
        let error = Route::parse(text).unwrap_err();
        let told = format!("{error} {error:?}");
        assert!(error.to_string().contains(words), "{text}: {error}");
        assert!(!told.contains("rahasia"), "{text}: {told}");
    };
    check("", "it must begin with");
    check("mail.kota.go.id", "it must begin with");
    check("http://adi:rahasia@mail.kota.go.id", "it must begin with");
    check("file://", "it names no folder");
    check("smtp://", "no server");
    check("smtp://adi:rahasia@", "no address");
    check("smtp://adi:ra/rahasia@mail.kota.go.id", "%40");
    check("smtp://adi:1?rahasia@mail.kota.go.id", "only ?tls=required");
    check("smtp://adi:1#rahasia@mail.kota.go.id", "only ?tls=required");
    check("smtp://mail.kota.go.id/santun", "only ?tls=required");
    check("smtp://mail.kota.go.id?tls=yes", "only ?tls=required");
    check("smtps://mail.kota.go.id?tls=none", "always encrypted");
    check("smtp://adi@mail.kota.go.id", "belong together");
    check("smtp://:rahasia@mail.kota.go.id", "belong together");
    check("smtp://adi:rahasia@mail.kota.go.id?tls=none", "only by smtps://");
    check("smtp://adi:rahasia@mail.kota.go.id?tls=opportunistic", "only by smtps://");
    check("smtps://adi:rahasia%FF@mail.kota.go.id", "not UTF-8");
    let route = Route::parse("smtps://adi:rahasia@mail.kota.go.id").unwrap();
    assert!(!format!("{route:?}").contains("rahasia"), "{route:?}");
}

#[test]
fn addresses_in_a_server_s_words_are_taken_out() {
    let check = |words: &str, expected: &str| assert_eq!(without_addresses(words), expected);
    check("5.1.1 <siti@x.id>: User unknown", "5.1.1 <…@…>: User unknown");
    check("mailto:siti@x.id,budi@y.id; \"a@b.c\"", "mailto:…@…,…@…; \"…@…\"");
    check("no\r\naddress\there\u{0}", "no address here");
    check("bounces+siti=x.id@relay.id said no", "…@… said no");
    check(&"x".repeat(301), &format!("{}…", "x".repeat(299)));
}

fn letter() -> OutgoingMail {
    OutgoingMail {
        id: Uuid::from_u128(7),
        to: EmailAddress::parse("siti@warga.example").unwrap().into(),
        subject: "Klaim".to_owned(),
        text: "Isi".to_owned(),
        html: "<p>Isi</p>".to_owned(),
        date: "2026-03-02T03:00:00Z".parse().unwrap(),
        auto: true,
        unsubscribe: None,
    }
}

fn sender() -> Sender {
    Sender { from: Address::parse("Kantor Santun <santun@Kota.example>").unwrap(), reply_to: None }
}

#[test]
fn a_message_is_the_same_bytes_every_time() {
    let bytes = build(&letter(), &sender()).unwrap().formatted();
    assert_eq!(build(&letter(), &sender()).unwrap().formatted(), bytes);
    insta::assert_snapshot!(String::from_utf8(bytes).unwrap().replace("\r\n", "\n"));
}

#[test]
fn a_letter_that_makes_no_message_is_refused() {
    let check = |mail: &OutgoingMail, expected: MailError| {
        assert_eq!(build(mail, &sender()).map(|_| ()), Err(expected));
    };
    check(&OutgoingMail { subject: "\r\n".to_owned(), ..letter() }, MailError::Empty("subject"));
    check(&OutgoingMail { text: String::new(), ..letter() }, MailError::Empty("text"));
    check(&OutgoingMail { html: " ".to_owned(), ..letter() }, MailError::Empty("HTML"));
    check(&OutgoingMail { date: "1969-12-31T23:59:59Z".parse().unwrap(), ..letter() }, MailError::Date);
    for address in ["ftp://x.id/", "https://x.id/a b", "https://x.id/\r\nBcc: a@x.id", "https://x.id/>", "x.id"] {
        let mail = OutgoingMail { unsubscribe: Some(address.to_owned()), ..letter() };
        check(&mail, MailError::Unsubscribe);
    }
}

#[test]
fn a_letter_that_speaks_of_its_own_boundary_keeps_both_parts() {
    let boundary = format!("--santun-{}", letter().id.simple());
    let mail = OutgoingMail { text: format!("a\n{boundary}\nb\n{boundary}--\nc"), ..letter() };
    let bytes = build(&mail, &sender()).unwrap().formatted();
    let message = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(message.body_text(0).unwrap().replace("\r\n", "\n").trim_end(), mail.text);
    assert_eq!(message.body_html(0).unwrap().trim_end(), mail.html);
}

proptest! {
    #[test]
    fn nothing_that_is_typed_adds_a_header(name in any::<String>(), subject in any::<String>(), text in any::<String>()) {
        let mail = OutgoingMail {
            to: Address { name: Some(name), ..letter().to },
            subject: format!("Klaim {subject}"),
            text: format!("Isi {text}"),
            ..letter()
        };
        let bytes = build(&mail, &sender()).unwrap().formatted();
        prop_assert!(bytes.is_ascii());
        let head = String::from_utf8(bytes).unwrap().split("\r\n\r\n").next().unwrap().to_owned();
        let names: Vec<&str> =
            head.split("\r\n").filter(|line| !line.starts_with([' ', '\t'])).map(|line| line.split(':').next().unwrap()).collect();
        let expected =
            ["Date", "Message-ID", "From", "To", "Subject", "Auto-Submitted", "MIME-Version", "Content-Type"];
        prop_assert_eq!(names, expected, "{}", head);
        prop_assert!(head.split("\r\n").all(|line| line.len() <= 998), "{}", head);
        prop_assert!(!head.replace("\r\n", "").contains(['\r', '\n']), "{}", head);
    }
}
