//! A caseworker sends a paper for the family: somebody came to the office with it.

use actix_web::http::StatusCode;
use actix_web::web::{self, Data, Path};
use askama::Template;

use crate::claim::PersonId;
use crate::desk::{Case, DeskError, FileError, Inspected, LARGEST_FILE_BYTES, Upload, inspect};
use crate::law::Text;
use crate::words::shown;
use crate::workflow::{DocumentKind, Role};

use super::super::super::super::app::App;
use super::super::super::super::paper::safe_name;
use super::super::super::super::problem::WebError;
use super::super::super::field::{FieldView, told};
use super::super::super::form::Sent;
use super::super::super::page::{Face, Frame, PageResult, go_to_done, page_as};
use super::super::super::parcel::{Parcel, ParcelFile};
use super::super::super::problems::Problems;
use super::super::super::spoken;
use super::super::super::visit::Visit;
use super::super::changing::Home;

const FIELDS: [&str; 3] = ["kind", "person", "file"];

#[derive(Template)]
#[template(path = "desk/papers/send.html")]
struct SendPage {
    f: Frame,
    home: Home,
    fields: Vec<FieldView>,
}

/// Shows the form; the address may name kind and person.
pub(in super::super::super) async fn send_paper_form(app: Data<App>, path: Path<String>, visit: Visit) -> PageResult {
    let case = app.desk.case(&path, visit.actor()?).await?;
    let asked = |name: &str| visit.asked(name).unwrap_or_default().to_owned();
    show(&app, &visit, &case, (&asked("kind"), &asked("person")), &Problems::default(), StatusCode::OK)
}

fn show(
    app: &App,
    visit: &Visit,
    case: &Case,
    (kind, person): (&str, &str),
    problems: &Problems,
    status: StatusCode,
) -> PageResult {
    let words = visit.words();
    let titles = case.procedure.documents.iter();
    let sendable = titles.filter(|(_, spec)| spec.from.iter().any(|role| Role::Caseworker.covers(*role)));
    let kinds = sendable.map(|(name, spec)| (name.as_str().to_owned(), words.of_text(&spec.title)));
    let nothing = (String::new(), words.t("paper-choose"));
    let of_claim = (String::new(), words.t1("paper-of-claim", "whom", spoken::whom(case, "whom", words)));
    let people = case.claim.people.iter().map(|one| (one.id.to_string(), one.details.name.clone()));
    let fields = vec![
        FieldView::select("kind", words.t("paper-kind"), std::iter::once(nothing).chain(kinds), kind).required(),
        FieldView::select("person", words.t("paper-person"), std::iter::once(of_claim).chain(people), person)
            .help(words.t("paper-person-help"))
            .required(),
        FieldView::file("file", words.t("paper-file"), false)
            .help(words.t1("paper-file-help", "size", shown::size(largest(app), words.language())))
            .required(),
    ];
    page_as(
        status,
        &SendPage {
            f: Frame::new(visit, Face::Desk, words.t("paper-send-title")).with_wrong(problems.summary(words, &FIELDS)),
            home: Home::of(case, words),
            fields: told(fields, problems, words),
        },
    )
}

/// The largest file that is taken, in bytes.
fn largest(app: &App) -> u64 {
    app.limits.file_bytes().min(LARGEST_FILE_BYTES)
}

/// Takes the paper.
pub(in super::super::super) async fn send_paper(
    app: Data<App>,
    path: Path<String>,
    visit: Visit,
    parcel: Parcel,
) -> PageResult {
    let sent = &parcel.sent;
    let problems = match received(&app, &path, &visit, &parcel).await? {
        Ok(()) => return Ok(go_to_done(&format!("/desk/claims/{}#papers", *path), "paper-sent")),
        Err(problems) => problems,
    };
    let case = app.desk.case(&path, visit.actor()?).await?;
    let typed = (sent.get("kind").unwrap_or_default(), sent.get("person").unwrap_or_default());
    show(&app, &visit, &case, typed, &problems, problems.status())
}

