//! Who of the desk hears of a claim, who stands in while somebody is away, and what each chose.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::claim::{AccountId, Actor, Claim};
use crate::law::clock::jakarta_date;
use crate::law::{FieldError, Language, Text};
use crate::store::queries::{self, LetterChoices, StaffMember};
use crate::store::{Db, StoreError};
use crate::workflow::Role;

use super::super::context::Desk;
use super::super::error::DeskError;

/// The people of an office, and how many calls each has to make.
pub(super) struct Staff {
    members: Vec<StaffMember>,
    calls: BTreeMap<Uuid, i64>,
    caller: Option<Uuid>,
    today: NaiveDate,
}

impl Staff {
    /// Reads who works for an office.
    pub(super) fn read(db: &mut Db, office: Uuid, today: NaiveDate) -> Result<Self, StoreError> {
        let calls = queries::open_calls_by_account(db, office)?;
        Ok(Self {
            members: queries::staff(db, Some(office))?,
            calls: calls.into_iter().filter_map(|(account, count)| Some((account?, count))).collect(),
            caller: None,
            today,
        })
    }

    /// The same, where this one has to call about the claim already: a family hears one voice.
    pub(super) fn with_caller(self, caller: Option<Uuid>) -> Self {
        Self { caller, ..self }
    }

    /// Who works on a claim today: who has it, or stands in for them; else who has to call about it already, else the
    /// caseworker of its office with the fewest calls to make, else a supervisor.
    pub(super) fn responsible(&self, claim: &Claim) -> Option<&StaffMember> {
        let assignee = claim.assignee.and_then(|account| self.member(account.0));
        assignee
            .and_then(|member| self.present(member))
            .or_else(|| self.caller.and_then(|caller| self.member(caller)).and_then(|member| self.present(member)))
            .or_else(|| self.least_busy(Role::Caseworker, claim))
            .or_else(|| self.least_busy(Role::Supervisor, claim))
    }

    /// Everybody of an office in a role who is there today; who is away is stood in for.
    pub(super) fn of_role(&self, role: Role, office: Uuid) -> Vec<&StaffMember> {
        let own =
            |member: &&StaffMember| member.role == role.as_str() && member.office_id.is_none_or(|it| it == office);
        let mut found: Vec<&StaffMember> = Vec::new();
        for member in self.members.iter().filter(own).filter_map(|member| self.present(member)) {
            if found.iter().all(|known| known.id != member.id) {
                found.push(member);
            }
        }
        // With everybody away it still has to reach somebody.
        if found.is_empty() { self.members.iter().filter(own).collect() } else { found }
    }

    fn member(&self, id: Uuid) -> Option<&StaffMember> {
        self.members.iter().find(|member| member.id == id)
    }

    /// The member, or who stands in for them; none when both are away.
    fn present<'a>(&'a self, member: &'a StaffMember) -> Option<&'a StaffMember> {
        if !is_away(member, self.today) {
            return Some(member);
        }
        member.deputy_id.and_then(|deputy| self.member(deputy)).filter(|deputy| !is_away(deputy, self.today))
    }

    fn least_busy(&self, role: Role, claim: &Claim) -> Option<&StaffMember> {
        let own = self.members.iter().filter(|member| {
            member.role == role.as_str()
                && member.office_id.is_none_or(|office| office == claim.office.0)
                && !is_away(member, self.today)
        });
        own.min_by_key(|member| (self.calls.get(&member.id).copied().unwrap_or(0), member.name.clone(), member.id))
    }
}

/// Whether somebody is away on a day.
pub(super) fn is_away(member: &StaffMember, day: NaiveDate) -> bool {
    let date = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<NaiveDate>().ok());
    match (date(&member.away_from), date(&member.away_until)) {
        (Some(from), Some(until)) => (from..=until).contains(&day),
        _ => false,
    }
}

