//! Importing the register: good rows in one transaction, refused rows left out and told.

use std::sync::Arc;

use serde::Serialize;

use crate::claim::{Actor, OfficeId};
use crate::law::clock::jakarta_date;
use crate::law::{FieldError, Text};
use crate::store::queries::{self, Imported, Office, Registered};
use crate::store::{Db, StoreError};

use super::accounts::unknown_office;
use super::context::Desk;
use super::error::DeskError;
use super::insured;
use super::register::{ParsedRegister, RegisterRow};

/// How an import is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// Into which office, by name; made when there is none.
    pub office: String,
    /// Look only.
    pub dry_run: bool,
    /// One refused row refuses all.
    pub strict: bool,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// New participants.
    pub added: u64,
    /// Participants of whom something changed.
    pub changed: u64,
    /// Participants of whom nothing changed.
    pub unchanged: u64,
    /// Rows refused.
    pub refused: u64,
    /// NIKs that belong to another office and were left alone; counted as refused.
    pub elsewhere: Vec<String>,
    /// Whether the office is, or would be, a new one.
    pub new_office: bool,
    /// Whether anything was written.
    pub imported: bool,
}

/// Told how many rows are done.
pub type Progress = Arc<dyn Fn(u64) + Send + Sync>;

/// Rolls a trial back without being a failure.
enum Trial {
    Only(Imported, bool),
    Store(StoreError),
}

impl From<StoreError> for Trial {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Desk {
    /// Imports a parsed register; `progress` is told how many rows are done.
    ///
    /// # Errors
    /// When the database fails; refused rows are no error here.
    pub async fn import(
        &self,
        register: &ParsedRegister,
        plan: &ImportPlan,
        progress: Progress,
    ) -> Result<ImportReport, DeskError> {
        let people: Vec<Registered> = register.rows.iter().map(registered).collect();
        let refused = u64::try_from(register.refused_rows()).unwrap_or(u64::MAX);
        let trial = plan.dry_run || (plan.strict && refused > 0);
        let writes = !trial;
        let (desk, now, strict, name) = (self.clone(), self.now(), plan.strict, plan.office.clone());
        let result = self
            .store()
            .write(move |db| {
                // A new office is part of the import: a trial or a crash leaves none behind.
                let (office, new_office) = desk.office_in(db, &name)?;
                let (ids, today) = (desk.id_source(), jakarta_date(now));
                let imported = queries::import_participants(db, office, &people, ids, now, today, progress.as_ref())?;
                let refused = strict && !imported.elsewhere.is_empty();
                if writes && !refused { Ok((imported, new_office)) } else { Err(Trial::Only(imported, new_office)) }
            })
            .await;
        let (imported, new_office, written) = match result {
            Ok((imported, new_office)) => (imported, new_office, true),
            Err(Trial::Only(imported, new_office)) => (imported, new_office, false),
            Err(Trial::Store(error)) => return Err(error.into()),
        };
        let elsewhere = u64::try_from(imported.elsewhere.len()).unwrap_or(u64::MAX);
        Ok(ImportReport {
            added: imported.added,
            changed: imported.changed,
            unchanged: imported.unchanged,
            refused: refused + elsewhere,
            elsewhere: imported.elsewhere,
            new_office,
            imported: written,
        })
    }

    /// [`Desk::import`] into the office that the actor may import into.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] when there is no such office: offices are opened on the command line.
    pub async fn import_as(
        &self,
        actor: &Actor,
        register: &ParsedRegister,
        plan: &ImportPlan,
    ) -> Result<ImportReport, DeskError> {
        let named = Some(plan.office.trim()).filter(|name| !name.is_empty());
        let office = self.import_office(actor, named).await?;
        let offices = self.offices().await?;
        if offices.iter().all(|known| known.name != office) {
            return Err(unknown_office(&offices));
        }
        self.import(register, &ImportPlan { office, ..plan.clone() }, Arc::new(|_| ())).await
    }

    /// The office of that name, made in the same transaction when there is none, and whether it was made.
    fn office_in(&self, db: &mut Db, name: &str) -> Result<(uuid::Uuid, bool), StoreError> {
        if let Some(office) = queries::office_by_name(db, name)? {
            return Ok((office.id, false));
        }
        let office = Office { id: self.new_id(), name: name.to_owned(), created_at: self.now() };
        queries::add_office(db, &office)?;
        Ok((office.id, true))
    }

    /// The name of the office that an actor's import goes to: their own, or the one they name.
    pub async fn import_office(&self, actor: &Actor, named: Option<&str>) -> Result<String, DeskError> {
        let offices = self.offices().await?;
        let own = actor.office.and_then(|OfficeId(id)| offices.iter().find(|office| office.id == id));
        match (own, named) {
            (Some(own), named) if named.is_none_or(|named| named == own.name) => Ok(own.name.clone()),
            (None, Some(named)) => Ok(named.to_owned()),
            (None, None) if offices.len() == 1 => Ok(offices[0].name.clone()),
            (Some(_), _) => Err(DeskError::NotFound("office")),
            (None, None) => {
                let names: Vec<&str> = offices.iter().map(|office| office.name.as_str()).collect();
                let names = names.join(", ");
                let message = Text::new(format!("Sebutkan kantornya: {names}."), format!("Name the office: {names}."));
                Err(DeskError::Invalid(vec![FieldError::new("office", "required", message)]))
            }
        }
    }
}

fn registered(row: &RegisterRow) -> Registered {
    Registered {
        nik: row.nik.as_str().to_owned(),
        name: row.name.clone(),
        birth_date: row.birth_date.to_string(),
        sex: match row.sex {
            crate::law::Sex::Male => "L".to_owned(),
            crate::law::Sex::Female => "P".to_owned(),
        },
        rt: row.rt.clone(),
        kelurahan: row.kelurahan.clone(),
        kecamatan: row.kecamatan.clone(),
        occupation: row.occupation.clone(),
        segment: row.segment.clone(),
        kpj: row.kpj.clone(),
        declared_income: row.declared_income.0,
        income_from: row.income_from.map(|day| day.to_string()),
        paid_from: row.paid_from.to_string(),
        paid_through: row.paid_through.to_string(),
        gaps: row.gaps.as_ref().map(|months| insured::written(months)),
        phone: row.phone.clone(),
        email: row.email.clone(),
    }
}
