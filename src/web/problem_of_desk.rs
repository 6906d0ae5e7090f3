//! What the desk's errors mean over HTTP: grouped by what the caller can do next.

use actix_web::http::StatusCode;

use crate::claim::Refused;
use crate::desk::{DeskError, FamilyLinkState, FileError, LARGEST_FILE_BYTES};
use crate::law::Text;

use super::problem::WebError;
use super::reply::etag;

impl From<DeskError> for WebError {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::NotFound(what) => not_found(what),
            DeskError::Forbidden => Self::forbidden(),
            DeskError::Invalid(errors) => Self::fields(&errors),
            DeskError::Refused(refused) => refused.into(),
            DeskError::Stale { current, changes } => {
                let detail = Text::new(
                    "Klaim sudah berubah sejak Anda melihatnya. Lihat perubahannya, lalu ulangi bila masih perlu.",
                    "The claim has changed since you looked. Look at what changed, then ask again if you still want to.",
                );
                stale(detail, current).with("changes", changes)
            }
            DeskError::CalendarChanged { current } => stale(calendar_changed(), current),
            DeskError::Busy => {
                let detail = Text::new(
                    "Orang lain sedang mengubah klaim ini; ulangi sebentar lagi.",
                    "Others are changing this claim; ask again in a moment.",
                );
                Self::new(StatusCode::CONFLICT, "busy", detail).header("retry-after", "1")
            }
            DeskError::AlreadyDone => {
                let detail = Text::new(
                    "Ini sudah dilakukan, oleh orang lain atau oleh sistem. Lihat keadaannya sekarang.",
                    "This was done already, by somebody else or by the system. Look at how it stands now.",
                );
                Self::new(StatusCode::CONFLICT, "already_done", detail)
            }
            DeskError::ClaimExists(number) => {
                let detail = Text::new(
                    format!("Sudah ada klaim {number} untuk peristiwa ini; laporan Anda dicatat di sana."),
                    format!("Claim {number} exists for this event; your report is kept there as a note."),
                );
                let location = format!("/api/v1/claims/{number}");
                Self::new(StatusCode::CONFLICT, "claim_exists", detail)
                    .with("claim", number)
                    .header("location", location)
            }
            DeskError::ParticipantUnknown => {
                let detail = Text::new(
                    "NIK ini tidak ada di daftar peserta. Periksa nomornya, atau impor daftar terbaru.",
                    "This NIK is not in the register. Check the number, or import the newest register.",
                );
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "participant_unknown", detail)
            }
            DeskError::KeyReused => {
                let detail = Text::new(
                    "Idempotency-Key ini sudah dipakai untuk permintaan lain; pakai kunci baru.",
                    "This Idempotency-Key was used for another request; use a new key.",
                );
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused", detail)
            }
            DeskError::DeliveryOpen(_) => {
                let detail = Text::new(
                    "Pengiriman klaim ini belum selesai dicatat; kirim lagi sebentar lagi.",
                    "The delivery of this claim is not recorded yet; send this again in a moment.",
                );
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "hand_over_open", detail).header("retry-after", "5")
            }
            DeskError::WrongPassword => wrong_password(),
            DeskError::Locked { wait_seconds, .. } => locked(wait_seconds),
            DeskError::LinkGone(state) => link_gone(&state),
            DeskError::Taken(what) => taken(what),
            DeskError::File(error) => error.into(),
            error if error.passes_by_itself() => Self::unavailable(error.to_string()),
            error => Self::internal(error.to_string()),
        }
    }
}

impl From<Refused> for WebError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Invalid(errors) => Self::fields(&errors),
            Refused::NotAllowed(why) => Self::new(StatusCode::FORBIDDEN, "forbidden", why),
            Refused::Unknown { what } => not_found(what),
            Refused::WrongState { action, state, possible } => {
                let words = possible.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                let detail = Text::new(
                    format!("Langkah {action} tidak ada di tahap {state}. Yang ada: {words}."),
                    format!("There is no step {action} in state {state}. There are: {words}."),
                );
                Self::new(StatusCode::CONFLICT, "wrong_state", detail).with("state", state).with("possible", possible)
            }
            Refused::Rules(refusals) => {
                let detail = Text::new(
                    "Belum boleh; setiap alasan disebut dengan jalan keluarnya.",
                    "Not yet; every reason is named with what would help.",
                );
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "refused", detail).with("refusals", refusals)
            }
        }
    }
}

