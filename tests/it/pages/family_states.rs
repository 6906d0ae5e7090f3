//! The claim page in every state: plain Indonesian, one filled button, and what each state owes the family.

use serde_json::json;

use super::link::come_in;
use crate::api::case::{Case, report_of};
use crate::support::app::{AGUS, TestApp};
use crate::support::browser::{Browser, Shown};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(every_state_to_the_money_speaks_plainly, every_state_beside_the_path_speaks_plainly);

/// English words, and words of the office, that no family page says in Indonesian.
const FORBIDDEN: &[&str] = &[
    "the",
    "and",
    "of",
    "by",
    "is",
    "claim",
    "document",
    "documents",
    "paper",
    "papers",
    "heir",
    "heirs",
    "send",
    "your",
    "you",
    "insurer",
    "until",
    "reported",
    "intake",
    "assessment",
    "approval",
    "approved",
    "handed",
    "returned",
    "disputed",
    "rejected",
    "withdrawn",
    "lapsed",
    "paid",
    "closed",
    "pending",
    "accepted",
    "missing",
    "waived",
    "null",
    "none",
    "true",
    "false",
    "unggah",
    "upload",
    "dokumen",
    "spouse",
    "child",
    "caseworker",
    "supervisor",
    "heirs",
    "fam",
    "office",
    "estimate",
    "benefit",
    "share",
];

/// What a reader sees: the text between the tags, without the link to the other language.
fn visible(html: &str) -> String {
    let body = html.split("<main").nth(1).unwrap();
    let mut text = String::new();
    for part in body.split('<').skip(1) {
        text.push_str(part.split_once('>').map_or("", |(_, text)| text));
        text.push(' ');
    }
    text
}

/// Whether a page is plain Indonesian with one filled button.
#[track_caller]
pub(super) fn plain(page: &Shown, state: &str) {
    page.expect(200);
    let text = visible(&page.html);
    assert!(!text.contains('_') && !text.contains("{ $"), "{state}: a raw key in:\n{text}");
    for word in text.split(|c: char| !c.is_alphabetic()) {
        assert!(!FORBIDDEN.contains(&word.to_lowercase().as_str()), "{state}: {word:?} in:\n{text}");
    }
    let filled = page.html.matches("class=\"button main").count() + page.html.matches("<button class=\"main").count();
    assert_eq!(filled, 1, "{state}: filled buttons in:\n{}", page.html);
    assert_eq!(page.html.matches("<h1>").count(), 1, "{state}");
}

struct Reader<'a> {
    browser: Browser<'a>,
    path: String,
}

impl Reader<'_> {
    /// The page, once it is plain and says this.
    async fn sees(&self, state: &str, says: &[&str]) {
        let page = self.browser.get(&self.path).await;
        plain(&page, state);
        for words in says {
            page.says(words);
        }
        // The same in English, where no Indonesian word of ours may be left over either.
        let english = self.browser.get(&format!("{}?lang=en", self.path)).await;
        english.expect(200).says("The money").does_not_say("fam-");
        self.browser.get(&format!("{}?lang=id", self.path)).await;
    }
}

