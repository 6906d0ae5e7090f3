//! The family's claim page: whose it is, what it tells and what it does not, and how light it is.

use actix_web::test::TestRequest;
use serde_json::json;

use super::link::come_in;
use crate::api::case::{Case, report_of};
use crate::support::app::{AGUS, TestApp};
use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_family_sees_its_own_claim_and_no_other,
    others_numbers_are_hidden_and_long_names_are_whole,
    an_heir_objects_and_the_money_waits,
    a_short_membership_says_at_once_why_it_is_less,
    the_first_load_is_light,
);

async fn a_family_sees_its_own_claim_and_no_other(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let family = come_in(&app, &case.number, &widow).await;
    let page = family.get(&format!("/keluarga/{}", case.number)).await;
    page.expect(200).says("Kami turut berduka cita.").says("Petugas sedang ditunjuk").says("Rp42.000.000");
    assert_eq!(page.html.matches("berduka").count(), 1);
    let other = app.caseworker().post("claims", &report_of(AGUS, "Rudi")).await.expect(201);
    let other = other["number"].as_str().unwrap();
    for below in ["", "/keberatan", "/kirim/ktp"] {
        family.get(&format!("/keluarga/{other}{below}")).await.expect(404).says("Halaman ini tidak ada");
    }
    for path in ["/desk", "/desk/me", &format!("/desk/claims/{}", case.number), "/keluarga/x", "/keluarga/x/kirim/y"] {
        family.get(path).await.expect(404);
    }
    let staff = Browser::of(&app, "wati").await;
    staff.get(&format!("/keluarga/{}", case.number)).await.expect(404);
}

async fn others_numbers_are_hidden_and_long_names_are_whole(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let long = "Abdurrahman".repeat(6);
    let long = &long[..60];
    let son = json!({
        "name": long, "relation": "child", "birth_date": "1999-05-01", "nik": "1571020105990001",
        "account": {"bank": "BNI", "number": "9876543210", "holder": long},
    });
    case.person(son).await;
    let widow = case.widow().await;
    case.app.caseworker().post(&case.path("/notes"), &json!({"text": "Catatan rahasia petugas."})).await.expect(201);
    let family = come_in(&app, &case.number, &widow).await;
    let page = family.get(&format!("/keluarga/{}", case.number)).await;
    page.expect(200).says(long).says("1571********0001").says("BRI ****6789").says("menurut kesepakatan");
    for hidden in
        ["1571024103880001", "1571020105990001", "0123456789", "9876543210", "****3210", "rahasia", "1571021608869058"]
    {
        page.does_not_say(hidden);
    }
    page.says("GILIRAN ANDA").says("Kirim surat").says("Paling lambat Rabu, 1 April 2026.");
    // The refused paper says why and how.
    let worker = app.caseworker();
    let sent = worker.form(&case.path("/documents"), &[("kind", "kk")], Some(("kk.pdf", crate::api::case::PDF))).await;
    let id = sent.expect(201)["id"].as_str().unwrap().to_owned();
    family.get(&page.address).await.says("Sedang diperiksa").says("Sampai 2 Mar 2026.");
    let body = json!({"verdict": "rejected", "reason": "Sudut kanan terpotong."});
    let client = case.looking(app.caseworker()).await;
    client.post(&case.path(&format!("/documents/{id}/review")), &body).await.expect(200);
    family.get(&page.address).await.says("Foto ulang").says("Sudut kanan terpotong.").says("Yang lain tetap berlaku.");
}

async fn an_heir_objects_and_the_money_waits(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let family = come_in(&app, &case.number, &widow).await;
    let path = format!("/keluarga/{}/keberatan", case.number);
    family.get(&path).await.expect(404);
    case.until_documents().await;
    let page = family.get(&path).await;
    page.expect(200).says("Anda tidak disalahkan.").says("uang ditunda sampai jelas");
    let empty = family.submit(&page, &path, &[("reason", " ")]).await;
    empty.expect(422).says("Tulis apa yang tidak benar menurut Anda.");
    let reason = "Anak dari istri pertama belum dicatat.";
    let done = family.submit(&page, &path, &[("reason", reason)]).await;
    done.expect(200).says("Keberatan Anda sudah kami terima.").says("Ada keberatan").says(reason);
    assert_eq!(case.claim().await["state"], "disputed");
    // The same form again is answered like the first one.
    family.submit(&page, &path, &[("reason", reason)]).await.expect(200).says("Keberatan Anda sudah kami terima.");
    let brother = case.person(json!({"name": "Rudi", "relation": "sibling", "birth_date": "1990-01-01"})).await;
    let other = come_in(&app, &case.number, &brother).await;
    other.get(&format!("/keluarga/{}", case.number)).await.says("Ada keberatan").does_not_say(reason);
}

async fn a_short_membership_says_at_once_why_it_is_less(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let report = json!({
        "workflow": "jkm", "participant": {"nik": AGUS}, "event": {"date": "2025-06-20"},
        "reporter": {"name": "Rudi", "relation": "ayah"},
    });
    let claim = app.caseworker().post("claims", &report).await.expect(201);
    let case = Case { app: &app, number: claim["number"].as_str().unwrap().to_owned() };
    let father = case.person(json!({"name": "Rudi", "relation": "parent", "birth_date": "1970-01-01"})).await;
    let family = come_in(&app, &case.number, &father).await;
    let page = family.get(&format!("/keluarga/{}", case.number)).await;
    page.expect(200).says("Rp10.000.000").says("Terdaftar kurang dari 3 bulan").says("tanpa masa tunggu");
    page.says("Permenaker 1/2025").does_not_say("Rp42.000.000");
}

async fn the_first_load_is_light(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let widow = case.widow().await;
    for nth in 0..4 {
        let child = json!({"name": format!("Anak {nth}"), "relation": "child", "birth_date": "2000-01-01"});
        case.person(child).await;
    }
    let family = come_in(&app, &case.number, &widow).await;
    let own = format!("/keluarga/{}", case.number);
    let packed = async |path: &str| {
        let request = TestRequest::get().uri(path).insert_header(("accept-encoding", "gzip"));
        let reply = family.send(family.with_cookies(request)).await;
        assert_eq!((reply.status, reply.header("content-encoding")), (200, "gzip"), "{path}");
        reply.bytes.len()
    };
    let page = family.get(&own).await;
    assert!(page.html.len() < 100_000, "{} bytes of HTML", page.html.len());
    for path in [own.clone(), format!("{own}/kirim/ktp"), format!("{own}/keberatan"), "/m/x".to_owned()] {
        let page = family.get(&path).await;
        let linked = page.html.split('"').filter(|part| part.starts_with("/assets/"));
        let mut sum = if path == "/m/x" { page.html.len() } else { packed(&path).await };
        for asset in linked {
            sum += packed(asset).await;
        }
        assert!(sum < 50_000, "{path}: {sum} bytes");
    }
    // What a stranger may have put into an address is never compressed together with the proof of a session.
    let request = TestRequest::get().uri("/keluarga/x?lang=id").insert_header(("accept-encoding", "gzip"));
    assert_ne!(family.send(family.with_cookies(request)).await.header("content-encoding"), "gzip");
    let request = TestRequest::get().uri(&format!("{own}?x=csrf")).insert_header(("accept-encoding", "gzip"));
    let spared = family.send(family.with_cookies(request)).await;
    assert_ne!(spared.header("content-encoding"), "gzip");
    assert!(String::from_utf8_lossy(&spared.bytes).contains("name=\"csrf\""));
}
