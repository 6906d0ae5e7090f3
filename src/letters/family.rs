//! The letters to families that carry no list of papers, and those that let somebody in.

use chrono::{DateTime, NaiveDate, Utc};

use crate::law::clock::jakarta_date;
use crate::law::{Rupiah, Text};
use crate::words::{Words, shown};

use super::body::{Body, Item, one_line, sentence, until_words};
use super::facts::{MoneyLine, Wish};

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

/// The heirs or the account were changed.
pub(super) fn people_changed(wait_working_days: Option<u32>, words: Words) -> Body {
    let mut says = vec![words.t("letter-people-about"), words.t("letter-people-not-you")];
    says.extend(wait_working_days.filter(|days| *days > 0).map(|days| words.counted("letter-people-wait", days, &[])));
    Body::plain(words.t("letter-people-subject"), says)
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

/// The money was paid.
pub(super) fn paid(amount: Rupiah, bank: &str, account: &str, on: NaiveDate, words: Words) -> Body {
    let amount = amount.to_string();
    let account = format!("{bank} {}", shown::masked_account(account));
    let on = shown::long_date(on, words.language());
    let about = words.with("letter-paid-about", &[("amount", &amount), ("account", account.trim()), ("on", &on)]);
    Body::plain(words.t1("letter-paid-subject", "amount", amount), vec![about, words.t("letter-paid-check")])
}

/// The claim cannot be paid.
pub(super) fn refused(reason: &Text, article: &str, remedy: Option<&Text>, words: Words) -> Body {
    let why = sentence(reason, words);
    let subject = words.t("letter-refused-subject");
    let mut says = vec![format!("{} {}", shown::sentence(&subject), words.t1("letter-refused-because", "reason", why))];
    let article = one_line(article);
    says.extend((!article.is_empty()).then(|| words.t1("letter-refused-article", "article", article.as_str())));
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
