//! The claims of the demo, in every state of the death procedure: most go their way, some wait too long, some have
//! something that a person must settle. Days are counted back from the demo's day.

use crate::claim::SettlementOutcome;
use crate::insurer::AnswerKind::{Acknowledged, Paid, Refused, Returned};
use crate::law::Sex;

use super::steps::{Path, USUAL};
use super::story::Actor::{Supervisor, Worker};
use super::story::Channel::{Machine, Paper};
use super::story::Place::{Jambi, Muaro};
use super::story::Step::{
    Act, Answer, Arrives, Assign, At, CompleteWithout, Confirm, Contact, DeliveryDies, Facts, Letter, Misread, Note,
    Papers, Pay, Proofs, Settle, SystemCloses,
};
use super::story::{By, Family, Payout, Place, Stage, Step, Story, Who};

/// What happened, and where.
type Event = (&'static str, &'static str);

const ILL: Event = ("meninggal karena sakit", "rumah");
const HOSPITAL: Event = ("meninggal setelah dirawat", "RSUD Raden Mattaher, Jambi");
const STROKE: Event = ("stroke, meninggal dalam perjalanan ke puskesmas", "Puskesmas Putri Ayu");
const ROAD: Event = ("ditabrak truk saat mengantar penumpang", "Jalan Lintas Timur, Paal Merah");
const RIVER: Event = ("tenggelam di Batanghari saat menjala", "Sungai Batanghari, Olak Kemang");

const NOT_AT_WORK: &[(&str, &str)] = &[("died_at_work", "no"), ("cause_of_death", "sakit"), ("place_of_death", "home")];
const NOT_KNOWN: &[(&str, &str)] = &[("died_at_work", "unknown"), ("place_of_death", "road")];
const AT_WORK: &[(&str, &str)] =
    &[("died_at_work", "yes"), ("cause_of_death", "tenggelam"), ("place_of_death", "workplace")];
const ALL_BUT_CARD: &[&str] = &["ktp", "kk", "akta_kematian", "surat_ahli_waris", "formulir_4"];

/// A man of the age at which most have a family.
const FATHER: Who = Who::Man(38, 52);
/// A woman of that age.
const MOTHER: Who = Who::Woman(36, 50);
/// Somebody with grown children.
const OLDER: Who = Who::Man(54, 66);

/// One person in the register twice, under two numbers.
const TWIN: &str = "Abdul Rahman Saleh";

/// All of them.
pub(super) fn all() -> Vec<Story> {
    [reported(), intake(), documents(), heirs(), assessment(), approval(), insurer(), returned(), disputed(), ended()]
        .concat()
}

fn story(place: Place, who: Who, by: By, (reported, lag): (u32, u32), event: Event, steps: Vec<Step>) -> Story {
    Story { place, who, reported, lag, event, by, steps }
}

fn path(family: Family, reported: u32, reached: u32) -> Path {
    Path { family, reported, reached }
}

fn and(mut steps: Vec<Step>, more: impl IntoIterator<Item = Step>) -> Vec<Step> {
    steps.extend(more);
    steps
}

fn accepted(days: u32) -> Vec<Step> {
    vec![Assign, At(days), Act(Worker, "accept", &[])]
}

fn reported() -> Vec<Story> {
    vec![
        story(Jambi, FATHER, By::Rt, (0, 0), ILL, vec![]),
        story(Jambi, Who::Added(TWIN, 44, Sex::Male, 20, 0), By::Neighbour, (1, 13), HOSPITAL, vec![Assign]),
        story(Jambi, OLDER, By::Neighbour, (6, 2), STROKE, vec![]),
        story(Muaro, FATHER, By::Lurah, (1, 1), ILL, vec![]),
    ]
}

fn intake() -> Vec<Story> {
    let road = and(
        accepted(3),
        [
            Contact("phone", "pelapor", "Keluarga belum tahu apakah almarhum sedang menarik ojek."),
            Facts(NOT_KNOWN),
            Note("Minta laporan polisi dan riwayat pesanan aplikasi sebelum melanjutkan."),
        ],
    );
    let river =
        and(accepted(1), [Facts(AT_WORK), Note("Nelayan sungai, tenggelam saat bekerja: tampaknya JKK, bukan JKM.")]);
    let uncovered = and(
        accepted(11),
        [Facts(NOT_AT_WORK), Contact("letter", "Dinas Sosial", "Menanyakan bukti iuran bulan wafat.")],
    );
    vec![
        story(
            Jambi,
            OLDER,
            By::Child,
            (2, 1),
            ILL,
            and(accepted(1), [Contact("whatsapp", "pelapor", "Mengirim daftar surat.")]),
        ),
        story(Jambi, Who::Man(24, 45), By::Rt, (4, 1), ROAD, road),
        story(Jambi, FATHER, By::Spouse, (2, 1), RIVER, river),
        story(Jambi, Who::NotCovered, By::Rt, (12, 3), ILL, uncovered),
    ]
}

