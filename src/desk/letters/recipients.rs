//! Whom a letter goes to, and by which way.

use uuid::Uuid;

use crate::claim::{Audience, Claim, Correspondent, LetterWish, PersonId, Situation, correspondents};
use crate::law::Language;
use crate::letters::LetterKind;

use super::staff::{Staff, language};

/// Somebody whom a letter is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recipient {
    /// The person of the claim.
    pub(super) person: Option<PersonId>,
    /// The member of staff.
    pub(super) account: Option<Uuid>,
    /// Their name.
    pub(super) name: String,
    /// Their telephone.
    pub(super) phone: Option<String>,
    /// The language of the letter.
    pub(super) language: Language,
    /// The way it goes.
    pub(super) way: Way,
    /// Whether they are reached as they were recorded before the change that the letter tells of. Whoever is there now
    /// may be a stranger: such a letter carries no link.
    pub(super) former: bool,
}

/// The way a letter goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By mail, to this address.
    Mail(String),
    /// Somebody of the desk calls, because of this.
    Call(&'static str),
    /// Not at all: they asked for fewer letters, and this is not one that must be.
    Declined,
}

/// Why somebody is called: no address of theirs is known.
pub(super) const NO_ADDRESS: &str = "no_address";
/// Why somebody is called: this desk sends no mail.
pub(super) const NO_MAIL: &str = "no_mail";
/// Why somebody is called: their mail server does not know them.
pub(super) const UNDELIVERABLE: &str = "undeliverable";

/// Whom a letter of a claim is for; `before` is the claim before what it tells of. `mails` says whether this desk sends
/// mail at all.
pub(super) fn recipients(
    situation: &Situation<'_>,
    (before, claim): (&Claim, &Claim),
    wish: &LetterWish,
    kind: LetterKind,
    staff: &Staff,
    mails: bool,
) -> Vec<Recipient> {
    match wish.to {
        Audience::Reporter => vec![family(&Correspondent::reporter(claim), kind, mails)],
        Audience::Family => {
            correspondents(situation, claim).iter().take(1).map(|one| family(one, kind, mails)).collect()
        }
        Audience::AllOfFamily => {
            let now = all_of_family(&correspondents(situation, claim), kind, mails);
            if kind != LetterKind::PeopleChanged {
                return now;
            }
            with_former(now, all_of_family(&correspondents(situation, before), kind, mails))
        }
        Audience::OneOfFamily(person) => {
            let one = |claim: &Claim| -> Vec<Recipient> {
                let all = correspondents(situation, claim);
                all.iter().filter(|one| one.person == Some(person)).map(|one| family(one, kind, mails)).collect()
            };
            with_former(one(claim), one(before))
        }
        Audience::Caseworker => staff.responsible(claim).into_iter().filter(|_| mails).map(member).collect(),
        Audience::Office(role) => {
            staff.of_role(role, claim.office.0).into_iter().filter(|_| mails).map(member).collect()
        }
    }
}

/// The recipients of now, and those of before by the ways that lead to nobody of now: who changed an account may have
/// changed where its letters go as well.
fn with_former(now: Vec<Recipient>, before: Vec<Recipient>) -> Vec<Recipient> {
    let reached = |former: &Recipient| {
        now.iter().any(|one| match (&one.way, &former.way) {
            (Way::Mail(one), Way::Mail(former)) => one == former,
            (Way::Call(_), Way::Call(_)) => one.phone == former.phone,
            _ => false,
        })
    };
    let former: Vec<Recipient> = before.into_iter().filter(|former| !reached(former)).collect();
    now.into_iter().chain(former.into_iter().map(|one| Recipient { former: true, ..one })).collect()
}

/// The main correspondent is always reached. The others are written to if they have an address, and called if they have
/// a telephone of their own: who shares one with the first hears of it there.
fn all_of_family(all: &[Correspondent], kind: LetterKind, mails: bool) -> Vec<Recipient> {
    let mut reached: Vec<Recipient> = Vec::new();
    for (at, one) in all.iter().enumerate() {
        let recipient = family(one, kind, mails);
        let own_phone = one.phone.is_some() && reached.iter().all(|known| known.phone != one.phone);
        if at == 0 || !matches!(recipient.way, Way::Call(_)) || own_phone {
            reached.push(recipient);
        }
    }
    reached
}

pub(super) fn family(one: &Correspondent, kind: LetterKind, mails: bool) -> Recipient {
    let way = match &one.email {
        _ if one.fewer_letters && !kind.is_statutory() => Way::Declined,
        Some(email) if mails => Way::Mail(email.clone()),
        Some(_) => Way::Call(NO_MAIL),
        None => Way::Call(NO_ADDRESS),
    };
    Recipient {
        person: one.person,
        account: None,
        name: one.name.clone(),
        phone: one.phone.clone(),
        language: one.language,
        way,
        former: false,
    }
}

/// A member of staff, whom mail reaches by the address that they log in with.
pub(super) fn member(member: &crate::store::queries::StaffMember) -> Recipient {
    Recipient {
        person: None,
        account: Some(member.id),
        name: member.name.clone(),
        phone: None,
        language: language(member),
        way: Way::Mail(member.email.clone()),
        former: false,
    }
}
