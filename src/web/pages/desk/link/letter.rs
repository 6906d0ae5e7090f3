//! The letter with the code, in the language of whom it is for, whatever the caseworker reads: one sheet of paper.

use std::collections::BTreeMap;

use askama::Template;

use crate::claim::{FamilyLinkKind, PersonId};
use crate::desk::{Case, FamilyLink, PaperStanding};
use crate::law::Language;
use crate::words::{Words, shown};
use crate::workflow::{DocumentKind, Role};

use super::super::super::page::{Face, Frame, PageResult, page};
use super::super::super::spoken;
use super::super::super::visit::Visit;
use super::message::message;
use super::qr::{Qr, qr};

/// Letters of an address that stand together, so that it can be typed by hand.
const GROUP: usize = 4;

#[derive(Template)]
#[template(path = "desk/link/letter.html")]
struct LetterPage {
    f: Frame,
    /// The words of the letter.
    l: Words,
    /// Its language, `id` or `en`.
    lang: &'static str,
    number: String,
    whom: String,
    name: String,
    address: String,
    /// The address before its token, and its token in groups.
    host: String,
    groups: Vec<String>,
    until: String,
    printed: bool,
    code: Option<Qr>,
    message: String,
    papers: Vec<Wanted>,
    hours: String,
}

/// A paper that is still wanted: a box to tick.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wanted {
    title: String,
    /// Of whom, where it is wanted of persons.
    of: String,
    /// Where it comes from and what it costs.
    help: String,
}

/// Shows a link that was just made.
pub(super) fn letter(
    visit: &Visit,
    case: &Case,
    link: &FamilyLink,
    person: PersonId,
    kind: FamilyLinkKind,
    public_url: &str,
) -> PageResult {
    let person = case.claim.person(person);
    let language: Language = person.and_then(|person| person.details.language).unwrap_or_default();
    let l = Words::of(language);
    let address = format!("{public_url}{}", link.path);
    let number = case.claim.number.to_string();
    let shown_host = public_url.split_once("://").map_or(public_url, |(_, host)| host);
    page(&LetterPage {
        f: Frame::new(visit, Face::Desk, visit.words().t1("link-made-title", "name", link.name.as_str())),
        host: format!("{shown_host}/m/"),
        groups: groups(&link.token),
        until: shown::long_moment(link.expires_at, language),
        printed: kind == FamilyLinkKind::Printed,
        code: qr(&address),
        lang: language.code(),
        message: message((&link.name, language), &number, &address, link.expires_at, &visit.office),
        papers: wanted(case, l),
        hours: l.of_text(&visit.office.hours),
        whom: spoken::whom(case, "whom", l),
        name: link.name.clone(),
        l,
        number,
        address,
    })
}

fn groups(token: &str) -> Vec<String> {
    let letters: Vec<char> = token.chars().collect();
    letters.chunks(GROUP).map(|group| group.iter().collect()).collect()
}

/// What the family still has to bring, each kind once.
fn wanted(case: &Case, words: Words) -> Vec<Wanted> {
    let mut kinds: BTreeMap<&DocumentKind, Vec<&str>> = BTreeMap::new();
    let open = |standing| matches!(standing, PaperStanding::Missing | PaperStanding::Refused);
    for paper in case.papers.iter().filter(|paper| open(paper.standing)) {
        let person = paper.person.and_then(|id| case.claim.person(id));
        // The paper of the one who died is named too where it is wanted of others as well.
        let name = person.map_or(case.participant.name.as_str(), |person| person.details.name.as_str());
        kinds.entry(&paper.kind).or_default().push(name);
    }
    let of_family = |kind: &DocumentKind| {
        let spec = case.procedure.documents.get(kind);
        spec.filter(|spec| spec.from.contains(&Role::Heir))
    };
    let view = |(kind, names): (&DocumentKind, Vec<&str>)| {
        let spec = of_family(kind)?;
        let of_persons = !spec.required_of.is_empty();
        Some(Wanted {
            title: words.of_text(&spec.title),
            of: if of_persons { names.join(", ") } else { String::new() },
            help: words.of_text(&spec.help),
        })
    };
    kinds.into_iter().filter_map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn a_token_stands_in_groups() {
        assert_eq!(groups("AAAABBBBCC"), ["AAAA", "BBBB", "CC"]);
        assert!(groups("").is_empty());
    }
}
