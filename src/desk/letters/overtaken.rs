//! Letters that events have overtaken: what they say was true when they were written, and is not when they would leave.

use crate::claim::PersonId;
use crate::law::clock::jakarta_date;
use crate::letters::LetterKind;
use crate::store::queries::StoredLetter;

use super::super::claims::{Loaded, PaperStanding, running, wanted_papers};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::leaving::Scene;

/// Why a letter is not sent any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overtaken {
    /// It told of a day that is over.
    DayOver,
    /// Its claim has moved on.
    MovedOn,
    /// It asked for papers, and none is missing.
    NothingMissing,
    /// It reminded of a date that has passed or does not count now.
    DatePassed,
    /// Its reader wants only letters that must be.
    FewerLetters,
    /// Its link was used, or another one was sent since.
    LinkTaken,
    /// Its reader may not come in any more by a link.
    ShutOut,
}

impl Overtaken {
    /// The word for it in data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DayOver => "day_over",
            Self::MovedOn => "moved_on",
            Self::NothingMissing => "nothing_missing",
            Self::DatePassed => "date_passed",
            Self::FewerLetters => "fewer_letters",
            Self::LinkTaken => "link_taken",
            Self::ShutOut => "shut_out",
        }
    }
}

impl Desk {
    /// What has overtaken a letter, if anything has. Its link is not looked at.
    pub(super) fn overtaken(
        &self,
        letter: &StoredLetter,
        kind: LetterKind,
        scene: &Scene,
    ) -> Result<Option<Overtaken>, DeskError> {
        if kind == LetterKind::Digest && jakarta_date(letter.created_at) < jakarta_date(self.now()) {
            return Ok(Some(Overtaken::DayOver));
        }
        if !kind.is_statutory() && wants_fewer(letter, scene) {
            return Ok(Some(Overtaken::FewerLetters));
        }
        match &scene.claim {
            Some(loaded) if tells_of_a_state(kind) => self.overtaken_by_claim(letter, kind, loaded),
            _ => Ok(None),
        }
    }

    fn overtaken_by_claim(
        &self,
        letter: &StoredLetter,
        kind: LetterKind,
        loaded: &Loaded,
    ) -> Result<Option<Overtaken>, DeskError> {
        let (claim, now) = (&loaded.claim, self.now());
        // The store keeps microseconds; a letter is written in the moment in which its state is entered, or later.
        if claim.entered_at.timestamp_micros() > letter.created_at.timestamp_micros() {
            return Ok(Some(Overtaken::MovedOn));
        }
        if kind.is_for_staff() {
            return Ok(None);
        }
        let papers = wanted_papers(&self.situation(loaded, now)?, claim);
        let is_missing = |standing| matches!(standing, PaperStanding::Missing | PaperStanding::Refused);
        if !papers.iter().any(|paper| is_missing(paper.standing)) {
            return Ok(Some(Overtaken::NothingMissing));
        }
        let counts = running(loaded, claim).is_some_and(|row| row.stands_still_since.is_none() && row.due_at > now);
        Ok((kind == LetterKind::Reminder && !counts).then_some(Overtaken::DatePassed))
    }
}

/// Whether a letter is about where its claim stands, and pointless once it stands elsewhere.
fn tells_of_a_state(kind: LetterKind) -> bool {
    use LetterKind::{DocumentsWanted, Escalation, InsurerOverdue, Overdue, Reminder};
    matches!(kind, DocumentsWanted | Reminder | Overdue | Escalation | InsurerOverdue)
}

/// Whether somebody of a family wants only what must be. Whoever of the staff wants no digest gets the week's of what is late.
fn wants_fewer(letter: &StoredLetter, scene: &Scene) -> bool {
    let claim = scene.claim.as_ref().map(|loaded| &loaded.claim);
    let person = letter.person_id.and_then(|id| claim?.person(PersonId(id)));
    person.is_some_and(|person| person.fewer_letters)
}
