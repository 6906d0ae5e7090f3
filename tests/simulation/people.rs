//! Those who work at the office: what each does when a claim is their turn, in their own time or not at all.

use std::sync::{Mutex, PoisonError};

use chrono::TimeDelta;
use santun::claim::{Actor, Claim, Command, OfficeId};
use santun::desk::{Answer, Changed, DeskError, Extra, Wish};
use santun::workflow::Role;
use serde_json::{Value, json};

use crate::office::{Office, is_ordinary};
use crate::seed::Dice;
use crate::{accidents, family, staff};

/// How a claim's people are, known from its number.
#[expect(clippy::struct_excessive_bools, reason = "each is a way of its own, and none excludes another")]
pub(crate) struct Ways {
    /// Days until the first paper comes.
    pub(crate) slow_days: i64,
    /// Nobody of the family ever answers.
    pub(crate) silent: bool,
    /// What ends it early, if anything.
    pub(crate) end: Option<&'static str>,
    /// Whether there is a child beside the widow.
    pub(crate) child: bool,
    /// Whether the widow has an address.
    pub(crate) mail: bool,
    /// Whether the address is one that no server knows.
    pub(crate) wrong_mail: bool,
    /// Whether she has a telephone.
    pub(crate) phone: bool,
    /// Whether a brother objects.
    pub(crate) objects: bool,
    /// Whether they send papers and answers themselves.
    pub(crate) online: bool,
}

impl Ways {
    pub(crate) fn of(seed: u64, number: &str) -> Self {
        let dice = &mut Dice::of(seed, number);
        let slowest = if dice.chance(25) { 45 } else { 9 };
        let ends = ["withdraw", "reject", "lapse", "reclassify"];
        Self {
            slow_days: dice.between(1, slowest),
            silent: dice.chance(12),
            end: dice.chance(18).then(|| *dice.pick(&ends)),
            child: dice.chance(30),
            mail: dice.chance(65),
            wrong_mail: dice.chance(10),
            phone: dice.chance(75),
            objects: dice.chance(12),
            online: dice.chance(40),
        }
    }
}

/// One look at the claims by everybody who is at work.
pub(crate) async fn work(office: &mut Office) {
    let open = office.probe.texts("SELECT number AS text FROM claims WHERE ended = 0 ORDER BY number");
    for number in open {
        if office.dice.chance(40) {
            Box::pin(visit(office, &number)).await;
        }
    }
    staff::calls(office).await;
    staff::dead_deliveries(office).await;
}

/// Somebody looks at some claim, at whatever moment that is.
pub(crate) async fn somebody(office: &mut Office) {
    let open = office.probe.texts("SELECT number AS text FROM claims WHERE ended = 0 ORDER BY number");
    if !open.is_empty() {
        let number = office.dice.pick(&open).clone();
        visit(office, &number).await;
    }
}

/// One person looks at one claim, and does what is next, if they do.
async fn visit(office: &mut Office, number: &str) {
    let Some(claim) = read(office, number) else { return };
    let ways = Ways::of(office.seed, number);
    if claim.assignee.is_none() || office.dice.chance(2) {
        let who = staff::pick(office, Role::Caseworker).user;
        if let Err(()) = act(office, number, Role::Caseworker, Command::Assign(who)).await {
            return;
        }
    }
    if let Some(end) = ways.end.filter(|_| office.dice.chance(10)) {
        return end_early(office, &claim, end).await;
    }
    if ways.objects && office.dice.chance(4) {
        take(office, number, Role::Caseworker, "dispute", json!({ "reason": "Adik almarhum merasa berhak." })).await;
        return;
    }
    clock_matters(office, &claim).await;
    let state = claim.state.to_string();
    match (claim.workflow.as_str(), state.as_str()) {
        (_, "documents" | "proof_of_study") => family::papers(office, &claim, &ways).await,
        (_, "heirs") => family::heirs(office, &claim).await,
        (_, "approved") if office.dice.chance(8) => {
            take(office, number, Role::Supervisor, "send_back", reason("Rekening keliru.")).await;
        }
        (_, "approved" | "handed_over" | "instalment_approved") => {}
        ("beasiswa", _) => accidents::scholarship(office, &claim).await,
        ("jkk", _) if accidents::step(office, &claim).await => {}
        _ => usual(office, &claim).await,
    }
}

async fn usual(office: &mut Office, claim: &Claim) {
    let number = claim.number.as_str();
    match claim.state.as_str() {
        "reported" => {
            staff::settle_alerts(office, claim).await;
            take(office, number, Role::Caseworker, "accept", json!({})).await;
        }
        "intake" => {
            let facts = [("died_at_work".into(), json!("no"))];
            if act(office, number, Role::Caseworker, Command::SetFacts(facts.into())).await.is_ok()
                && !take(office, number, Role::Caseworker, "request_documents", json!({})).await
            {
                let reason = json!({ "coverage_override": "Iuran sudah dibayar kota; bukti menyusul." });
                take(office, number, Role::Supervisor, "request_documents", reason).await;
            }
        }
        "assessment" => {
            if office.dice.chance(6) {
                take(office, number, Role::Supervisor, "send_back", reason("Periksa lagi ahli waris.")).await;
            } else {
                take(office, number, Role::Caseworker, "assess", json!({})).await;
            }
        }
        "approval" => {
            staff::settle_alerts(office, claim).await;
            if office.dice.chance(6) {
                take(office, number, Role::Supervisor, "send_back", reason("Hitung lagi.")).await;
            } else {
                take(office, number, Role::Supervisor, "approve", json!({})).await;
            }
        }
        "returned" => {
            staff::settle_alerts(office, claim).await;
            take(office, number, Role::Supervisor, "resubmit", json!({})).await;
        }
        "disputed" if office.dice.chance(30) => {
            take(office, number, Role::Supervisor, "resolve_dispute", reason("Keluarga sepakat.")).await;
        }
        "rejected" | "withdrawn" | "lapsed" if office.dice.chance(1) => {
            take(office, number, Role::Supervisor, "reopen", reason("Surat baru datang.")).await;
        }
        _ => {}
    }
}