fn documents() -> Vec<Story> {
    let half = [
        At(9),
        Step::Family(Family::SpouseAndChild),
        Papers(&["ktp", "kk"]),
        Arrives("akta_kematian"),
        Step::Refused("surat_ahli_waris", "Belum diketahui camat dan belum bermeterai."),
        Contact("whatsapp", "pelapor", "Surat ahli waris dikembalikan; dijelaskan apa yang kurang."),
    ];
    let unregistered = [
        At(14),
        Step::Family(Family::Spouse),
        Step::Refused("kk", "Foto buram; nomor KK tidak terbaca."),
        At(10),
        Papers(USUAL),
        Note("Nikah siri tahun 1998; istri mengurus isbat nikah di Pengadilan Agama."),
    ];
    let silent = [
        At(26),
        Contact("phone", "pelapor", "Tidak diangkat."),
        At(12),
        Contact("visit", "pelapor", "Keluarga pindah sementara ke Muara Bungo; surat menyusul."),
    ];
    let knowingly = [
        Facts(NOT_KNOWN),
        At(6),
        Act(
            Supervisor,
            "request_documents",
            &[("jkm_knowingly", "Dokter: serangan jantung di rumah, bukan saat bekerja.")],
        ),
    ];
    let covered = [
        Facts(NOT_AT_WORK),
        At(5),
        Act(
            Supervisor,
            "request_documents",
            &[("coverage_override", "Kota sudah membayar; bukti iuran menyusul dari BPKPD.")],
        ),
    ];
    let documents = Stage::Documents;
    vec![
        story(Jambi, FATHER, By::Spouse, (16, 2), ILL, and(path(Family::SpouseAndChild, 16, 13).to(documents), half)),
        story(
            Jambi,
            Who::Added(TWIN, 44, Sex::Male, 30, 0),
            By::Rt,
            (15, 1),
            HOSPITAL,
            and(path(Family::Spouse, 15, 12).to(documents), [At(8), Papers(&["ktp"])]),
        ),
        story(
            Jambi,
            FATHER,
            By::Spouse,
            (22, 1),
            STROKE,
            and(path(Family::Spouse, 22, 18).to(documents), unregistered),
        ),
        story(Jambi, MOTHER, By::Neighbour, (44, 4), ILL, and(path(Family::Spouse, 44, 39).to(documents), silent)),
        story(Jambi, Who::NotCovered, By::Lurah, (9, 2), HOSPITAL, and(accepted(8), covered)),
        story(Jambi, FATHER, By::Rt, (11, 1), STROKE, and(accepted(9), knowingly)),
        story(
            Muaro,
            FATHER,
            By::Rt,
            (14, 3),
            ILL,
            and(path(Family::Spouse, 14, 11).to(documents), [At(7), Misread("ktp", "nik"), Misread("kk", "name")]),
        ),
    ]
}

fn heirs() -> Vec<Story> {
    let wives =
        Note("Dua istri, keduanya dengan buku nikah. Diminta bermusyawarah: surat kuasa atau penetapan pengadilan.");
    vec![
        story(Jambi, FATHER, By::Spouse, (20, 1), HOSPITAL, path(Family::SpouseAndChildren, 20, 2).to(Stage::Heirs)),
        story(Jambi, OLDER, By::Child, (25, 2), ILL, and(path(Family::TwoWives, 25, 3).to(Stage::Heirs), [wives])),
        story(Jambi, MOTHER, By::Rt, (30, 2), STROKE, and(path(Family::Orphan, 30, 3).to(Stage::Heirs), [Confirm])),
        story(Muaro, Who::Man(22, 31), By::Rt, (35, 1), ILL, path(Family::Parents, 35, 12).to(Stage::Heirs)),
    ]
}

