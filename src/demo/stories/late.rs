//! Claims that the insurer has, or that have ended.

use crate::claim::SettlementOutcome;
use crate::insurer::AnswerKind::{Acknowledged, Paid, Refused, Returned};
use crate::law::Sex;

use super::super::story::Actor::{Supervisor, Worker};
use super::super::story::Channel::{Machine, Paper};
use super::super::story::Place::{Jambi, Muaro};
use super::super::story::Step::{Act, Answer, At, Facts, Letter, Misread, Settle, SystemCloses};
use super::super::story::{By, Channel, Family, Stage, Step, Story, Who};
use super::common::{FATHER, HOSPITAL, ILL, MOTHER, NOT_AT_WORK, OLDER, STROKE, accepted, and, path, story};

/// With the insurer.
pub(super) fn insurer() -> Vec<Story> {
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

/// More wanted by the insurer.
pub(super) fn returned() -> Vec<Story> {
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

/// A withdrawal.
const WITHDRAWN: Step =
    Act(Worker, "withdraw", &[("reason", "Keluarga memilih santunan dari tempat kerja lama dulu.")]);

/// A path to the insurer.
fn insured(family: Family, reported: u32, reached: u32, channel: Channel) -> Vec<Step> {
    path(family, reported, reached).to_insurer(channel)
}

/// Paid, and the money may not have arrived yet.
pub(super) fn paid() -> Vec<Story> {
    vec![
        story(
            Jambi,
            FATHER,
            By::Spouse,
            (40, 1),
            ILL,
            and(insured(Family::SpouseAndChild, 40, 8, Machine), [Answer(Acknowledged), At(3), Answer(Paid)]),
        ),
        story(
            Jambi,
            OLDER,
            By::Neighbour,
            (38, 1),
            ILL,
            and(insured(Family::FuneralPayer, 38, 9, Paper), [At(2), Letter("paid", 0)]),
        ),
        story(
            Jambi,
            Who::Added("Nurlela Chaniago", 41, Sex::Female, 2, 0),
            By::Spouse,
            (27, 2),
            HOSPITAL,
            and(insured(Family::SpouseAndChild, 27, 5, Paper), [At(1), Letter("paid", 0)]),
        ),
        story(
            Muaro,
            MOTHER,
            By::Spouse,
            (46, 2),
            STROKE,
            and(insured(Family::SpouseAndChildren, 46, 10, Machine), [Answer(Acknowledged), At(5), Answer(Paid)]),
        ),
    ]
}

/// Ended without money.
pub(super) fn ended() -> Vec<Story> {
    let rejected = Act(
        Supervisor,
        "reject",
        &[
            ("reason", "Iuran berhenti lebih dari tiga bulan sebelum wafat; bukti lain tidak ada."),
            ("rule", "PP 44/2015 ps. 5; PP 49/2023"),
        ],
    );
    let lapsed = Act(
        Supervisor,
        "lapse",
        &[
            ("reason", "Surat tidak dilengkapi setelah tiga kali dihubungi; alamat tidak ditemukan."),
            ("rule", "Batas kantor: 60 hari setelah permintaan surat"),
        ],
    );
    vec![
        story(Jambi, Who::NotCovered, By::Rt, (24, 2), ILL, and(accepted(22), [Facts(NOT_AT_WORK), At(13), rejected])),
        story(
            Jambi,
            FATHER,
            By::Spouse,
            (55, 2),
            ILL,
            and(insured(Family::Spouse, 55, 20, Machine), [Answer(Acknowledged), At(12), Answer(Refused)]),
        ),
        story(Jambi, MOTHER, By::Spouse, (13, 1), HOSPITAL, and(accepted(12), [At(9), WITHDRAWN])),
        story(
            Jambi,
            OLDER,
            By::Neighbour,
            (84, 3),
            ILL,
            and(path(Family::Spouse, 84, 80).to(Stage::Documents), [At(6), lapsed]),
        ),
    ]
}

/// Closed.
pub(super) fn closed() -> Vec<Story> {
    let misspelt = [
        Misread("surat_kematian", "name"),
        Settle("name_differs", SettlementOutcome::Harmless, "Salah ketik kelurahan; NIK sama."),
    ];
    let assessed = path(Family::Spouse, 42, 12).to(Stage::Assessment);
    vec![
        story(
            Jambi,
            FATHER,
            By::Spouse,
            (70, 1),
            HOSPITAL,
            and(
                and(insured(Family::SpouseAndChildren, 70, 30, Machine), misspelt),
                [Answer(Acknowledged), At(26), Answer(Paid), At(18), SystemCloses],
            ),
        ),
        story(
            Muaro,
            FATHER,
            By::Spouse,
            (75, 2),
            ILL,
            and(insured(Family::SpouseAndChild, 75, 40, Paper), [At(33), Letter("paid", 0), At(25), SystemCloses]),
        ),
        story(
            Jambi,
            FATHER,
            By::Spouse,
            (42, 1),
            STROKE,
            and(assessed, [At(8), WITHDRAWN, At(2), Act(Worker, "close", &[])]),
        ),
    ]
}
