//! Procedures as data: the format of a workflow file, its loader with line numbers, its checker and its catalogue.
//!
//! Pure: a procedure is read from text that the caller gives. What a condition *means* for a claim is decided in
//! `claim`; here it is only known which conditions exist and what they may name.

mod benefit;
mod catalogue;
mod checker;
mod condition;
mod diagram;
mod document;
mod explain;
mod fact;
mod kinds;
mod loader;
mod locations;
mod names;
mod problem;
mod procedure;
mod scenario;
mod schema;
mod state;

pub use benefit::{AccidentFacts, BenefitSpec, DIED, OUTCOME_WORDS, SchoolFacts};
pub use catalogue::{Catalogue, Definition};
pub use checker::{check, check_sources};
pub use condition::{Check, FactCheck, Requirement};
pub use diagram::{Dress, PathStep, Standing, Walked, diagram, happy_path, path, states_entered, style_sheet};
pub use document::{DocumentSpec, Hint, Per, PersonCheck, ReadField, ReadKind};
pub use explain::{explain, explain_all};
pub use fact::{ColumnSpec, FactKind, FactSpec, FactValue, columns_in_order};
pub use kinds::PROBLEM_KINDS;
pub use loader::load;
pub use locations::{Locations, Position};
pub use names::{ActionName, DocumentKind, FactName, InputName, ProcedureName, Role, RuleName, StateName};
pub use problem::Problem;
pub use procedure::{Procedure, UniquePer};
pub use scenario::{Given, GivenAdoption, GivenPerson, Scenario, Step, StepKind, Then};
pub use schema::schema;
pub use state::{
    Action, Branch, Consequence, Deadline, DeadlineStart, InputKind, InputSpec, Outcome, RequiredWhen, State, WaitingOn,
};
