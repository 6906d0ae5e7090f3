//! `santun mail …`.

use std::io::{self, Read as _};
use std::path::Path;

use crate::app::{self, Database};
use crate::config::Settings;
use crate::desk::ReturnedMail;
use crate::ids::{Ids as _, RandomIds};
use crate::mail::bounce::BOUNCE_BYTES_MAX;
use crate::mail::{EmailAddress, OutgoingMail, Route};

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

/// Sends one test letter and says in one sentence what became of it. Needs no database.
pub(super) async fn test(settings: &Settings, to: EmailAddress) -> Result<(), Failure> {
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

/// Takes a message that came to the address letters come from, and says in one sentence what it was. Whatever it was, the
/// mail server that pipes it here must not send it back: only a database that fails is an error, so that it tries again.
pub(super) async fn bounce(settings: &Settings, file: &Path) -> Result<(), Failure> {
    let read = message(file);
    let message = read.map_err(|error| Failure::usage(format!("{}: {error}", file.display())))?;
    let desk = app::open(settings, Database::MustBeReady)?;
    line(match desk.take_returned_mail(&message).await? {
        ReturnedMail::Taken(letter) => format!("letter {letter} did not arrive: an alarm says so to who works on it"),
        ReturnedMail::Known(letter) => format!("letter {letter} did not arrive, which was known: nothing was changed"),
        ReturnedMail::NotOurs => "a report about no letter of this desk: nothing was changed".to_owned(),
        ReturnedMail::Delayed => "a server still tries to deliver a letter: nothing was changed".to_owned(),
        ReturnedMail::AutoReply => "an automatic answer: nothing was changed".to_owned(),
        ReturnedMail::NotAReport => "no delivery report, perhaps a person's answer: nothing was changed".to_owned(),
    });
    Ok(())
}

/// As much of a message as is looked at, and one byte more, by which it is known to be too long. A pipe is read to its
/// end all the same: who writes it would take a closed one for a failure.
fn message(file: &Path) -> io::Result<Vec<u8>> {
    let mut source: Box<dyn io::Read> =
        if file == Path::new("-") { Box::new(io::stdin().lock()) } else { Box::new(std::fs::File::open(file)?) };
    let limit = u64::try_from(BOUNCE_BYTES_MAX).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    source.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    io::copy(&mut source, &mut io::sink())?;
    Ok(bytes)
}
