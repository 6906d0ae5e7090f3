//! What is wrong with what a form sent, said at the top of the page and beside each field. The form keeps what was
//! typed.

use actix_web::http::StatusCode;

use crate::claim::{Refusal, Refused};
use crate::desk::DeskError;
use crate::law::{FieldError, Text};
use crate::words::Words;

use super::super::problem::WebError;
use super::meanwhile;

/// One thing that is wrong: words, and the field they are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) struct Wrong {
    /// The field's name; none: about the whole.
    pub(in crate::web) field: Option<String>,
    /// The words.
    pub(in crate::web) words: String,
}

/// Everything that is wrong with what was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::web) struct Problems {
    /// About fields.
    pub(in crate::web) fields: Vec<FieldError>,
    /// About the whole.
    pub(in crate::web) general: Vec<Text>,
    /// Rules that say no, with law and remedy.
    pub(in crate::web) refusals: Vec<Refusal>,
    /// The version that the claim has now, when somebody else changed it meanwhile.
    pub(in crate::web) version: Option<i64>,
}

impl Problems {
    /// What a person can put right in the form before them. Anything else is answered as an error page.
    ///
    /// # Errors
    /// The error, when no form helps.
    pub(in crate::web) fn of(error: DeskError) -> Result<Self, WebError> {
        let whole = |text: Text| Self { general: vec![text], ..Self::default() };
        match error {
            DeskError::Invalid(fields) | DeskError::Refused(Refused::Invalid(fields)) => {
                Ok(Self { fields, ..Self::default() })
            }
            DeskError::Refused(Refused::Rules(refusals)) => Ok(Self { refusals, ..Self::default() }),
            DeskError::Stale { current, changes } => {
                Ok(Self { version: Some(current), ..whole(meanwhile::told(&changes)) })
            }
            DeskError::Busy => Ok(whole(busy())),
            DeskError::KeyReused => Ok(whole(sent_before())),
            other => Err(other.into()),
        }
    }

    /// A single wrong field.
    pub(in crate::web) fn field(name: &str, code: &str, message: Text) -> Self {
        Self { fields: vec![FieldError::new(name, code, message)], ..Self::default() }
    }

    /// Whether nothing is wrong.
    pub(in crate::web) fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.general.is_empty() && self.refusals.is_empty()
    }

    /// What is wrong with a field, in the reader's words.
    pub(in crate::web) fn at(&self, name: &str, words: Words) -> Option<String> {
        self.fields.iter().find(|error| error.field == name).map(|error| words.of_text(&error.message))
    }

    /// Everything for the top of the page. A wrong field that the form does not show is told as being about the whole.
    pub(in crate::web) fn summary(&self, words: Words, shown: &[&str]) -> Vec<Wrong> {
        let general = self.general.iter().map(|text| Wrong { field: None, words: words.of_text(text) });
        let refusals = self.refusals.iter().map(|refusal| Wrong { field: None, words: refusal_words(refusal, words) });
        let fields = self.fields.iter().map(|error| Wrong {
            field: shown.contains(&error.field.as_str()).then(|| error.field.clone()),
            words: words.of_text(&error.message),
        });
        general.chain(refusals).chain(fields).collect()
    }

    /// The status of the page that shows them.
    pub(in crate::web) fn status(&self) -> StatusCode {
        if self.version.is_some() { StatusCode::PRECONDITION_FAILED } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// Why not, by which rule, and what would help.
fn refusal_words(refusal: &Refusal, words: Words) -> String {
    format!(
        "{} ({}) {}",
        words.of_text(&refusal.message),
        law_words(&refusal.law, words),
        words.of_text(&refusal.remedy)
    )
}

/// An article as people read it; `office` is the office's own rule.
pub(in crate::web) fn law_words(law: &str, words: Words) -> String {
    if law == "office" {
        return words.t("law-office");
    }
    // How sure a rule is stands in the file behind its article; a reader is told so in words.
    match law.strip_suffix(" (untuk BPU: M)") {
        Some(article) => words.t1("law-by-practice", "law", article),
        None => law.to_owned(),
    }
}

fn sent_before() -> Text {
    Text::new(
        "Formulir ini sudah pernah dikirim dengan isi lain. Tulisan Anda aman; lihat keadaan sekarang, lalu kirim lagi.",
        "This form was sent before with other words. What you wrote is safe; look at how things stand, then send it again.",
    )
}

fn busy() -> Text {
    Text::new(
        "Orang lain sedang mengubah klaim ini. Tulisan Anda aman; kirim lagi.",
        "Others are changing this claim right now. What you wrote is safe; send it again.",
    )
}
