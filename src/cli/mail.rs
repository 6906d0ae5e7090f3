//! `santun mail …`.

use crate::app;
use crate::config::Settings;
use crate::ids::{Ids as _, RandomIds};
use crate::mail::{EmailAddress, OutgoingMail, Route};

use super::arguments::MailCommand;
use super::out::{Failure, line};

const SUBJECT: &str = "Surat percobaan dari Santun / A test letter from Santun";

const TEXT: &str = "\
Surat ini dikirim oleh pengelola Santun untuk mencoba pengiriman surat. Anda tidak perlu melakukan apa pun.

This letter was sent by the administrator of Santun to try out how letters are sent. You need not do anything.
";

const HTML: &str = "\
<!DOCTYPE html>
<html lang=\"id\">
<head><meta charset=\"utf-8\"><title>Surat percobaan</title></head>
<body>
<p>Surat ini dikirim oleh pengelola Santun untuk mencoba pengiriman surat. Anda tidak perlu melakukan apa pun.</p>
<p lang=\"en\">This letter was sent by the administrator of Santun to try out how letters are sent. You need not do
anything.</p>
</body>
</html>
";

/// `santun mail …`.
pub(super) async fn mail(settings: &Settings, command: MailCommand) -> Result<(), Failure> {
    let MailCommand::Test { to } = command;
    test(settings, to).await
}

/// Sends one test letter and says in one sentence what became of it. Needs no database.
async fn test(settings: &Settings, to: EmailAddress) -> Result<(), Failure> {
    let (Some((route, _)), Some(letters)) = (settings.letters()?, app::letters(settings)?) else {
        return Err(Failure::usage("set SANTUN_MAIL to where letters go: smtp://…, smtps://… or file://folder"));
    };
    let now = app::clock(settings).now();
    let letter = OutgoingMail {
        id: RandomIds.next(now),
        to: to.clone().into(),
        subject: SUBJECT.to_owned(),
        text: TEXT.to_owned(),
        html: HTML.to_owned(),
        date: now,
        auto: true,
        unsubscribe: None,
    };
    match (letters.send(&letter).await, route) {
        (Ok(()), Route::Smtp(server)) => {
            line(format!("{} took the test letter to {to}: look for it in that mailbox, also under spam", server.host));
            Ok(())
        }
        (Ok(()), Route::Folder(folder)) => {
            line(format!("the test letter to {to} is in the folder {}", folder.display()));
            Ok(())
        }
        (Err(failure), _) => Err(Failure::new(format!("the test letter was {failure}"))),
    }
}
