//! The letters to families that carry no list of papers, and those that let somebody in.

use chrono::{DateTime, NaiveDate, Utc};

use crate::law::clock::jakarta_date;
use crate::law::{Rupiah, Text};
use crate::words::{Words, shown};

use super::body::{Body, Item, one_line, sentence, until_words};
use super::facts::{Changed, MoneyLine, PaidTo, Wish};

/// A report was received.
pub(super) fn registered(wish: Wish, call_by: Option<DateTime<Utc>>, officer: Option<&str>, words: Words) -> Body {
    let wish = match wish {
        Wish::Condolence => words.t("letter-registered-condolence"),
        Wish::Recovery => words.t("letter-registered-recovery"),
        Wish::Nothing => String::new(),
    };
    let who = officer.map_or_else(|| words.t("letter-our-officer"), str::to_owned);
    let call = match call_by {
        Some(at) => {
            let until = shown::deadline(at, words.language());
            words.with("letter-registered-call-until", &[("officer", &who), ("until", &until)])
        }
        None => words.t1("letter-registered-call", "officer", who.as_str()),
    };
    let about = format!("{} {call}", words.t("letter-registered-about"));
    let says: Vec<String> =
        [wish, about, words.t("letter-registered-keep")].into_iter().filter(|line| !line.is_empty()).collect();
    Body::plain(words.t("letter-registered-subject"), says)
}

/// The list of heirs is to be confirmed.
pub(super) fn heirs_confirm(until: Option<DateTime<Utc>>, has_link: bool, words: Words) -> Body {
    let how = if has_link { words.t("letter-heirs-press") } else { words.t("letter-heirs-call") };
    let please = Some(words.t("letter-heirs-please"));
    let how = [please, Some(how), until_words(until, words)].into_iter().flatten().collect::<Vec<_>>().join(" ");
    Body::plain(words.t("letter-heirs-subject"), vec![how, words.t("letter-heirs-calm")])
}

/// The heirs, an account or a contact was changed.
pub(super) fn people_changed(what: Changed, words: Words) -> Body {
    let (subject, about) = match what {
        Changed::People => ("letter-people-subject", "letter-people-about"),
        Changed::Contact => ("letter-contact-subject", "letter-contact-about"),
    };
    Body::plain(words.t(subject), vec![words.t(about), words.t("letter-people-not-you")])
}

/// The benefit is approved.
pub(super) fn approved(amount: Rupiah, lines: &[MoneyLine], words: Words) -> Body {
    let amount = amount.to_string();
    let about = words.t1("letter-approved-about", "amount", amount.as_str());
    let next = words.t("letter-approved-next");
    let parts: Vec<String> =
        lines.iter().map(|line| format!("{} {}", words.of_text(&line.label), line.amount)).collect();
    let line =
        |line: &MoneyLine| Item { title: format!("{}:", words.of_text(&line.label)), notes: line.amount.to_string() };
    let listed = if parts.is_empty() { about.clone() } else { format!("{about} {}.", parts.join("; ")) };
    Body {
        subject: words.t1("letter-approved-subject", "amount", amount.as_str()),
        says: vec![about.clone()],
        items: lines.iter().map(line).collect(),
        short: vec![format!("{listed} {next}"), format!("{about} {next}")],
        then: vec![next],
    }
}

/// The insurer has the claim.
pub(super) fn handed_over(since: DateTime<Utc>, pay_by: Option<DateTime<Utc>>, words: Words) -> Body {
    let since = shown::long_date(jakarta_date(since), words.language());
    let pay = match pay_by {
        Some(at) => words.t1("letter-handed-over-pay-until", "until", shown::deadline(at, words.language())),
        None => words.t("letter-handed-over-pay"),
    };
    let subject = words.t1("letter-handed-over-subject", "since", since.as_str());
    Body::plain(subject.clone(), vec![shown::sentence(&subject), pay, words.t("letter-handed-over-account")])
}

/// The money was paid. Only its receiver can see whether it has arrived.
pub(super) fn paid(amount: Rupiah, to: Option<&PaidTo>, on: NaiveDate, words: Words) -> Body {
    let amount = amount.to_string();
    let on = shown::long_date(on, words.language());
    let says = if let Some(to) = to {
        let account = format!("{} {}", to.bank, shown::masked_account(&to.account));
        let values = [("amount", amount.as_str()), ("account", account.trim()), ("on", &on)];
        vec![words.with("letter-paid-about", &values), words.t("letter-paid-check")]
    } else {
        let values = [("amount", amount.as_str()), ("on", &on)];
        vec![words.with("letter-paid-without-account", &values), words.t("letter-paid-ask")]
    };
    Body::plain(words.t1("letter-paid-subject", "amount", amount), says)
}

/// What happened was found not to come from work.
pub(super) fn not_work_accident(reason: Option<&Text>, remedy: Option<&Text>, died: bool, words: Words) -> Body {
    let subject = words.t("letter-not-work-subject");
    let mut first = vec![shown::sentence(&subject)];
    first.extend(reason.map(|text| words.t1("letter-refused-because", "reason", sentence(text, words))));
    let mut says = vec![first.join(" ")];
    says.extend(remedy.map(|text| words.t1("letter-refused-remedy", "remedy", sentence(text, words))));
    says.extend(died.then(|| words.t("letter-not-work-death")));
    says.push(words.t("letter-not-work-inspector"));
    Body::plain(subject, says)
}

/// The claim cannot be paid.
pub(super) fn refused(reason: &Text, article: Option<&str>, remedy: Option<&Text>, words: Words) -> Body {
    let why = sentence(reason, words);
    let subject = words.t("letter-refused-subject");
    let mut says = vec![format!("{} {}", shown::sentence(&subject), words.t1("letter-refused-because", "reason", why))];
    let article = article.map(one_line).filter(|article| !article.is_empty());
    says.extend(article.map(|article| words.t1("letter-refused-article", "article", article)));
    says.extend(remedy.map(|text| words.t1("letter-refused-remedy", "remedy", sentence(text, words))));
    let first = says.join(" ");
    let steps: Vec<Item> = ["letter-refused-us", "letter-refused-mediation", "letter-refused-court"]
        .iter()
        .map(|key| Item { title: words.t(key), notes: String::new() })
        .collect();
    let complain = words.t("letter-refused-complain");
    let ways: Vec<&str> = steps.iter().map(|step| step.title.as_str()).collect();
    says.push(complain.clone());
    Body {
        subject,
        short: vec![
            format!("{first} {complain} {}", ways.join(" ")),
            format!("{first} {}", words.t("letter-refused-short")),
        ],
        says,
        items: steps,
        then: Vec::new(),
    }
}

/// A link to log in.
///
/// Without a link it stands for a call: somebody of the desk makes the link with the reader.
pub(super) fn login_link(minutes: u32, linked: bool, words: Words) -> Body {
    if !linked {
        return Body::plain(words.t("letter-login-subject"), vec![words.t("new-link-by-call")]);
    }
    let says = vec![words.counted("letter-login-press", minutes, &[]), words.t("letter-login-not-you")];
    Body::plain(words.t("letter-login-subject"), says)
}

/// A code.
pub(super) fn code(code: &str, minutes: u32, words: Words) -> Body {
    let says = vec![words.counted("letter-code-about", minutes, &[("code", code)]), words.t("letter-code-secret")];
    Body::plain(words.t1("letter-code-subject", "code", code), says)
}
