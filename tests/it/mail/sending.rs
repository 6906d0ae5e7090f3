//! What arrives at a server.

use mail_parser::MessageParser;
use santun::mail::{Address, Tls, message_id};
use santun::outbox::FailureKind;

use super::{PATIENT, letter, plainly, sender, server, to_server};
use crate::support::smtp_sink::{At, Kept, Manner, SmtpSink};

#[tokio::test]
async fn a_letter_arrives_with_its_headers_and_both_parts() {
    let sink = SmtpSink::start(&[]).await;
    plainly(sink.address, PATIENT).send(&letter()).await.unwrap();

    let kept = sink.kept();
    let [Kept { from, to, bytes }] = kept.as_slice() else { panic!("{} letters", kept.len()) };
    assert_eq!((from.as_str(), to.as_str()), ("santun@kota.example", "siti@warga.example"));
    assert!(bytes.is_ascii(), "no server has to know more than ASCII");
    let message = MessageParser::default().parse(bytes).unwrap();
    let header = |name: &'static str| message.header_raw(name).map(str::trim).unwrap_or_default();

    assert_eq!(message.subject(), Some(letter().subject.as_str()));
    let written_to = message.to().and_then(|to| to.first()).unwrap();
    assert_eq!(written_to.name(), letter().to.name.as_deref());
    assert_eq!(written_to.address(), Some("siti@warga.example"));
    let written_from = message.from().and_then(|from| from.first()).unwrap();
    assert_eq!((written_from.name(), written_from.address()), (Some("Kantor Santun"), Some("santun@kota.example")));
    assert_eq!(message.reply_to().and_then(|to| to.first()).and_then(|to| to.address()), Some("tanya@kota.example"));
    assert_eq!(header("Message-ID"), message_id(letter().id, &sender()));
    assert_eq!(header("Message-ID"), "<01980000-0000-7000-8000-000000000001@kota.example>");
    assert_eq!(header("Date"), "Mon, 02 Mar 2026 03:00:00 +0000");
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    assert_eq!(header("List-Unsubscribe"), "<https://santun.kota.example/berhenti/abc?x=1>");
    assert_eq!(header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    assert!(header("Content-Type").starts_with("multipart/alternative"), "{}", header("Content-Type"));
    let as_sent = |body: Option<std::borrow::Cow<'_, str>>| body.unwrap().replace("\r\n", "\n").trim_end().to_owned();
    assert_eq!(as_sent(message.body_text(0)), letter().text.trim_end(), "also the lines that begin with a dot");
    assert_eq!(as_sent(message.body_html(0)), letter().html.trim_end());
}

#[tokio::test]
async fn a_person_s_letter_without_answers_elsewhere_has_none_of_these_headers() {
    let sink = SmtpSink::start(&[]).await;
    let mail = santun::mail::OutgoingMail { auto: false, unsubscribe: None, ..letter() };
    let route = santun::mail::Route::Smtp(server(sink.address, Tls::None));
    let sender = santun::mail::Sender { reply_to: None, ..sender() };
    santun::outbox::mailer(&route, sender, PATIENT).unwrap().send(&mail).await.unwrap();

    let kept = sink.kept();
    let message = MessageParser::default().parse(&kept[0].bytes).unwrap();
    for name in ["Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post", "Reply-To"] {
        assert_eq!(message.header_raw(name), None, "{name}");
    }
    assert!(sink.heard().iter().all(|line| !line.starts_with("AUTH")), "nobody logged in: {:?}", sink.heard());
}

#[tokio::test]
async fn what_somebody_typed_adds_no_header_and_no_command() {
    let sink = SmtpSink::start(&[]).await;
    let mail = santun::mail::OutgoingMail {
        to: Address { name: Some("Siti\r\nBcc: all@warga.example\r\n\r\n.\r\nQUIT".to_owned()), ..letter().to },
        subject: "Klaim\nX-Spam: yes\r\n\r\nbody".to_owned(),
        ..letter()
    };
    plainly(sink.address, PATIENT).send(&mail).await.unwrap();

    let kept = sink.kept();
    let message = MessageParser::default().parse(&kept[0].bytes).unwrap();
    assert_eq!(message.subject(), Some("Klaim X-Spam: yes body"));
    assert_eq!(message.to().and_then(|to| to.first()).and_then(|to| to.address()), Some("siti@warga.example"));
    assert_eq!(message.to().unwrap().iter().count(), 1);
    for name in ["Bcc", "X-Spam"] {
        assert_eq!(message.header_raw(name), None, "{name}");
    }
    let heard = sink.heard();
    assert_eq!(heard.iter().filter(|line| line.starts_with("RCPT")).count(), 1, "{heard:?}");
}

#[tokio::test]
async fn a_repeat_after_a_lost_answer_is_the_same_message() {
    let sink = SmtpSink::start(&[Manner::Drop(At::Letter)]).await;
    let mailer = plainly(sink.address, PATIENT);

    let failure = mailer.send(&letter()).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Transient, "{failure}");
    mailer.send(&letter()).await.unwrap();

    let kept = sink.kept();
    assert_eq!(kept.len(), 2, "the first one was kept, only nobody said so");
    assert_eq!(kept[0], kept[1], "every byte, so also the Message-ID");
}

#[tokio::test]
async fn a_letter_after_a_refused_one_starts_afresh() {
    let manners = [Manner::Say(At::Rcpt, "550 5.1.1 Unknown"), Manner::Hang(At::Letter), Manner::Well];
    let sink = SmtpSink::start(&manners).await;
    let short = plainly(sink.address, std::time::Duration::from_millis(200));
    let patient = plainly(sink.address, PATIENT);
    assert_eq!(patient.send(&letter()).await.unwrap_err().kind, FailureKind::AddressRefused);
    assert_eq!(short.send(&letter()).await.unwrap_err().kind, FailureKind::Unreachable);

    patient.send(&letter()).await.unwrap();
    let last = sink.kept().pop().unwrap();
    assert_eq!(last.to, "siti@warga.example");
}

#[tokio::test]
async fn nothing_is_sent_where_tls_is_wanted_and_not_offered() {
    let sink = SmtpSink::start(&[]).await;
    let failure = to_server(server(sink.address, Tls::Required), PATIENT).send(&letter()).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Misconfigured, "{failure}");
    assert!(failure.words.contains("STARTTLS"), "{failure}");
    assert!(sink.heard().iter().all(|line| line.starts_with("EHLO")), "{:?}", sink.heard());

    let failure = to_server(server(sink.address, Tls::Wrapped), PATIENT).send(&letter()).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Unreachable, "{failure}");
    assert!(sink.kept().is_empty());

    to_server(server(sink.address, Tls::Opportunistic), PATIENT).send(&letter()).await.unwrap();
    assert_eq!(sink.kept().len(), 1);
}
