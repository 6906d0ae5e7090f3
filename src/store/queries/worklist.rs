//! The work list: claims by the nearest deadline.

use chrono::{DateTime, Utc};
use diesel::dsl::{InnerJoin, IntoBoxed};
use diesel::prelude::*;
use uuid::Uuid;

use super::page::{After, containing, page_size};
use super::participants::search_form;
use crate::store::columns::{At, Id};
use crate::store::ledger::NO_DEADLINE;
use crate::store::schema::{claims, participants};
use crate::store::{Db, StoreError};

/// Whose claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssigneeFilter {
    /// Nobody's.
    Unassigned,
    /// One person's.
    Account(Uuid),
    /// One person's, or nobody's.
    AccountOrNobody(Uuid),
}

/// Claims that one reader is told of, each for a reason of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Concern {
    /// They wait on a party, whoever has them.
    WaitingOn(String),
    /// They wait on a party or hold papers that wait for a reviewer, and are one person's.
    Turn {
        /// The party.
        party: String,
        /// Whose.
        account: Uuid,
        /// Whether those that nobody has count as theirs.
        and_nobodys: bool,
    },
    /// They are one person's, or nobody's, whoever they wait on, and their nearest deadline was over at a moment or they have
    /// none.
    LateOrStill {
        /// Whose; none: nobody's.
        account: Option<Uuid>,
        /// The moment.
        now: DateTime<Utc>,
    },
}

/// Which claims to list; `None` is any.
#[derive(Clone, Debug, Default)]
pub struct WorklistFilter {
    /// Of concern for one of these reasons; empty: any.
    pub concerns: Vec<Concern>,
    /// In one state.
    pub state: Option<String>,
    /// Of one procedure.
    pub workflow: Option<String>,
    /// Of whom.
    pub assignee: Option<AssigneeFilter>,
    /// Whose nearest deadline was over at this moment (true), or was not (false).
    pub overdue: Option<(bool, DateTime<Utc>)>,
    /// Of one office.
    pub office: Option<Uuid>,
    /// Waiting on one party.
    pub waiting_on: Option<String>,
    /// Waiting on one party, or holding papers that wait for a reviewer.
    pub waiting_on_or_unreviewed: Option<String>,
    /// Whose number or participant's name contains this, in any case.
    pub text: Option<String>,
    /// Ended or not.
    pub ended: Option<bool>,
}

/// A claim in a list.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct ListedClaim {
    /// Its id.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// Its procedure.
    pub workflow: String,
    /// Version of its procedure.
    pub workflow_version: i64,
    /// Its version.
    pub version: i64,
    /// Its state.
    pub state: String,
    /// Whose move it is.
    pub waiting_on: Option<String>,
    /// How it went.
    pub outcome: Option<String>,
    /// Whether nothing more can happen.
    pub ended: bool,
    /// Date of the insured event.
    pub event_date: String,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// The nearest open deadline, or [`NO_DEADLINE`].
    pub next_deadline: DateTime<Utc>,
    /// The account that works on it.
    pub assignee_id: Option<Uuid>,
    /// Its office.
    pub office_id: Uuid,
    /// The insured person.
    pub participant_id: Uuid,
    /// The insured person's name.
    pub participant_name: String,
}

