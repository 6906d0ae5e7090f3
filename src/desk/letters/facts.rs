//! What a letter has to say of a claim, as facts; the words are the letters' own.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::claim::{self, Claim, Event, LetterWish, Payee, Payment, PersonId, Recorded, Situation};
use crate::law::clock::jakarta_date;
use crate::law::{Language, LineCode, Rupiah, Text, clock};
use crate::letters::{Changed, Letter, LetterKind, MoneyLine, PaidTo, PaperLine, Wish, first_name};
use crate::words::{Words, shown};
use crate::workflow::{DocumentSpec, Hint, WaitingOn};

use super::super::claims::{PaperStanding, WantedPaper, wanted_papers};

/// What a letter may look at.
pub(super) struct Ground<'a> {
    pub(super) situation: &'a Situation<'a>,
    /// The claim before what happened.
    pub(super) before: &'a Claim,
    /// The claim after it.
    pub(super) claim: &'a Claim,
    /// What happened.
    pub(super) events: &'a [Recorded],
    /// Until when the claim's state may wait.
    pub(super) due_at: Option<DateTime<Utc>>,
    /// Who works on the claim.
    pub(super) officer: Option<&'a str>,
}

/// The facts of a letter to one reader; none when there is nothing to say to them.
pub(super) fn letter(
    ground: &Ground<'_>,
    wish: &LetterWish,
    kind: LetterKind,
    person: Option<PersonId>,
) -> Option<Letter> {
    let until = ground.due_at;
    let now = ground.situation.now;
    match kind {
        LetterKind::Registered => Some(Letter::Registered { wish: first_words(ground), call_by: call_by(ground) }),
        LetterKind::DocumentsWanted => {
            let papers = missing(ground);
            (!papers.is_empty()).then_some(Letter::DocumentsWanted { papers, until })
        }
        LetterKind::DocumentRefused => {
            // While somebody else has the turn, and once it has passed, the date is none for the family.
            let until = until.filter(|at| ground.claim.waiting_on == Some(WaitingOn::Heir) && *at > now);
            Some(Letter::DocumentRefused { paper: refused_paper(ground, wish)?, until })
        }
        // When everything is sent and only waits for a reviewer, it is not the family that is late.
        LetterKind::Reminder => {
            let (papers, until) = (missing(ground), until?);
            let left = (jakarta_date(until) - jakarta_date(now)).num_days();
            let days_left = u32::try_from(left).unwrap_or(0);
            (!papers.is_empty()).then_some(Letter::Reminder { papers, until, days_left })
        }
        LetterKind::Overdue => {
            let (papers, until) = (missing(ground), until?);
            (!papers.is_empty()).then_some(Letter::Overdue { papers, until })
        }
        LetterKind::HeirsConfirm => Some(Letter::HeirsConfirm { until }),
        LetterKind::PeopleChanged => Some(Letter::PeopleChanged { what: changed(ground, wish) }),
        LetterKind::Approved => approved(ground),
        LetterKind::HandedOver => Some(Letter::HandedOver { since: received(ground), pay_by: until }),
        LetterKind::MoreWanted => {
            Some(Letter::MoreWanted { papers: missing(ground), reason: insurer_reasons(ground), until })
        }
        LetterKind::Paid => paid(ground, person),
        LetterKind::NotWorkAccident => Some(not_work_accident(ground)),
        LetterKind::Refused => Some(refused(ground)),
        LetterKind::Escalation => Some(escalation(ground)),
        LetterKind::InsurerOverdue => insurer_overdue(ground),
        _ => None,
    }
}

fn first_words(ground: &Ground<'_>) -> Wish {
    let claim = ground.claim;
    match () {
        () if claim.origin.is_some() => Wish::Nothing,
        () if claim::is_death(ground.situation.procedure, claim) => Wish::Condolence,
        () => Wish::Recovery,
    }
}

/// Until when the family is called: while it is the desk's turn.
fn call_by(ground: &Ground<'_>) -> Option<DateTime<Utc>> {
    ground.due_at.filter(|_| ground.claim.waiting_on == Some(WaitingOn::Caseworker))
}

/// What the family still has to send. What only the desk or the insurer can bring is not asked of them.
fn missing(ground: &Ground<'_>) -> Vec<PaperLine> {
    let wanted = wanted_papers(ground.situation, ground.claim).into_iter();
    let open = wanted.filter(|paper| matches!(paper.standing, PaperStanding::Missing | PaperStanding::Refused));
    let line = |paper: WantedPaper| {
        let spec = ground.situation.procedure.documents.get(&paper.kind).filter(|spec| spec.is_of_family())?;
        Some(PaperLine { of: owner(ground, paper.person), ..paper_line(spec) })
    };
    open.filter_map(line).collect()
}

/// A paper in the procedure's words: where the family gets it, what it costs, and what it must show.
pub(super) fn paper_line(spec: &DocumentSpec) -> PaperLine {
    PaperLine {
        name: spec.title.clone(),
        place: spec.place.as_ref().map(Hint::said),
        cost: spec.cost.as_ref().map(Hint::said),
        how: Some(spec.help.clone()),
        ..PaperLine::default()
    }
}

