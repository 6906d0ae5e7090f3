//! One thing that is owed.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::store::ledger::NO_DEADLINE;
use crate::store::queries::{Deadline, Delivery, OpenClaim, StoredAlarm, StoredCall};

use super::super::claims::{HAND_OVER, OPEN_CLAIM};
use super::super::letters::MAIL;

/// What kind of thing is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ObligationKind {
    /// A claim that has not ended.
    Claim,
    /// Something that must leave the house: a letter, a hand-over, a claim to be opened.
    Delivery,
    /// A call that somebody has to make.
    Call,
    /// An alarm of the installation.
    Alarm,
}

impl ObligationKind {
    /// The word for it in data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Delivery => "delivery",
            Self::Call => "call",
            Self::Alarm => "alarm",
        }
    }
}

/// Who has been told of something late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Whom, by name.
    pub who: String,
    /// By which letter.
    pub letter: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Something that was accepted and has not ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Obligation {
    /// What kind of thing.
    pub kind: ObligationKind,
    /// Its id.
    pub id: Uuid,
    /// The claim that it is about, by number.
    pub claim: Option<String>,
    /// What it is: the claim's state, the delivery's kind, whom to call, the alarm's kind.
    pub what: String,
    /// Who must act: a party of the procedure, or a member of staff by name.
    pub waits_for: Option<String>,
    /// Since when it is owed.
    pub since: DateTime<Utc>,
    /// Until when; none while a clock stands still, and for alarms.
    pub limit: Option<DateTime<Utc>>,
    /// Whether the limit has passed.
    pub over_limit: bool,
    /// Whether somebody has the alarm.
    pub alarmed: bool,
    /// Why it has not ended, where that is known.
    pub error: Option<String>,
    /// Who has been told, the latest first.
    pub told: Vec<Told>,
}

/// A page of obligations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ObligationPage {
    /// The obligations, oldest first.
    pub items: Vec<Obligation>,
    /// Where the next page begins.
    pub next_cursor: Option<String>,
}

impl ObligationPage {
    /// The same without the names of families: whom to call, and who was told.
    #[must_use]
    pub fn without_families(mut self) -> Self {
        for item in &mut self.items {
            if item.kind == ObligationKind::Call {
                item.what.clear();
            }
            item.told.iter_mut().for_each(|told| told.who.clear());
        }
        self
    }
}

impl Obligation {
    /// Whether it is over its limit and nobody has the alarm.
    pub fn is_neglected(&self) -> bool {
        self.over_limit && !self.alarmed
    }

    /// An open claim with the deadlines that are live on it.
    pub(super) fn of_claim(claim: OpenClaim, deadlines: &[Deadline], now: DateTime<Utc>) -> Self {
        let own = deadlines.iter().filter(|row| row.claim_id == claim.id && row.state == claim.state);
        let clock = own.max_by_key(|row| row.started_at);
        let limit = clock.map(|row| row.due_at).filter(|due_at| *due_at < NO_DEADLINE);
        Self {
            kind: ObligationKind::Claim,
            id: claim.id,
            claim: Some(claim.number),
            what: claim.state,
            waits_for: claim.waiting_on,
            since: claim.opened_at,
            limit,
            // A claim that no clock waits for would be silent for ever.
            over_limit: limit.map_or(clock.is_none(), |limit| limit < now),
            alarmed: clock.is_some_and(|row| row.fired_at.is_some()),
            error: None,
            told: Vec::new(),
        }
    }

    /// A delivery; `limit` is when it must have arrived or been given up, `mail_trouble` whether there is an alarm that
    /// the mail server takes nothing.
    pub(super) fn of_delivery(
        delivery: Delivery,
        claim: Option<String>,
        limit: DateTime<Utc>,
        mail_trouble: bool,
        now: DateTime<Utc>,
    ) -> Self {
        let dead = delivery.state == "dead";
        let limit = Some(limit).filter(|_| dead || !may_go_by_paper(&delivery));
        let alarmed = dead || waits_with_an_alarm(&delivery, mail_trouble);
        Self {
            kind: ObligationKind::Delivery,
            id: delivery.id,
            claim,
            what: delivery.kind,
            waits_for: Some(if dead { "admin" } else { "system" }.to_owned()),
            since: delivery.created_at,
            limit,
            over_limit: dead || limit.is_some_and(|limit| limit < now),
            alarmed,
            error: delivery.last_error,
            told: Vec::new(),
        }
    }

