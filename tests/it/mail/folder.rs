//! Letters into a folder.

use santun::mail::{OutgoingMail, Route, build};
use santun::outbox::{FailureKind, mailer};

use super::{PATIENT, letter, sender};

#[tokio::test]
async fn a_letter_is_one_file_however_often_it_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("mails/out");
    let mails = mailer(&Route::Folder(inside.clone()), sender(), PATIENT).unwrap();
    mails.send(&letter()).await.unwrap();
    mails.send(&letter()).await.unwrap();
    let other = OutgoingMail { id: uuid::Uuid::from_u128(2), ..letter() };
    mails.send(&other).await.unwrap();

    let mut names: Vec<String> =
        std::fs::read_dir(&inside).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(
        names,
        [
            "20260302T030000Z-00000000-0000-0000-0000-000000000002.eml",
            "20260302T030000Z-01980000-0000-7000-8000-000000000001.eml",
        ]
    );
    let bytes = std::fs::read(inside.join(&names[1])).unwrap();
    assert_eq!(bytes, build(&letter(), &sender()).unwrap().formatted());
}

#[tokio::test]
async fn a_folder_that_is_none_is_for_now_and_a_letter_without_words_is_our_fault() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let failure = mailer(&Route::Folder(file), sender(), PATIENT).unwrap().send(&letter()).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Unreachable, "{failure}");

    let mails = mailer(&Route::Folder(folder.path().to_owned()), sender(), PATIENT).unwrap();
    let failure = mails.send(&OutgoingMail { text: " \n".to_owned(), ..letter() }).await.unwrap_err();
    assert_eq!((failure.kind, failure.words.as_str()), (FailureKind::Doubtful, "the letter has no text"));
}
