//! The order of heirs as the data file states it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{NeedCode, Relation};
use crate::law::{Confidence, Text, is_document_kind};

/// Everything the law and the practice say about heirs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeirRules {
    /// Age from which no guardian is required, in years.
    pub adult_age_years: u32,
    /// How many days after the death a child may be born and count as conceived before it.
    pub posthumous_days: u32,
    /// The order, first to last.
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
    /// Document that proves a divorce.
    pub divorce_proof: String,
    /// Court's document that names the heirs.
    pub heir_decree: String,
    /// Document by which one heir lets another receive.
    pub power_of_attorney: String,
}

/// One level of the order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeirLevel {
    /// Rank of the law, 1 to 6.
    pub rank: u8,
    /// Who stands on it.
    pub relations: Vec<Relation>,
    /// The article.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
}

/// Reasons not to inherit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExclusionCode {
    /// Dead on the day of the event.
    Dead,
    /// A former spouse.
    Divorced,
    /// Related by the marriage of a parent only.
    Step,
    /// Adopted without a court.
    AdoptedWithoutDecree,
    /// A sibling of one parent only.
    HalfBlood,
    /// Beyond the second degree of the direct line.
    ThirdDegree,
    /// Not descended from the deceased by blood.
    NotByBlood,
    /// Somebody of a higher level inherits.
    LowerRank,
    /// Paid the burial, while an heir receives the whole benefit.
    FuneralInFullBenefit,
}

/// How an exclusion reads.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionRule {
    /// The article.
    pub law: String,
    /// The reason, with `{name}`.
    pub because: Text,
}

/// Relations that are proven in the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofGroup {
    /// Widow or widower.
    Spouse,
    /// Child by birth.
    Child,
    /// Child by a decree of adoption.
    AdoptedChild,
    /// Parent.
    Parent,
    /// Grandparent.
    Grandparent,
    /// Grandchild.
    Grandchild,
    /// Sibling.
    Sibling,
    /// Parent-in-law.
    ParentInLaw,
    /// Named in a will.
    Testamentary,
    /// Anybody else.
    Other,
    /// Paid the burial.
    FuneralPayer,
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

/// What the caseworker may have to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// The payee is practice, not law.
    PayeePractice,
    /// A lower rank needs the statement that nobody comes before it.
    HigherRanksEmpty,
    /// A proof of unknown kind.
    UnknownProof,
    /// A guardian was taken without recorded parents.
    ParentsNotRecorded,
    /// A child born after the event.
    PosthumousChild,
    /// A divorce without its certificate.
    DivorceProof,
    /// A grandchild through an adopted child.
    AdoptedLine,
    /// Somebody whom only a court can make an heir.
    CourtDecreePossible,
}

const RELATIONS: [Relation; 10] = [
    Relation::Spouse,
    Relation::Child,
    Relation::Parent,
    Relation::Grandparent,
    Relation::Grandchild,
    Relation::Sibling,
    Relation::ParentInLaw,
    Relation::Testamentary,
    Relation::FuneralPayer,
    Relation::Other,
];

impl HeirRules {
    /// Says in a sentence what makes no sense: every relation stands on exactly one level, ranks rise, every code
    /// has its words, every proof is a known kind of document.
    pub(in crate::law) fn check(&self) -> Result<(), String> {
        let placed: Vec<Relation> = self.levels.iter().flat_map(|level| level.relations.iter().copied()).collect();
        for relation in RELATIONS {
            let count = placed.iter().filter(|other| **other == relation).count();
            if count != 1 {
                return Err(format!("relation {relation:?} stands on {count} levels, not on one"));
            }
        }
        let ranks: Vec<u8> = self.levels.iter().map(|level| level.rank).collect();
        if !ranks.is_sorted() || ranks.iter().copied().collect::<BTreeSet<_>>() != (1..=6).collect() {
            return Err("ranks must rise from 1 to 6".to_owned());
        }
        let counts = [
            ("exclusions", self.exclusions.len(), 9),
            ("proofs", self.proofs.len(), 11),
            ("needs", self.needs.len(), 7),
            ("warnings", self.warnings.len(), 8),
        ];
        if let Some((map, count, expect)) = counts.into_iter().find(|(_, count, expect)| count != expect) {
            return Err(format!("{map} has {count} entries, not {expect}"));
        }
        self.check_proofs()
    }

    fn check_proofs(&self) -> Result<(), String> {
        let proofs = self.proofs.values().flatten();
        if proofs.clone().any(|proof| proof.any_of.is_empty()) {
            return Err("any_of is empty".to_owned());
        }
        let single = [&self.guardian_proof, &self.divorce_proof, &self.heir_decree, &self.power_of_attorney];
        let mut kinds = proofs.flat_map(|proof| &proof.any_of).chain(single);
        match kinds.find(|kind| !is_document_kind(kind)) {
            Some(kind) => Err(format!("`{kind}` is no kind of document")),
            None => Ok(()),
        }
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
