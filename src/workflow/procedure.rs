//! A procedure: one version of one workflow file.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::law::Text;

use super::benefit::BenefitSpec;
use super::document::DocumentSpec;
use super::fact::FactSpec;
use super::names::{ActionName, DocumentKind, FactName, ProcedureName, StateName};
use super::scenario::Scenario;
use super::state::{Action, State};

/// One version of a procedure, as its file describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Its name.
    #[serde(rename = "workflow")]
    pub name: ProcedureName,
    /// Its version; a claim keeps the one it was opened under.
    pub version: u32,
    /// The first date of report that this version is for.
    pub effective_from: NaiveDate,
    /// What people call it.
    pub title: Text,
    /// What may exist only once.
    #[serde(default)]
    pub unique_per: UniquePer,
    /// What it pays, and which answers it is worked out from.
    #[serde(default)]
    pub benefit: BenefitSpec,
    /// The state of a new claim.
    pub start: StateName,
    /// What is asked about the event.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<FactName, FactSpec>,
    /// The papers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub documents: BTreeMap<DocumentKind, DocumentSpec>,
    /// Keys of the letters it uses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<String>,
    /// Its states.
    pub states: BTreeMap<StateName, State>,
    /// Stories that must come out as they say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scenarios: Vec<Scenario>,
}

/// What one open or paid claim of a procedure stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UniquePer {
    /// One for each participant: nobody dies twice.
    #[default]
    Participant,
    /// One for each participant and day of the event.
    ParticipantAndEvent,
    /// One for each person whom claims of the participant are opened for: a scholarship belongs to one child.
    Beneficiary,
}

impl Procedure {
    /// The state of that name.
    pub fn state(&self, name: &StateName) -> Option<&State> {
        self.states.get(name)
    }

    /// The step of that name out of a state.
    pub fn action(&self, state: &StateName, action: &ActionName) -> Option<&Action> {
        self.states.get(state)?.actions.get(action)
    }

    /// Whether any state has a step of that name.
    pub fn knows_action(&self, action: &ActionName) -> bool {
        self.states.values().any(|state| state.actions.contains_key(action))
    }
}
