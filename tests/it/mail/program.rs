//! `santun mail test`, as it is typed.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Output};

use mail_parser::MessageParser;

use crate::support::smtp_sink::{At, Manner, SmtpSink};

async fn santun(folder: &Path, settings: &[(&str, &str)], to: &str) -> (i32, String, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_santun"));
    program.args(["mail", "test", "--to", to]).current_dir(folder);
    for setting in ["SANTUN_MAIL", "SANTUN_MAIL_FROM", "SANTUN_MAIL_REPLY_TO"] {
        program.env_remove(setting);
    }
    program.envs(settings.iter().copied());
    // The server it talks to runs in this test.
    let Output { status, stdout, stderr } =
        tokio::task::spawn_blocking(move || program.output()).await.unwrap().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

const FROM: (&str, &str) = ("SANTUN_MAIL_FROM", "Kantor Santun <santun@kota.example>");

fn address(address: SocketAddr) -> String {
    format!("smtp://santun:rahasia@{address}")
}

#[tokio::test]
async fn a_test_letter_is_sent_and_told_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let sink = SmtpSink::start(&[]).await;
    let settings = [("SANTUN_MAIL", address(sink.address))];
    let settings = [(settings[0].0, settings[0].1.as_str()), FROM];
    let (code, out, err) = santun(folder.path(), &settings, "adi@kota.example").await;
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(
        out,
        "127.0.0.1 took the test letter to adi@kota.example: look for it in that mailbox, also under spam\n"
    );
    let kept = sink.kept();
    let message = MessageParser::default().parse(&kept[0].bytes).unwrap();
    assert!(message.subject().unwrap().contains("test letter"));
    assert!(message.body_text(0).unwrap().contains("percobaan") || message.body_text(0).unwrap().contains("mencoba"));
    assert!(message.body_html(0).unwrap().contains("<p lang=\"en\">"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "no database was made for it");
}

#[tokio::test]
async fn a_refused_test_letter_says_what_the_server_said() {
    let folder = tempfile::tempdir().unwrap();
    let sink = SmtpSink::start(&[Manner::Say(At::Auth, "535 5.7.8 Wrong password")]).await;
    let mail = address(sink.address);
    let (code, out, err) = santun(folder.path(), &[("SANTUN_MAIL", &mail), FROM], "adi@kota.example").await;
    assert_eq!((code, out.as_str()), (1, ""));
    assert_eq!(
        err,
        "santun: the test letter was refused as this desk is set up: the mail server said 535 at the log-in: \
         5.7.8 Wrong password\n"
    );
}

#[tokio::test]
async fn a_folder_works_too_and_wrong_settings_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, _) = santun(folder.path(), &[("SANTUN_MAIL", "file://mails"), FROM], "adi@kota.example").await;
    assert_eq!((code, out.as_str()), (0, "the test letter to adi@kota.example is in the folder mails\n"));
    assert_eq!(std::fs::read_dir(folder.path().join("mails")).unwrap().count(), 1);

    let check = async |settings: &[(&str, &str)], to: &str, code: i32, words: &str| {
        let (found, out, err) = santun(folder.path(), settings, to).await;
        assert_eq!((found, out.as_str()), (code, ""), "{err}");
        assert!(err.contains(words), "{words}: {err}");
        assert!(!err.contains("rahasia"), "{err}");
    };
    check(&[], "adi@kota.example", 2, "set SANTUN_MAIL to where letters go").await;
    check(&[("SANTUN_MAIL", "file://mails"), FROM], "adi", 2, "an e-mail address has one @").await;
    check(&[("SANTUN_MAIL", "file://mails")], "adi@kota.example", 1, "set SANTUN_MAIL_FROM too").await;
    let elsewhere = "smtp://adi:rahasia@mail.kota.example?tls=none";
    check(&[("SANTUN_MAIL", elsewhere), FROM], "adi@kota.example", 1, "only by smtps:// or with ?tls=required").await;
    check(&[("SANTUN_MAIL", "smtp://adi:ra/rahasia@kota.example"), FROM], "adi@kota.example", 1, "%40").await;
    check(
        &[("SANTUN_MAIL", "file://mails"), FROM, ("SANTUN_MAIL_REPLY_TO", "Adi <adi")],
        "adi@kota.example",
        1,
        "SANTUN_MAIL_REPLY_TO is Adi <adi, which cannot be used",
    )
    .await;
}
