//! The use cases of the desk: each loads, asks the core, and commits in one transaction. Doors (web, command line,
//! workers) call these and nothing below.

mod accounts;
mod alarms;
mod answers;
mod audit;
mod claims;
mod context;
mod credentials;
mod cursor;
mod deadlines;
mod definitions;
mod deliveries;
mod documents;
mod error;
mod family_links;
mod files;
mod findings;
mod hand_over;
mod health;
mod imports;
mod insured;
mod insurer_answers;
mod invitations;
mod letters;
mod log_in;
mod obligations;
mod participants;
mod passwords;
pub mod register;
mod secret;
mod sessions;
mod sweep;

pub use accounts::{Caller, NewUser};
pub use alarms::AlarmItem;
pub use answers::{Answer, Answered, Effected, IdempotencyKey};
pub use audit::{AuditFault, AuditReport};
pub use claims::{
    Asked, COUNTED_MAX, Case, ChangeNote, Changed, ClaimListItem, ClaimPage, ClaimView, ClockView, Extra, HAND_OVER,
    HistoryItem, INSURER_ANSWER, LinkedClaim, OPEN_CLAIM, PaperStanding, Rehearsal, Render, Report, WantedPaper, Wish,
    WorkCounts, WorkList, WorkRow, person_view, turn_of_caseworker,
};
pub use context::{Desk, Parts};
pub use credentials::{TokenItem, UserItem};
pub use deadlines::{
    CalendarChange, CalendarPreview, CalendarState, CalendarYear, ClockDeeds, ClockGrant, ClockReading, ClockStop,
    DayOrigin, Fired, FiredRungs, MovedClaim, OfficeCalendar, RungView, YearDay,
};
pub use definitions::{DefinitionError, keep as keep_definitions};
pub use deliveries::{FollowUp, Settled};
pub use documents::{Paper, Upload};
pub use error::DeskError;
pub use family_links::{FamilyLink, FamilyLinkState};
pub use files::{FileError, FileStream, Files, Inspected, LARGEST_FILE_BYTES, inspect};
pub use findings::{AlertItem, AlertList, DeliveryItem};
pub use health::Census;
pub use imports::{ImportPlan, ImportReport, Progress};
pub use insurer_answers::{Retaken, Taken};
pub use invitations::{Invitation, InvitedUser};
pub use letters::{
    BounceTaken, CallItem, CallOutcome, CallPage, ComingLetter, Leaves, LetterChoice, LetterItem, LetterPage,
    LetterText, LetterToSend, MAIL, ReturnedMail, StaffChoice,
};
pub use log_in::LogIn;
pub use obligations::{Obligation, ObligationKind, ObligationPage, Told, delivery_limit};
pub use participants::{CoverageAnswer, CoverageQuestion, ParticipantItem};
pub use sessions::{Holder, OpenedSession, Session, SessionItem};
pub use sweep::PurgedAccess;

pub use crate::claim::FamilyLinkKind;
pub use crate::store::queries::Delivery;
