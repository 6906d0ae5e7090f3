//! What a letter has to say of a claim, as facts; the words are the letters' own.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::claim::{self, Claim, Event, LetterWish, PersonId, Recorded, Situation};
use crate::law::clock::jakarta_date;
use crate::law::{Language, LineCode, Rupiah, Text, clock};
use crate::letters::{Letter, LetterKind, MoneyLine, PaperLine, Wish};
use crate::words::{Words, shown};
use crate::workflow::{DocumentKind, WaitingOn};

use super::super::claims::{PaperStanding, WantedPaper, wanted_papers};

/// What a letter may look at.
pub(super) struct Ground<'a> {
    pub(super) situation: &'a Situation<'a>,
    /// The claim after what happened.
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
        LetterKind::DocumentRefused => Some(Letter::DocumentRefused { paper: refused_paper(ground, wish)?, until }),
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
        LetterKind::PeopleChanged => Some(Letter::PeopleChanged { wait_working_days: None }),
        LetterKind::Approved => approved(ground),
        LetterKind::HandedOver => Some(Letter::HandedOver { since: received(ground), pay_by: until }),
        LetterKind::MoreWanted => {
            Some(Letter::MoreWanted { papers: missing(ground), reason: insurer_reasons(ground), until })
        }
        LetterKind::Paid => paid(ground, person),
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

fn missing(ground: &Ground<'_>) -> Vec<PaperLine> {
    let papers = wanted_papers(ground.situation, ground.claim);
    let wanted =
        papers.iter().filter(|paper| matches!(paper.standing, PaperStanding::Missing | PaperStanding::Refused));
    wanted.map(|paper| paper_line(ground, paper)).collect()
}

fn paper_line(ground: &Ground<'_>, paper: &WantedPaper) -> PaperLine {
    PaperLine { name: paper.label.clone(), how: help(ground, &paper.kind), ..PaperLine::default() }
}

/// Where the family gets a paper and what it must show, in the procedure's words.
fn help(ground: &Ground<'_>, kind: &DocumentKind) -> Option<Text> {
    ground.situation.procedure.documents.get(kind).map(|spec| spec.help.clone())
}

fn refused_paper(ground: &Ground<'_>, wish: &LetterWish) -> Option<PaperLine> {
    let document = ground.claim.document(wish.refused?)?;
    let wanted = wanted_papers(ground.situation, ground.claim);
    let known = wanted.iter().find(|paper| paper.kind == document.kind && paper.person == document.person);
    let title = || ground.situation.procedure.documents.get(&document.kind).map(|spec| spec.title.clone());
    let review = document.review.as_ref();
    let name = known.map(|paper| paper.label.clone()).or_else(title)?;
    let reason = review.and_then(|review| review.reason.as_deref());
    let how = reason.and_then(|reason| returned(&format!("returned-{reason}-how"), &name));
    let note = review.and_then(|review| review.note.as_deref()).map(as_written);
    Some(PaperLine {
        reason: reason
            .map(|reason| returned(&format!("returned-{reason}"), &name).unwrap_or_else(|| as_written(reason))),
        how: match (how, note) {
            (Some(how), Some(note)) => {
                Some(Text::new(format!("{} {}", how.id, note.id), format!("{} {}", how.en, note.en)))
            }
            (how, note) => how.or(note).or_else(|| help(ground, &document.kind)),
        },
        name,
        ..PaperLine::default()
    })
}

/// What a reviewer wrote stands as written, in both languages.
fn as_written(words: &str) -> Text {
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

fn approved(ground: &Ground<'_>) -> Option<Letter> {
    let benefit = ground.claim.benefit.as_ref()?;
    let line = |line: &crate::law::Line| MoneyLine { label: label(line.code), amount: line.amount };
    Some(Letter::Approved { amount: benefit.total, lines: benefit.lines.iter().map(line).collect() })
}

/// What a line of a benefit is called, as the family's pages call it.
fn label(code: LineCode) -> Text {
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

fn as_given(words: &str) -> Text {
    Text::new(words, words)
}

/// The insurer's reasons, in its own words.
fn insurer_reasons(ground: &Ground<'_>) -> Option<Text> {
    let reasons = input(ground, "reasons")?.as_array()?;
    let words: Vec<&str> = reasons.iter().filter_map(|reason| reason.get("text")?.as_str()).collect();
    (!words.is_empty()).then(|| as_given(&words.join("; ")))
}

/// Who receives reads of their own money; who does not, of all of it.
fn paid(ground: &Ground<'_>, person: Option<PersonId>) -> Option<Letter> {
    let claim = ground.claim;
    let now = |recorded: &Recorded| match &recorded.event {
        Event::PaymentsRecorded { payments } => Some(payments.clone()),
        _ => None,
    };
    let payments = ground.events.iter().find_map(now)?;
    let account_of = |payment: &claim::Payment| {
        let payee = claim.payees.iter().find(|payee| payee.person == payment.person);
        payee.map_or(payment.person, |payee| payee.account_of)
    };
    let own: Vec<_> = payments.iter().filter(|payment| Some(account_of(payment)) == person).collect();
    let told = if own.is_empty() { payments.iter().collect() } else { own };
    let first = told.first()?;
    let account = claim.person(account_of(first)).and_then(|person| person.details.account.as_ref());
    let day = first.paid_at.get(..10).and_then(|day| day.parse().ok());
    let moment = first.paid_at.parse::<DateTime<Utc>>().ok().map(jakarta_date);
    Some(Letter::Paid {
        amount: Rupiah::checked_sum(told.iter().map(|payment| payment.amount))?,
        bank: account.map(|account| account.bank.clone()).unwrap_or_default(),
        account: account.map(|account| account.number.clone()).unwrap_or_default(),
        on: moment.or(day).unwrap_or_else(|| jakarta_date(ground.situation.now)),
    })
}

/// Why a claim is not paid: what the supervisor wrote, with the rule, or what the insurer said.
fn refused(ground: &Ground<'_>) -> Letter {
    let words = |name: &str| input(ground, name).and_then(Value::as_str).map(as_given);
    let not_said = || Text::new("alasannya kami jelaskan lewat telepon", "we explain the reason by telephone");
    Letter::Refused {
        reason: words("reason").or_else(|| insurer_reasons(ground)).unwrap_or_else(not_said),
        article: input(ground, "rule").and_then(Value::as_str).unwrap_or("BPJS Ketenagakerjaan").to_owned(),
        remedy: words("remedy"),
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
    let waiting = ground.claim.waiting_on.map_or("system", WaitingOn::as_str);
    let papers = missing(ground).len();
    let say = |language| {
        let words = Words::of(language);
        let turn = words.t1("letter-cause-waits", "who", words.t(&format!("waiting-{waiting}")));
        if ground.claim.waiting_on == Some(WaitingOn::Heir) && papers > 0 {
            format!("{turn}; {}", words.t1("letter-cause-papers", "count", papers.to_string()))
        } else {
            turn
        }
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
