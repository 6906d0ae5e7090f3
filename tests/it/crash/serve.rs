//! The real `santun serve`, spoken to over HTTP and killed in the middle of a request. Another start of the program
//! on the same database then shows the change whole or not at all, and takes the same request again.

use santun::store::halt;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::served::{Deed, Premises, World, files_below};
use crate::support::app::multipart;
use crate::support::database::{TestDatabase, on_each_database, run};
use crate::support::walk::{nik, open};

on_each_database!(a_served_report_survives_kill, a_served_approval_survives_kill, a_served_paper_survives_kill);

/// The smallest PDF that is one.
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";

/// Kills the program when a deed comes to `point`; starts it again, and does the deed twice more. `before` is what
/// was acknowledged and seen until then. Answers with what is seen in the end, and what was answered.
async fn kill_and_repeat(premises: &mut Premises, before: &World, deed: &Deed, point: &str) -> (World, Value) {
    let halting = premises.serve(Some(point)).await;
    let request = premises.deed(&halting, deed);
    halting.kill_at(request, point).await;

    let served = premises.serve(None).await;
    let after_kill = premises.world(&served).await;
    premises.audit();
    let done = point == "ledger.committed";
    if !done {
        assert_eq!(after_kill, *before, "{point}: something is lost or half done");
    }
    let (answer, replayed) = premises.succeed(&served, deed).await;
    assert_eq!(replayed, done, "{point}: answered before");
    assert_eq!(premises.succeed(&served, deed).await, (answer.clone(), true), "{point}: the same answer again");
    let end = premises.world(&served).await;
    if done {
        assert_eq!(after_kill, end, "{point}: the repeat changed something");
    }
    (end, answer)
}

async fn a_served_report_survives_kill(database: TestDatabase) {
    // One claim was acknowledged before everything else.
    let (mut premises, first) =
        Premises::new(database, async |walk| open(&walk.desk, &walk.caseworker, 20, None).await.unwrap()).await;
    let mut before = premises.look().await;
    assert!(before.claims.contains_key(first.number.as_str()));
    for (nth, point) in halt::POINTS.iter().enumerate() {
        let report = json!({
            "workflow": "jkm",
            "participant": { "nik": nik(nth) },
            "event": { "date": "2025-11-03" },
            "reporter": { "name": "Siti", "relation": "istri" },
        });
        let deed = Deed {
            path: "claims".to_owned(),
            key: point.to_string(),
            version: None,
            content_type: "application/json",
            body: serde_json::to_vec(&report).unwrap(),
        };
        let (end, answer) = kill_and_repeat(&mut premises, &before, &deed, point).await;
        let number = answer["number"].as_str().unwrap();
        assert!(!before.claims.contains_key(number), "{point}");
        assert_eq!(end.claims.len(), before.claims.len() + 1, "{point}: one claim");
        assert_eq!(end.without(number), before, "{point}: and nothing else");
        assert_eq!(end.claims[number]["version"], answer["version"], "{point}");
        assert_eq!(end.histories[number][0]["type"], "claim_opened", "{point}");
        assert!(end.claims[number]["due_at"].is_string(), "{point}: its clock runs");
        before = end;
    }
    premises.audit();
}

async fn a_served_approval_survives_kill(database: TestDatabase) {
    let (mut premises, claims) = Premises::new(database, async |walk| {
        let mut claims = Vec::new();
        for nth in 0..halt::POINTS.len() {
            claims.push(walk.to_approval(nth).await);
        }
        claims
    })
    .await;
    let mut before = premises.look().await;
    for (claim, point) in claims.iter().zip(halt::POINTS) {
        let number = claim.number.as_str();
        let deed = Deed {
            path: format!("claims/{number}/actions/approve"),
            key: "approve".to_owned(),
            version: Some(claim.version),
            content_type: "application/json",
            body: b"{}".to_vec(),
        };
        let (end, answer) = kill_and_repeat(&mut premises, &before, &deed, point).await;
        assert_eq!(answer["state"], "approved", "{point}");
        assert_eq!(before.claims[number]["state"], "approval", "{point}");
        assert_eq!(end.claims[number]["state"], "approved", "{point}");
        assert_eq!(end.without(number), before.without(number), "{point}: nothing else moved");
        let (old, new) = end.histories[number].split_at(before.histories[number].len());
        assert_eq!(old, before.histories[number], "{point}");
        assert_eq!(new.len(), 2, "{point}: one approval");
        assert_eq!(new[0]["previous_hash"], old.last().unwrap()["hash"], "{point}");
        assert!(before.deliveries_of(number).is_empty(), "{point}");
        let deliveries = end.deliveries_of(number);
        assert_eq!(deliveries.len(), 1, "{point}: one hand-over is owed");
        assert_eq!((&deliveries[0]["kind"], &deliveries[0]["state"]), (&"hand_over".into(), &"pending".into()));
        assert_eq!(deliveries[0]["attempts"], 0, "{point}");
        before = end;
    }
    premises.audit();
}