fn assessment() -> Vec<Story> {
    let no_card = [
        At(9),
        Step::Family(Family::SpouseAndGrown),
        Papers(ALL_BUT_CARD),
        Proofs,
        CompleteWithout("kpj", "Kartu hilang; nomornya ada di daftar."),
        At(2),
        Confirm,
        Pay(Payout::First),
        Act(Worker, "heirs_verified", &[]),
    ];
    vec![
        story(
            Jambi,
            Who::Woman(30, 45),
            By::Sibling,
            (26, 2),
            HOSPITAL,
            path(Family::Siblings, 26, 1).to(Stage::Assessment),
        ),
        story(
            Jambi,
            Who::Woman(54, 66),
            By::Spouse,
            (21, 1),
            ILL,
            and(path(Family::SpouseAndGrown, 21, 18).to(Stage::Documents), no_card),
        ),
        story(
            Jambi,
            FATHER,
            By::Rt,
            (28, 3),
            STROKE,
            path(Family::Divorced, 28, 2).with_payout(Stage::Assessment, Payout::Guardian),
        ),
        story(
            Jambi,
            Who::Added("Zulkarnain Lubis", 50, Sex::Male, 20, 2),
            By::Spouse,
            (19, 1),
            ILL,
            path(Family::SpouseAndChild, 19, 1).to(Stage::Assessment),
        ),
    ]
}

fn approval() -> Vec<Story> {
    let doubtful = [At(7), Misread("surat_kematian", "date_of_death")];
    let retried = [
        At(4),
        DeliveryDies,
        Contact("phone", "BPJS Ketenagakerjaan Jambi", "Sistem penerima sedang diperbaiki; boleh lewat loket."),
    ];
    vec![
        story(Jambi, FATHER, By::Spouse, (22, 1), ILL, path(Family::SpouseAndChild, 22, 1).to(Stage::Approval)),
        story(
            Jambi,
            Who::Added("Nurul Hidayah", 34, Sex::Female, 3, 0),
            By::Spouse,
            (25, 2),
            HOSPITAL,
            path(Family::Spouse, 25, 1).to(Stage::Approval),
        ),
        story(
            Jambi,
            MOTHER,
            By::Spouse,
            (36, 2),
            STROKE,
            and(path(Family::SpouseAndChildren, 36, 9).to(Stage::Approval), doubtful),
        ),
        story(
            Jambi,
            FATHER,
            By::Spouse,
            (27, 1),
            HOSPITAL,
            and(path(Family::Spouse, 27, 3).to(Stage::Approved), [At(1), DeliveryDies]),
        ),
        story(
            Jambi,
            OLDER,
            By::Child,
            (33, 2),
            ILL,
            and(path(Family::SpouseAndGrown, 33, 7).to(Stage::Approved), retried),
        ),
    ]
}

fn insurer() -> Vec<Story> {
    vec![
        story(
            Jambi,
            FATHER,
            By::Spouse,
            (24, 1),
            ILL,
            and(path(Family::SpouseAndChild, 24, 1).to_insurer(Machine), [Answer(Acknowledged)]),
        ),
        story(Jambi, MOTHER, By::Spouse, (31, 1), HOSPITAL, path(Family::SpouseAndChildren, 31, 2).to_insurer(Paper)),
        story(
            Jambi,
            OLDER,
            By::Spouse,
            (48, 2),
            ILL,
            and(path(Family::Spouse, 48, 12).to_insurer(Paper), [At(5), Letter("paid", 1_000_000)]),
        ),
        story(Muaro, Who::Man(22, 31), By::Rt, (34, 2), STROKE, path(Family::Parents, 34, 3).to_insurer(Machine)),
    ]
}

fn returned() -> Vec<Story> {
    vec![
        story(
            Jambi,
            FATHER,
            By::Spouse,
            (37, 1),
            ILL,
            and(
                path(Family::SpouseAndChild, 37, 6).to_insurer(Machine),
                [Answer(Acknowledged), At(2), Answer(Returned)],
            ),
        ),
        story(
            Jambi,
            OLDER,
            By::Rt,
            (58, 2),
            HOSPITAL,
            and(path(Family::SpouseAndGrown, 58, 24).to_insurer(Paper), [At(16), Letter("returned", 0)]),
        ),
    ]
}

