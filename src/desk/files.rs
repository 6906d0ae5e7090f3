//! Papers on disk. Bytes are durable before any event speaks of them: a crash in between leaves an orphan, never an
//! event without its file.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::TryStreamExt;
use futures_util::stream::BoxStream;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart};
use sha2::{Digest, Sha256};

use crate::claim::ClaimId;
use crate::clock::{Clock as _, SystemClock};

/// The largest file taken, in bytes: a scan of many pages, not a film.
pub const LARGEST_FILE_BYTES: u64 = 25 * 1024 * 1024;

/// A file without an event is an orphan after this time.
const ORPHAN_AGE_HOURS: i64 = 24;

/// How much of a file is read to know what it is.
const HEAD_BYTES: usize = 8192;

/// How much is read and written at a time.
const CHUNK_BYTES: usize = 256 * 1024;

/// What is taken, by content: what cheap phones photograph and scanners write.
const TAKEN: [&str; 6] = ["application/pdf", "image/jpeg", "image/png", "image/webp", "image/heif", "image/tiff"];

/// Why a file is not taken or not found.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is larger than [`LARGEST_FILE_BYTES`].
    #[error("the file is too large")]
    TooLarge,
    /// Its content is none of the types that are taken.
    #[error("this kind of file is not taken: {0}")]
    Unsupported(String),
    /// The disk or the object storage failed.
    #[error("the file storage failed: {0}")]
    Storage(String),
}

impl From<object_store::Error> for FileError {
    fn from(error: object_store::Error) -> Self {
        Self::Storage(error.to_string())
    }
}

impl From<std::io::Error> for FileError {
    fn from(error: std::io::Error) -> Self {
        Self::Storage(error.to_string())
    }
}

/// A file that was looked at and is worth keeping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// Its type, by its content.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// The folder or bucket of papers: `claims/{claim id}/{sha256}`, never shared between claims.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
}

impl Files {
    /// Papers in a folder, which is created when missing. Every write is synced to the disk before it counts.
    pub fn in_folder(folder: &Path) -> Result<Self, FileError> {
        std::fs::create_dir_all(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self { store: Arc::new(store) })
    }

    /// Keeps a file for a claim; durable when this returns. The same bytes twice are one file.
    pub(super) async fn keep(&self, claim: ClaimId, inspected: &Inspected, source: &Path) -> Result<(), FileError> {
        let key = key(claim, &inspected.sha256);
        let known = self.store.head(&key).await;
        if known.is_ok_and(|known| known.size == inspected.size && is_fresh(known.last_modified)) {
            return Ok(());
        }
        let mut writer = WriteMultipart::new(self.store.put_multipart(&key).await?);
        let mut file = tokio::fs::File::open(source).await?;
        let mut chunk = vec![0; CHUNK_BYTES];
        loop {
            let read = tokio::io::AsyncReadExt::read(&mut file, &mut chunk).await?;
            if read == 0 {
                break;
            }
            writer.wait_for_capacity(2).await?;
            writer.write(&chunk[..read]);
        }
        writer.finish().await?;
        Ok(())
    }

    /// Keeps a file of one claim for another as well, in its own place; durable when this returns.
    pub(super) async fn carry(&self, from: ClaimId, to: ClaimId, sha256: &str) -> Result<(), FileError> {
        let mut bytes = self.open(from, sha256).await?;
        let mut writer = WriteMultipart::new(self.store.put_multipart(&key(to, sha256)).await?);
        while let Some(chunk) = bytes.try_next().await? {
            writer.wait_for_capacity(2).await?;
            writer.write(&chunk);
        }
        writer.finish().await?;
        Ok(())
    }

    /// The files that were written at least [`ORPHAN_AGE_HOURS`] ago, by claim and hash.
    pub(super) async fn old(&self) -> Result<Vec<(ClaimId, String)>, FileError> {
        let mut found = Vec::new();
        let mut files = self.store.list(Some(&Key::from("claims")));
        while let Some(file) = files.try_next().await? {
            let parts: Vec<String> = file.location.parts().map(|part| part.as_ref().to_owned()).collect();
            let [_, claim, sha256] = parts.as_slice() else { continue };
            let Ok(claim) = claim.parse() else { continue };
            if !is_fresh(file.last_modified) {
                found.push((ClaimId(claim), sha256.clone()));
            }
        }
        found.sort();
        Ok(found)
    }

    /// Removes a file, unless it was written again since it was found old.
    pub(super) async fn remove_old(&self, claim: ClaimId, sha256: &str) -> Result<bool, FileError> {
        let key = key(claim, sha256);
        if is_fresh(self.store.head(&key).await?.last_modified) {
            return Ok(false);
        }
        self.store.delete(&key).await?;
        Ok(true)
    }

    /// The bytes of a kept file.
    pub async fn open(&self, claim: ClaimId, sha256: &str) -> Result<FileStream, FileError> {
        let found = self.store.get(&key(claim, sha256)).await?;
        Ok(Box::pin(found.into_stream().map_err(FileError::from)))
    }
}

/// The bytes of a file, piece by piece.
pub type FileStream = BoxStream<'static, Result<bytes::Bytes, FileError>>;

/// Whether a file was written so lately that its event may still be on its way. Files are dated by the machine, so
/// this asks the machine's clock even where the desk lives on another date.
fn is_fresh(written: DateTime<Utc>) -> bool {
    SystemClock.now() - written < TimeDelta::hours(ORPHAN_AGE_HOURS)
}

fn key(claim: ClaimId, sha256: &str) -> Key {
    Key::from(format!("claims/{claim}/{sha256}"))
}

/// Looks at a received file: its size, its type by content, its hash.
pub fn inspect(path: &Path) -> Result<Inspected, FileError> {
    let mut file = std::fs::File::open(path)?;
    let (mut hash, mut size, mut head) = (Sha256::new(), 0_u64, Vec::new());
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            break;
        }
        hash.update(&chunk[..read]);
        size += u64::try_from(read).unwrap_or(u64::MAX);
        let wanted = HEAD_BYTES.saturating_sub(head.len()).min(read);
        head.extend_from_slice(&chunk[..wanted]);
        if size > LARGEST_FILE_BYTES {
            return Err(FileError::TooLarge);
        }
    }
    if size == 0 {
        return Err(FileError::Empty);
    }
    let found = infer::get(&head).map_or("unknown", |kind| kind.mime_type());
    if !TAKEN.contains(&found) {
        return Err(FileError::Unsupported(found.to_owned()));
    }
    Ok(Inspected { media_type: found.to_owned(), size, sha256: hex::encode(hash.finalize()) })
}