async fn every_state_to_the_money_speaks_plainly(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let reader =
        Reader { browser: come_in(&app, &case.number, &widow).await, path: format!("/keluarga/{}", case.number) };
    let worker = || app.caseworker();
    let nothing = "Tidak ada yang perlu Anda lakukan";
    reader.sees("reported", &[nothing, "Sampai Rabu, 4 Maret 2026.", "petugas klaim", "berduka"]).await;
    case.to(worker(), "accept", json!({}), "intake").await;
    reader.sees("intake", &["Mohon jawab telepon kami", "bekerja, santunan bisa Rp"]).await;
    let facts = json!({"facts": {"died_at_work": "no"}});
    case.looking(worker()).await.json("PATCH", &case.path("/facts"), &facts).await.expect(200);
    case.to(worker(), "request_documents", json!({}), "documents").await;
    reader
        .sees("documents", &["GILIRAN ANDA", "Kirim 8 surat lagi", "1 April 2026", "Tempat: Dukcapil. Biaya: gratis."])
        .await;
    case.all_papers().await;
    reader.sees("documents, all sent", &[nothing, "Semua surat dari Anda sudah sampai."]).await;
    case.to(worker(), "documents_complete", json!({}), "heirs").await;
    let payees = json!([{"person": widow, "share": "1", "account_of": widow, "basis": "sole"}]);
    case.looking(worker()).await.json("PUT", &case.path("/payees"), &payees).await.expect(200);
    reader.sees("heirs", &["GILIRAN ANDA", "Kirim 1 surat lagi", "seluruhnya", "Ajukan keberatan"]).await;
    case.all_papers().await;
    case.to(worker(), "heirs_verified", json!({}), "assessment").await;
    reader.sees("assessment", &[nothing, "Perkiraan", "sudah dipastikan"]).await;
    case.to(worker(), "assess", json!({}), "approval").await;
    reader.sees("approval", &["Petugas lain memeriksa ulang."]).await;
    case.to(app.supervisor(), "approve", json!({}), "approved").await;
    reader.sees("approved", &["Disetujui", "Rp42.000.000"]).await;
    let receipt = case.paper("tanda_terima", None, json!({})).await;
    let inputs = json!({"channel": "paper", "received_on": "2026-03-02", "receipt_number": "T-1", "document": receipt});
    case.to(worker(), "hand_over", inputs, "handed_over").await;
    reader.sees("handed_over", &["giliran BPJS Ketenagakerjaan", "Jaga rekening tetap aktif"]).await;
    let letter = case.paper("surat_penanggung", None, json!({})).await;
    let payment =
        json!({"person": widow, "amount": 42_000_000, "paid_at": "2026-03-02T03:00:00Z", "reference": "TRX1"});
    case.to(worker(), "paid", json!({"payments": [payment], "document": letter}), "paid").await;
    let paid = "Rp42.000.000 ke Siti Aminah, BRI ****6789, Senin, 2 Maret 2026.";
    reader.sees("paid", &["GILIRAN ANDA", paid, "Senin, 9 Maret 2026"]).await;
    case.to(worker(), "close", json!({}), "closed").await;
    reader.sees("closed", &["Klaim ini sudah selesai", paid]).await;
}

async fn every_state_beside_the_path_speaks_plainly(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.until_handed_over().await;
    let reader =
        Reader { browser: come_in(&app, &case.number, &widow).await, path: format!("/keluarga/{}", case.number) };
    let (worker, boss) = (|| app.caseworker(), || app.supervisor());
    let reason = |text: &str| json!({"reason": text});
    let letter = case.paper("surat_penanggung", None, json!({})).await;
    let reasons = json!([{"code": "X1", "text": "surat nikah tidak terbaca"}]);
    case.to(worker(), "returned", json!({"reasons": reasons, "document": letter}), "returned").await;
    reader.sees("returned", &["minta tambahan", "Surat nikah tidak terbaca."]).await;
    case.to(worker(), "dispute", reason("Adik keberatan."), "disputed").await;
    let page = reader.browser.get(&reader.path).await;
    page.does_not_say("Adik keberatan.");
    reader.sees("disputed", &["Ada keberatan", "Uang ditahan sampai jelas"]).await;
    case.to(boss(), "resolve_dispute", reason("Sudah jelas."), "heirs").await;
    reader.sees("heirs again", &["kembali ke sini"]).await;
    case.to(worker(), "withdraw", reason("Permintaan keluarga."), "withdrawn").await;
    reader.sees("withdrawn", &["Klaim ditarik", "Berubah pikiran?", "Kami menunggu sampai"]).await;
    case.to(boss(), "reopen", reason("Berubah pikiran."), "intake").await;
    let no = json!({"reason": "Iuran berhenti sebelum wafat.", "rule": "PP 44/2015 ps. 5"});
    case.to(boss(), "reject", no.clone(), "rejected").await;
    let says =
        ["Klaim tidak dapat dibayar", "Iuran berhenti sebelum wafat.", "PP 44/2015 ps. 5", "175", "5 hari kerja"];
    reader.sees("rejected", &says).await;
    case.to(boss(), "reopen", reason("Ada bukti baru."), "intake").await;
    case.to(boss(), "lapse", no, "lapsed").await;
    reader.sees("lapsed", &["Batas waktu terlewat", "PP 44/2015 ps. 5"]).await;
    case.to(worker(), "close", json!({}), "closed").await;
    reader.sees("closed without money", &["ditutup tanpa pembayaran", "berhenti di sini"]).await;

    // A claim that goes on as another one says so.
    let other = app.caseworker().post("claims", &report_of(AGUS, "Rudi")).await.expect(201);
    let other = Case { app: &app, number: other["number"].as_str().unwrap().to_owned() };
    let father = other.person(json!({"name": "Rudi", "relation": "parent", "birth_date": "1970-01-01"})).await;
    let browser = come_in(&app, &other.number, &father).await;
    let page = browser.get(&format!("/keluarga/{}", other.number)).await;
    plain(&page, "reported by a father");
    assert_eq!(browser.get(&format!("/keluarga/{}/kirim/lainnya", other.number)).await.status, 200);
}
