//! What was sent after the session had ended: it is kept through the log-in and offered to be sent again, so that an
//! hour's writing is not lost to a clock.

use askama::Template;

use super::super::form::Sent;
use super::super::page::{Face, Frame, PageResult, page};
use super::super::visit::Visit;
use super::log_in::local;

/// The name of the field that carries the address a form was for.
const ADDRESS: &str = "kept_address";
/// The name of the field that carries what was sent.
const FIELDS: &str = "kept_fields";
/// Where the holidays and hours of offices are sent to.
const CALENDARS: &str = "/desk/admin/holidays/";
/// Fields by which a form is known, and what it was made from.
const MARKS: [&str; 3] = ["once", "version", "read"];

/// A form that was sent when nobody was logged in any more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Kept {
    /// Where it was to go.
    pub(in super::super) address: String,
    /// What it said, as browsers write it.
    pub(in super::super) fields: String,
}

impl Kept {
    /// A form for an address. The proof of the old session is no proof any more.
    pub(in super::super) fn of(address: &str, sent: &Sent) -> Self {
        let calendar = address.starts_with(CALENDARS);
        // What would move may be something else by now: it is looked at again before it is applied.
        let gone = |name: &str| name == "csrf" || (calendar && name == "seen");
        let fields: Vec<_> = sent.pairs().iter().filter(|(name, _)| !gone(name)).collect();
        Self { address: address.to_owned(), fields: serde_urlencoded::to_string(fields).unwrap_or_default() }
    }

    /// What a log-in form carries along, if it does.
    pub(super) fn carried(sent: &Sent) -> Option<Self> {
        let address = local(sent.filled(ADDRESS)?).filter(|address| is_kept(address))?.to_owned();
        Some(Self { address, fields: sent.get(FIELDS).unwrap_or_default().to_owned() })
    }

    /// The hidden fields by which a log-in form carries it along.
    pub(super) fn hidden(&self) -> Vec<(&'static str, &str)> {
        vec![(ADDRESS, self.address.as_str()), (FIELDS, self.fields.as_str())]
    }
}

/// Whether what is sent to an address is worth keeping: words about a claim or a call are, the days and hours of an office,
/// and what somebody wants of letters. Passwords and users never are.
pub(in super::super) fn is_kept(address: &str) -> bool {
    address == "/desk/me/letters"
        || ["/desk/claims/", "/desk/calls/", CALENDARS].iter().any(|kept| address.starts_with(kept))
}

#[derive(Template)]
#[template(path = "entry/kept.html")]
struct KeptPage {
    f: Frame,
    address: String,
    fields: Vec<(String, String)>,
    /// What was written, to be looked at before it is sent.
    written: Vec<String>,
}

/// Shows that what was written is still there, to be sent with the proof of the new session.
pub(super) fn show(visit: &Visit, kept: &Kept) -> PageResult {
    let words = visit.words();
    let fields: Vec<(String, String)> = serde_urlencoded::from_str(&kept.fields).unwrap_or_default();
    page(&KeptPage {
        f: Frame::new(visit, Face::Desk, words.t("kept-title")),
        address: kept.address.clone(),
        written: written(&fields),
        // A version of before may be stale; the claim says so, and shows the text again.
        fields,
    })
}

/// The words among the fields: not the marks by which a form is known.
fn written(fields: &[(String, String)]) -> Vec<String> {
    let words = fields.iter().filter(|(name, value)| !MARKS.contains(&name.as_str()) && !value.trim().is_empty());
    words.map(|(_, value)| value.clone()).collect()
}
