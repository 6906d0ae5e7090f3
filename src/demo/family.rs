//! Families: who is left behind, with names, ages, numbers and accounts that fit together.

use chrono::{Datelike as _, NaiveDate};

use crate::claim::{Account, Claim, Person, PersonDetails, PersonId, is_minor};
use crate::desk::register::RegisterRow;
use crate::law::Sex;
use crate::law::heirs::Relation;

use super::dice::Dice;
use super::story::{By, Family};
use super::{names, register};

/// Banks, and how many digits their account numbers have.
const BANKS: [(&str, usize); 5] = [("BRI", 15), ("Bank Jambi", 10), ("BNI", 10), ("Mandiri", 13), ("BSI", 10)];

/// From this age on somebody has an account of their own.
const ADULT_YEARS: i32 = 18;

/// Somebody to be recorded.
pub(super) struct Member {
    /// What is recorded.
    pub(super) details: PersonDetails,
    /// Places of their parents among the members before them.
    pub(super) parents: Vec<usize>,
}

/// Makes the members of one family.
struct Maker<'a> {
    dead: &'a RegisterRow,
    event: NaiveDate,
    /// Whoever reported the death, if they are of the family.
    reporter: Option<(Relation, String)>,
    dice: &'a mut Dice,
    members: Vec<Member>,
}

/// Everybody who is to be recorded, parents before their children.
pub(super) fn members(family: Family, dead: &RegisterRow, claim: &Claim, dice: &mut Dice) -> Vec<Member> {
    let event = claim.event.date;
    let relation = claim.reporter.relation.as_deref().and_then(By::relation);
    let reporter = relation.map(|relation| (relation, claim.reporter.name.clone()));
    let mut maker = Maker { dead, event, reporter, dice, members: Vec::new() };
    let age = event.year() - dead.birth_date.year();
    let of_age = |age: i32| age.max(ADULT_YEARS + 2);
    match family {
        Family::Spouse => maker.spouse(of_age(age - 3)),
        Family::SpouseAndChild => {
            maker.spouse(of_age(age - 4));
            maker.child(9.min(age - 19), &[0]);
        }
        Family::SpouseAndChildren => {
            maker.spouse(of_age(age - 2));
            maker.child(13.min(age - 19), &[0]);
            maker.child(6.min(age - 19), &[0]);
        }
        Family::SpouseAndSmall => {
            maker.spouse(of_age(age - 3));
            maker.child(8.min(age - 19), &[0]);
            maker.child(3.min(age - 19), &[0]);
        }
        Family::SpouseAndGrown => {
            maker.spouse(of_age(age - 5));
            maker.child(age - 25, &[0]);
            maker.child(age - 28, &[0]);
        }
        Family::TwoWives => {
            maker.spouse(of_age(age - 3));
            maker.spouse(of_age(age - 14));
        }
        Family::Divorced => {
            maker.spouse(of_age(age - 2));
            if let Some(former) = maker.members.first_mut() {
                former.details.divorced = Some(true);
            }
            maker.child(10.min(age - 19), &[0]);
        }
        Family::Parents => {
            maker.relative(Relation::Parent, Sex::Male, age + 27);
            maker.relative(Relation::Parent, Sex::Female, age + 23);
        }
        Family::Siblings => {
            maker.relative(Relation::Sibling, Sex::Female, of_age(age - 4));
            maker.relative(Relation::Sibling, Sex::Male, of_age(age + 3));
        }
        Family::Orphan => {
            maker.child(11.min(age - 19), &[]);
            maker.relative(Relation::Other, Sex::Female, of_age(age + 5));
        }
        Family::FuneralPayer => maker.relative(Relation::FuneralPayer, Sex::Male, of_age(age + 2)),
    }
    maker.members
}

