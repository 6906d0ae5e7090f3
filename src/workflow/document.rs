//! Documents: which papers a procedure wants, of whom, and what the reviewer reads off them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::law::{Confidence, Text};

use super::condition::Check;
use super::names::Role;

/// A kind of paper in a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentSpec {
    /// What people call it.
    pub title: Text,
    /// What it must show, for the family.
    pub help: Text,
    /// Where the family gets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Hint>,
    /// What it costs the family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Hint>,
    /// Whether there is one for the claim or one for each person. A paper of the claim may be wanted of persons too
    /// (`required_of`), as the identity card: that of the one who died, and that of each heir.
    pub per: Per,
    /// When the claim needs it; absent: never required, only welcome. For papers of a claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_when: Option<Check>,
    /// Of which persons it is required; all of these must hold. Empty: of none. For papers of a claim: also of these
    /// persons, besides the one of the claim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required_of: Vec<PersonCheck>,
    /// Whether it is required in every claim. For papers of a claim.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub always: bool,
    /// Who may send it.
    pub from: Vec<Role>,
    /// The article or practice that asks for it.
    pub law: String,
    /// What the reviewer reads off, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub read: BTreeMap<String, ReadField>,
}

/// What is known of where a paper comes from or what it costs, and how well: a phrase without a full stop, as it stands
/// behind a colon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hint {
    /// In Indonesian.
    pub id: String,
    /// In English.
    pub en: String,
    /// How well it is known. The words of an `open` one say that it has to be asked.
    pub confidence: Confidence,
}

impl Hint {
    /// The phrase as a family reads it: what is not sure is never said as if it were.
    pub fn said(&self) -> Text {
        let Self { id, en, confidence } = self;
        match confidence {
            Confidence::High | Confidence::Open => Text::new(id, en),
            Confidence::Medium => Text::new(format!("biasanya {id}"), format!("usually {en}")),
            Confidence::Low => Text::new(format!("mungkin {id}, tanyakan dulu"), format!("perhaps {en}, ask first")),
        }
    }
}

impl DocumentSpec {
    /// Whether the family may send it. What only the desk or the insurer can bring is not asked of them.
    pub fn is_of_family(&self) -> bool {
        self.from.contains(&Role::Heir)
    }

    /// Whether a claim can ever need it.
    pub fn may_be_required(&self) -> bool {
        self.always || self.required_when.is_some() || !self.required_of.is_empty()
    }
}

/// Whether a paper belongs to the claim or to one of its people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// One for the claim, and one of each person that it is also required of.
    Claim,
    /// One for each person that it is required of.
    Person,
}

/// Something that holds for a recorded person or does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PersonCheck {
    /// The relation is one of these words of the heir order (`spouse`, `child`).
    Relation(Vec<String>),
    /// Whether the person is alive.
    Alive(bool),
    /// Whether the marriage was divorced.
    Divorced(bool),
    /// Whether the child was adopted.
    Adopted(bool),
    /// Whether the person was under 18 on the day of the event, or not born yet.
    Minor(bool),
    /// Whether money is to be paid to the person.
    Payee(bool),
    /// Whether the law makes the person an heir.
    Heir(bool),
    /// Whether the person is an heir under age whose guardian a court has to name (penetapan perwalian).
    NeedsGuardianDecree(bool),
}

/// Something the reviewer reads off a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadField {
    /// Its label.
    pub title: Text,
    /// Its type, and with it what it is compared with.
    pub kind: ReadKind,
}

/// What a field read off a paper is, and what Santun already knows to compare it with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReadKind {
    /// Words that nothing is compared with.
    Text,
    /// A date that nothing is compared with.
    Date,
    /// The name of the participant, or of the person the paper belongs to.
    Name,
    /// The NIK of the participant, or of the person.
    Nik,
    /// The birth date of the participant, or of the person.
    BirthDate,
    /// The date of the insured event.
    EventDate,
    /// The account number of the person.
    AccountNumber,
    /// The account holder, compared with the person's name.
    AccountHolder,
}

#[cfg(test)]
mod tests {
    use super::Hint;
    use crate::law::{Confidence, Text};

    #[test]
    fn what_is_not_sure_is_not_said_as_if_it_were() {
        let said = |confidence| Hint { id: "bank".to_owned(), en: "the bank".to_owned(), confidence }.said();
        assert_eq!(said(Confidence::High), Text::new("bank", "the bank"));
        assert_eq!(said(Confidence::Medium), Text::new("biasanya bank", "usually the bank"));
        assert_eq!(said(Confidence::Low), Text::new("mungkin bank, tanyakan dulu", "perhaps the bank, ask first"));
    }
}
