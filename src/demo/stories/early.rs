//! Claims whose papers are not there yet.

use crate::law::Sex;

use super::super::steps::USUAL;
use super::super::story::Actor::Supervisor;
use super::super::story::Place::{Jambi, Muaro};
use super::super::story::Step::{Act, Arrives, Assign, At, Contact, Facts, Misread, Note, Papers};
use super::super::story::{By, Family, Stage, Step, Story, Who};
use super::common::{Event, FATHER, HOSPITAL, ILL, MOTHER, NOT_AT_WORK, OLDER, STROKE, accepted, and, path, story};

const ROAD: Event = ("ditabrak truk saat mengantar penumpang", "Jalan Lintas Timur, Paal Merah");

const RIVER: Event = ("tenggelam di Batanghari saat menjala", "Sungai Batanghari, Olak Kemang");

const NOT_KNOWN: &[(&str, &str)] = &[("died_at_work", "unknown"), ("place_of_death", "road")];

const AT_WORK: &[(&str, &str)] =
    &[("died_at_work", "yes"), ("cause_of_death", "tenggelam"), ("place_of_death", "workplace")];

/// One person in the register twice, under two numbers.
const TWIN: &str = "Abdul Rahman Saleh";

/// Just reported.
pub(super) fn reported() -> Vec<Story> {
    vec![
        story(Jambi, FATHER, By::Rt, (0, 0), ILL, vec![]),
        story(Jambi, Who::Added(TWIN, 44, Sex::Male, 20, 0), By::Neighbour, (1, 13), HOSPITAL, vec![Assign]),
        story(Jambi, OLDER, By::Neighbour, (6, 2), STROKE, vec![]),
        story(Muaro, FATHER, By::Lurah, (1, 1), ILL, vec![]),
    ]
}

/// Being looked at for the first time.
pub(super) fn intake() -> Vec<Story> {
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

/// Waiting for papers.
pub(super) fn documents() -> Vec<Story> {
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
        Note("Nikah siri; istri mengurus isbat nikah di Pengadilan Agama."),
    ];
    let silent = [
        At(26),
        Contact("phone", "pelapor", "Tidak diangkat."),
        At(12),
        Contact("visit", "pelapor", "Keluarga pindah sementara ke Muara Bungo; surat menyusul."),
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

/// Waiting for papers because a supervisor let them go on.
pub(super) fn let_through() -> Vec<Story> {
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
    vec![
        story(Jambi, Who::NotCovered, By::Lurah, (9, 2), HOSPITAL, and(accepted(8), covered)),
        story(Jambi, FATHER, By::Rt, (11, 1), STROKE, and(accepted(9), knowingly)),
    ]
}
