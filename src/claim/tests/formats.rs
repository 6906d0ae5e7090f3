//! The JSON of events and of a claim is a contract: golden files hold it to the byte. `SANTUN_WRITE_GOLDEN=1` writes
//! the files of new variants; a file that is there is never changed, for histories hold such events already.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::json;

use super::samples::{claim, events, history};
use crate::claim::{Claim, Event, EventError, fold};

fn testdata(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/claim/testdata").join(name)
}

/// The golden bytes, without the line break that ends the file.
fn golden(name: &str, now: &[u8]) -> Vec<u8> {
    let path = testdata(name);
    if env::var_os("SANTUN_WRITE_GOLDEN").is_some() && !path.exists() {
        fs::write(&path, [now, b"\n"].concat()).unwrap();
    }
    let mut bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(bytes.pop(), Some(b'\n'), "{name} ends with a line break");
    bytes
}

#[test]
fn every_event_is_written_and_read_as_its_golden_file_says() {
    for event in events() {
        let now = event.encode().unwrap();
        let kept = golden(&format!("events/{}.json", event.kind()), &now);
        assert_eq!(String::from_utf8(now).unwrap(), String::from_utf8(kept.clone()).unwrap());
        assert_eq!(Event::decode(&kept).unwrap(), event);
        let whole: serde_json::Value = serde_json::from_slice(&kept).unwrap();
        assert_eq!((&whole["v"], &whole["type"]), (&json!(1), &json!(event.kind())));
        assert_eq!(whole["data"], event.data().unwrap());
    }
}

#[test]
fn every_variant_has_a_golden_file_and_every_file_a_variant() {
    let sampled: BTreeSet<String> = events().iter().map(|event| event.kind().to_owned()).collect();
    // `kind` names every variant, or it would not compile.
    let source = include_str!("../event.rs");
    let arms = source.lines().filter(|line| line.trim_start().starts_with("Self::") && line.contains("=> \""));
    let named: BTreeSet<String> = arms.filter_map(|line| line.split('"').nth(1)).map(str::to_owned).collect();
    assert_eq!(sampled, named);
    let files = fs::read_dir(testdata("events")).unwrap();
    let files: BTreeSet<String> =
        files.map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(files, named);
}

#[test]
fn what_is_no_event_of_a_known_format_is_refused() {
    let newer = Event::decode(br#"{"v":2,"type":"hand_over_ended","data":{"attempt":1}}"#);
    assert!(matches!(newer, Err(EventError::Newer(2))), "{newer:?}");
    for wrong in [
        r#"{"v":1,"type":"claim_eaten","data":{}}"#,
        r#"{"v":1,"type":"hand_over_ended"}"#,
        r#"{"v":1,"type":"hand_over_ended","data":{"attempt":"one"}}"#,
        r#"{"type":"hand_over_ended","data":{"attempt":1}}"#,
        r#"{"v":1}"#,
        r#"{"v":1,"type":"hand_over_ended","data":{"attempt":1}"#,
        "",
    ] {
        let read = Event::decode(wrong.as_bytes());
        assert!(matches!(read, Err(EventError::Malformed(_))), "{wrong}: {read:?}");
    }
}

#[test]
fn what_an_older_event_leaves_out_is_read_as_before() {
    let bare = r#"{"v":1,"type":"action_taken","data":{"action":"accept","from":"reported","to":"intake",
        "waiting_on":"caseworker","ended":false}}"#;
    let Event::ActionTaken(taken) = Event::decode(bare.as_bytes()).unwrap() else { panic!("a step") };
    assert_eq!((taken.outcome, taken.by_hand, taken.user, taken.inputs.len()), (None, false, None, 0));
    let details = r#"{"v":1,"type":"person_added","data":{"person":"00000000-0000-0000-0000-0000000000e1",
        "details":{"name":"Siti","relation":"spouse"}}}"#;
    assert!(Event::decode(details.as_bytes()).is_ok());
}

#[test]
fn a_claim_is_kept_and_read_back_whole() {
    let now = claim();
    let bytes = serde_json::to_vec_pretty(&now).unwrap();
    let kept = golden("claim.json", &bytes);
    assert_eq!(String::from_utf8(bytes).unwrap(), String::from_utf8(kept.clone()).unwrap());
    assert_eq!(serde_json::from_slice::<Claim>(&kept).unwrap(), now);
}

#[test]
fn a_history_read_back_makes_the_same_claim() {
    let mut again = history();
    for recorded in &mut again {
        recorded.event = Event::decode(&recorded.event.encode().unwrap()).unwrap();
    }
    assert_eq!(fold(claim().id, &again), claim());
}

#[test]
fn an_event_about_something_unknown_changes_nothing_but_the_version() {
    for recorded in history().iter().filter(|recorded| {
        let kind = recorded.event.kind();
        ["document_reviewed", "document_withdrawn", "person_changed", "person_verified", "alert_settled"]
            .contains(&kind)
    }) {
        let before = Claim::unopened(claim().id);
        let after = fold(before.id, [recorded]);
        let expected = Claim { version: recorded.seq, updated_at: recorded.at, ..before };
        assert_eq!(after, expected, "{}", recorded.event.kind());
    }
}
