//! Papers that a family sends: receipts, repeats, and what cannot be taken.

use serde_json::Value;

use super::link::come_in;
use crate::api::case::{Case, PDF, report_of};
use crate::support::app::{AGUS, TestApp, multipart};
use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_paper_gets_its_receipt_and_a_repeat_the_same,
    what_cannot_be_taken_is_said_and_the_page_stays,
    only_what_is_the_familys_to_send_can_be_sent,
);

async fn documents(case: &Case<'_>) -> Vec<Value> {
    case.claim().await["documents"].as_array().unwrap().clone()
}

async fn a_paper_gets_its_receipt_and_a_repeat_the_same(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let widow = case.widow().await;
    let family = come_in(&app, &case.number, &widow).await;
    let path = format!("/keluarga/{}/kirim/ktp?person={widow}", case.number);
    let page = family.get(&path).await;
    page.expect(200).says("capture=\"environment\"").says("Pilih dari galeri atau berkas").says("Siti Aminah");
    let receipt = family.send_file(&page, &path, &[], ("ktp siti.pdf", PDF)).await;
    receipt
        .expect(200)
        .says("Surat Anda sudah sampai.")
        .says("Senin, 2 Maret 2026, 10.00 WIB")
        .says("Kirim surat berikutnya");
    let sent = documents(&case).await;
    let number: String = sent[0]["sha256"].as_str().unwrap().chars().take(12).collect();
    receipt.says(&number);
    assert_eq!((sent.len(), &sent[0]["person"]), (1, &Value::from(widow.as_str())));
    // Pressed twice: one paper, one receipt. Another photo from the same form is another version.
    let again = family.send_file(&page, &path, &[], ("ktp siti.pdf", PDF)).await;
    assert_eq!(again.address, receipt.address);
    assert_eq!(documents(&case).await.len(), 1);
    let photo = b"\xff\xd8\xff\xe0\0\x10JFIF another photo";
    let other = family.send_file(&page, &path, &[], ("2.jpg", photo)).await;
    assert_ne!(other.address, receipt.address);
    assert_eq!(documents(&case).await.len(), 2);
    // What an iPhone photographs is taken too.
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\0";
    family.send_file(&page, &path, &[], ("IMG_1.HEIC", heic)).await.expect(200).says("sudah sampai");
}

async fn what_cannot_be_taken_is_said_and_the_page_stays(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let widow = case.widow().await;
    let family = come_in(&app, &case.number, &widow).await;
    let path = format!("/keluarga/{}/kirim/akta_kematian", case.number);
    let page = family.get(&path).await;
    let large = vec![0xff; 30 << 20];
    let said = family.send_file(&page, &path, &[], ("besar.jpg", &large)).await;
    said.expect(422).says("lebih dari 25 MB").says("Foto ulang").says("enctype=\"multipart/form-data\"");
    let said = family.send_file(&page, &path, &[], ("catatan.txt", b"hanya tulisan")).await;
    said.expect(422).says("bukan foto atau PDF").says("id=\"file-wrong\"");
    family.send_file(&page, &path, &[], ("kosong.jpg", b"")).await.expect(422).says("Berkas ini kosong.");
    let hidden = page.hidden(&path);
    let fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    family.send_multipart(&path, multipart(&fields, None)).await.expect(422).says("Belum ada foto.");
    let mut two = multipart(&fields, Some(("1.pdf", PDF)));
    two.truncate(two.len() - "--limit--\r\n".len());
    two.extend(multipart(&[], Some(("2.pdf", PDF))));
    family.send_multipart(&path, two).await.expect(422).says("Pilih satu saja");
    family.send_multipart(&path, multipart(&[], Some(("1.pdf", PDF)))).await.expect(403);
    assert!(documents(&case).await.is_empty());
}

async fn only_what_is_the_familys_to_send_can_be_sent(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let family = come_in(&app, &case.number, &widow).await;
    let own = format!("/keluarga/{}", case.number);
    for below in [
        "/kirim/sk_wali_kota",
        "/kirim/tidak_ada",
        "/kirim/buku_nikah",
        "/kirim/ktp?person=x",
        "/kirim/ktp?person=01a12dc1-8660-7d0d-8ffb-b14e65e7ded8",
        "/tanda-terima/x",
        "/tanda-terima/01a12dc1-8660-7d0d-8ffb-b14e65e7ded8",
    ] {
        family.get(&format!("{own}{below}")).await.expect(404);
    }
    // A paper of another claim has no receipt here, and nobody sends there.
    let other = app.caseworker().post("claims", &report_of(AGUS, "Rudi")).await.expect(201);
    let other = Case { app: &app, number: other["number"].as_str().unwrap().to_owned() };
    let paper = other.paper("kk", None, serde_json::json!({})).await;
    family.get(&format!("{own}/tanda-terima/{paper}")).await.expect(404);
    family.get(&format!("/keluarga/{}/tanda-terima/{paper}", other.number)).await.expect(404);
    let page = family.get(&format!("{own}/kirim/kk")).await;
    let hidden = page.hidden(&format!("{own}/kirim/kk"));
    let fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let body = multipart(&fields, Some(("kk.pdf", PDF)));
    family.send_multipart(&format!("/keluarga/{}/kirim/kk", other.number), body.clone()).await.expect(404);
    family.send_multipart(&format!("{own}/kirim/sk_wali_kota"), body.clone()).await.expect(404);
    Browser::new(&app).send_multipart(&format!("{own}/kirim/kk"), body).await.expect(401);
    assert!(documents(&case).await.is_empty());
}
