//! The path that most claims take, spread over the days between the report and the last step.

use super::story::{Actor, Channel, Family, Payout, Stage, Step};

/// How long each stage of the path takes beside the others: papers take longest.
const WEIGHTS: [u32; 7] = [1, 2, 14, 3, 2, 2, 2];

/// Papers that every claim needs.
pub(super) const USUAL: &[&str] = &["kpj", "ktp", "kk", "akta_kematian", "surat_ahli_waris", "formulir_4"];

const NOT_AT_WORK: &[(&str, &str)] = &[("died_at_work", "no"), ("cause_of_death", "sakit"), ("place_of_death", "home")];

/// A path that leads from the report to a stage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Path {
    /// Who inherits.
    pub(super) family: Family,
    /// How many days ago it was reported.
    pub(super) reported: u32,
    /// How many days ago the stage was reached.
    pub(super) reached: u32,
}

impl Path {
    /// The steps up to a stage.
    pub(super) fn to(self, stage: Stage) -> Vec<Step> {
        self.with_payout(stage, payout(self.family))
    }

    /// As [`Path::to`], with the money divided otherwise.
    pub(super) fn with_payout(self, stage: Stage, payout: Payout) -> Vec<Step> {
        let mut steps = vec![Step::Assign];
        for (at, part) in STAGES.iter().enumerate().take_while(|(_, part)| **part <= stage) {
            steps.push(Step::At(self.day(at, stage)));
            steps.extend(self.part(*part, payout));
        }
        steps
    }

    fn day(self, at: usize, stage: Stage) -> u32 {
        let last = STAGES.iter().position(|part| *part == stage).unwrap_or(0);
        let (passed, whole): (u32, u32) = (WEIGHTS[..=at].iter().sum(), WEIGHTS[..=last].iter().sum());
        self.reported - (self.reported - self.reached) * passed / whole
    }

    fn part(self, stage: Stage, payout: Payout) -> Vec<Step> {
        match stage {
            Stage::Intake => vec![Step::Act(Actor::Worker, "accept", &[])],
            Stage::Documents => vec![
                Step::Contact("phone", "pelapor", "Menanyakan sebab dan tempat wafat; keluarga diberi daftar surat."),
                Step::Facts(NOT_AT_WORK),
                Step::Act(Actor::Worker, "request_documents", &[]),
            ],
            Stage::Heirs => vec![
                Step::Family(self.family),
                Step::Papers(USUAL),
                Step::Proofs,
                Step::Act(Actor::Worker, "documents_complete", &[]),
            ],
            Stage::Assessment => {
                vec![Step::Confirm, Step::Pay(payout), Step::Act(Actor::Worker, "heirs_verified", &[])]
            }
            Stage::Approval => vec![Step::Act(Actor::Worker, "assess", &[])],
            Stage::Approved => vec![Step::Act(Actor::Supervisor, "approve", &[])],
            Stage::HandedOver => Vec::new(),
        }
    }

    /// The steps up to the insurer.
    pub(super) fn to_insurer(self, channel: Channel) -> Vec<Step> {
        let mut steps = self.to(Stage::HandedOver);
        steps.push(Step::HandOver(channel));
        steps
    }
}

const STAGES: [Stage; 7] = [
    Stage::Intake,
    Stage::Documents,
    Stage::Heirs,
    Stage::Assessment,
    Stage::Approval,
    Stage::Approved,
    Stage::HandedOver,
];

fn payout(family: Family) -> Payout {
    match family {
        Family::Siblings => Payout::Equally,
        Family::Orphan => Payout::Guardian,
        _ => Payout::First,
    }
}
