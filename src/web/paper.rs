//! The bytes of a paper, as a browser gets them. What strangers sent is never run: its type is the one that was found in
//! its content, nothing is guessed, and no script of it may do anything.

use actix_web::HttpResponse;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, Charset, ContentDisposition,
    DispositionParam, DispositionType, ETAG, ExtendedValue, X_CONTENT_TYPE_OPTIONS,
};
use futures_util::TryStreamExt as _;

use crate::desk::{DeskError, Paper};

use super::problem::WebError;

/// Characters of a file's name that are kept.
const NAME_LENGTH_MAX: usize = 150;

/// Nothing may be loaded or run, and the page has no origin.
const NOTHING: &str = "default-src 'none'; sandbox";
/// A picture in a page of the desk, or alone in a window; the browser itself styles the page around one.
const PICTURE: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
/// A PDF in a page of the desk. The browser's own viewer is a plug-in to it, which a sandbox would keep from starting;
/// it is sent as a PDF and not guessed at, so that no page can be smuggled in.
const PDF: &str = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/// How a browser shows a type of paper by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    /// As a picture.
    Picture,
    /// In its viewer of PDFs.
    Pdf,
    /// Not at all: what iPhones (HEIF) and scanners (TIFF) write is only kept.
    Nothing,
}

impl Shows {
    /// How a browser shows a paper of this type.
    pub(super) fn of(media_type: &str) -> Self {
        match media_type {
            "image/jpeg" | "image/png" | "image/webp" => Self::Picture,
            "application/pdf" => Self::Pdf,
            _ => Self::Nothing,
        }
    }
}

/// A paper to be kept by whoever asks.
pub(super) fn download(paper: Paper) -> HttpResponse {
    answer(paper, NOTHING, DispositionType::Attachment)
}

/// A paper to be looked at where the browser can show it; else to be kept.
pub(super) fn show(paper: Paper) -> HttpResponse {
    match Shows::of(&paper.media_type) {
        Shows::Picture => answer(paper, PICTURE, DispositionType::Inline),
        Shows::Pdf => answer(paper, PDF, DispositionType::Inline),
        Shows::Nothing => download(paper),
    }
}

fn answer(paper: Paper, policy: &'static str, disposition: DispositionType) -> HttpResponse {
    let bytes = paper.bytes.map_err(|error| WebError::from(DeskError::from(error)));
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, paper.media_type))
        .insert_header((CONTENT_DISPOSITION, named(disposition, &paper.file_name)))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((CONTENT_SECURITY_POLICY, policy))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .insert_header((ETAG, format!("\"{}\"", paper.sha256)))
        .no_chunking(paper.size)
        .streaming(bytes)
}

/// The name in plain letters for old programs, and as it is for all others.
fn named(disposition: DispositionType, name: &str) -> ContentDisposition {
    let name = safe_name(name);
    let plain = |c: char| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%') || c == ' ' { c } else { '_' };
    let mut parameters = vec![DispositionParam::Filename(name.chars().map(plain).collect())];
    if !name.is_ascii() {
        let value =
            ExtendedValue { charset: Charset::Ext("UTF-8".to_owned()), language_tag: None, value: name.into_bytes() };
        parameters.push(DispositionParam::FilenameExt(value));
    }
    ContentDisposition { disposition, parameters }
}

/// A name that is only a name.
pub(super) fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| !c.is_control()).take(NAME_LENGTH_MAX).collect();
    let kept = kept.trim().trim_matches('.').to_owned();
    if kept.is_empty() { "berkas".to_owned() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::{Shows, safe_name};

    #[test]
    fn a_name_is_only_a_name() {
        let check = |given: &str, expected: &str| assert_eq!(safe_name(given), expected, "{given:?}");
        check("akta.pdf", "akta.pdf");
        check("C:\\Users\\x\\akta kematian.pdf", "akta kematian.pdf");
        check("../../etc/passwd", "passwd");
        check("a\r\nb\u{0}.pdf", "ab.pdf");
        check("..", "berkas");
        check("", "berkas");
        assert_eq!(safe_name(&"ä".repeat(400)).chars().count(), 150);
    }

    #[test]
    fn only_what_browsers_show_is_shown() {
        let check = |media_type: &str, expected: Shows| assert_eq!(Shows::of(media_type), expected, "{media_type}");
        check("image/jpeg", Shows::Picture);
        check("application/pdf", Shows::Pdf);
        check("image/heif", Shows::Nothing);
        check("image/tiff", Shows::Nothing);
        check("text/html", Shows::Nothing);
    }
}
