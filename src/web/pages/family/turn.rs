//! Whose turn it is, what is to be done, until when: the first thing on the page.

use crate::claim::PersonId;
use crate::desk::Case;
use crate::law::clock::jakarta_date;
use crate::law::heirs::{Need, NeedCode};
use crate::words::{OfficeContact, Words, shown};
use crate::workflow::{Outcome, WaitingOn};

use super::{arrived, confirm, papers, phases};

/// The card on top of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TurnView {
    /// Whether it is the family's turn.
    pub(super) yours: bool,
    /// Whose turn it is.
    pub(super) title: String,
    /// What is to be done; nothing where nothing is.
    pub(super) task: String,
    /// Until when.
    pub(super) until: String,
    /// What happens now.
    pub(super) now: String,
    /// The one filled button.
    pub(super) button: Option<ButtonView>,
}

/// Where a button leads, what it says, and the number that it calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ButtonView {
    pub(super) href: String,
    pub(super) label: String,
    pub(super) phone: String,
}

/// What the family is to do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    /// Send papers.
    Papers,
    /// Bring what settles who inherits: an agreement, a decree.
    Needs,
    /// Say whether the list of heirs is right.
    Confirm,
    /// Say whether the money has arrived.
    Money,
    /// Nothing: that was said.
    Said,
    /// Nothing while others act.
    Wait,
    /// Nothing, but it may disagree or change its mind.
    Answer,
    /// Nothing any more.
    Ended,
}

/// The card of a claim.
pub(super) fn turn(case: &Case, reader: PersonId, office: &OfficeContact, words: Words) -> TurnView {
    let task = task(case, reader);
    let wanted = papers::wanted(case);
    let (title, said) = match task {
        Task::Papers => ("fam-turn-yours", words.t1("fam-turn-send", "count", wanted.len())),
        Task::Needs => (
            "fam-turn-yours",
            needs(case).map(|need| shown::sentence(&words.of_text(&need.message))).collect::<Vec<_>>().join(" "),
        ),
        Task::Confirm => ("fam-turn-yours", words.t("fam-turn-confirm")),
        Task::Money => ("fam-turn-yours", words.t("fam-turn-money")),
        Task::Said => {
            ("fam-turn-nothing", arrived::said(&case.claim, reader, words).map(|(_, said)| said).unwrap_or_default())
        }
        Task::Wait => ("fam-turn-nothing", String::new()),
        Task::Answer => ("fam-turn-nothing", words.t("fam-turn-disagree")),
        Task::Ended => ("fam-turn-ended", String::new()),
    };
    let button = match wanted.first() {
        Some(paper) if task == Task::Papers => {
            let href = papers::address(case, &paper.kind, paper.person);
            Some(ButtonView { href, label: words.t("fam-turn-send-button"), phone: String::new() })
        }
        _ if task == Task::Confirm => {
            let label = words.t("fam-turn-confirm-button");
            Some(ButtonView { href: confirm::address(&case.claim), label, phone: String::new() })
        }
        _ if matches!(task, Task::Money | Task::Said) && arrived::is_asked(&case.claim, reader) => {
            let label = words.t("fam-turn-money-button");
            Some(ButtonView { href: arrived::address(&case.claim), label, phone: String::new() })
        }
        _ => call(office, words),
    };
    TurnView {
        yours: matches!(task, Task::Papers | Task::Needs | Task::Confirm | Task::Money),
        title: words.t(title),
        task: said,
        until: until(case, task, words),
        now: now(case, task, words),
        button,
    }
}

