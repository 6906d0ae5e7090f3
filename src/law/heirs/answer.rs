//! What is answered: who inherits, who does not, and what is missing.

use serde::{Deserialize, Serialize};

use super::ExclusionCode;
use crate::law::{Confidence, LawVersion, Share, Text};

/// The heirs by the order of the law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Determination {
    /// What is paid at all.
    pub payable: Payable,
    /// The rank that inherits, from 1; `null` when nobody does.
    pub rank: Option<u8>,
    /// Everybody of that rank who inherits, in the order of the request.
    pub heirs: Vec<Heir>,
    /// Who is proposed to receive the money.
    pub payee: Option<Payee>,
    /// Everybody else, each with the reason.
    pub excluded: Vec<Excluded>,
    /// Everybody of the request once, in its order: in or out, and by which rule.
    pub people: Vec<PersonStanding>,
    /// What must be had before money is paid. Empty when all is settled.
    pub needs: Vec<Need>,
    /// What the caseworker should know; nothing of it stands in the way.
    pub warnings: Vec<Text>,
    /// The article of the rank.
    pub law: String,
    /// The table that decided.
    pub law_versions: Vec<LawVersion>,
}

/// What is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payable {
    /// The whole benefit.
    Full,
    /// The funeral cost, to whoever paid the burial; the rest falls to the Social Security Fund (Dana Jaminan Sosial).
    FuneralOnly,
    /// Nothing, because nobody is entitled.
    Nothing,
}

/// Somebody who inherits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heir {
    /// The relative.
    pub id: String,
    /// The part, where law or family settled it.
    pub share: Option<Share>,
    /// Why that part.
    pub share_basis: ShareBasis,
    /// Kinds of the documents that are still missing.
    pub proofs_missing: Vec<String>,
    /// Whether a guardian (wali) has to act, because the heir was under age on the day of the event.
    pub guardian_required: bool,
    /// The guardian, when one is required.
    pub guardian: Option<Guardian>,
}

/// Why an heir has a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareBasis {
    /// The only heir.
    Sole,
    /// The heirs agreed.
    Agreement,
    /// A court decided.
    Decree,
    /// The law says so.
    Law,
    /// Not settled: the law gives no split.
    Open,
}

/// Who acts for a minor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guardian {
    /// The relative, when one is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub id: Option<String>,
    /// Why.
    pub basis: GuardianBasis,
}

/// Why somebody is guardian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuardianBasis {
    /// The parent who lives.
    SurvivingParent,
    /// A court has to name one.
    DecreeNeeded,
}

/// Who is proposed to receive the money. A proposal: the claim's payees decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payee {
    /// The relative.
    pub id: String,
    /// Why.
    pub basis: PayeeBasis,
}

/// Why somebody is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayeeBasis {
    /// The only heir.
    Sole,
    /// All other heirs gave their power of attorney (surat kuasa).
    PowerOfAttorney,
    /// The heirs agreed that this one has all.
    Agreement,
    /// A court gave this one all.
    Decree,
    /// By practice, medium confidence.
    SurvivingSpouse,
}

/// Somebody who does not inherit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    /// The relative.
    pub id: String,
    /// Why not.
    pub because: Text,
    /// The article.
    pub law: String,
}

/// What the order says of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonStanding {
    /// The relative.
    pub id: String,
    /// In, out, or waiting.
    pub standing: Standing,
    /// The rule that says so.
    pub rule: StandingRule,
    /// The rule in words.
    pub because: Text,
    /// The article.
    pub law: String,
    /// How sure: the least sure fact among those that decide.
    pub confidence: Confidence,
    /// Rank of their relation; `null` when the order does not name it.
    pub rank: Option<u8>,
    /// Kinds of the documents that are there. Unknown kinds are left out.
    pub proofs_present: Vec<String>,
    /// Kinds of the documents that prove the relation and are missing; of somebody who is out, the one that would
    /// settle the reason.
    pub proofs_missing: Vec<String>,
    /// What would let them in; `null` when nothing would, or nothing is needed.
    pub remedy: Option<Text>,
}

/// Whether somebody inherits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Inherits.
    In,
    /// Does not inherit.
    Out,
    /// Somebody of a higher rank comes first; or stands on the inheriting rank, and something has to be had before
    /// the right is sure.
    Waits,
}

/// The rule that decides about somebody, written as its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum StandingRule {
    /// The order itself.
    Order(InOrder),
    /// A reason not to inherit.
    Exclusion(ExclusionCode),
    /// Something that is needed first.
    Need(NeedCode),
}

/// What the order itself says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InOrder {
    /// Stands on the first level that is not empty.
    Inherits,
}

/// Something that must be had before money is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// What kind.
    pub code: NeedCode,
    /// Whom it concerns.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub person: Option<String>,
    /// What to bring or do.
    pub message: Text,
    /// The article.
    pub law: String,
    /// How sure the rule is.
    pub confidence: Confidence,
}

/// Kinds of needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NeedCode {
    /// A document that proves the relation.
    ProofMissing,
    /// A court's record of a missing person.
    MissingPerson,
    /// The end of an inquiry by the police.
    WaitForPolice,
    /// Who stands in the place of an heir who died after the event.
    HeirDiedAfter,
    /// The birth of an unborn child.
    WaitForBirth,
    /// A guardian for a minor.
    GuardianDecree,
    /// A birth date, to know whether the heir is a minor.
    BirthDateMissing,
    /// An agreement or decree among several wives.
    SeveralSpouses,
    /// One receiver among several who paid the burial.
    SeveralFuneralPayers,
}

impl Determination {
    /// Whether somebody inherits, or would come before those who do if only the deed of the will or the decree of the
    /// court were there: whose papers are asked for.
    pub fn may_inherit(&self, id: &str) -> bool {
        let lacking = [ExclusionCode::NoWill, ExclusionCode::NoDecree].map(StandingRule::Exclusion);
        let would = |person: &&PersonStanding| {
            person.id == id && lacking.contains(&person.rule) && (self.rank.is_none() || person.rank < self.rank)
        };
        self.heirs.iter().any(|heir| heir.id == id) || self.people.iter().any(|person| would(&person))
    }
}

impl NeedCode {
    /// Every code.
    pub(super) const ALL: [Self; 9] = [
        Self::ProofMissing,
        Self::MissingPerson,
        Self::WaitForPolice,
        Self::HeirDiedAfter,
        Self::WaitForBirth,
        Self::GuardianDecree,
        Self::BirthDateMissing,
        Self::SeveralSpouses,
        Self::SeveralFuneralPayers,
    ];
}
