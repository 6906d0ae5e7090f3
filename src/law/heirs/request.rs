//! What is asked: the family as recorded.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::law::{Program, Sex, Share};

/// A question for the heir calculator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeirRequest {
    /// Programme of the claim. Both follow the same order; another scheme does not look at it.
    pub program: Program,
    /// Whose order is asked for.
    #[serde(default)]
    pub scheme: HeirScheme,
    /// Date of death.
    pub event_date: NaiveDate,
    /// Who died.
    pub deceased: Deceased,
    /// Everybody recorded.
    pub relatives: Vec<Relative>,
    /// How the heirs agreed to share: every heir, with "0" for nothing. Empty: no agreement.
    #[serde(default)]
    pub agreement: Vec<GivenShare>,
    /// How a court divided, in the same way.
    #[serde(default)]
    pub decree_shares: Vec<GivenShare>,
}

/// Insurances of a death that each have an order of heirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeirScheme {
    /// JKK and JKM of BPJS Ketenagakerjaan.
    #[default]
    JkkJkm,
    /// Traffic and passenger accidents, by Jasa Raharja.
    JasaRaharja,
}

impl HeirScheme {
    /// Every scheme.
    pub const ALL: [Self; 2] = [Self::JkkJkm, Self::JasaRaharja];

    /// Name of the table that holds its order.
    pub fn table(self) -> &'static str {
        match self {
            Self::JkkJkm => "heirs-jkk-jkm",
            Self::JasaRaharja => "heirs-jasa-raharja",
        }
    }
}

/// One heir's part of a division.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenShare {
    /// The heir.
    pub id: String,
    /// The part, as `1/3`.
    pub share: Share,
}

/// The participant who died.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deceased {
    /// Name.
    pub name: String,
    /// Date of birth.
    #[serde(default)]
    pub birth_date: Option<NaiveDate>,
    /// Sex.
    #[serde(default)]
    pub sex: Option<Sex>,
    /// Nobody was found: no body, and no decree of a court yet.
    #[serde(default)]
    pub missing: bool,
}

/// Somebody related to the deceased, seen from the deceased: a `parent` is the deceased's parent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "the public request names each of these facts as a field")]
pub struct Relative {
    /// Name of the record, unique in the request. `deceased` is taken.
    pub id: String,
    /// Name.
    pub name: String,
    /// Relation to the deceased.
    pub relation: Relation,
    /// Date of birth.
    #[serde(default)]
    pub birth_date: Option<NaiveDate>,
    /// Whether they lived on the day of the event.
    #[serde(default = "yes")]
    pub alive: bool,
    /// Lived on the day of the event, and died before the payment.
    #[serde(default)]
    pub died_after: bool,
    /// The police look into whether they had a part in the death.
    #[serde(default)]
    pub suspected: bool,
    /// Nobody knows where they are, and no court has declared them dead.
    #[serde(default)]
    pub missing: bool,
    /// Conceived and not born yet.
    #[serde(default)]
    pub unborn: bool,
    /// A spouse whose marriage was dissolved.
    #[serde(default)]
    pub divorced: bool,
    /// By adoption; absent when by birth.
    #[serde(default)]
    pub adopted: Option<Adoption>,
    /// By the marriage of a parent, not by blood.
    #[serde(default)]
    pub step: bool,
    /// A sibling with the same father and mother.
    #[serde(default = "yes")]
    pub full_blood: bool,
    /// Ids of their parents among the relatives; `deceased` for the deceased.
    #[serde(default)]
    pub parents: Vec<String>,
    /// Kinds of the documents that prove the relation.
    #[serde(default)]
    pub proofs: Vec<String>,
}

/// Relations to the deceased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The insured person themselves (peserta): receives what a living worker is owed, and is nobody's heir.
    Participant,
    /// Widow or widower (janda, duda).
    Spouse,
    /// Child (anak).
    Child,
    /// Parent (orang tua).
    Parent,
    /// Grandparent (kakek, nenek).
    Grandparent,
    /// Grandchild (cucu).
    Grandchild,
    /// Sibling (saudara kandung).
    Sibling,
    /// Parent-in-law (mertua).
    ParentInLaw,
    /// Named in a notarial will (wasiat).
    Testamentary,
    /// Arranged and paid the burial (pihak yang mengurus pemakaman).
    FuneralPayer,
    /// Anybody else; inherits only by a court's decree.
    Other,
}

/// How a child was adopted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adoption {
    /// By a decree of a court.
    Decree,
    /// By custom or deed only.
    WithoutDecree,
}

fn yes() -> bool {
    true
}

impl Relation {
    /// Every relation, nearest first.
    pub const ALL: [Self; 10] = [
        Self::Spouse,
        Self::Child,
        Self::Parent,
        Self::Grandparent,
        Self::Grandchild,
        Self::Sibling,
        Self::ParentInLaw,
        Self::Testamentary,
        Self::FuneralPayer,
        Self::Other,
    ];

    /// The word used in requests and in workflow files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Participant => "participant",
            Self::Spouse => "spouse",
            Self::Child => "child",
            Self::Parent => "parent",
            Self::Grandparent => "grandparent",
            Self::Grandchild => "grandchild",
            Self::Sibling => "sibling",
            Self::ParentInLaw => "parent_in_law",
            Self::Testamentary => "testamentary",
            Self::FuneralPayer => "funeral_payer",
            Self::Other => "other",
        }
    }
}
