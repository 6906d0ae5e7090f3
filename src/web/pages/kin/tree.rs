//! The generations of a family around the insured person.

use crate::claim::{Person, PersonId};
use crate::desk::Case;
use crate::law::heirs::Relation;
use crate::words::Words;

use super::card::{CardView, card, insured, is_insured};

/// Who looks at the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Eyes {
    /// Staff.
    Desk,
    /// This person of the family.
    Family(PersonId),
}

/// A family tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct TreeView {
    /// The generations, eldest first.
    pub(in super::super) levels: Vec<LevelView>,
}

/// People of one generation, in one relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct LevelView {
    /// Its class, which says where it is laid out.
    pub(in super::super) class: &'static str,
    /// Its heading.
    pub(in super::super) title: String,
    /// Its people.
    pub(in super::super) cards: Vec<CardView>,
}

/// The levels beside the middle in the order they are read: class, heading, who belongs there.
const LEVELS: [(&str, &[Relation]); 8] = [
    ("grandparents", &[Relation::Grandparent]),
    ("parents", &[Relation::Parent]),
    ("parents-in-law", &[Relation::ParentInLaw]),
    ("spouses", &[Relation::Spouse]),
    ("siblings", &[Relation::Sibling]),
    ("children", &[Relation::Child]),
    ("grandchildren", &[Relation::Grandchild]),
    ("others", &[Relation::Testamentary, Relation::FuneralPayer, Relation::Other]),
];
/// The middle stands before this level.
const BEFORE: &str = "spouses";

/// The family of a claim as a tree.
pub(in super::super) fn tree(case: &Case, eyes: Eyes, words: Words) -> TreeView {
    let mut levels = Vec::new();
    for (class, relations) in LEVELS {
        if class == BEFORE {
            levels.push(middle(case, eyes, words));
        }
        let of_level = |person: &&Person| relations.contains(&person.details.relation) && !stands_below(case, person);
        let people = case.claim.people.iter().filter(of_level);
        let cards: Vec<CardView> = people.map(|person| with_below(case, person, eyes, words)).collect();
        if !cards.is_empty() {
            levels.push(LevelView { class, title: words.t(&format!("kin-level-{class}")), cards });
        }
    }
    TreeView { levels }
}

fn middle(case: &Case, eyes: Eyes, words: Words) -> LevelView {
    let own = case.claim.people.iter().find(|person| is_insured(person));
    let card = insured(case, own, eyes, words);
    LevelView { class: "centre", title: words.t("kin-level-centre"), cards: vec![card] }
}

/// A grandchild whose parent is a recorded child stands below that child.
fn stands_below(case: &Case, person: &Person) -> bool {
    parent_of(case, person).is_some()
}

fn parent_of<'a>(case: &'a Case, person: &Person) -> Option<&'a Person> {
    let recorded = case.claim.people.iter().filter(|one| person.details.parents.contains(&one.id));
    let mut children = recorded.filter(|one| one.details.relation == Relation::Child);
    children.next().filter(|_| person.details.relation == Relation::Grandchild)
}

fn with_below(case: &Case, person: &Person, eyes: Eyes, words: Words) -> CardView {
    let below = |one: &&Person| parent_of(case, one).is_some_and(|parent| parent.id == person.id);
    let below = case.claim.people.iter().filter(below).map(|one| card(case, one, eyes, words)).collect();
    CardView { below, ..card(case, person, eyes, words) }
}