/// Of whom a paper is, by first name: whoever reads over a shoulder learns no more.
fn owner(ground: &Ground<'_>, person: Option<PersonId>) -> Option<String> {
    let person = person.and_then(|id| ground.claim.person(id))?;
    Some(first_name(&person.details.name)).filter(|name| !name.is_empty())
}

fn refused_paper(ground: &Ground<'_>, wish: &LetterWish) -> Option<PaperLine> {
    let document = ground.claim.document(wish.refused?)?;
    let spec = ground.situation.procedure.documents.get(&document.kind)?;
    let review = document.review.as_ref();
    let reason = review.and_then(|review| review.reason.as_deref());
    let note = review.and_then(|review| review.note.as_deref());
    Some(PaperLine { of: owner(ground, document.person), ..returned_paper(spec, reason, note) })
}

/// A paper that comes back: why, and what to do; where it comes from is known to who has sent it.
pub(super) fn returned_paper(spec: &DocumentSpec, reason: Option<&str>, note: Option<&str>) -> PaperLine {
    let name = spec.title.clone();
    let how = reason.and_then(|reason| returned(&format!("returned-{reason}-how"), &name));
    PaperLine {
        reason: reason
            .map(|reason| returned(&format!("returned-{reason}"), &name).unwrap_or_else(|| as_written(reason))),
        how: match (how, note.map(as_written)) {
            (Some(how), Some(note)) => {
                Some(Text::new(format!("{} {}", how.id, note.id), format!("{} {}", how.en, note.en)))
            }
            (how, note) => how.or(note).or_else(|| Some(spec.help.clone())),
        },
        name,
        ..PaperLine::default()
    }
}

/// What a reviewer, a supervisor or the insurer wrote stands as written, in both languages.
pub(super) fn as_written(words: &str) -> Text {
    Text::new(words, words)
}

/// The words for a reason that is chosen from the reviewer's list, as the family's pages have them; none for one that
/// was written by hand.
fn returned(key: &str, paper: &Text) -> Option<Text> {
    let say = |language| {
        let words = Words::of(language);
        words.has(key).then(|| words.t1(key, "paper", paper.get(language)))
    };
    Some(Text::new(say(Language::Id)?, say(Language::En)?))
}

/// What of the people was changed: an account or the heirs, or only where letters and calls go.
fn changed(ground: &Ground<'_>, wish: &LetterWish) -> Changed {
    let cause = ground.events.iter().find(|recorded| recorded.seq == wish.cause);
    match cause.map(|recorded| &recorded.event) {
        Some(Event::PersonChanged { person, details, .. })
            if !claim::account_changed(ground.before, *person, details) =>
        {
            Changed::Contact
        }
        _ => Changed::People,
    }
}

fn approved(ground: &Ground<'_>) -> Option<Letter> {
    let benefit = ground.claim.benefit.as_ref()?;
    let line = |line: &crate::law::Line| MoneyLine { label: label(line.code), amount: line.amount };
    Some(Letter::Approved { amount: benefit.total, lines: benefit.lines.iter().map(line).collect() })
}

/// What a line of a benefit is called, as the family's pages call it.
pub(super) fn label(code: LineCode) -> Text {
    let code = serde_json::to_value(code).unwrap_or_default();
    let key = format!("fam-money-line-{}", code.as_str().unwrap_or_default());
    let say = |language| Words::of(language).t(&key);
    Text::new(say(Language::Id), say(Language::En))
}

/// The day on which the insurer received the claim.
fn received(ground: &Ground<'_>) -> DateTime<Utc> {
    let day = ground.claim.hand_over.received_on;
    day.map_or(ground.situation.now, |day| clock::jakarta_moment(day, chrono::NaiveTime::MIN))
}

/// What the step that brought the claim here was given.
fn input<'a>(ground: &'a Ground<'_>, name: &str) -> Option<&'a Value> {
    ground.events.iter().rev().find_map(|recorded| match &recorded.event {
        Event::ActionTaken(taken) => taken.inputs.get(name),
        _ => None,
    })
}

/// The insurer's reasons, in its own words.
fn insurer_reasons(ground: &Ground<'_>) -> Option<Text> {
    let reasons = input(ground, "reasons")?.as_array()?;
    let words: Vec<&str> = reasons.iter().filter_map(|reason| reason.get("text")?.as_str()).collect();
    (!words.is_empty()).then(|| as_written(&words.join("; ")))
}

/// The payments that are told, and the account into which they went.
fn paid(ground: &Ground<'_>, person: Option<PersonId>) -> Option<Letter> {
    let now = |recorded: &Recorded| match &recorded.event {
        Event::PaymentsRecorded { payments } => Some(payments.clone()),
        _ => None,
    };
    let payments = ground.events.iter().find_map(now)?;
    let (told, own) = told_of(&payments, &ground.claim.payees, person);
    let account = person.filter(|_| own).and_then(|id| ground.claim.person(id)?.details.account.as_ref());
    let first = told.first()?;
    let day = first.paid_at.get(..10).and_then(|day| day.parse().ok());
    let moment = first.paid_at.parse::<DateTime<Utc>>().ok().map(jakarta_date);
    Some(Letter::Paid {
        amount: Rupiah::checked_sum(told.iter().map(|payment| payment.amount))?,
        to: account.map(|account| PaidTo { bank: account.bank.clone(), account: account.number.clone() }),
        on: moment.or(day).unwrap_or_else(|| jakarta_date(ground.situation.now)),
    })
}

