//! Claims after accidents at work: of workers who live, of families, and the scholarships of the children.

use crate::insurer::AnswerKind::{Acknowledged, Paid};

use super::super::story::Actor::{Supervisor, Worker};
use super::super::story::Channel::Machine;
use super::super::story::Place::{Jambi, Muaro};
use super::super::story::Step::{
    Act, Answer, Answers, Assign, At, Confirm, Contact, DiedAtOnce, FollowUps, GoOnIn, HandOver, Note, Papers, Pay,
    PayWorker, Proofs, Today,
};
use super::super::story::{By, Family, Payout, Place, Step, Story, Who};
use super::common::{Event, and, story};

const MAN: Who = Who::Man(28, 48);

const MARKET: Event = ("tertimpa karung beras saat membongkar truk", "Pasar Angso Duo");

const ROAD: Event = ("motor ditabrak mobil saat mengantar penumpang", "Simpang Pulai, Jalan Hayam Wuruk");

const ROOF: Event = ("jatuh dari perancah saat memasang atap", "Perumahan di Mendalo Darat");

const SAW: Event = ("telunjuk kanan terpotong gergaji", "bengkel kayu, Olak Kemang");

const RIVER: Event = ("perahu terbalik saat menjala, tenggelam", "Sungai Batanghari, Pulau Pandan");

const POWER: Event = ("tersengat listrik saat memasang papan nama", "Jalan Gatot Subroto");

const ON_THE_ROAD: &str = r#"{"circumstance": "traffic", "activity": "Mengantar penumpang dengan ojek.",
    "injury": "Tulang kering kiri patah.", "first_facility": "plkk", "facility_name": "RSUD Raden Mattaher",
    "witnesses": "Penumpangnya dan penjaga toko di simpang"}"#;

const FELL: &str = r#"{"circumstance": "workplace", "activity": "Memasang atap baja ringan.",
    "injury": "Pinggul dan lengan kiri patah.", "first_facility": "plkk", "facility_name": "RSUD Raden Mattaher"}"#;

const CUT: &str = r#"{"circumstance": "workplace", "activity": "Membelah papan.",
    "injury": "Jari telunjuk kanan.", "first_facility": "plkk", "facility_name": "RSUD H. Abdul Manap"}"#;

const DROWNED: &str = r#"{"circumstance": "workplace", "activity": "Menjala ikan.",
    "injury": "Meninggal di tempat.", "first_facility": "none"}"#;

const SHOCK: &str = r#"{"circumstance": "on_duty", "activity": "Memasang papan nama toko.",
    "injury": "Meninggal di tempat.", "first_facility": "none"}"#;

const LOST_FINGER: &str =
    r#"{"medical_outcome": "partial_anatomical", "incapacity_days": 30, "losses": [{"code": "right_index"}]}"#;

/// Papers of every claim after an accident.
const ACCIDENT: &[&str] = &["kpj", "ktp", "kronologis", "ktp_saksi", "bukti_kerja", "formulir_3b_kk_3"];

/// What a death adds to them.
const DEATH: &[&str] = &["kk", "akta_kematian", "surat_ahli_waris"];

/// All of them.
pub(in crate::demo) fn accidents() -> Vec<Story> {
    vec![
        accident(Jambi, By::Workmate, (0, 0), MARKET, vec![]),
        accident(Jambi, By::Spouse, (6, 0), ROAD, on_the_road()),
        accident(Muaro, By::Workmate, (80, 1), ROOF, in_treatment()),
        accident(Jambi, By::Spouse, (48, 0), SAW, papers_missing()),
        accident(Muaro, By::Spouse, (20, 0), RIVER, death(DROWNED, Family::SpouseAndChild, 20, 2)),
        accident(Jambi, By::Spouse, (62, 1), POWER, scholarships()),
    ]
}

fn accident(place: Place, by: By, days: (u32, u32), event: Event, steps: Vec<Step>) -> Story {
    Story { workflow: "jkk", ..story(place, MAN, by, days, event, steps) }
}

