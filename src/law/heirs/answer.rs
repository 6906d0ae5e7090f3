//! What is answered: who inherits, who does not, and what is missing.

use serde::{Deserialize, Serialize};

use crate::law::{Confidence, LawVersion, Share, Text};

/// The heirs by the order of the law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Determination {
    /// What is paid at all.
    pub payable: Payable,
    /// The rank that inherits, 1 to 6; `null` when nobody does.
    pub rank: Option<u8>,
    /// Everybody of that rank who inherits, in the order of the request.
    pub heirs: Vec<Heir>,
    /// Who is proposed to receive the money.
    pub payee: Option<Payee>,
    /// Everybody else, each with the reason.
    pub excluded: Vec<Excluded>,
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
