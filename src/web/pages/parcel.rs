//! A form with files, as a phone sends it: a photo or nothing in each box, slowly, and sometimes far too large.

use std::future::Future;
use std::pin::Pin;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use futures_util::TryStreamExt as _;
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt as _;

use crate::desk::{LARGEST_FILE_BYTES, Session};
use crate::law::Text;

use super::super::app::App;
use super::super::problem::WebError;
use super::form::{FORM_BYTES_MAX, Sent};

/// How much is read and thrown away of what is too large, as a multiple of the largest file: whoever is cut off in the
/// middle sees a broken connection instead of the reason.
const PATIENCE: u64 = 8;

/// A form with files.
pub(in crate::web) struct Parcel {
    /// Its fields.
    pub(in crate::web) sent: Sent,
    /// Its files, in the order they came. Boxes in which nothing was chosen are left out.
    pub(in crate::web) files: Vec<ParcelFile>,
}

/// A file of a form.
pub(in crate::web) struct ParcelFile {
    /// The sender's name of it, not yet to be trusted.
    pub(in crate::web) name: String,
    /// Where its bytes are, until this is dropped.
    pub(in crate::web) file: NamedTempFile,
    /// Whether it is larger than is taken; then its bytes are not kept.
    pub(in crate::web) too_large: bool,
}

impl FromRequest for Parcel {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let multipart = request.content_type().eq_ignore_ascii_case("multipart/form-data");
        let form = Multipart::new(request.headers(), payload.take());
        let proof = request.extensions().get::<Session>().map(|session| session.csrf.clone());
        let largest = request.app_data::<web::Data<App>>().map_or(LARGEST_FILE_BYTES, |app| app.limits.file_bytes());
        Box::pin(async move {
            // Our pages send files no other way.
            if !multipart {
                return Err(super::door::foreign_form());
            }
            let parcel = read(form, largest).await?;
            parcel.sent.check_proof(proof.as_deref())?;
            Ok(parcel)
        })
    }
}

async fn read(mut form: Multipart, largest: u64) -> Result<Parcel, WebError> {
    let (mut pairs, mut files) = (Vec::new(), Vec::new());
    let (mut words_left, mut bytes_left) = (FORM_BYTES_MAX, largest.saturating_mul(PATIENCE));
    while let Some(field) = form.try_next().await.map_err(|error| broken(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.content_disposition().and_then(|said| said.get_filename()).map(str::to_owned);
        match file_name {
            Some(file_name) => files.extend(file(field, file_name, largest, &mut bytes_left).await?),
            None => pairs.push((name, words(field, &mut words_left).await?)),
        }
    }
    Ok(Parcel { sent: Sent::new(pairs), files })
}

/// A file, or nothing when nothing was chosen.
async fn file(mut field: Field, name: String, largest: u64, left: &mut u64) -> Result<Option<ParcelFile>, WebError> {
    let kept = NamedTempFile::new().map_err(|error| WebError::internal(error.to_string()))?;
    let reopened = kept.reopen().map_err(|error| WebError::internal(error.to_string()))?;
    let mut writer = tokio::fs::File::from_std(reopened);
    let mut size = 0_u64;
    while let Some(chunk) = field.try_next().await.map_err(|error| broken(&error))? {
        let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        *left = left
            .checked_sub(length)
            .ok_or_else(|| WebError::too_large(usize::try_from(largest).unwrap_or(usize::MAX)))?;
        size = size.saturating_add(length);
        if size <= largest {
            writer.write_all(&chunk).await.map_err(|error| WebError::internal(error.to_string()))?;
        }
    }
    writer.flush().await.map_err(|error| WebError::internal(error.to_string()))?;
    let chosen = size > 0 || !name.is_empty();
    Ok(chosen.then_some(ParcelFile { name, file: kept, too_large: size > largest }))
}

async fn words(mut field: Field, left: &mut usize) -> Result<String, WebError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.try_next().await.map_err(|error| broken(&error))? {
        *left = left.checked_sub(chunk.len()).ok_or_else(|| WebError::too_large(FORM_BYTES_MAX))?;
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn broken(error: &MultipartError) -> WebError {
    tracing::debug!(%error, "a form with files broke off");
    let detail = Text::new(
        "Kiriman terputus di tengah jalan. Yang sudah diterima aman; kirim lagi yang belum.",
        "What you sent broke off half way. What had arrived is safe; send the rest again.",
    );
    WebError::new(StatusCode::BAD_REQUEST, "broken_form", detail)
}