async fn a_served_paper_survives_kill(database: TestDatabase) {
    const POINTS: [&str; 3] = ["file.kept", "ledger.before_commit", "ledger.committed"];
    let (mut premises, claims) = Premises::new(database, async |walk| {
        let mut claims = Vec::new();
        for nth in 0..POINTS.len() {
            claims.push(open(&walk.desk, &walk.caseworker, nth, None).await.unwrap());
        }
        claims
    })
    .await;
    let mut before = premises.look().await;
    let mut papers = Vec::new();
    for (claim, point) in claims.iter().zip(POINTS) {
        let number = claim.number.as_str();
        let bytes = [PDF, number.as_bytes()].concat();
        let deed = Deed {
            path: format!("claims/{number}/documents"),
            key: "paper".to_owned(),
            version: None,
            content_type: "multipart/form-data; boundary=limit",
            body: multipart(&[("kind", "ktp")], Some(("ktp.pdf", &bytes))),
        };
        let (end, answer) = kill_and_repeat(&mut premises, &before, &deed, point).await;
        assert_eq!(end.without(number), before.without(number), "{point}: nothing else moved");
        assert_eq!(end.claims[number]["version"], claim.version + 1, "{point}: one paper");
        let kept = files_below(&premises.files.path().join("claims").join(claim.id.to_string()));
        assert_eq!(kept.len(), 1, "{point}: one file, and nothing begun beside it: {kept:?}");
        papers.push((number, answer["id"].clone(), bytes));
        before = end;
    }
    premises.audit();
    let served = premises.serve(None).await;
    for (number, id, bytes) in papers {
        let shown = premises.get(&served, &format!("claims/{number}")).await;
        let documents: Vec<&Value> = shown["documents"].as_array().unwrap().iter().map(|paper| &paper["id"]).collect();
        assert_eq!(documents, [&id], "{number}: one document");
        let path = format!("claims/{number}/documents/{}/content", id.as_str().unwrap());
        let content = premises.request(&served, reqwest::Method::GET, &path).send().await.unwrap();
        assert_eq!(content.bytes().await.unwrap(), bytes, "{number}: the bytes are there");
    }
}

/// The word to stop comes as a signal here, while a body is still on its way.
#[test]
fn a_terminated_program_answers_what_is_under_way_and_ends_well() {
    run(async {
        let (mut premises, claim) = Premises::new(TestDatabase::sqlite(), async |walk| {
            open(&walk.desk, &walk.caseworker, 0, None).await.unwrap()
        })
        .await;
        let mut served = premises.serve(None).await;
        let address = served.address.strip_prefix("http://").unwrap().to_owned();
        let body = "{\"text\": \"terakhir\"}";
        let head = format!(
            "POST /api/v1/claims/{}/notes HTTP/1.1\r\nhost: desk\r\nauthorization: Bearer {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n",
            claim.number,
            premises.token,
            body.len(),
        );
        let mut stream = TcpStream::connect(&address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        // That it wants the body shows that the request is under way.
        let mut go_on = [0; 25];
        stream.read_exact(&mut go_on).await.unwrap();
        assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
        served.terminate();
        served.says("finishing those under way").await;
        stream.write_all(body.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
        assert_eq!(served.end().code(), Some(0));
        assert!(TcpStream::connect(&address).await.is_err(), "nobody listens any more");

        let served = premises.serve(None).await;
        let shown = premises.get(&served, &format!("claims/{}", claim.number)).await;
        assert_eq!(shown["notes"][0]["text"], "terakhir");
        premises.audit();
    });
}
