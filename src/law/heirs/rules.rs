//! The order of heirs as the data file states it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{ExclusionCode, NeedCode, ProofGroup, Relation, WarningCode};
use crate::law::{Confidence, Share, Text};

/// Everything the law and the practice of one scheme say about heirs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeirRules {
    /// Age from which no guardian is required, in years.
    pub adult_age_years: u32,
    /// How many days after the death a child may be born and count as conceived before it.
    pub posthumous_days: u32,
    /// How sure it is that certain heirs are heirs.
    pub certainty: Certainty,
    /// The order, first to last. A relation that stands on no level does not inherit.
    pub levels: Vec<HeirLevel>,
    /// Reasons not to inherit.
    pub exclusions: BTreeMap<ExclusionCode, ExclusionRule>,
    /// What proves a relation.
    pub proofs: BTreeMap<ProofGroup, Vec<ProofRule>>,
    /// What may stand in the way of paying.
    pub needs: BTreeMap<NeedCode, NeedRule>,
    /// What the caseworker may have to know.
    pub warnings: BTreeMap<WarningCode, Text>,
    /// Document that names a guardian.
    pub guardian_proof: String,
    /// Court's document that names the heirs.
    pub heir_decree: String,
    /// Document by which one heir lets another receive.
    pub power_of_attorney: String,
}

/// How sure it is that an heir is one, where that is less sure than the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certainty {
    /// A child adopted by a decree.
    pub adopted_child: Confidence,
    /// A child born after the event.
    pub posthumous_child: Confidence,
    /// A grandchild through an adopted child.
    pub adopted_line: Confidence,
}

/// One level of the order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeirLevel {
    /// Rank of the law, from 1. Levels of one rank stand in order too.
    pub rank: u8,
    /// Who stands on it.
    pub relations: Vec<Relation>,
    /// What its people are paid.
    pub pays: LevelPays,
    /// How several share.
    pub share: ShareRule,
    /// What its people must have to stand on it at all.
    #[serde(default)]
    pub requires: Option<Requirement>,
    /// Why they inherit, with `{name}`.
    pub because: Text,
    /// The article.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
}

/// What the people of a level are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelPays {
    /// The whole benefit.
    Full,
    /// The funeral cost only.
    FuneralOnly,
}

/// How several people of a level share.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareRule {
    /// The law gives no split.
    Open,
    /// All the same.
    Equal,
    /// By relation. Each case names exactly the relations that are there and what each takes together; its people
    /// take equal parts of that. Where no case fits, the law is silent.
    ByLaw(Vec<BTreeMap<Relation, Share>>),
}

/// What the people of a level must have. The document is that of the exclusion of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// A will (wasiat) by notarial deed.
    Will,
    /// A decree of a court.
    Decree,
}

impl Requirement {
    /// Why somebody without it does not inherit.
    pub(super) fn exclusion(self) -> ExclusionCode {
        match self {
            Self::Will => ExclusionCode::NoWill,
            Self::Decree => ExclusionCode::NoDecree,
        }
    }
}

/// How an exclusion reads.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionRule {
    /// The article.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
    /// The reason, with `{name}`.
    pub because: Text,
    /// What would make an heir of them, with `{name}`.
    #[serde(default)]
    pub remedy: Option<Text>,
    /// The document that the reason turns on.
    #[serde(default)]
    pub proof: Option<String>,
}

/// One thing to be proven.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofRule {
    /// Kinds of documents, one of which is enough. The first is asked for.
    pub any_of: Vec<String>,
    /// What to bring, with `{name}`.
    pub ask: Text,
}

/// How a need reads.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeedRule {
    /// The article.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
    /// What to bring or do, with `{name}` and `{proof}`.
    pub ask: Text,
}

impl HeirRules {
    /// The level on which a relation stands.
    pub(super) fn level_of(&self, relation: Relation) -> Option<&HeirLevel> {
        self.levels.iter().find(|level| level.relations.contains(&relation))
    }

    /// The document that an exclusion turns on.
    pub(super) fn exclusion_proof(&self, code: ExclusionCode) -> Option<&String> {
        self.exclusions.get(&code).and_then(|rule| rule.proof.as_ref())
    }

    /// The words of a warning about somebody.
    pub(super) fn warning(&self, code: WarningCode, name: &str, proof: &str) -> Option<Text> {
        self.warnings.get(&code).map(|text| fill(text, name, proof))
    }
}

/// Puts a person's name and a proof into a text of the data file.
pub(super) fn fill(text: &Text, name: &str, proof: &str) -> Text {
    // The proof first: a name that happens to hold `{proof}` must stay as it is.
    let fill = |words: &str| words.replace("{proof}", proof).replace("{name}", name);
    Text::new(fill(&text.id), fill(&text.en))
}
