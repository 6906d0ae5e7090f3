//! Claims that the office works on, up to the approval.

use crate::law::Sex;

use super::super::story::Actor::Worker;
use super::super::story::Place::{Jambi, Muaro};
use super::super::story::Step::{
    Act, At, CompleteWithout, Confirm, Contact, DeliveryDies, Misread, Note, Papers, Pay, Proofs,
};
use super::super::story::{By, Family, Payout, Stage, Step, Story, Who};
use super::common::{FATHER, HOSPITAL, ILL, MOTHER, OLDER, STROKE, and, path, story};

const ALL_BUT_CARD: &[&str] = &["ktp", "kk", "akta_kematian", "surat_ahli_waris", "formulir_4"];

/// Whoever inherits is being found.
pub(super) fn heirs() -> Vec<Story> {
    let wives =
        Note("Dua istri, keduanya dengan buku nikah. Diminta bermusyawarah: surat kuasa atau penetapan pengadilan.");
    vec![
        story(Jambi, FATHER, By::Spouse, (20, 1), HOSPITAL, path(Family::SpouseAndChildren, 20, 2).to(Stage::Heirs)),
        story(Jambi, OLDER, By::Child, (25, 2), ILL, and(path(Family::TwoWives, 25, 3).to(Stage::Heirs), [wives])),
        story(Jambi, MOTHER, By::Rt, (30, 2), STROKE, and(path(Family::Orphan, 30, 3).to(Stage::Heirs), [Confirm])),
        story(Muaro, Who::Man(22, 31), By::Rt, (35, 1), ILL, path(Family::Parents, 35, 12).to(Stage::Heirs)),
    ]
}

/// To be worked out.
pub(super) fn assessment() -> Vec<Story> {
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

/// To be approved, or approved and not delivered.
pub(super) fn approval() -> Vec<Story> {
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

/// Somebody objects.
pub(super) fn disputed() -> Vec<Story> {
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
