//! Sending a paper: one photo or file, by a plain form; a script adds smaller photos and words on the way.

use actix_web::http::StatusCode;
use actix_web::web::{self, Data, Path};
use askama::Template;

use crate::claim::{Document, PersonId};
use crate::desk::{Case, DeskError, FileError, IdempotencyKey, Inspected, LARGEST_FILE_BYTES, Upload, inspect};
use crate::law::Text;
use crate::workflow::{DocumentKind, Per};

use super::super::super::app::App;
use super::super::super::paper::safe_name;
use super::super::super::problem::WebError;
use super::super::assets;
use super::super::field::{FieldView, told};
use super::super::page::{Face, Frame, PageResult, go_to, page_as};
use super::super::paper_hints::about_paper;
use super::super::parcel::{Parcel, ParcelFile};
use super::super::problems::Problems;
use super::super::visit::Visit;
use super::own::own;
use super::papers;

const CAMERA: &str = "camera";
const FILE: &str = "file";
/// Letters of the hash that make one file's key unlike another's.
const KEY_LETTERS: usize = 16;

#[derive(Template)]
#[template(path = "family/send.html")]
struct SendPage {
    f: Frame,
    send_js: &'static str,
    back: String,
    action: String,
    of: String,
    help: String,
    fields: Vec<FieldView>,
}

/// A paper that the reader may send: of which claim, of which kind, of whom.
struct Wanted {
    case: Case,
    kind: DocumentKind,
    person: Option<PersonId>,
}

/// Shows how a paper is sent.
pub(in super::super) async fn paper_form(app: Data<App>, path: Path<(String, String)>, visit: Visit) -> PageResult {
    let wanted = wanted(&app, &path, &visit, visit.asked("person")).await?;
    show(&visit, &wanted, StatusCode::OK, &Problems::default())
}

/// The paper that an address names, if it is the reader's to send.
async fn wanted(app: &App, path: &(String, String), visit: &Visit, person: Option<&str>) -> Result<Wanted, WebError> {
    let (number, kind) = path;
    own(visit, number)?;
    let case = app.desk.case(number, visit.actor()?).await?;
    let kind = DocumentKind::from(kind.as_str());
    let person = match person {
        None => None,
        Some(id) => Some(PersonId(id.parse().map_err(|_| WebError::path_unknown())?)),
    };
    let spec = papers::of_family(&case, &kind).ok_or_else(WebError::path_unknown)?;
    let known = person.is_none_or(|person| case.claim.person(person).is_some());
    let complete = person.is_some() || spec.per == Per::Claim;
    if !known || !complete || case.claim.ended {
        return Err(WebError::path_unknown());
    }
    Ok(Wanted { case, kind, person })
}

fn show(visit: &Visit, wanted: &Wanted, status: StatusCode, problems: &Problems) -> PageResult {
    let words = visit.words();
    let Wanted { case, kind, person } = wanted;
    let spec = case.procedure.documents.get(kind);
    let title = spec.map(|spec| words.of_text(&spec.title)).unwrap_or_default();
    let number = &case.claim.number;
    let fields = vec![
        FieldView::file(CAMERA, words.t("fam-send-camera"), true).required(),
        FieldView::file(FILE, words.t("fam-send-file"), false).required(),
    ];
    page_as(
        status,
        &SendPage {
            f: Frame::new(visit, Face::Family, title).with_wrong(problems.summary(words, &[CAMERA, FILE])),
            send_js: assets::address("send.js"),
            back: format!("/keluarga/{number}"),
            action: papers::address(case, kind, *person),
            of: papers::owner(case, kind, *person),
            help: spec.map(|spec| about_paper(spec, words)).unwrap_or_default(),
            fields: told(fields, problems, words),
        },
    )
}

/// Takes a paper. Whatever is wrong with it, the page stays and says what to do.
pub(in super::super) async fn send_paper(
    app: Data<App>,
    path: Path<(String, String)>,
    visit: Visit,
    parcel: Parcel,
) -> PageResult {
    let wanted = wanted(&app, &path, &visit, visit.asked("person")).await?;
    match receive(&app, &visit, &wanted, &parcel).await? {
        Ok(document) => Ok(go_to(&format!("/keluarga/{}/tanda-terima/{}", wanted.case.claim.number, document.id))),
        Err(problems) => show(&visit, &wanted, problems.status(), &problems),
    }
}

async fn receive(
    app: &App,
    visit: &Visit,
    wanted: &Wanted,
    parcel: &Parcel,
) -> Result<Result<Document, Problems>, WebError> {
    let file = match parcel.files.as_slice() {
        [file] => file,
        [] => return Ok(Err(Problems::field(FILE, "required", nothing_chosen()))),
        _ => return Ok(Err(Problems::field(FILE, "repeated", too_many()))),
    };
    let inspected = match looked_at(file).await? {
        Ok(inspected) => inspected,
        Err(error) => return Ok(Err(Problems::field(FILE, "unusable", unusable(error)?))),
    };
    let number = wanted.case.claim.number.as_str();
    let asked = visit.asks(number, &parcel.sent)?;
    // The same form with another photo, after a step back, is no repeat.
    let key = asked.key.map(|key| IdempotencyKey { key: repeat_key(&key.key, &inspected), ..key });
    let upload = Upload {
        claim: number,
        kind: wanted.kind.clone(),
        person: wanted.person,
        file_name: safe_name(&file.name),
        inspected,
        source: file.file.path(),
    };
    match app.desk.receive_document(asked.actor, &upload, None, key).await {
        Ok(answered) => Ok(Ok(serde_json::from_value(answered.answer.body).map_err(DeskError::from)?)),
        Err(error) => Ok(Err(Problems::of(error)?)),
    }
}

fn repeat_key(once: &str, inspected: &Inspected) -> String {
    let hash: String = inspected.sha256.chars().take(KEY_LETTERS).collect();
    format!("{once}-{hash}")
}

/// What a file is by its content.
async fn looked_at(file: &ParcelFile) -> Result<Result<Inspected, FileError>, WebError> {
    if file.too_large {
        return Ok(Err(FileError::TooLarge));
    }
    let path = file.file.path().to_owned();
    web::block(move || inspect(&path)).await.map_err(|error| WebError::internal(error.to_string()))
}

fn unusable(error: FileError) -> Result<Text, WebError> {
    match error {
        FileError::Empty => Ok(Text::new(
            "Berkas ini kosong. Foto ulang, lalu kirim lagi.",
            "This file is empty. Take the photo again, then send it.",
        )),
        FileError::TooLarge => {
            let most = LARGEST_FILE_BYTES / (1024 * 1024);
            Ok(Text::new(
                format!("Berkas ini lebih dari {most} MB. Foto ulang dengan kamera HP, lalu kirim lagi."),
                format!("This file is over {most} MB. Take a photo with the phone's camera, then send it."),
            ))
        }
        FileError::Unsupported(_) => Ok(Text::new(
            "Berkas ini bukan foto atau PDF. Foto suratnya, lalu kirim lagi.",
            "This file is neither a photo nor a PDF. Take a photo of the paper, then send it.",
        )),
        FileError::Storage(cause) => Err(WebError::internal(cause)),
    }
}

fn nothing_chosen() -> Text {
    Text::new(
        "Belum ada foto. Foto suratnya, atau pilih berkasnya.",
        "There is no photo yet. Take one, or choose a file.",
    )
}

fn too_many() -> Text {
    Text::new(
        "Anda memilih dua berkas. Pilih satu saja: foto, atau berkas.",
        "You chose two files. Choose only one: a photo, or a file.",
    )
}