fn task(case: &Case, reader: PersonId) -> Task {
    let claim = &case.claim;
    if claim.ended {
        return Task::Ended;
    }
    match claim.outcome {
        // A scholarship was paid for a year, and goes on.
        Some(Outcome::Paid) if claim.beneficiary.is_some() => {}
        Some(Outcome::Paid) => return money(case, reader),
        Some(_) => return Task::Answer,
        None => {}
    }
    let asked = claim.waiting_on == Some(WaitingOn::Heir) || phases::papers_are_asked(claim);
    if asked && !papers::wanted(case).is_empty() {
        return Task::Papers;
    }
    // Nothing is worked out before the heirs are settled, and some of what that takes only the family can bring.
    let settled = claim.benefit.is_some() || needs(case).next().is_none();
    if asked && !settled {
        return Task::Needs;
    }
    match claim.outcome {
        Some(Outcome::Paid) if claim.waiting_on == Some(WaitingOn::Heir) => money(case, reader),
        _ if confirm::is_asked(case, reader) => Task::Confirm,
        _ => Task::Wait,
    }
}

/// Only whoever the money was sent to can say whether it arrived.
fn money(case: &Case, reader: PersonId) -> Task {
    match (case.claim.is_paid_into(reader), case.claim.receipt(reader)) {
        (true, None) => Task::Money,
        (true, Some(_)) => Task::Said,
        (false, _) => Task::Wait,
    }
}

/// What only the family can bring for the heirs to be settled. Papers have boxes of their own; a birth date is asked by
/// telephone.
fn needs(case: &Case) -> impl Iterator<Item = &Need> {
    let all = case.heirs.as_ref().map(|answer| answer.needs.as_slice()).unwrap_or_default();
    all.iter().filter(|need| {
        matches!(
            need.code,
            NeedCode::SeveralSpouses
                | NeedCode::SeveralFuneralPayers
                | NeedCode::MissingPerson
                | NeedCode::HeirDiedAfter
        )
    })
}

fn until(case: &Case, task: Task, words: Words) -> String {
    let Some(clock) = case.clock.as_ref().filter(|_| task != Task::Ended) else { return String::new() };
    let Some(due_at) = clock.due_at else { return words.t("fam-turn-stands-still") };
    let date = shown::long_date(jakarta_date(due_at), words.language());
    let key = match (task, clock.overdue) {
        (Task::Wait | Task::Said, false) => "fam-turn-until-nothing",
        (Task::Wait | Task::Said, true) => "fam-turn-late-ours",
        (Task::Answer, _) => "fam-turn-until-answer",
        (Task::Papers | Task::Needs | Task::Confirm | Task::Money | Task::Ended, false) => "fam-turn-until-yours",
        (Task::Papers | Task::Needs | Task::Confirm | Task::Money | Task::Ended, true) => "fam-turn-late-yours",
    };
    let who = case.claim.waiting_on.filter(|_| task == Task::Wait).map_or_else(String::new, |who| {
        // While what was sent is looked at, the desk acts although it is the family's papers that are waited for.
        let who = match who {
            WaitingOn::Heir if all_sent(case, task) => WaitingOn::Caseworker,
            WaitingOn::Heir => return String::new(),
            other => other,
        };
        words.t1("fam-turn-who", "who", words.t(&format!("waiting-{}", who.as_str())))
    });
    format!("{} {who}", words.t1(key, "at", date)).trim_end().to_owned()
}

/// What happens now: in words made for this state, else in the procedure's own.
fn now(case: &Case, task: Task, words: Words) -> String {
    let claim = &case.claim;
    if claim.ended && claim.outcome.is_some_and(|outcome| outcome != Outcome::Paid) {
        return words.t("fam-now-ended");
    }
    if all_sent(case, task) {
        return words.t("fam-now-all-sent");
    }
    let key = format!("fam-now-{}-{}", claim.workflow, claim.state);
    if words.has(&key) {
        return words.t(&key);
    }
    case.procedure.state(&claim.state).map(|state| words.of_text(&state.explain)).unwrap_or_default()
}

/// Whether papers are waited for that have all been sent.
fn all_sent(case: &Case, task: Task) -> bool {
    let waits = case.claim.waiting_on == Some(WaitingOn::Heir) && task == Task::Wait;
    waits && !case.papers.is_empty() && phases::waits_for_papers(&case.claim)
}

fn call(office: &OfficeContact, words: Words) -> Option<ButtonView> {
    let phone = office.phone.clone()?;
    Some(ButtonView { href: shown::phone_link(&phone), label: words.t("front-call"), phone })
}
