//! The names of rules in the data file: reasons not to inherit, groups of proofs, warnings.

use serde::{Deserialize, Serialize};

/// Reasons not to inherit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExclusionCode {
    /// The order of the scheme does not name this relation.
    NotInOrder,
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
    /// Named in a will of which no deed is there.
    NoWill,
    /// Outside the list of the law, without a decree of a court.
    NoDecree,
    /// Somebody of a higher level inherits.
    LowerRank,
    /// Paid the burial, while an heir receives the whole benefit.
    FuneralInFullBenefit,
}

impl ExclusionCode {
    /// Every code.
    pub(super) const ALL: [Self; 12] = [
        Self::NotInOrder,
        Self::Dead,
        Self::Divorced,
        Self::Step,
        Self::AdoptedWithoutDecree,
        Self::HalfBlood,
        Self::ThirdDegree,
        Self::NotByBlood,
        Self::NoWill,
        Self::NoDecree,
        Self::LowerRank,
        Self::FuneralInFullBenefit,
    ];
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

/// What the caseworker may have to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// The payee is practice, not law.
    PayeePractice,
    /// A lower rank needs the statement that nobody comes before it.
    HigherRanksEmpty,
    /// Nobody of the record is entitled.
    NobodyEntitled,
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
    /// Somebody named in a will of which no deed is there.
    WillUnproven,
    /// Somebody whom only a court can make an heir.
    CourtDecreePossible,
    /// An agreement in which a minor has a part: the guardian signs.
    AgreementOfMinor,
    /// An agreement other than the split of the law.
    AgreementBesideLaw,
}

impl WarningCode {
    /// Every code.
    pub(super) const ALL: [Self; 12] = [
        Self::PayeePractice,
        Self::HigherRanksEmpty,
        Self::NobodyEntitled,
        Self::UnknownProof,
        Self::ParentsNotRecorded,
        Self::PosthumousChild,
        Self::DivorceProof,
        Self::AdoptedLine,
        Self::WillUnproven,
        Self::CourtDecreePossible,
        Self::AgreementOfMinor,
        Self::AgreementBesideLaw,
    ];
}