/// The first form is filled in and filed on the day of the report.
fn filed(told: &'static str) -> Vec<Step> {
    vec![
        Assign,
        Contact("phone", "pelapor", "Menanyakan kejadian dan saksi; formulir 3 KK 1 diisi bersama."),
        Answers(told),
        Papers(&["formulir_3_kk_1"]),
        Today("file_stage_one", "filed_on"),
    ]
}

fn on_the_road() -> Vec<Step> {
    and(
        filed(ON_THE_ROAD),
        [
            At(4),
            Papers(&["laporan_polisi"]),
            Note("Jasa Raharja membayar pengobatan lebih dulu; surat jaminannya diminta lewat rumah sakit."),
        ],
    )
}

/// The insurer said that it was work, so many days ago, and the treatment goes on.
fn treated(told: &'static str, confirmed: u32) -> Vec<Step> {
    and(
        filed(told),
        [At(confirmed), Today("confirm_work_accident", "concluded_on"), Act(Worker, "start_treatment", &[])],
    )
}

fn in_treatment() -> Vec<Step> {
    and(
        treated(FELL, 70),
        [
            At(20),
            Answers(r#"{"incapacity_days": 60}"#),
            Papers(&["surat_istirahat"]),
            PayWorker,
            Act(Worker, "file_instalment", &[]),
            At(18),
            Act(Supervisor, "approve_instalment", &[]),
            HandOver(Machine),
            Answer(Acknowledged),
            At(9),
            Answer(Paid),
            At(7),
            Contact("phone", "pelapor", "Cicilan sudah masuk; kontrol berikutnya bulan depan."),
        ],
    )
}

fn papers_missing() -> Vec<Step> {
    and(
        treated(CUT, 40),
        [
            At(14),
            Answers(LOST_FINGER),
            Today("conclude_treatment", "stated_on"),
            Papers(&["formulir_3a_kk_2"]),
            Act(Worker, "request_documents", &[]),
            At(6),
            Papers(ACCIDENT),
            Contact("whatsapp", "pelapor", "Surat istirahat dan resume medis masih ditunggu dari rumah sakit."),
        ],
    )
}

/// A worker died at once: from the report up to the calculation, so many days ago.
fn death(told: &'static str, family: Family, reported: u32, assessed: u32) -> Vec<Step> {
    let day = |part: u32| reported - (reported - assessed) * part / 4;
    and(
        filed(told),
        [
            At(day(1)),
            Today("confirm_work_accident", "concluded_on"),
            DiedAtOnce,
            Today("conclude_without_treatment", "stated_on"),
            Papers(&["formulir_3a_kk_2"]),
            Act(Worker, "request_documents", &[]),
            At(day(3)),
            Step::Family(family),
            Papers(ACCIDENT),
            Papers(DEATH),
            Proofs,
            Act(Worker, "documents_complete", &[]),
            At(day(4)),
            Confirm,
            Pay(Payout::First),
            Act(Worker, "heirs_verified", &[]),
            Act(Worker, "assess", &[]),
        ],
    )
}

/// The money is paid, and one child goes to school while the other is too small.
fn scholarships() -> Vec<Step> {
    and(
        death(SHOCK, Family::SpouseAndSmall, 62, 18),
        [
            At(16),
            Act(Supervisor, "approve", &[]),
            HandOver(Machine),
            Answer(Acknowledged),
            At(6),
            Answer(Paid),
            FollowUps,
            At(3),
            GoOnIn(0),
            Contact("phone", "pelapor", "Anak pertama sudah sekolah; surat aktif diminta dari sekolah."),
            Answers(r#"{"at_school": true, "school_name": "SD Negeri, Jambi Timur"}"#),
            Act(Worker, "ask_for_proof", &[]),
            GoOnIn(1),
            Answers(r#"{"at_school": false}"#),
            Act(Worker, "wait_for_school", &[]),
        ],
    )
}