impl Maker<'_> {
    fn spouse(&mut self, age: i32) {
        let sex = if self.dead.sex == Sex::Male { Sex::Female } else { Sex::Male };
        self.relative(Relation::Spouse, sex, age);
    }

    fn relative(&mut self, relation: Relation, sex: Sex, age: i32) {
        if let Some((_, name)) = self.reporter.take_if(|(known, _)| *known == relation) {
            self.add(relation, &name, sex, age, &[]);
            return;
        }
        let mut name = names::adult(sex, self.dice);
        while self.members.iter().any(|member| member.details.name == name) || name == self.dead.name {
            name = names::adult(sex, self.dice);
        }
        if relation == Relation::Sibling {
            name = names::with_family_name(&name, &self.dead.name);
        }
        self.add(relation, &name, sex, age, &[]);
    }

    fn child(&mut self, age: i32, parents: &[usize]) {
        let grown = age >= ADULT_YEARS;
        if let Some((_, name)) = self.reporter.take_if(|(known, _)| grown && *known == Relation::Child) {
            self.add(Relation::Child, &name, By::CHILD_SEX, age, parents);
            return;
        }
        let sex = *self.dice.pick(&[&Sex::Male, &Sex::Female]);
        let mut name = names::child(sex, &self.dead.name, self.dice);
        while self.members.iter().any(|member| member.details.name == name) {
            name = names::child(sex, &self.dead.name, self.dice);
        }
        self.add(Relation::Child, &name, sex, age.max(1), parents);
    }

    fn add(&mut self, relation: Relation, name: &str, sex: Sex, age: i32, parents: &[usize]) {
        let born = born(self.event, age, self.dice);
        let nik = register::nik(&self.dead.nik.as_str()[..6], born, sex, self.dice.between(1, 9));
        let account = (age >= ADULT_YEARS).then(|| account(name, self.dice));
        let phone = (age >= ADULT_YEARS).then(|| format!("+628{}", self.dice.digits(10)));
        let details = PersonDetails {
            nik: nik.map(|nik| nik.as_str().to_owned()),
            birth_date: Some(born),
            sex: Some(sex),
            phone,
            email: (age >= ADULT_YEARS).then(|| names::email(name)).flatten(),
            account,
            ..PersonDetails::new(name, relation)
        };
        self.members.push(Member { details, parents: parents.to_vec() });
    }
}

/// An account in somebody's name.
pub(super) fn account(holder: &str, dice: &mut Dice) -> Account {
    let (bank, digits) = BANKS[dice.place(BANKS.len())];
    Account { bank: bank.to_owned(), number: dice.digits(digits), holder: holder.to_owned() }
}

/// Somebody who has had so many birthdays on the day of the event.
fn born(event: NaiveDate, age: i32, dice: &mut Dice) -> NaiveDate {
    let (month, day) = (dice.between(1, 12), dice.between(1, 28));
    let had = (month, day) <= (event.month(), event.day());
    let year = event.year() - age - i32::from(!had);
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or(event)
}

/// Kinds of papers that prove who somebody is.
pub(super) fn proofs(person: &Person, claim: &Claim) -> Vec<&'static str> {
    let mut kinds = match person.details.relation {
        Relation::Spouse if person.details.divorced == Some(true) => vec!["akta_cerai"],
        Relation::Spouse => vec!["buku_nikah"],
        Relation::Child if is_orphan(claim) => vec!["akta_lahir", "perwalian"],
        Relation::Child | Relation::Parent | Relation::Sibling => vec!["akta_lahir"],
        Relation::FuneralPayer => vec!["bukti_pemakaman"],
        _ => Vec::new(),
    };
    if heirs(claim).contains(&person.id) && !is_minor(claim, person) {
        kinds.push("ktp");
    }
    kinds
}

/// Those of the family who inherit, as the families of the stories are made.
pub(super) fn heirs(claim: &Claim) -> Vec<PersonId> {
    let inherits = |person: &&Person| {
        !matches!(person.details.relation, Relation::Other | Relation::Participant)
            && person.details.divorced != Some(true)
    };
    claim.people.iter().filter(inherits).map(|person| person.id).collect()
}

/// Whoever has an account and does not inherit: the guardian of a minor.
pub(super) fn guardian(claim: &Claim) -> Option<PersonId> {
    let heirs = heirs(claim);
    let family = claim.people.iter().filter(|person| person.details.relation != Relation::Participant);
    family.map(|person| person.id).find(|id| !heirs.contains(id))
}

fn is_orphan(claim: &Claim) -> bool {
    !claim.people.iter().any(|person| person.details.relation == Relation::Spouse)
}