/// The payments that a reader is told of, and whether they went into the reader's own account. Whose part went to
/// another's account reads of that part; who receives nothing, of all of it. Nobody reads of another's account.
pub(super) fn told_of<'a>(
    payments: &'a [Payment],
    payees: &[Payee],
    person: Option<PersonId>,
) -> (Vec<&'a Payment>, bool) {
    let account_of = |payment: &Payment| {
        let payee = payees.iter().find(|payee| payee.person == payment.person);
        payee.map_or(payment.person, |payee| payee.account_of)
    };
    let own: Vec<_> = payments.iter().filter(|payment| Some(account_of(payment)) == person).collect();
    if !own.is_empty() {
        return (own, true);
    }
    let part: Vec<_> = payments.iter().filter(|payment| Some(payment.person) == person).collect();
    (if part.is_empty() { payments.iter().collect() } else { part }, false)
}

/// What the step was told in words.
fn told(ground: &Ground<'_>, name: &str) -> Option<Text> {
    input(ground, name).and_then(Value::as_str).filter(|words| !words.trim().is_empty()).map(as_written)
}

/// Why a claim is not paid: what the supervisor wrote, with the rule, or what the insurer said.
fn refused(ground: &Ground<'_>) -> Letter {
    let not_said = || Text::new("alasannya kami jelaskan lewat telepon", "we explain the reason by telephone");
    Letter::Refused {
        reason: told(ground, "reason").or_else(|| insurer_reasons(ground)).unwrap_or_else(not_said),
        article: input(ground, "rule").and_then(Value::as_str).map(str::to_owned),
        remedy: told(ground, "remedy"),
    }
}

fn not_work_accident(ground: &Ground<'_>) -> Letter {
    Letter::NotWorkAccident {
        reason: told(ground, "reason"),
        remedy: told(ground, "remedy"),
        died: claim::is_death(ground.situation.procedure, ground.claim),
    }
}

fn escalation(ground: &Ground<'_>) -> Letter {
    let claim = ground.claim;
    let state = ground.situation.procedure.state(&claim.state);
    let stopped = claim.clock.lasting_stop().map(|stop| stop.from);
    let since = stopped.or(ground.due_at).unwrap_or(claim.entered_at);
    let late = (jakarta_date(ground.situation.now) - jakarta_date(since)).num_days();
    Letter::Escalation {
        number: claim.number.to_string(),
        days: u32::try_from(late).unwrap_or(0),
        step: state.map(|state| state.title.clone()).unwrap_or_default(),
        cause: cause(ground),
        officer: ground.officer.map(str::to_owned),
    }
}

/// Why a claim does not move: its clock stands still, or whose turn it is, and how many papers the family still owes.
fn cause(ground: &Ground<'_>) -> Text {
    if let Some(stop) = ground.claim.clock.lasting_stop() {
        let say = |language| {
            let at = shown::long_date(jakarta_date(stop.from), language);
            Words::of(language).with("letter-cause-still", &[("at", &at), ("reason", &stop.reason)])
        };
        return Text::new(say(Language::Id), say(Language::En));
    }
    cause_of(ground.claim.waiting_on, missing(ground).len())
}

pub(super) fn cause_of(waiting_on: Option<WaitingOn>, papers: usize) -> Text {
    let turn = waits_for(waiting_on.map_or("system", WaitingOn::as_str));
    if waiting_on != Some(WaitingOn::Heir) || papers == 0 {
        return turn;
    }
    let owed = |language| Words::of(language).t1("letter-cause-papers", "count", papers.to_string());
    Text::new(format!("{}; {}", turn.id, owed(Language::Id)), format!("{}; {}", turn.en, owed(Language::En)))
}

/// For whom a claim waits, by the word of the party.
pub(super) fn waits_for(party: &str) -> Text {
    let say = |language| {
        let words = Words::of(language);
        words.t1("letter-cause-waits", "who", words.t(&format!("waiting-{party}")))
    };
    Text::new(say(Language::Id), say(Language::En))
}

fn insurer_overdue(ground: &Ground<'_>) -> Option<Letter> {
    let claim = ground.claim;
    let (due_at, now) = (ground.due_at?, ground.situation.now);
    let points = ground.situation.procedure.state(&claim.state)?.deadline.as_ref()?.penalty_basis_points_per_day;
    let at_risk = claim.benefit.as_ref()?.total;
    Some(Letter::InsurerOverdue {
        number: claim.number.to_string(),
        days: u32::try_from((jakarta_date(now) - jakarta_date(due_at)).num_days()).unwrap_or(0),
        percent_per_day: points.unwrap_or(0) / 100,
        penalty: points.map_or(Rupiah(0), |points| clock::penalty(at_risk, due_at, now, points)),
        at_risk,
    })
}