async fn received(app: &App, number: &str, visit: &Visit, parcel: &Parcel) -> Result<Result<(), Problems>, WebError> {
    let sent = &parcel.sent;
    let mut problems = Problems::default();
    if sent.filled("kind").is_none() {
        let message = Text::new("Pilih surat apa ini.", "Choose which paper this is.");
        problems.fields.extend(Problems::field("kind", "required", message).fields);
    }
    let file = match chosen(app, &parcel.files).await? {
        Ok(file) => file,
        Err(wrong) => {
            problems.fields.extend(wrong.fields);
            return Ok(Err(problems));
        }
    };
    if !problems.is_empty() {
        problems.fields.push(chosen_again());
        return Ok(Err(problems));
    }
    let (file, inspected) = file;
    // A repeat is known by the fields and the bytes.
    let mut pairs = sent.pairs().to_vec();
    pairs.push(("file".to_owned(), inspected.sha256.clone()));
    let asked = visit.asks(number, &Sent::new(pairs))?;
    let upload = Upload {
        claim: number,
        kind: DocumentKind::from(sent.filled("kind").unwrap_or_default()),
        person: sent.filled("person").and_then(|person| person.parse().ok()).map(PersonId),
        file_name: safe_name(&file.name),
        inspected,
        source: file.file.path(),
    };
    match app.desk.receive_document(asked.actor, &upload, None, asked.key).await {
        Ok(_) => Ok(Ok(())),
        Err(error) => {
            let mut problems = Problems::of(error)?;
            problems.fields.push(chosen_again());
            Ok(Err(problems))
        }
    }
}

/// A browser does not keep what was chosen when a form is shown again.
fn chosen_again() -> crate::law::FieldError {
    let message = Text::new("Pilih berkasnya sekali lagi.", "Choose the file once more.");
    crate::law::FieldError::new("file", "again", message)
}

async fn chosen<'a>(
    app: &App,
    files: &'a [ParcelFile],
) -> Result<Result<(&'a ParcelFile, Inspected), Problems>, WebError> {
    let wrong = |code: &str, id: String, en: String| Ok(Err(Problems::field("file", code, Text::new(id, en))));
    let Some(file) = files.first() else {
        return wrong("required", "Pilih berkasnya dulu.".to_owned(), "Choose the file first.".to_owned());
    };
    let too_large = || {
        let most = |language| shown::size(largest(app), language);
        wrong(
            "too_large",
            format!("Berkas ini lebih dari {}. Foto ulang atau kirim per bagian.", most(crate::law::Language::Id)),
            format!("This file is over {}. Take it again, or send it in parts.", most(crate::law::Language::En)),
        )
    };
    if file.too_large {
        return too_large();
    }
    let path = file.file.path().to_owned();
    let inspected = web::block(move || inspect(&path)).await.map_err(|error| WebError::internal(error.to_string()))?;
    match inspected {
        Ok(inspected) => Ok(Ok((file, inspected))),
        Err(FileError::TooLarge) => too_large(),
        Err(FileError::Empty) => wrong(
            "empty",
            "Berkas ini kosong. Buka dulu di perangkat Anda, lalu pilih lagi.".to_owned(),
            "This file is empty. Open it on your device, then choose it again.".to_owned(),
        ),
        Err(FileError::Unsupported(found)) => {
            let found = what_is_in_it(&found);
            wrong(
                "unsupported_type",
                format!("Isi berkas ini {}. Yang diterima: PDF atau foto (JPEG, PNG, WebP, HEIC, TIFF).", found.id),
                format!("In this file is {}. What is taken: a PDF or a photo (JPEG, PNG, WebP, HEIC, TIFF).", found.en),
            )
        }
        Err(other) => Err(DeskError::from(other).into()),
    }
}

/// What was found in a file that is not taken.
fn what_is_in_it(media_type: &str) -> Text {
    let (id, en) = match media_type {
        "unknown" | "text/plain" => ("teks atau data lain, bukan foto atau PDF", "text or other data, no photo or PDF"),
        "text/html" | "text/xml" => ("halaman web", "a web page"),
        "image/gif" => ("gambar GIF", "a GIF picture"),
        "image/bmp" => ("gambar BMP", "a BMP picture"),
        "application/zip" => ("arsip ZIP", "a ZIP archive"),
        other if other.starts_with("video/") => ("video", "a video"),
        other if other.starts_with("audio/") => ("suara", "a sound recording"),
        other if other.contains("word") => ("dokumen Word", "a Word document"),
        other if other.contains("sheet") || other.contains("excel") => ("lembar Excel", "an Excel sheet"),
        other => (other, other),
    };
    Text::new(id, en)
}

#[cfg(test)]
mod tests {
    use super::what_is_in_it;

    #[test]
    fn what_is_not_taken_is_named() {
        let check = |found: &str, expected: &str| assert_eq!(what_is_in_it(found).en, expected);
        check("video/mp4", "a video");
        check("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a Word document");
        check("application/x-executable", "application/x-executable");
    }
}
