//! Binding the book and looking into it.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::files::EMBEDDED;
use super::{LawError, LawFile, LawTable, Versions};
use crate::law::Calendar;
use crate::law::benefit::{DeathRules, IncomeBands, JkkRules};
use crate::law::coverage::CoverageRules;
use crate::law::disability::DisabilityRules;
use crate::law::heirs::{HeirRules, HeirScheme};
use crate::law::scholarship::ScholarshipRules;

/// The law, loaded and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawBook {
    /// Working days.
    pub calendar: Calendar,
    /// Coverage (kepesertaan dan tunggakan).
    pub coverage: Versions<CoverageRules>,
    /// What a death earns.
    pub benefit_death: Versions<DeathRules>,
    /// What a work accident earns beside that.
    pub benefit_jkk: Versions<JkkRules>,
    /// Disabilities.
    pub disability: Versions<DisabilityRules>,
    /// Scholarships.
    pub scholarship: Versions<ScholarshipRules>,
    /// Income bands of BPU.
    pub income_bands: Versions<IncomeBands>,
    /// Orders of heirs, by the name of their table.
    pub heirs: BTreeMap<String, Versions<HeirRules>>,
    sources: Vec<LawSource>,
}

/// The text of one version of one table, to be kept beside the claims that were decided by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawSource {
    /// Name of the table.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// The file as it stands.
    pub text: String,
}

/// Which version of a table decided something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LawVersion {
    /// Name of the table.
    pub name: String,
    /// Its version.
    pub version: u32,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarRules {
    count_joint_leave_as_holiday: bool,
    holidays_version: u32,
}

/// Only what tells the tables apart; everything else of the file is read in a second pass.
#[derive(Deserialize)]
struct Label {
    name: String,
    version: u32,
}

#[derive(Default)]
struct Pages {
    calendar: Vec<LawTable<CalendarRules>>,
    holidays: Option<(String, String)>,
    coverage: Vec<LawTable<CoverageRules>>,
    benefit_death: Vec<LawTable<DeathRules>>,
    benefit_jkk: Vec<LawTable<JkkRules>>,
    disability: Vec<LawTable<DisabilityRules>>,
    scholarship: Vec<LawTable<ScholarshipRules>>,
    income_bands: Vec<LawTable<IncomeBands>>,
    heirs: BTreeMap<String, Vec<LawTable<HeirRules>>>,
    sources: Vec<LawSource>,
}

impl LawBook {
    /// The book inside the binary.
    pub fn embedded() -> Result<Self, LawError> {
        Self::bind(&EMBEDDED)
    }

    /// A book from files: YAML tables, and the holidays as CSV.
    pub fn bind(files: &[LawFile<'_>]) -> Result<Self, LawError> {
        let mut pages = Pages::default();
        for file in files {
            if Path::new(file.path).extension().is_some_and(|extension| extension == "csv") {
                pages.holidays = Some((file.path.to_owned(), file.text.to_owned()));
            } else {
                pages.add(file)?;
            }
        }
        pages.bind()
    }

    /// Every file of the book as `(name, version, text)`.
    pub fn sources(&self) -> &[LawSource] {
        &self.sources
    }

    /// The version of a table that decides an event of that date. `None` for an unknown table, or before its
    /// first version. The calendar decides every date.
    pub fn version_of(&self, name: &str, date: NaiveDate) -> Option<u32> {
        match name {
            "coverage" => self.coverage.in_force(date).map(|table| table.version),
            "benefit-death" => self.benefit_death.in_force(date).map(|table| table.version),
            "benefit-jkk" => self.benefit_jkk.in_force(date).map(|table| table.version),
            "disability" => self.disability.in_force(date).map(|table| table.version),
            "scholarship" => self.scholarship.in_force(date).map(|table| table.version),
            "income-bands" => self.income_bands.in_force(date).map(|table| table.version),
            _ => match self.heirs.get(name) {
                Some(order) => order.in_force(date).map(|table| table.version),
                None => self.sources.iter().find(|source| source.name == name).map(|source| source.version),
            },
        }
    }

    /// Name and version of the tables among `names` that decide an event of that date, to be recorded with what
    /// was decided.
    pub fn versions_of(&self, names: &[&str], date: NaiveDate) -> Vec<LawVersion> {
        let version =
            |name: &&str| Some(LawVersion { name: (*name).to_owned(), version: self.version_of(name, date)? });
        names.iter().filter_map(version).collect()
    }
}

impl Pages {
    fn add(&mut self, file: &LawFile<'_>) -> Result<(), LawError> {
        let label: Label = read(file)?;
        match label.name.as_str() {
            "calendar" => self.calendar.push(read(file)?),
            "coverage" => self.coverage.push(checked(file, CoverageRules::check)?),
            "benefit-death" => self.benefit_death.push(checked(file, DeathRules::check)?),
            "benefit-jkk" => self.benefit_jkk.push(checked(file, JkkRules::check)?),
            "disability" => self.disability.push(checked(file, DisabilityRules::check)?),
            "scholarship" => self.scholarship.push(checked(file, ScholarshipRules::check)?),
            "income-bands" => self.income_bands.push(checked(file, IncomeBands::check)?),
            order if order.starts_with("heirs-") => {
                self.heirs.entry(order.to_owned()).or_default().push(checked(file, HeirRules::check)?);
            }
            other => {
                let cause = format!("there is no table of law named `{other}`");
                return Err(LawError::Unreadable { file: file.path.to_owned(), cause });
            }
        }
        self.sources.push(LawSource { name: label.name, version: label.version, text: file.text.to_owned() });
        Ok(())
    }

