//! The register of participants, to be searched and asked.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::claim::{Actor, folded};
use crate::law::clock::jakarta_date;
use crate::law::{Coverage, CoverageCondition, FieldError, Month, Program, Segment, Text, coverage};
use crate::store::StoreError;
use crate::store::queries::{self, Income, Incomes, Participant};

use super::claims::ClaimPage;
use super::context::Desk;
use super::cursor;
use super::error::DeskError;
use super::insured;
use super::sessions::not_a_family;

/// A participant as staff see them in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParticipantItem {
    /// Identity.
    pub id: uuid::Uuid,
    /// NIK.
    pub nik: String,
    /// Name.
    pub name: String,
    /// Date of birth.
    pub birth_date: String,
    /// Sex.
    pub sex: String,
    /// Neighbourhood (RT).
    pub rt: String,
    /// Ward.
    pub kelurahan: String,
    /// District.
    pub kecamatan: String,
    /// Occupation.
    pub occupation: String,
    /// Group of the register.
    pub segment: String,
    /// Number of the participant's card.
    pub kpj: String,
    /// First month paid for.
    pub paid_from: String,
    /// Last month paid for.
    pub paid_through: String,
    /// Months between the two that were not paid.
    pub gaps: Vec<Month>,
    /// Declared monthly income in rupiah: today's, or beside a claim that of the day of the event.
    pub declared_income: i64,
    /// Since which day that is the income.
    pub income_since: String,
}

impl ParticipantItem {
    /// The segment of the law that their group belongs to.
    pub fn law_segment(&self) -> Segment {
        insured::segment(&self.segment)
    }
}

/// A question about coverage.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverageQuestion {
    /// NIK, sixteen digits.
    pub nik: String,
    /// Date of birth; a NIK alone opens nothing.
    pub birth_date: NaiveDate,
    /// Name, if the asker gives one.
    #[serde(default)]
    pub name: Option<String>,
    /// The day that is asked about.
    pub event_date: NaiveDate,
    /// The programme; JKM when absent.
    #[serde(default)]
    pub program: Option<Program>,
}

/// The answer; for who is not known it has the same shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CoverageAnswer {
    /// Whether the participant is covered on that day.
    pub covered: bool,
    /// What must be met or known.
    pub conditions: Vec<CoverageCondition>,
    /// First month paid for.
    pub since: Option<Month>,
    /// Last month paid for.
    pub paid_through: Option<Month>,
    /// The rule that decided.
    pub rule: String,
    /// Its article.
    pub law: String,
}

impl Desk {
    /// A page of participants whose name or NIK begins with, or holds, the words.
    pub async fn participants(
        &self,
        actor: &Actor,
        q: &str,
        cursor: Option<&str>,
        limit: i64,
    ) -> Result<ClaimPage<ParticipantItem>, DeskError> {
        not_a_family(actor)?;
        let after = cursor.map(cursor::read_word).transpose()?;
        let limit = limit.clamp(1, 200);
        let (office, words) = (actor.office.map(|office| office.0), q.trim().to_owned());
        let found = self.store().read(move |db| -> Result<_, StoreError> {
            let rows = queries::search_participants(db, office, &words, after, limit + 1)?;
            let incomes = queries::incomes_of(db, &rows.iter().map(|row| row.id).collect::<Vec<_>>())?;
            Ok((rows, incomes))
        });
        let (rows, incomes) = found.await?;
        let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > limit;
        let rows: Vec<_> = rows.into_iter().take(usize::try_from(limit).unwrap_or(200)).collect();
        let last = rows.last().map(|row| cursor::write_word(&row.search_name, row.id));
        let today = jakarta_date(self.now());
        let none = Incomes::default();
        let shown = |row: Participant| {
            let income = insured::income_on(&row, incomes.get(&row.id).unwrap_or(&none), today)?;
            item(row, income)
        };
        let items = rows.into_iter().map(shown).collect::<Result<_, _>>()?;
        Ok(ClaimPage { items, next_cursor: last.filter(|_| more) })
    }

    /// A participant of the actor's office.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when there is none, or they are another office's.
    pub async fn participant(&self, actor: &Actor, id: uuid::Uuid) -> Result<ParticipantItem, DeskError> {
        not_a_family(actor)?;
        let found = self.store().read(move |db| -> Result<_, StoreError> {
            Ok((queries::participant_by_id(db, id)?, queries::incomes_of_one(db, id)?))
        });
        let (found, incomes) = found.await?;
        let own = |row: &Participant| actor.office.is_none_or(|office| office.0 == row.office_id);
        let row = found.filter(own).ok_or(DeskError::NotFound("participant"))?;
        let income = insured::income_on(&row, &incomes, jakarta_date(self.now()))?;
        item(row, income)
    }

    /// Whether somebody is covered on a day. An unknown person and a wrong birth date are answered alike.
    pub async fn coverage(&self, actor: &Actor, question: &CoverageQuestion) -> Result<CoverageAnswer, DeskError> {
        let nik: crate::law::Nik = question.nik.parse().map_err(|error: crate::law::NikError| {
            DeskError::Invalid(vec![FieldError::new("nik", error.code(), error.text())])
        })?;
        if question.event_date > jakarta_date(self.now()) {
            let message = Text::new("Tanggal ini belum terjadi.", "This date is in the future.");
            return Err(DeskError::Invalid(vec![FieldError::new("event_date", "in_future", message)]));
        }
        let key = nik.as_str().to_owned();
        let found = self.store().read(move |db| queries::participant_by_nik(db, &key)).await?;
        let visible = |row: &Participant| actor.office.is_none_or(|office| office.0 == row.office_id);
        let matches = |row: &Participant| {
            let born = row.birth_date == question.birth_date.to_string();
            let named = question.name.as_deref().is_none_or(|name| folded(name) == folded(&row.name));
            born && named
        };
        let Some(row) = found.filter(visible).filter(matches) else { return Ok(unknown()) };
        let (membership, segment) = (insured::membership(&row)?, insured::segment(&row.segment));
        let program = question.program.unwrap_or(Program::Jkm);
        let answer = coverage::check(self.law(), program, segment, &membership, question.event_date);
        Ok(known(answer))
    }
}

/// A participant with the income to show.
pub(super) fn item(row: Participant, income: &Income) -> Result<ParticipantItem, DeskError> {
    Ok(ParticipantItem {
        gaps: insured::gaps(&row)?,
        declared_income: income.declared_income,
        income_since: income.valid_from.clone(),
        id: row.id,
        nik: row.nik,
        name: row.name,
        birth_date: row.birth_date,
        sex: row.sex,
        rt: row.rt,
        kelurahan: row.kelurahan,
        kecamatan: row.kecamatan,
        occupation: row.occupation,
        segment: row.segment,
        kpj: row.kpj,
        paid_from: row.paid_from,
        paid_through: row.paid_through,
    })
}

fn known(answer: Coverage) -> CoverageAnswer {
    CoverageAnswer {
        covered: answer.covered,
        conditions: answer.conditions,
        since: Some(answer.since),
        paid_through: Some(answer.paid_through),
        rule: answer.rule,
        law: answer.law,
    }
}

fn unknown() -> CoverageAnswer {
    CoverageAnswer {
        covered: false,
        conditions: Vec::new(),
        since: None,
        paid_through: None,
        rule: "not_in_register".to_owned(),
        law: "office".to_owned(),
    }
}
