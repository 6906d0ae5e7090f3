//! The same random commands on both databases give the same answers, events and work lists.

use chrono::TimeDelta;
use santun::claim::{
    Account, Claim, Command, DocumentStatus, Payee, PayeeBasis, PersonDetails, PersonId, ReviewVerdict,
    SettlementOutcome, VerificationStatus,
};
use santun::desk::{Asked, CallOutcome, DeskError, FamilyLinkKind, NewUser, WorkList};
use santun::law::Share;
use santun::store::{Db, OpenMode, Store, StoreError, queries};
use santun::workflow::Role;
use serde_json::{Value, json};

use crate::support::database::{TestDatabase, run};
use crate::support::walk::{Walk, change, open, send_paper, step};

/// Claims that the commands are about.
const CLAIMS: usize = 4;
/// Commands of one run.
const COMMANDS: usize = 400;

/// Chance that is the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        if from.is_empty() { None } else { from.get(self.roll(from.len())) }
    }
}

/// One thing to do at both desks.
#[derive(Clone, Debug)]
enum Deed {
    Open(usize),
    Send(String, &'static str, Option<PersonId>),
    Command(String, bool, Box<Command>),
    /// The call of that number to somebody of the claim is made.
    Call(String, usize),
    /// A person of the family gets a link.
    Link(String, PersonId),
    Wait(i64),
    /// The jobs look for deadlines and rungs that have come, and for calls that nobody has made.
    Look,
}

const PAPERS: [&str; 6] = ["kpj", "ktp", "kk", "akta_kematian", "surat_ahli_waris", "formulir_4"];

#[test]
fn the_same_commands_give_the_same_history() {
    let Some(server) = TestDatabase::postgres("the_same_commands_give_the_same_history") else { return };
    run(both(TestDatabase::sqlite(), server));
}

async fn both(file: TestDatabase, server: TestDatabase) {
    let (left, right) = (staffed(&file).await, staffed(&server).await);
    let mut dice = Dice(0x5a17_0042);
    let mut claims: Vec<Claim> = Vec::new();
    let mut states = std::collections::BTreeSet::new();
    let mut looks = Vec::new();
    for nth in 0..COMMANDS {
        let deed = deed(&mut dice, &claims);
        let (one, other) = (carry_out(&left, &deed, &claims).await, carry_out(&right, &deed, &claims).await);
        assert_eq!(one, other, "command {nth}: {deed:?}");
        if let (Deed::Look, Ok((_, told))) = (&deed, &one) {
            looks.push(told.clone());
            for claim in &mut claims {
                *claim = left.claim(claim);
                assert_eq!(now(&left, claim).await, now(&right, claim).await, "claim {} after a look", claim.number);
            }
        }
        if let Ok((Some(claim), _)) = one {
            assert_eq!(
                now(&left, &claim).await,
                now(&right, &claim).await,
                "claim {} after command {nth}",
                claim.number
            );
            states.insert(claim.state.to_string());
            match claims.iter_mut().find(|known| known.id == claim.id) {
                Some(known) => *known = claim,
                None => claims.push(claim),
            }
        }
    }
    for wanted in ["documents", "heirs", "assessment", "approval", "approved"] {
        assert!(states.contains(wanted), "the commands never reached {wanted}, only {states:?}");
    }
    for nothing in ["Fired { fired: 0", "FiredRungs { fired: 0"] {
        assert!(looks.iter().any(|look| !look.contains(nothing)), "nothing fired: {looks:?}");
    }
    compare_lists(&left, &right, &claims).await;
}

/// A desk whose staff have accounts, as whoever makes a call has one.
async fn staffed(database: &TestDatabase) -> Walk {
    let mut walk = Walk::new(database).await;
    for (name, role) in [("Wati", Role::Caseworker), ("Sari", Role::Supervisor)] {
        let email = format!("{}@desk.example", name.to_lowercase());
        let user = NewUser { name: name.into(), email, role, office: Some("Jambi".into()), password: None };
        let id = walk.desk.add_user(&user).await.unwrap();
        let actor = if role == Role::Supervisor { &mut walk.supervisor } else { &mut walk.caseworker };
        actor.user = Some(id);
    }
    walk
}

async fn now(walk: &Walk, claim: &Claim) -> Value {
    walk.desk.claim(claim.number.as_str(), &walk.supervisor).await.unwrap().1
}

fn command(number: String, supervisor: bool, command: Command) -> Deed {
    Deed::Command(number, supervisor, Box::new(command))
}

/// What somebody might do next; most of the time what a good caseworker would.
fn deed(dice: &mut Dice, claims: &[Claim]) -> Deed {
    if claims.len() < CLAIMS && dice.roll(12) == 0 || claims.is_empty() {
        return Deed::Open(dice.roll(CLAIMS));
    }
    let claim = &claims[dice.roll(claims.len())];
    let number = claim.number.to_string();
    if dice.roll(5) != 0 {
        return sensible(dice, claim, number);
    }
    let supervisor = dice.roll(3) == 0;
    match dice.roll(16) {
        0 => Deed::Wait(24 * i64::try_from(dice.roll(3)).unwrap()),
        10 | 11 => Deed::Look,
        // By whole days it stays the hour of the first report, at which the office is open.
        15 => Deed::Wait(24 * i64::try_from(dice.roll(9)).unwrap()),
        12 => Deed::Call(number, dice.roll(3)),
        13 => match dice.pick(&claim.people) {
            Some(person) => Deed::Link(number, person.id),
            None => Deed::Look,
        },
        14 => command(number, supervisor, clock(dice)),
        1 => Deed::Send(number, PAPERS[dice.roll(PAPERS.len())], None),
        2 => command(number, supervisor, review(dice, claim)),
        3 => command(number, supervisor, Command::AddPerson(relative(dice, &["parent", "sibling"]))),
        4 => command(number, supervisor, facts(["yes", "no", "unknown", "perhaps"][dice.roll(4)])),
        5 => command(number, supervisor, Command::AddNote { text: format!("catatan {}", dice.roll(9)), contact: None }),
        6 => command(number, supervisor, settle(dice, claim)),
        7 => command(number, supervisor, verify(dice, claim)),
        _ => command(number, supervisor, action(dice)),
    }
}

/// What brings a claim on.
fn sensible(dice: &mut Dice, claim: &Claim, number: String) -> Deed {
    let pending = claim.documents.iter().find(|document| document.status == DocumentStatus::Pending);
    if let Some(document) = pending {
        let accept = Command::ReviewDocument {
            document: document.id,
            verdict: ReviewVerdict::Accepted,
            reason: None,
            note: None,
            read: std::collections::BTreeMap::new(),
        };
        return command(number, false, accept);
    }
    let has = |kind: &str| claim.accepted(&kind.into(), None).is_some();
    let missing = PAPERS.into_iter().find(|kind| !has(kind));
    let widow = claim.people.iter().find(|person| person.details.relation.as_str() == "spouse");
    match claim.state.as_str() {
        "reported" => command(number, false, step("accept", &json!({}))),
        "intake" if !claim.facts.contains_key("died_at_work") => command(number, false, facts("no")),
        "intake" => command(number, false, step("request_documents", &json!({}))),
        "documents" | "heirs" if missing.is_some() => Deed::Send(number, missing.unwrap_or("ktp"), None),
        "documents" | "heirs" => match widow {
            None => command(number, false, Command::AddPerson(relative(dice, &["spouse"]))),
            Some(widow) if claim.accepted(&"buku_nikah".into(), Some(widow.id)).is_none() => {
                Deed::Send(number, "buku_nikah", Some(widow.id))
            }
            Some(widow) if claim.accepted(&"ktp".into(), Some(widow.id)).is_none() => {
                Deed::Send(number, "ktp", Some(widow.id))
            }
            Some(_) if claim.state.as_str() == "documents" => {
                command(number, false, step("documents_complete", &json!({})))
            }
            Some(widow) if widow.verification.status != VerificationStatus::Confirmed => {
                command(number, false, verification(widow.id, VerificationStatus::Confirmed))
            }
            Some(widow) if claim.payees.is_empty() => command(number, false, payee(widow.id)),
            Some(widow) if claim.accepted(&"rekening".into(), Some(widow.id)).is_none() => {
                Deed::Send(number, "rekening", Some(widow.id))
            }
            Some(_) => command(number, false, step("heirs_verified", &json!({}))),
        },
        "assessment" => command(number, false, step("assess", &json!({}))),
        "approval" if claim.open_alerts().next().is_some() => command(number, true, settle(dice, claim)),
        "approval" => command(number, true, step("approve", &json!({}))),
        _ => command(number, true, action(dice)),
    }
}

/// What is done to the clock of a state.
fn clock(dice: &mut Dice) -> Command {
    let reason = "menunggu pengadilan".to_owned();
    match dice.roll(3) {
        0 => Command::SuspendClock { reason, review_on: None },
        1 => Command::ResumeClock { note: None },
        _ => Command::ExtendDeadline { span: "7 calendar_days".parse().unwrap(), reason },
    }
}

fn facts(died_at_work: &str) -> Command {
    Command::SetFacts([("died_at_work".into(), json!(died_at_work))].into())
}

fn relative(dice: &mut Dice, relations: &[&str]) -> PersonDetails {
    let relation = relations[dice.roll(relations.len())];
    let account = Account { bank: "BRI".into(), number: "0123456789".into(), holder: "Siti".into() };
    let born = "1980-02-03";
    let details = json!({
        "name": format!("Siti {}", dice.roll(4)), "relation": relation, "birth_date": born, "account": account,
    });
    serde_json::from_value(details).unwrap()
}

fn verification(person: PersonId, verdict: VerificationStatus) -> Command {
    Command::VerifyPerson { person, verdict, reason: Some("surat berbeda".into()), note: None }
}

fn verify(dice: &mut Dice, claim: &Claim) -> Command {
    let verdict = if dice.roll(2) == 0 { VerificationStatus::Refused } else { VerificationStatus::Confirmed };
    match dice.pick(&claim.people) {
        Some(person) => verification(person.id, verdict),
        None => Command::Assign(None),
    }
}

fn payee(person: PersonId) -> Command {
    let payee = Payee {
        person,
        amount: None,
        share: Some(Share::WHOLE),
        account_of: person,
        basis: PayeeBasis::Agreement,
        document: None,
    };
    Command::SetPayees(vec![payee])
}

fn review(dice: &mut Dice, claim: &Claim) -> Command {
    let verdict = if dice.roll(3) == 0 { ReviewVerdict::Rejected } else { ReviewVerdict::Accepted };
    match dice.pick(&claim.documents) {
        Some(document) => Command::ReviewDocument {
            document: document.id,
            verdict,
            reason: Some("buram".into()),
            note: None,
            read: [("nik".to_owned(), "1571000000000000".to_owned())].into(),
        },
        None => Command::AddNote { text: "belum ada surat".into(), contact: None },
    }
}

fn settle(dice: &mut Dice, claim: &Claim) -> Command {
    match dice.pick(&claim.alerts) {
        Some(alert) => {
            Command::SettleAlert { alert: alert.id, outcome: SettlementOutcome::Harmless, note: "sudah ditanya".into() }
        }
        None => Command::AddNote { text: "tidak ada peringatan".into(), contact: None },
    }
}

fn action(dice: &mut Dice) -> Command {
    let names = [
        "accept",
        "request_documents",
        "documents_complete",
        "heirs_verified",
        "assess",
        "approve",
        "send_back",
        "dispute",
        "resolve_dispute",
        "withdraw",
        "reject",
        "lapse",
        "reopen",
        "close",
        "returned",
        "paid",
        "acknowledged",
        "hand_over",
    ];
    let inputs = match dice.roll(3) {
        0 => json!({}),
        1 => json!({ "reason": "salah tulis" }),
        _ => json!({ "reason": "tidak berhak", "rule": "not_member" }),
    };
    step(names[dice.roll(names.len())], &inputs)
}

/// The claim after the deed with what was told of it, or how it was refused.
async fn carry_out(walk: &Walk, deed: &Deed, claims: &[Claim]) -> Result<(Option<Claim>, String), String> {
    let actor = |supervisor: bool| if supervisor { &walk.supervisor } else { &walk.caseworker };
    let known = |number: &str| {
        claims
            .iter()
            .find(|claim| claim.number.as_str() == number)
            .map(|claim| (Some(walk.claim(claim)), String::new()))
    };
    let quietly = |claim: Claim| (Some(claim), String::new());
    match deed {
        Deed::Open(nth) => {
            open(&walk.desk, &walk.caseworker, *nth, None).await.map(quietly).map_err(|error| words(&error))
        }
        Deed::Send(number, kind, person) => {
            let sent = send_paper(&walk.desk, number, &walk.caseworker, kind, *person, None).await;
            sent.map_err(|error| words(&error))?;
            Ok(known(number).unwrap_or_default())
        }
        Deed::Command(number, supervisor, command) => {
            let changed = change(&walk.desk, number, actor(*supervisor), (**command).clone(), None).await;
            changed.map(quietly).map_err(|error| words(&error))
        }
        Deed::Call(number, nth) => {
            let waiting = walk.desk.calls_of_claim(number, &walk.supervisor).await.map_err(|error| words(&error))?;
            let Some(call) = waiting.get(nth % waiting.len().max(1)) else { return Ok((None, "no call".into())) };
            let id = call.id.to_string();
            let asked = Asked { thing: &id, actor: &walk.caseworker, expected: None, lenient: false, key: None };
            let outcome = CallOutcome::ALL[nth % CallOutcome::ALL.len()];
            walk.desk.make_call(asked, outcome, None, None).await.map_err(|error| words(&error))?;
            Ok(known(number).unwrap_or_default())
        }
        Deed::Link(number, person) => {
            let asked = Asked { thing: number, actor: &walk.caseworker, expected: None, lenient: false, key: None };
            let made = walk.desk.make_family_link(asked, *person, FamilyLinkKind::Sent).await;
            made.map_err(|error| words(&error))?;
            Ok(known(number).unwrap_or_default())
        }
        Deed::Wait(hours) => {
            walk.pass(TimeDelta::hours(*hours));
            Ok((None, String::new()))
        }
        Deed::Look => {
            let deadlines = walk.desk.fire_due_deadlines(9).await.map_err(|error| words(&error))?;
            let rungs = walk.desk.fire_due_rungs(9).await.map_err(|error| words(&error))?;
            let calls = walk.desk.warn_of_overdue_calls().await.map_err(|error| words(&error))?;
            Ok((None, format!("{deadlines:?} {rungs:?} {calls}")))
        }
    }
}

fn words(error: &DeskError) -> String {
    format!("{error:?}")
}

async fn compare_lists(left: &Walk, right: &Walk, claims: &[Claim]) {
    for claim in claims {
        let history = |walk: &Walk| {
            let (desk, actor, number) = (walk.desk.clone(), walk.supervisor.clone(), claim.number.to_string());
            async move { desk.history(&number, &actor, None, 200).await.unwrap() }
        };
        assert_eq!(history(left).await, history(right).await, "the history of {}", claim.number);
        let rows = |walk: &Walk| {
            let (store, id) = (Store::open_sized(&walk.url, OpenMode::MustExist, 1).unwrap(), claim.id.0);
            let read = |db: &mut Db| -> Result<_, StoreError> {
                Ok((
                    queries::deadlines_of(db, id)?,
                    queries::fired_rungs_of(db, id)?,
                    queries::letters_of(db, id, None, 200)?,
                    queries::calls_of(db, id)?,
                ))
            };
            store.read_now(read).unwrap()
        };
        assert_eq!(rows(left), rows(right), "the clocks, letters and calls of {}", claim.number);
    }
    let lists = [
        WorkList { limit: 50, ..WorkList::default() },
        WorkList { limit: 2, ..WorkList::default() },
        WorkList { limit: 50, overdue: Some(true), ..WorkList::default() },
        WorkList { limit: 50, overdue: Some(false), ..WorkList::default() },
        WorkList { limit: 50, assignee: Some(None), ..WorkList::default() },
        WorkList { limit: 50, state: Some("closed".into()), ..WorkList::default() },
        WorkList { limit: 50, q: Some("ahmad".into()), ..WorkList::default() },
    ];
    for wanted in lists {
        let one = left.desk.work_list(&left.supervisor, &wanted).await.unwrap();
        let other = right.desk.work_list(&right.supervisor, &wanted).await.unwrap();
        assert_eq!(one, other, "the work list {wanted:?}");
    }
    for walk in [left, right] {
        assert_eq!(walk.desk.audit(None).await.unwrap().faults, vec![]);
    }
}
