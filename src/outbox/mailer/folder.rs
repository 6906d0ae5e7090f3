//! Letters as files, for tries and demos.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use super::send::{FailureKind, SendFailure, SendMail};
use crate::mail::{OutgoingMail, Sender, build};

/// Writes each letter to `DATE-ID.eml`. The same letter is the same file, so a repeat leaves one; a file that is
/// there is whole.
#[derive(Clone, Debug)]
pub struct MailFolder {
    folder: PathBuf,
    sender: Sender,
}

impl MailFolder {
    /// Letters into this folder, which is made when the first one comes.
    pub fn new(folder: PathBuf, sender: Sender) -> Self {
        Self { folder, sender }
    }

    /// The file of a letter, such as `20260302T030000Z-ID.eml`.
    pub fn file(&self, mail: &OutgoingMail) -> PathBuf {
        self.folder.join(format!("{}-{}.eml", mail.date.format("%Y%m%dT%H%M%SZ"), mail.id))
    }

    async fn write(&self, mail: &OutgoingMail) -> Result<(), SendFailure> {
        let bytes = build(mail, &self.sender)?.formatted();
        let (folder, file) = (self.folder.clone(), self.file(mail));
        let written = tokio::task::spawn_blocking(move || keep(&folder, &file, &bytes)).await;
        written.map_err(io::Error::other).flatten().map_err(|error| SendFailure {
            kind: FailureKind::Unreachable,
            words: format!("the letter cannot be written into its folder: {error}"),
        })
    }
}

impl SendMail for MailFolder {
    fn send<'a>(&'a self, mail: &'a OutgoingMail) -> BoxFuture<'a, Result<(), SendFailure>> {
        self.write(mail).boxed()
    }
}

/// First under another name, so that nobody reads half a letter.
fn keep(folder: &Path, file: &Path, bytes: &[u8]) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut part = tempfile::Builder::new().prefix(".letter-").tempfile_in(folder)?;
    part.write_all(bytes)?;
    part.as_file().sync_all()?;
    part.persist(file)?;
    Ok(())
}