    fn bind(mut self) -> Result<LawBook, LawError> {
        let Some(LawTable { rules, .. }) = self.calendar.pop() else { return Err(LawError::Missing("calendar")) };
        let Some((path, text)) = self.holidays else { return Err(LawError::Missing("holidays")) };
        let calendar = Calendar::parse(&text)
            .map_err(|error| LawError::Unreadable { file: path, cause: error.to_string() })?
            .with_joint_leave_as_holiday(rules.count_joint_leave_as_holiday);
        self.sources.push(LawSource { name: "holidays".to_owned(), version: rules.holidays_version, text });
        self.sources.sort_by(|a, b| (&a.name, a.version).cmp(&(&b.name, b.version)));
        Ok(LawBook {
            calendar,
            coverage: versions("coverage", self.coverage)?,
            benefit_death: versions("benefit-death", self.benefit_death)?,
            benefit_jkk: versions("benefit-jkk", self.benefit_jkk)?,
            disability: versions("disability", self.disability)?,
            scholarship: versions("scholarship", self.scholarship)?,
            income_bands: versions("income-bands", self.income_bands)?,
            heirs: orders(self.heirs)?,
            sources: self.sources,
        })
    }
}

fn read<T: DeserializeOwned>(file: &LawFile<'_>) -> Result<T, LawError> {
    serde_saphyr::from_str(file.text).map_err(|error| {
        let place = error.location().map(|at| format!(":{}:{}", at.line(), at.column())).unwrap_or_default();
        LawError::Unreadable { file: format!("{}{place}", file.path), cause: error.without_snippet().to_string() }
    })
}

fn checked<T: DeserializeOwned>(
    file: &LawFile<'_>,
    check: impl Fn(&T) -> Result<(), String>,
) -> Result<LawTable<T>, LawError> {
    let table: LawTable<T> = read(file)?;
    check(&table.rules).map_err(|cause| LawError::Senseless { file: file.path.to_owned(), cause })?;
    Ok(table)
}

fn versions<T>(name: &'static str, tables: Vec<LawTable<T>>) -> Result<Versions<T>, LawError> {
    if tables.is_empty() {
        return Err(LawError::Missing(name));
    }
    Versions::new(tables).map_err(LawError::Collision)
}

/// The orders of heirs by name; every scheme that can be asked for must have one.
fn orders(
    tables: BTreeMap<String, Vec<LawTable<HeirRules>>>,
) -> Result<BTreeMap<String, Versions<HeirRules>>, LawError> {
    if let Some(scheme) = HeirScheme::ALL.into_iter().find(|scheme| !tables.contains_key(scheme.table())) {
        return Err(LawError::Missing(scheme.table()));
    }
    tables.into_iter().map(|(name, tables)| Ok((name, Versions::new(tables).map_err(LawError::Collision)?))).collect()
}
