//! A letter put together: the frame around what it says, as text, as HTML, and as a message.

use askama::Template;
use serde::{Deserialize, Serialize};

use crate::law::Language;
use crate::words::{Words, shown};

use super::body::{Body, body, one_line};
use super::facts::Letter;
use super::frame::{Frame, LinkLine, first_name};
use super::kind::LetterKind;

/// Letters of a message's own words, as long as something can be left out that need not be said.
const SHORT_MAX: usize = 300;

/// A letter as it goes out, or, with the placeholder of its link, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Composed {
    /// The subject, one line.
    pub subject: String,
    /// The mail as text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// The same in few words, to be sent by a messenger or read out.
    pub message: String,
}

/// The words of a letter for one reader.
pub fn compose(letter: &Letter, frame: &Frame, language: Language) -> Composed {
    let words = Words::of(language);
    let body = body(letter, frame, words);
    let subject = body.subject.clone();
    let parts = Parts::new(body, letter.kind(), frame, words);
    let message = parts.message();
    Composed { subject, text: drawn(&TextMail { p: &parts }), html: drawn(&HtmlMail { p: &parts }), message }
}

/// A template as text. Writing into memory cannot fail; should it ever, an empty part shows it and the log says why.
fn drawn(template: &impl Template) -> String {
    let drawn = template.render().unwrap_or_else(|error| {
        tracing::error!(%error, "a letter cannot be drawn");
        String::new()
    });
    format!("{}\n", drawn.trim())
}

#[derive(Template)]
#[template(path = "letters/letter.txt")]
struct TextMail<'a> {
    p: &'a Parts,
}

#[derive(Template)]
#[template(path = "letters/letter.html")]
struct HtmlMail<'a> {
    p: &'a Parts,
}

/// What a template draws.
struct Parts {
    /// `id` or `en`.
    lang: &'static str,
    dear: String,
    body: Body,
    /// `Nomor klaim: {no}`.
    number: Option<String>,
    link: Option<LinkPart>,
    /// That the service is free: to everybody but staff.
    free: Option<Free>,
    /// `Tanya:`, and whom and when.
    ask: String,
    asked: Vec<Asked>,
    regards: String,
    office: String,
}

/// The link, once as a button and once to be copied.
struct LinkPart {
    url: String,
    /// What the button says.
    label: String,
    /// `Lihat:`
    see: String,
    /// `satu kali, sampai {t}; jangan diteruskan`.
    terms: Option<String>,
    /// What to do when the button does nothing.
    copy: String,
}

/// That nobody is to be paid, in a sentence and in a word.
struct Free {
    sentence: String,
    word: String,
}

/// Whom to ask, and a telephone that can be pressed.
struct Asked {
    said: String,
    href: Option<String>,
}

impl Parts {
    fn new(body: Body, kind: LetterKind, frame: &Frame, words: Words) -> Self {
        let staff = kind.is_for_staff();
        let name = first_name(&frame.first_name);
        let dear = match (name.is_empty(), staff) {
            (true, _) => words.t("letter-dear-nobody"),
            (false, true) => words.t1("letter-dear-staff", "name", name),
            (false, false) => words.t1("letter-dear", "name", name),
        };
        // A letter to staff names its claim itself.
        let number = frame.number.as_deref().filter(|_| !staff);
        Self {
            lang: words.language().code(),
            dear,
            body,
            number: number.map(|number| words.t1("letter-number", "number", one_line(number))),
            link: frame.link.as_ref().map(|link| link_part(link, kind, words)),
            free: (!staff).then(|| Free { sentence: words.t("frame-free"), word: words.t("letter-free") }),
            ask: words.t("letter-ask"),
            asked: asked(frame, words),
            regards: words.t("letter-regards"),
            office: one_line(&frame.office.name),
        }
    }

    /// Whom to ask on one line.
    fn asked_line(&self) -> String {
        let said: Vec<&str> = self.asked.iter().map(|one| one.said.as_str()).collect();
        format!("{} {}", self.ask, said.join(", "))
    }

    /// The message: what is least needed has been left out of its words; number, link and telephone stand at its end.
    fn message(&self) -> String {
        let fits = |short: &&String| short.chars().count() <= SHORT_MAX;
        let short = self.body.short.iter().find(fits).or(self.body.short.last());
        let see = self.link.as_ref().map(|link| {
            let terms = link.terms.as_ref().map(|terms| format!(" ({terms})")).unwrap_or_default();
            format!("{} {}{terms}.", link.see, link.url)
        });
        let parts = [
            Some(self.dear.clone()),
            short.cloned(),
            self.free.as_ref().map(|free| free.word.clone()),
            self.number.as_ref().map(|number| format!("{number}.")),
            see,
            (!self.asked.is_empty()).then(|| format!("{}.", self.asked_line())),
            (!self.office.is_empty()).then(|| self.office.clone()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

fn link_part(link: &LinkLine, kind: LetterKind, words: Words) -> LinkPart {
    let label = match kind {
        LetterKind::LoginLink => "letter-button-log-in",
        LetterKind::Invitation => "letter-button-password",
        kind if kind.is_for_staff() => "letter-button-desk",
        _ => "letter-button-claim",
    };
    let until = link.until.map(|at| shown::deadline(at, words.language()));
    LinkPart {
        url: one_line(&link.url),
        label: words.t(label),
        see: words.t("letter-see"),
        terms: until.map(|until| words.t1("letter-link-terms", "until", until)),
        copy: words.t("letter-link-copy"),
    }
}

fn asked(frame: &Frame, words: Words) -> Vec<Asked> {
    let plain = |said: &str| Asked { said: one_line(said), href: None };
    let mut asked: Vec<Asked> = frame.officer.as_deref().map(plain).into_iter().collect();
    asked.extend(
        frame
            .office
            .phone
            .as_deref()
            .map(|phone| Asked { said: one_line(&shown::phone(phone)), href: Some(shown::phone_link(phone)) }),
    );
    asked.push(plain(&words.of_text(&frame.office.hours)));
    asked.retain(|one| !one.said.is_empty());
    asked
}
