//! One telephone call as a card: whom, until when, everything there is to say, and how it went.

use crate::claim::AccountId;
use crate::desk::{CallItem, CallOutcome};
use crate::words::{Words, shown};

use super::super::super::field::{FieldView, told};
use super::super::super::form::Sent;
use super::super::super::problems::Problems;

/// Characters of a note.
const NOTE_CHARACTERS_MAX: u32 = 1000;

/// A telephone call to one person about one claim.
pub(super) struct CallCard {
    /// The id of the first of its calls.
    pub(super) id: String,
    /// The claim.
    pub(super) claim: String,
    /// Whom to call.
    pub(super) name: String,
    /// Their telephone, and the same as a link.
    pub(super) phone: Option<(String, String)>,
    /// Whether that is somebody else's number, as the last try showed.
    pub(super) wrong: bool,
    /// Where another number is recorded, when that is so.
    pub(super) right: Option<String>,
    /// Until when.
    pub(super) until: String,
    /// Whether that has passed.
    pub(super) late: bool,
    /// Since when it waits, why, and who is to call: as pairs.
    pub(super) about: Vec<(String, String)>,
    /// What there is to say.
    pub(super) texts: Vec<CallText>,
    /// How it went; none for who only reads.
    pub(super) outcome: Vec<FieldView>,
    /// To whom it is given.
    pub(super) give: Vec<FieldView>,
    /// Whether that is what somebody just tried.
    pub(super) giving: bool,
}

/// What one letter has to say.
pub(super) struct CallText {
    /// The call: what is said with it ends with it.
    pub(super) call: String,
    /// The letter.
    pub(super) title: String,
    /// The letter, to be read, or printed with a code where one lets its reader in.
    pub(super) href: String,
    /// The `id` of its field.
    pub(super) field: String,
    /// What to say.
    pub(super) message: String,
    /// Its language, `id` or `en`.
    pub(super) lang: &'static str,
}

/// What the cards of a page have in common.
pub(super) struct Desk<'a> {
    /// Whether the reader makes calls.
    pub(super) acts: bool,
    /// Who makes calls.
    pub(super) callers: &'a [(AccountId, String)],
    /// What was sent.
    pub(super) sent: &'a Sent,
    /// What is wrong with it.
    pub(super) problems: &'a Problems,
    /// The reader's words.
    pub(super) words: Words,
}

/// The name of a field of a card.
pub(super) fn field(name: &str, call: &str) -> String {
    format!("{name}-{call}")
}

/// Calls as cards: those to the same person about the same claim are one, in the place of the first.
pub(super) fn cards(calls: &[CallItem], desk: &Desk<'_>) -> Vec<CallCard> {
    let together = CallItem::together(calls);
    together.iter().filter_map(|group| Some(card(group.first()?, CallItem::of_number(group)?, group, desk))).collect()
}

/// The card of calls that are made in one: `first` names it, `called` has the number.
fn card(first: &CallItem, called: &CallItem, group: &[&CallItem], desk: &Desk<'_>) -> CallCard {
    let (id, words, language) = (first.id.to_string(), desk.words, desk.words.language());
    // The first that ends is the one that counts.
    let until = group.iter().map(|call| call.due_at).min().unwrap_or(first.due_at);
    let mut reasons: Vec<&str> = group.iter().map(|call| call.reason.as_str()).collect();
    reasons.dedup();
    let reasons: Vec<String> =
        reasons.iter().map(|why| words.t(&format!("call-why-{}", why.replace('_', "-")))).collect();
    let tried = tried(group);
    let wrong = tried == Some(CallOutcome::WrongNumber);
    let right = called.person.filter(|_| wrong && desk.acts);
    let mut texts: Vec<&CallItem> = group.to_vec();
    // What is said first is the latest.
    texts.sort_by_key(|call| std::cmp::Reverse(call.since));
    let officer = first.officer_name.clone().unwrap_or_else(|| words.t("call-nobody"));
    CallCard {
        claim: first.claim.clone(),
        name: first.name.clone(),
        wrong,
        right: right.map(|person| format!("/desk/claims/{}/people/{}", first.claim, person.0)),
        phone: called.phone.as_ref().map(|phone| (shown::phone(phone), shown::phone_link(phone))),
        until: shown::deadline(until, language),
        late: group.iter().any(|call| call.overdue),
        about: [
            Some((words.t("call-since"), shown::moment(first.since, language))),
            Some((words.t("call-why"), reasons.join(" "))),
            Some((words.t("call-officer"), officer)),
            tried.map(|tried| (words.t("call-tried"), words.t(&format!("call-{}", word(tried))))),
        ]
        .into_iter()
        .flatten()
        .collect(),
        texts: texts.into_iter().map(|call| text(call, words)).collect(),
        outcome: if desk.acts { outcome(&id, desk) } else { Vec::new() },
        give: if desk.acts { give(&id, first.officer, desk) } else { Vec::new() },
        giving: desk.sent.has(&field("to", &id)),
        id,
    }
}

/// How the last try went; a number that is somebody else's outweighs a letter that was written since.
fn tried(group: &[&CallItem]) -> Option<CallOutcome> {
    let wrong = |tried: &CallOutcome| *tried == CallOutcome::WrongNumber;
    let all = || group.iter().filter_map(|call| call.tried);
    all().find(wrong).or_else(|| all().next())
}

/// An outcome as the end of a key of words.
fn word(outcome: CallOutcome) -> String {
    outcome.as_str().replace('_', "-")
}

fn text(call: &CallItem, words: Words) -> CallText {
    CallText {
        title: call.letter.title(words.language()),
        href: format!("/desk/letters/{}", call.letter_id),
        call: call.id.to_string(),
        field: format!("text-{}", call.id),
        message: call.message.clone(),
        lang: call.language.code(),
    }
}

fn outcome(id: &str, desk: &Desk<'_>) -> Vec<FieldView> {
    let words = desk.words;
    let typed = |name: &str| desk.sent.get(name).unwrap_or_default();
    let (how, note) = (field("outcome", id), field("note", id));
    let outcomes =
        CallOutcome::ALL.map(|outcome| (outcome.as_str().to_owned(), words.t(&format!("call-{}", word(outcome)))));
    let fields = vec![
        FieldView::choice(&how, words.t("call-outcome"), outcomes, typed(&how)).required(),
        FieldView::area(&note, words.t("call-note"), typed(&note), NOTE_CHARACTERS_MAX),
    ];
    told(fields, desk.problems, words)
}

/// The colleagues who do not have it yet.
fn give(id: &str, officer: Option<AccountId>, desk: &Desk<'_>) -> Vec<FieldView> {
    let words = desk.words;
    let others = desk.callers.iter().filter(|(account, _)| Some(*account) != officer);
    let others: Vec<_> = others.map(|(account, name)| (account.0.to_string(), name.clone())).collect();
    if others.is_empty() {
        return Vec::new();
    }
    let name = field("to", id);
    let first = std::iter::once((String::new(), words.t("call-choose")));
    let chosen = desk.sent.get(&name).unwrap_or_default();
    let fields = vec![FieldView::select(&name, words.t("call-to"), first.chain(others), chosen).required()];
    told(fields, desk.problems, words)
}