/// Claims by nearest deadline, behind `after` (nearest deadline and id of the last one before).
pub fn worklist(
    db: &mut Db,
    filter: &WorklistFilter,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<ListedClaim>, StoreError> {
    let mut query = filtered(filter).select((
        claims::id,
        claims::number,
        claims::workflow,
        claims::workflow_version,
        claims::version,
        claims::state,
        claims::waiting_on,
        claims::outcome,
        claims::ended,
        claims::event_date,
        claims::opened_at,
        claims::updated_at,
        claims::next_deadline,
        claims::assignee_id,
        claims::office_id,
        claims::participant_id,
        participants::name,
    ));
    if let Some((deadline, id)) = after {
        query = query
            .filter(claims::next_deadline.ge(At(deadline)))
            .filter(claims::next_deadline.gt(At(deadline)).or(claims::id.gt(Id(id))));
    }
    Ok(query.order((claims::next_deadline, claims::id)).limit(page_size(limit)).load(db)?)
}

/// How many claims a filter finds, counted up to `max`.
pub fn count_worklist(db: &mut Db, filter: &WorklistFilter, max: i64) -> Result<i64, StoreError> {
    let found: Vec<Uuid> = filtered(filter).select(claims::id).limit(max).load(db)?;
    Ok(i64::try_from(found.len()).unwrap_or(i64::MAX))
}

/// How many claims a filter finds, all of them counted: for filters that find one person's.
pub fn count_all(db: &mut Db, filter: &WorklistFilter) -> Result<i64, StoreError> {
    Ok(filtered(filter).count().get_result(db)?)
}

type Filtered = IntoBoxed<'static, InnerJoin<claims::table, participants::table>, <Db as Connection>::Backend>;

fn filtered(filter: &WorklistFilter) -> Filtered {
    let mut query = concerned(&filter.concerns);
    if let Some(state) = &filter.state {
        query = query.filter(claims::state.eq(state.clone()));
    }
    if let Some(workflow) = &filter.workflow {
        query = query.filter(claims::workflow.eq(workflow.clone()));
    }
    query = match filter.assignee {
        Some(AssigneeFilter::Unassigned) => query.filter(claims::assignee_id.is_null()),
        Some(AssigneeFilter::Account(account)) => query.filter(claims::assignee_id.eq(Some(Id(account)))),
        Some(AssigneeFilter::AccountOrNobody(account)) => {
            query.filter(claims::assignee_id.eq(Some(Id(account))).or(claims::assignee_id.is_null()))
        }
        None => query,
    };
    query = match filter.overdue {
        Some((true, now)) => query.filter(claims::next_deadline.lt(At(now))),
        Some((false, now)) => query.filter(claims::next_deadline.ge(At(now))),
        None => query,
    };
    if let Some(office) = filter.office {
        query = query.filter(claims::office_id.eq(Id(office)));
    }
    if let Some(party) = &filter.waiting_on {
        query = query.filter(claims::waiting_on.eq(Some(party.clone())));
    }
    if let Some(party) = &filter.waiting_on_or_unreviewed {
        query = query.filter(claims::waiting_on.eq(Some(party.clone())).or(claims::unreviewed.gt(0)));
    }
    if let Some(text) = &filter.text {
        query = query.filter(claims::search_text.like(containing(&search_form(text))).escape('\\'));
    }
    if let Some(ended) = filter.ended {
        query = query.filter(claims::ended.eq(ended));
    }
    query
}

/// Claims of any of these concerns; what is filtered afterwards holds for all of them.
fn concerned(concerns: &[Concern]) -> Filtered {
    let mut query = claims::table.inner_join(participants::table).into_boxed();
    for concern in concerns {
        query = match concern {
            Concern::WaitingOn(party) => query.or_filter(claims::waiting_on.eq(Some(party.clone()))),
            Concern::Turn { party, account, and_nobodys } => {
                let turn = claims::waiting_on.eq(Some(party.clone())).or(claims::unreviewed.gt(0));
                let own = claims::assignee_id.eq(Some(Id(*account)));
                if *and_nobodys {
                    query.or_filter(turn.and(own.or(claims::assignee_id.is_null())))
                } else {
                    query.or_filter(turn.and(own))
                }
            }
            Concern::LateOrStill { account, now } => {
                let clock = claims::next_deadline.lt(At(*now)).or(claims::next_deadline.ge(At(NO_DEADLINE)));
                match account {
                    Some(account) => query.or_filter(claims::assignee_id.eq(Some(Id(*account))).and(clock)),
                    None => query.or_filter(claims::assignee_id.is_null().and(clock)),
                }
            }
        };
    }
    query
}

/// Claims that have not ended and yet have no deadline, in the order of their ids behind `after`: nobody would be
/// reminded of them.
pub fn claims_without_deadline(db: &mut Db, after: Option<Uuid>, limit: i64) -> Result<Vec<ListedClaim>, StoreError> {
    let open = WorklistFilter { ended: Some(false), ..WorklistFilter::default() };
    worklist(db, &open, Some((NO_DEADLINE, after.unwrap_or(Uuid::nil()))), limit)
}