async fn end_early(office: &mut Office, claim: &Claim, how: &'static str) {
    let number = claim.number.as_str();
    match how {
        "withdraw" => {
            take(office, number, Role::Caseworker, how, reason("Keluarga membatalkan.")).await;
        }
        "reclassify" => {
            take(office, number, Role::Caseworker, how, json!({})).await;
        }
        _ => {
            let inputs = json!({ "reason": "Tidak memenuhi syarat.", "rule": "PP 44/2015 ps. 34" });
            take(office, number, Role::Supervisor, how, inputs).await;
        }
    }
}

/// Clocks are stopped, started again and given more time.
async fn clock_matters(office: &mut Office, claim: &Claim) {
    let number = claim.number.as_str();
    if claim.clock.stands_still() {
        if office.dice.chance(8) {
            let _ = act(office, number, Role::Supervisor, Command::ResumeClock { note: None }).await;
        }
        return;
    }
    match office.dice.between(0, 99) {
        0 | 1 => {
            let reason = "Menunggu penetapan pengadilan.".to_owned();
            let _ = act(office, number, Role::Supervisor, Command::SuspendClock { reason, review_on: None }).await;
        }
        2 | 3 => {
            let (span, reason) = ("7 calendar_days".parse().unwrap(), "Camat sedang cuti.".to_owned());
            let _ = act(office, number, Role::Supervisor, Command::ExtendDeadline { span, reason }).await;
        }
        _ => {}
    }
}

/// The claim as it is.
pub(crate) fn read(office: &mut Office, number: &str) -> Option<Claim> {
    let sql = format!("SELECT CAST(snapshot AS TEXT) AS text FROM claims WHERE number = '{number}'");
    let found = office.probe.texts(&sql);
    found.first().map(|snapshot| serde_json::from_str(snapshot).expect("a claim"))
}

/// Inputs of a step that only asks why.
pub(crate) fn reason(why: &str) -> Value {
    json!({ "reason": why })
}

pub(crate) async fn set(office: &mut Office, number: &str, facts: &Value) {
    let facts = facts.as_object().into_iter().flatten();
    let facts = facts.map(|(name, value)| (name.as_str().into(), value.clone())).collect();
    let _ = act(office, number, Role::Caseworker, Command::SetFacts(facts)).await;
}

/// Takes a step. Says whether it was taken.
pub(crate) async fn take(office: &mut Office, number: &str, by: Role, action: &str, inputs: Value) -> bool {
    let actor = staff::pick(office, by);
    take_as(office, number, &actor, action, inputs).await
}

/// The same by somebody.
pub(crate) async fn take_as(office: &mut Office, number: &str, by: &Actor, action: &str, inputs: Value) -> bool {
    let inputs = inputs.as_object().into_iter().flatten();
    let inputs = inputs.map(|(name, value)| (name.as_str().into(), value.clone())).collect();
    let command = Command::TakeAction { action: action.into(), inputs, note: None };
    act_as(office, number, by, command).await.is_ok()
}

/// Somebody in a role changes a claim; what is refused is a part of life, and whoever was cut off tries another day.
pub(crate) async fn act(office: &mut Office, number: &str, by: Role, command: Command) -> Result<Claim, ()> {
    let actor = staff::pick(office, by);
    act_as(office, number, &actor, command).await
}

/// The same by somebody.
pub(crate) async fn act_as(office: &mut Office, number: &str, actor: &Actor, command: Command) -> Result<Claim, ()> {
    let seconds = office.dice.between(5, 90);
    office.pass(TimeDelta::seconds(seconds));
    let which = office.any();
    office.threaten(which, 1, 2);
    let after = Mutex::new(None);
    let render = |changed: &Changed<'_>| {
        *after.lock().unwrap_or_else(PoisonError::into_inner) = Some(changed.after.clone());
        Ok(Answer { status: 200, version: Some(changed.after.version), location: None, body: Value::Null })
    };
    let words = match &command {
        Command::TakeAction { action, .. } => action.to_string(),
        other => format!("{other:?}").split([' ', '(', '{']).next().unwrap_or_default().to_owned(),
    };
    let again = |_: &Claim| Ok::<_, DeskError>(command.clone());
    let extra = Extra::default();
    let wish = Wish { claim: number, actor, expected: None, lenient: false, command: &again, key: None, extra };
    let done = office.desk(which).change(&wish, &render).await;
    let died = office.bury(which);
    let claim = after.into_inner().unwrap_or_else(PoisonError::into_inner);
    match (done, claim) {
        (Ok(_), Some(claim)) => {
            office.note(&format!("{number} {words}: {}, version {}", claim.state, claim.version));
            Ok(claim)
        }
        (Ok(_), None) => Err(()),
        (Err(error), _) => {
            assert!(died || is_ordinary(&error), "seed {}: {number} {words}: {error}", office.seed);
            office.note(&format!("{number} {words}: {error}"));
            Err(())
        }
    }
}

/// The actor of a member of staff.
pub(crate) fn actor(office: &Office, which: usize) -> Actor {
    let colleague = &office.staff[which];
    Actor::staff(colleague.role, colleague.id, Some(OfficeId(office.place)))
}
