//! What a story is made of. Stories are data; `case` plays them with the use cases of the desk.

use crate::claim::SettlementOutcome;
use crate::insurer::AnswerKind;
use crate::law::Sex;
use crate::law::heirs::Relation;

/// One of the two offices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Kota Jambi.
    Jambi,
    /// Kabupaten Muaro Jambi.
    Muaro,
}

impl Place {
    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Jambi => "Kota Jambi",
            Self::Muaro => "Kabupaten Muaro Jambi",
        }
    }
}

/// Who has died, or was hurt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// A man of the register, insured for a year and more, between these ages.
    Man(i32, i32),
    /// A woman.
    Woman(i32, i32),
    /// Somebody whose contributions had stopped too long before.
    NotCovered,
    /// Somebody who is not in the register's file: name, age, sex, paid months up to the month of death, and months
    /// that were not paid after them.
    Added(&'static str, i32, Sex, i32, i32),
}

/// Who told the office, and as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The head of the neighbourhood.
    Rt,
    /// The spouse.
    Spouse,
    /// A grown child.
    Child,
    /// A brother or sister.
    Sibling,
    /// A neighbour.
    Neighbour,
    /// The ward.
    Lurah,
    /// Somebody who works beside them.
    Workmate,
}

impl By {
    /// The sex of a child who reports.
    pub(super) const CHILD_SEX: Sex = Sex::Male;

    /// What they call themselves.
    pub(super) fn word(self, of_dead: Sex) -> &'static str {
        match (self, of_dead) {
            (Self::Rt, _) => "ketua RT",
            (Self::Spouse, Sex::Male) => "istri",
            (Self::Spouse, Sex::Female) => "suami",
            (Self::Child, _) => "anak",
            (Self::Sibling, _) => "kakak kandung",
            (Self::Neighbour, _) => "tetangga",
            (Self::Lurah, _) => "staf kelurahan",
            (Self::Workmate, _) => "rekan kerja",
        }
    }

    /// Their sex, which their name shows.
    pub(super) fn sex(self, of_dead: Sex) -> Sex {
        match (self, of_dead) {
            (Self::Spouse, Sex::Male) | (Self::Sibling | Self::Lurah, _) => Sex::Female,
            (Self::Child, _) => Self::CHILD_SEX,
            _ => Sex::Male,
        }
    }

    /// What the law calls somebody who calls themselves so, if they are of the family.
    pub(super) fn relation(word: &str) -> Option<Relation> {
        match word {
            "istri" | "suami" => Some(Relation::Spouse),
            "anak" => Some(Relation::Child),
            "kakak kandung" => Some(Relation::Sibling),
            _ => None,
        }
    }
}

/// Who is left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// A spouse and one minor child.
    SpouseAndChild,
    /// A spouse and two minor children.
    SpouseAndChildren,
    /// A spouse and two children, one at school and one too small for it.
    SpouseAndSmall,
    /// A spouse and two grown children.
    SpouseAndGrown,
    /// A spouse alone.
    Spouse,
    /// Two wives.
    TwoWives,
    /// A divorced wife and the child of that marriage, who lives with her.
    Divorced,
    /// Father and mother.
    Parents,
    /// Two siblings.
    Siblings,
    /// A minor without parents, and an aunt who is the guardian.
    Orphan,
    /// Nobody of the law's order; a neighbour paid the burial.
    FuneralPayer,
}

/// How the money is to be divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Payout {
    /// All to the first heir: the only one, or by agreement.
    First,
    /// Equal parts to all heirs.
    Equally,
    /// All to the minor, into the guardian's account.
    Guardian,
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Actor {
    /// The claim's caseworker.
    Worker,
    /// The supervisor.
    Supervisor,
}

/// How far the common path leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Accepted.
    Intake,
    /// Waiting for papers.
    Documents,
    /// Papers complete.
    Heirs,
    /// Heirs clear.
    Assessment,
    /// Worked out.
    Approval,
    /// Approved by a second person.
    Approved,
    /// With the insurer.
    HandedOver,
}

/// How a file reaches the insurer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Channel {
    /// On paper, with a stamped receipt.
    Paper,
    /// By its interface.
    Machine,
}

/// One thing that is done. Whoever is not named is the claim's caseworker.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Time passes until so many days ago.
    At(u32),
    /// The claim is given to its caseworker.
    Assign,
    /// Somebody was spoken to: channel, with whom, what.
    Contact(&'static str, &'static str, &'static str),
    /// A remark.
    Note(&'static str),
    /// Facts are answered.
    Facts(&'static [(&'static str, &'static str)]),
    /// A step is taken with these inputs, all text.
    Act(Actor, &'static str, &'static [(&'static str, &'static str)]),
    /// A step by the caseworker that asks for a date, which is today's: step and input.
    Today(&'static str, &'static str),
    /// Facts are answered that are not all words: a JSON object.
    Answers(&'static str),
    /// The doctor's conclusion is that the worker died on the day of the accident.
    DiedAtOnce,
    /// The family is recorded.
    Family(Family),
    /// Papers of the claim arrive and are accepted.
    Papers(&'static [&'static str]),
    /// Papers that prove the heirs arrive and are accepted.
    Proofs,
    /// A paper arrives and nobody has looked at it yet.
    Arrives(&'static str),
    /// A paper arrives and is refused.
    Refused(&'static str, &'static str),
    /// A paper arrives and is accepted, with something a little different on it from what is known: kind and field.
    Misread(&'static str, &'static str),
    /// Papers are complete but for one, which is waived with a reason.
    CompleteWithout(&'static str, &'static str),
    /// Everybody who is alive is confirmed.
    Confirm,
    /// Payees are recorded, and the papers of their accounts arrive and are accepted.
    Pay(Payout),
    /// The worker is verified and paid, into an account of which the paper arrives and is accepted.
    PayWorker,
    /// The newest open finding of a kind is settled.
    Settle(&'static str, SettlementOutcome, &'static str),
    /// The file is handed over.
    HandOver(Channel),
    /// The queued delivery is tried in vain and given up.
    DeliveryDies,
    /// The insurer's machine answers; reasons are given where it says no.
    Answer(AnswerKind),
    /// The insurer's letter arrives and its words are recorded; a payment is short by so many rupiah.
    Letter(&'static str, i64),
    /// The claims that this one asked for are opened.
    FollowUps,
    /// The story goes on in one of those claims, counted from 0.
    GoOnIn(usize),
    /// What the system does when a clock has run out.
    SystemCloses,
}

/// One claim.
#[derive(Clone, Debug)]
pub(super) struct Story {
    /// By which procedure.
    pub(super) workflow: &'static str,
    /// Whose.
    pub(super) place: Place,
    /// Who died or was hurt.
    pub(super) who: Who,
    /// How many days ago it was reported.
    pub(super) reported: u32,
    /// How many days before the report the death or the accident was.
    pub(super) lag: u32,
    /// What happened, in the reporter's words, and where.
    pub(super) event: (&'static str, &'static str),
    /// Who told.
    pub(super) by: By,
    /// What was done since.
    pub(super) steps: Vec<Step>,
}
