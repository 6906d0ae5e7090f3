use actix_web::ResponseError as _;

use super::{DeskError, FamilyLinkState, WebError};
use crate::law::Language;

#[test]
fn who_is_not_let_in_is_told_why_and_until_when() {
    let until = chrono::DateTime::UNIX_EPOCH;
    for (error, status, code, wait) in [
        (DeskError::WrongPassword, 401, "wrong_password", None),
        (DeskError::Locked { until, wait_seconds: 841 }, 429, "locked", Some("841")),
        (DeskError::LinkGone(FamilyLinkState::Used), 410, "link_gone", None),
        (DeskError::LinkGone(FamilyLinkState::Unknown), 410, "link_gone", None),
        (DeskError::AlreadyDone, 409, "already_done", None),
        (DeskError::NotFound("session"), 404, "not_found", None),
    ] {
        let error = WebError::from(error);
        assert_eq!(error.status_code().as_u16(), status);
        assert!(error.to_string().starts_with(&format!("{code}: ")), "{error}");
        let answer = error.render(Language::En, "");
        let header = answer.headers().get("retry-after").map(|value| value.to_str().unwrap());
        assert_eq!(header, wait);
    }
    let locked = WebError::from(DeskError::Locked { until, wait_seconds: 841 });
    assert!(locked.to_string().contains("15 minute(s)"), "rounded up: {locked}");
}