/// The language of a member's letters.
pub(super) fn language(member: &StaffMember) -> Language {
    if member.language == "en" { Language::En } else { Language::Id }
}

/// What a member of staff wants of letters, and when they are away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffChoice {
    /// The language of their letters.
    pub language: Language,
    /// Whether they want the morning's digest.
    pub wants_digest: bool,
    /// The days that they are away, both included.
    pub away: Option<(NaiveDate, NaiveDate)>,
    /// Who stands in.
    pub deputy: Option<AccountId>,
}

/// What somebody chose, with those who could stand in for them, by name.
#[derive(Clone, Debug)]
pub struct LetterChoice {
    /// What they chose.
    pub chosen: StaffChoice,
    /// Colleagues of the same office.
    pub colleagues: Vec<(AccountId, String)>,
}

impl Desk {
    /// What a member of staff has chosen.
    pub async fn letter_choice(&self, user: AccountId) -> Result<LetterChoice, DeskError> {
        let read = move |db: &mut Db| -> Result<_, StoreError> {
            let Some(member) = queries::staff_member(db, user.0)? else { return Ok(None) };
            let colleagues = queries::staff(db, member.office_id)?;
            Ok(Some((member, colleagues)))
        };
        let (member, colleagues) = self.store().read(read).await?.ok_or(DeskError::NotFound("user"))?;
        let date = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<NaiveDate>().ok());
        let works = |it: &StaffMember| {
            it.id != user.0 && [Role::Caseworker, Role::Supervisor].iter().any(|role| role.as_str() == it.role)
        };
        Ok(LetterChoice {
            chosen: StaffChoice {
                language: language(&member),
                wants_digest: member.wants_digest,
                away: date(&member.away_from).zip(date(&member.away_until)),
                deputy: member.deputy_id.map(AccountId),
            },
            colleagues: colleagues.into_iter().filter(works).map(|it| (AccountId(it.id), it.name)).collect(),
        })
    }

    /// Keeps what a member of staff chose.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] when the days are the wrong way round, have passed, or nobody of the office stands in.
    pub async fn choose_letters(&self, user: AccountId, wanted: &StaffChoice) -> Result<(), DeskError> {
        let known = self.letter_choice(user).await?;
        let wrong = |field: &str, code: &str, id: &str, en: &str| {
            DeskError::Invalid(vec![FieldError::new(field, code, Text::new(id, en))])
        };
        if let Some((from, until)) = wanted.away {
            if until < from {
                let (id, en) = ("Tanggal kembali sebelum tanggal pergi.", "The return is before the departure.");
                return Err(wrong("away_until", "away_backwards", id, en));
            }
            if until < jakarta_date(self.now()) {
                let (id, en) = ("Tanggal ini sudah lewat.", "This date has passed.");
                return Err(wrong("away_until", "away_past", id, en));
            }
        }
        if wanted.deputy.is_some_and(|deputy| known.colleagues.iter().all(|(id, _)| *id != deputy)) {
            let (id, en) = ("Pilih rekan sekantor.", "Choose a colleague of this office.");
            return Err(wrong("deputy", "deputy_unknown", id, en));
        }
        let choices = LetterChoices {
            language: wanted.language.code().to_owned(),
            wants_digest: wanted.wants_digest,
            away_from: wanted.away.map(|(from, _)| from.to_string()),
            away_until: wanted.away.map(|(_, until)| until.to_string()),
            deputy_id: wanted.deputy.map(|deputy| deputy.0),
        };
        self.store().write(move |db| queries::choose_letters(db, user.0, &choices)).await?;
        Ok(())
    }
}

/// Whether an actor is of the desk: families and machines have no list of calls and no letters of others.
pub(in super::super) fn of_the_desk(actor: &Actor) -> Result<(), DeskError> {
    if actor.role.is_staff() || matches!(actor.role, Role::Admin | Role::Auditor | Role::System) {
        return Ok(());
    }
    Err(DeskError::Forbidden)
}
