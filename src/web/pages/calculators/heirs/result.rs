//! The answer: everybody with the rule that decides about them, what is missing, and what would help.

use crate::law::heirs::{Guardian, GuardianBasis, Heir, Need, Payable, PersonStanding, Standing};
use crate::law::{Determination, HeirRequest};
use crate::words::{Words, shown::sentence};

use super::super::super::family::plain::article;
use super::super::note::NoteView;
use super::form::proof_words;

/// The answer to a question.
pub(super) struct ResultView {
    /// What is paid, and to how many.
    pub(super) lead: String,
    /// How several share.
    pub(super) shares: Option<String>,
    /// Who is proposed to receive the money.
    pub(super) payee: Option<String>,
    /// Everybody.
    pub(super) people: Vec<PersonView>,
    /// What must be had before money is paid.
    pub(super) needs: Vec<NoteView>,
    /// What should be known.
    pub(super) warnings: Vec<String>,
    /// The article of the order.
    pub(super) law: String,
}

/// What the order says of one person.
pub(super) struct PersonView {
    /// `in`, `waits` or `out`.
    pub(super) class: &'static str,
    /// The class of the tag.
    pub(super) tag: &'static str,
    /// The standing in words.
    pub(super) standing: String,
    /// Who: the row of the form.
    pub(super) name: String,
    /// The relation.
    pub(super) relation: String,
    /// The rule, its article, and what would help.
    pub(super) note: NoteView,
    /// The part, of an heir.
    pub(super) share: Option<String>,
    /// Who acts for a minor.
    pub(super) guardian: Option<String>,
    /// Documents that are missing.
    pub(super) missing: Vec<String>,
}

/// A determination as it is shown.
pub(super) fn view(found: &Determination, request: &HeirRequest, words: Words) -> ResultView {
    let several = found.heirs.len() > 1;
    let lead = match (found.payable, several) {
        (Payable::Full, false) => "calc-heirs-one",
        (Payable::Full, true) => "calc-heirs-several",
        (Payable::FuneralOnly, _) => "calc-heirs-funeral",
        (Payable::Nothing, _) => "calc-heirs-nobody",
    };
    let open = several && found.heirs.iter().any(|heir| heir.share.is_none());
    let payee = found.payee.as_ref().filter(|_| several);
    ResultView {
        lead: words.t(lead),
        shares: open.then(|| words.t("calc-heirs-open")),
        payee: payee.map(|payee| words.t1("calc-heirs-payee", "name", name_of(request, &payee.id))),
        people: found.people.iter().map(|person| person_view(found, person, request, words)).collect(),
        needs: found.needs.iter().map(|need| need_view(need, words)).collect(),
        warnings: found.warnings.iter().map(|text| sentence(&words.of_text(text))).collect(),
        law: article(&found.law, words),
    }
}

fn name_of(request: &HeirRequest, id: &str) -> String {
    request.relatives.iter().find(|person| person.id == id).map(|person| person.name.clone()).unwrap_or_default()
}

fn need_view(need: &Need, words: Words) -> NoteView {
    NoteView::new(&need.message, None, &need.law, need.confidence, words)
}

fn person_view(found: &Determination, person: &PersonStanding, request: &HeirRequest, words: Words) -> PersonView {
    let (class, tag) = match person.standing {
        Standing::In => ("in", "done"),
        Standing::Waits => ("waits", "soon"),
        Standing::Out => ("out", "idle"),
    };
    let heir = found.heirs.iter().find(|heir| heir.id == person.id);
    let relation = request.relatives.iter().find(|it| it.id == person.id).map(|it| it.relation.as_str());
    PersonView {
        class,
        tag,
        standing: words.t(&format!("calc-standing-{class}")),
        name: name_of(request, &person.id),
        relation: words.t(&format!("relation-{}", relation.unwrap_or_default())),
        note: NoteView::new(&person.because, person.remedy.as_ref(), &person.law, person.confidence, words),
        share: heir.map(|heir| share(heir, words)),
        guardian: heir.and_then(|heir| guardian(heir, request, words)),
        missing: person.proofs_missing.iter().map(|kind| proof_words(kind, words)).collect(),
    }
}

fn share(heir: &Heir, words: Words) -> String {
    match heir.share {
        Some(crate::law::Share::WHOLE) => words.t("fam-heirs-all"),
        Some(part) => words.t1("fam-heirs-part", "part", part.to_string()),
        None => words.t("fam-heirs-by-agreement"),
    }
}

fn guardian(heir: &Heir, request: &HeirRequest, words: Words) -> Option<String> {
    let unknown = words.t("fam-heirs-guardian-wanted");
    match &heir.guardian {
        _ if !heir.guardian_required => None,
        Some(Guardian { id: Some(id), basis: GuardianBasis::SurvivingParent }) => {
            Some(words.t1("fam-heirs-through", "name", name_of(request, id)))
        }
        _ => Some(unknown),
    }
}