    /// A call that waits.
    pub(super) fn of_call(call: StoredCall, claim: String, officer: Option<String>, now: DateTime<Utc>) -> Self {
        Self {
            kind: ObligationKind::Call,
            id: call.id,
            claim: Some(claim),
            what: call.name,
            waits_for: officer.or(Some("caseworker".to_owned())),
            since: call.created_at,
            limit: Some(call.due_at),
            over_limit: call.due_at < now,
            alarmed: call.alarmed_at.is_some(),
            error: None,
            told: Vec::new(),
        }
    }

    /// An alarm that is raised.
    pub(super) fn of_alarm(alarm: StoredAlarm) -> Self {
        Self {
            kind: ObligationKind::Alarm,
            id: alarm_id(&alarm.key),
            claim: None,
            what: alarm.kind,
            waits_for: Some("admin".to_owned()),
            since: alarm.raised_at,
            limit: None,
            over_limit: false,
            alarmed: true,
            error: Some(alarm.detail),
            told: Vec::new(),
        }
    }
}

/// A hand-over that nothing was tried for: without a way to the insurer it goes by paper, and the clock of its claim's state
/// watches over it.
pub(super) fn may_go_by_paper(delivery: &Delivery) -> bool {
    delivery.kind == HAND_OVER && delivery.attempts == 0
}

/// Whether a delivery that is tried again and again has been told of. What is given up is alarmed in the same transaction;
/// these two are never given up: a claim that cannot be opened yet (its claim has `follow_up_not_open`, raised before it is
/// put off), and letters while the mail server takes none.
fn waits_with_an_alarm(delivery: &Delivery, mail_trouble: bool) -> bool {
    let tried = delivery.last_error.is_some();
    tried && (delivery.kind == OPEN_CLAIM || (delivery.kind == MAIL && mail_trouble))
}

/// Alarms have names; in a list with other things each needs an id that stays the same.
fn alarm_id(key: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("santun:alarm:{key}").as_bytes())
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};
    use uuid::Uuid;

    use super::{HAND_OVER, MAIL, OPEN_CLAIM, Obligation};
    use crate::store::queries::Delivery;

    /// Whether a delivery of eight days ago, whose limit was three days ago, is neglected.
    fn check(kind: &str, state: &str, tried: bool, mail_trouble: bool, neglected: bool) {
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(8);
        let delivery = Delivery {
            id: Uuid::nil(),
            kind: kind.to_owned(),
            claim_id: None,
            dedup_key: String::new(),
            payload: String::new(),
            state: state.to_owned(),
            attempts: i32::from(tried),
            next_attempt_at: now,
            lease_until: None,
            leased_by: None,
            last_error: tried.then(|| "no".to_owned()),
            created_at: DateTime::UNIX_EPOCH,
            finished_at: None,
        };
        let limit = now - TimeDelta::days(3);
        let item = Obligation::of_delivery(delivery, None, limit, mail_trouble, now);
        assert_eq!(item.is_neglected(), neglected, "{kind} {state} {tried} {mail_trouble}");
    }

    #[test]
    fn what_waits_with_an_alarm_is_not_neglected() {
        check(MAIL, "pending", false, false, true);
        check(MAIL, "pending", true, false, true);
        check(MAIL, "pending", true, true, false);
        check(MAIL, "pending", false, true, true);
        check(OPEN_CLAIM, "pending", false, false, true);
        check(OPEN_CLAIM, "pending", true, false, false);
        check(HAND_OVER, "pending", true, false, true);
        check(HAND_OVER, "pending", false, false, false);
        check(HAND_OVER, "dead", false, false, false);
        check(MAIL, "dead", true, false, false);
    }
}
