//! What a form sent: names and values as a browser writes them.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use chrono::NaiveDate;
use sha2::{Digest as _, Sha256};

use crate::desk::Session;

use super::super::problem::WebError;

/// How much of a form is read, in bytes: long stories in every field, and no file.
pub(super) const FORM_BYTES_MAX: usize = 256 << 10;

/// The fields of a form, in the order they came. A name may come more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::web) struct Sent {
    pairs: Vec<(String, String)>,
}

/// A date as three boxes gave it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::web) struct SentDate {
    /// Day.
    pub(in crate::web) day: String,
    /// Month.
    pub(in crate::web) month: String,
    /// Year.
    pub(in crate::web) year: String,
}

impl Sent {
    /// The fields of these pairs. Line ends are made one kind, and nothing else is changed: what was typed is kept.
    pub(in crate::web) fn new(pairs: Vec<(String, String)>) -> Self {
        // Nobody types control characters; a database may refuse them, and a page cannot show them.
        let typed = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
        let plain = |value: String| value.replace("\r\n", "\n").chars().filter(typed).collect();
        Self { pairs: pairs.into_iter().map(|(name, value)| (name, plain(value))).collect() }
    }

    /// The first value of a name, as it was typed.
    pub(in crate::web) fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first value of a name without space around it; `None` when there is nothing left.
    pub(in crate::web) fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// Whether the form has a field of that name, filled or not.
    pub(in crate::web) fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(key, _)| key == name)
    }

    /// Names and values.
    pub(in crate::web) fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// The same, to be kept.
    pub(in crate::web) fn into_pairs(self) -> Vec<(String, String)> {
        self.pairs
    }

    /// The three boxes of a date.
    pub(in crate::web) fn date_boxes(&self, name: &str) -> SentDate {
        let part = |end: &str| self.filled(&format!("{name}.{end}")).unwrap_or_default().to_owned();
        SentDate { day: part("d"), month: part("m"), year: part("y") }
    }

    /// The date of three boxes: `Ok(None)` when all are empty.
    ///
    /// # Errors
    /// The boxes, when they are no date.
    pub(in crate::web) fn date(&self, name: &str) -> Result<Option<NaiveDate>, SentDate> {
        let boxes = self.date_boxes(name);
        if boxes == SentDate::default() {
            return Ok(None);
        }
        let read = || {
            let (year, month, day) = (boxes.year.parse().ok()?, boxes.month.parse().ok()?, boxes.day.parse().ok()?);
            // Two digits of a year are a slip, and not the first century.
            if year < 1000 { None } else { NaiveDate::from_ymd_opt(year, month, day) }
        };
        match read() {
            Some(date) => Ok(Some(date)),
            None => Err(boxes),
        }
    }

    /// Whether the form comes from a page of this session: it carries what only such a page knows. Before a log-in
    /// there is no session that anybody could misuse.
    pub(super) fn check_proof(&self, proof: Option<&str>) -> Result<(), WebError> {
        let Some(proof) = proof else { return Ok(()) };
        let given = self.get("csrf").unwrap_or_default();
        if bool::from(subtle::ConstantTimeEq::ct_eq(given.as_bytes(), proof.as_bytes())) {
            Ok(())
        } else {
            Err(super::door::foreign_form())
        }
    }

    /// What a repeat of this form is known by: all of it but the proof of the session.
    pub(in crate::web) fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for (name, value) in self.pairs.iter().filter(|(name, _)| name != "csrf") {
            for part in [name, value] {
                hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
                hash.update(part.as_bytes());
            }
        }
        hex::encode(hash.finalize())
    }
}

impl FromRequest for Sent {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let form = web::Form::<Vec<(String, String)>>::from_request(request, payload);
        let proof = request.extensions().get::<Session>().map(|session| session.csrf.clone());
        Box::pin(async move {
            let form = form
                .await
                .map_err(|error| WebError::of_status(error.as_response_error().status_code(), &error.to_string()))?;
            let sent = Self::new(form.into_inner());
            sent.check_proof(proof.as_deref())?;
            Ok(sent)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Sent;

    fn sent(pairs: &[(&str, &str)]) -> Sent {
        Sent::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn values_are_found_by_name() {
        let form = sent(&[("a", " x "), ("b", ""), ("a", "y"), ("c", "1\r\n2")]);
        assert_eq!(form.get("a"), Some(" x "));
        assert_eq!(form.filled("a"), Some("x"));
        assert_eq!(form.filled("b"), None);
        assert!(form.has("b") && !form.has("d"));
        assert_eq!(form.get("c"), Some("1\n2"));
        assert_eq!(sent(&[("a", "x\0y\u{7}")]).get("a"), Some("xy"));
    }

    #[test]
    fn dates_come_in_three_boxes() {
        let check = |d: &str, m: &str, y: &str, expected: Result<Option<&str>, ()>| {
            let read = sent(&[("on.d", d), ("on.m", m), ("on.y", y)]).date("on");
            let read = read.map(|date| date.map(|date| date.to_string())).map_err(|_| ());
            assert_eq!(read, expected.map(|date| date.map(str::to_owned)), "{d} {m} {y}");
        };
        check("4", "12", "2026", Ok(Some("2026-12-04")));
        check("04", "2", "2026", Ok(Some("2026-02-04")));
        check("", "", "", Ok(None));
        check("30", "2", "2026", Err(()));
        check("4", "12", "26", Err(()));
        check("4", "", "2026", Err(()));
        check("x", "1", "2026", Err(()));
    }

    #[test]
    fn a_repeat_has_the_same_fingerprint_whatever_the_session() {
        let one = sent(&[("csrf", "1"), ("a", "b")]);
        assert_eq!(one.fingerprint(), sent(&[("csrf", "2"), ("a", "b")]).fingerprint());
        assert_ne!(one.fingerprint(), sent(&[("csrf", "1"), ("a", "c")]).fingerprint());
        assert_ne!(sent(&[("a", "bc")]).fingerprint(), sent(&[("ab", "c")]).fingerprint());
    }
}