fn disputed() -> Vec<Story> {
    let brother = Act(Worker, "dispute", &[("reason", "Kakak almarhum menyebut ada anak lain di Palembang.")]);
    let parents = Act(Worker, "dispute", &[("reason", "Ibu almarhum merasa ikut berhak atas santunan.")]);
    vec![
        story(
            Jambi,
            FATHER,
            By::Sibling,
            (18, 2),
            ILL,
            and(path(Family::Spouse, 18, 15).to(Stage::Documents), [At(1), brother]),
        ),
        story(
            Muaro,
            FATHER,
            By::Spouse,
            (40, 1),
            STROKE,
            and(path(Family::SpouseAndChild, 40, 20).to(Stage::Heirs), [At(11), parents]),
        ),
    ]
}

fn ended() -> Vec<Story> {
    let misspelt = [
        Misread("surat_kematian", "name"),
        Settle("name_differs", SettlementOutcome::Harmless, "Salah ketik kelurahan; NIK sama."),
    ];
    let rejected = Act(
        Supervisor,
        "reject",
        &[
            ("reason", "Iuran berhenti lebih dari tiga bulan sebelum wafat; bukti lain tidak ada."),
            ("rule", "PP 44/2015 ps. 5; PP 49/2023"),
        ],
    );
    let withdrawn = Act(Worker, "withdraw", &[("reason", "Keluarga memilih santunan dari tempat kerja lama dulu.")]);
    let lapsed = Act(
        Supervisor,
        "lapse",
        &[
            ("reason", "Surat tidak dilengkapi setelah tiga kali dihubungi; alamat tidak ditemukan."),
            ("rule", "Batas kantor: 60 hari setelah permintaan surat"),
        ],
    );
    let of = |family, reported, reached, channel| path(family, reported, reached).to_insurer(channel);
    let assessed = path(Family::Spouse, 42, 12).to(Stage::Assessment);
    vec![
        story(
            Jambi,
            FATHER,
            By::Spouse,
            (40, 1),
            ILL,
            and(of(Family::SpouseAndChild, 40, 8, Machine), [Answer(Acknowledged), At(3), Answer(Paid)]),
        ),
        story(
            Jambi,
            OLDER,
            By::Neighbour,
            (38, 1),
            ILL,
            and(of(Family::FuneralPayer, 38, 9, Paper), [At(2), Letter("paid", 0)]),
        ),
        story(
            Jambi,
            Who::Added("Nurlela Chaniago", 41, Sex::Female, 2, 0),
            By::Spouse,
            (27, 2),
            HOSPITAL,
            and(of(Family::SpouseAndChild, 27, 5, Paper), [At(1), Letter("paid", 0)]),
        ),
        story(
            Muaro,
            MOTHER,
            By::Spouse,
            (46, 2),
            STROKE,
            and(of(Family::SpouseAndChildren, 46, 10, Machine), [Answer(Acknowledged), At(5), Answer(Paid)]),
        ),
        story(Jambi, Who::NotCovered, By::Rt, (24, 2), ILL, and(accepted(22), [Facts(NOT_AT_WORK), At(13), rejected])),
        story(
            Jambi,
            FATHER,
            By::Spouse,
            (55, 2),
            ILL,
            and(of(Family::Spouse, 55, 20, Machine), [Answer(Acknowledged), At(12), Answer(Refused)]),
        ),
        story(Jambi, MOTHER, By::Spouse, (13, 1), HOSPITAL, and(accepted(12), [At(9), withdrawn.clone()])),
        story(
            Jambi,
            OLDER,
            By::Neighbour,
            (84, 3),
            ILL,
            and(path(Family::Spouse, 84, 80).to(Stage::Documents), [At(6), lapsed]),
        ),
        story(
            Jambi,
            FATHER,
            By::Spouse,
            (70, 1),
            HOSPITAL,
            and(
                and(of(Family::SpouseAndChildren, 70, 30, Machine), misspelt),
                [Answer(Acknowledged), At(26), Answer(Paid), At(18), SystemCloses],
            ),
        ),
        story(
            Muaro,
            FATHER,
            By::Spouse,
            (75, 2),
            ILL,
            and(of(Family::SpouseAndChild, 75, 40, Paper), [At(33), Letter("paid", 0), At(25), SystemCloses]),
        ),
        story(
            Jambi,
            FATHER,
            By::Spouse,
            (42, 1),
            STROKE,
            and(assessed, [At(8), withdrawn, At(2), Act(Worker, "close", &[])]),
        ),
    ]
}