impl From<FileError> for WebError {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Empty => {
                let message = Text::new("Berkas ini kosong; kirim lagi.", "This file is empty; send it again.");
                Self::field("file", "empty", message)
            }
            FileError::TooLarge => Self::too_large(usize::try_from(LARGEST_FILE_BYTES).unwrap_or(usize::MAX)),
            FileError::Unsupported(found) => {
                let detail = Text::new(
                    format!(
                        "Isi berkas ini ({found}) tidak diterima; kirim PDF atau foto (JPEG, PNG, WebP, HEIF, TIFF)."
                    ),
                    format!(
                        "What is in this file ({found}) is not taken; send a PDF or a photo (JPEG, PNG, WebP, HEIF, TIFF)."
                    ),
                );
                Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_type", detail)
            }
            FileError::Storage(cause) => Self::internal(cause),
        }
    }
}

fn not_found(what: &'static str) -> WebError {
    let (id, en) = match what {
        "claim" => ("Klaim ini tidak ada.", "There is no such claim."),
        "document" => ("Surat ini tidak ada di klaim ini.", "There is no such document in this claim."),
        "person" => ("Orang ini tidak ada di klaim ini.", "There is no such person in this claim."),
        "alert" => ("Peringatan ini tidak ada.", "There is no such alert."),
        "call" => ("Panggilan ini tidak ada.", "There is no such call."),
        "letter" => ("Surat ini tidak ada.", "There is no such letter."),
        "clock" => ("Keadaan klaim ini tidak punya batas waktu.", "The state of this claim has no deadline."),
        "delivery" => ("Pengiriman ini tidak ada.", "There is no such delivery."),
        "workflow" => ("Prosedur ini tidak ada.", "There is no such workflow."),
        "office" => ("Kantor ini tidak ada.", "There is no such office."),
        "session" => ("Sesi ini tidak ada.", "There is no such session."),
        "user" => ("Pengguna ini tidak ada.", "There is no such user."),
        _ => ("Tidak ditemukan.", "Not found."),
    };
    WebError::new(StatusCode::NOT_FOUND, "not_found", Text::new(id, en))
}

fn stale(detail: Text, current: i64) -> WebError {
    WebError::new(StatusCode::PRECONDITION_FAILED, "stale", detail)
        .with("version", current)
        .header("etag", etag(current))
}

fn calendar_changed() -> Text {
    Text::new(
        "Hari libur atau jam kerja sudah berubah sejak Anda melihatnya. Lihat lagi, lalu ulangi.",
        "Holidays or hours have changed since you looked. Look again, then ask again.",
    )
}

/// The same words whether the address is known or not.
fn wrong_password() -> WebError {
    let detail = Text::new(
        "Alamat e-mail atau kata sandi keliru. Lupa? Minta undangan baru kepada administrator.",
        "The e-mail address or the password is wrong. Forgotten? Ask the administrator for a new invitation.",
    );
    WebError::new(StatusCode::UNAUTHORIZED, "wrong_password", detail)
}

fn locked(wait_seconds: i64) -> WebError {
    let minutes = (wait_seconds + 59) / 60;
    let detail = Text::new(
        format!("Terlalu banyak kata sandi keliru. Coba lagi {minutes} menit lagi."),
        format!("Too many wrong passwords. Try again in {minutes} minute(s)."),
    );
    WebError::new(StatusCode::TOO_MANY_REQUESTS, "locked", detail).header("retry-after", wait_seconds.to_string())
}

fn link_gone(state: &FamilyLinkState) -> WebError {
    let detail = match state {
        FamilyLinkState::Used => {
            Text::new("Tautan ini sudah dipakai; minta yang baru.", "This link has been used; ask for a new one.")
        }
        FamilyLinkState::Expired => {
            Text::new("Waktu tautan ini sudah habis; minta yang baru.", "This link's time is over; ask for a new one.")
        }
        FamilyLinkState::Good { .. } | FamilyLinkState::Revoked => Text::new(
            "Tautan ini tidak berlaku lagi; pakai yang terbaru, atau minta yang baru.",
            "This link is good no more; use the newest one, or ask for one.",
        ),
        FamilyLinkState::Unknown => Text::new(
            "Tautan ini tidak dikenal; periksa apakah tersalin seluruhnya.",
            "This link is unknown; check that it was copied whole.",
        ),
    };
    WebError::new(StatusCode::GONE, "link_gone", detail).with("state", state.as_str())
}

fn taken(what: &'static str) -> WebError {
    let detail = match what {
        "delivery" => Text::new(
            "Pengiriman ini tidak mati; tidak perlu diulang.",
            "This delivery is not dead; there is nothing to retry.",
        ),
        _ => Text::new(format!("{what} sudah dipakai."), format!("{what} is taken.")),
    };
    WebError::new(StatusCode::CONFLICT, "conflict", detail)
}

#[cfg(test)]
mod tests;
