//! The papers: when each is wanted, of whom, and by which law. What is only welcome is named below.

use std::fmt::Write as _;

use super::super::diagram::role;
use super::super::document::DocumentSpec;
use super::super::names::DocumentKind;
use super::conditions::{check, person};
use super::markdown::{BREAK, code, table};
use super::page::Reader;

/// The table of the papers that may be wanted.
pub(super) fn table_of(reader: &Reader<'_>) -> String {
    let head = [
        reader.say("Surat", "Paper"),
        reader.say("Diminta", "Wanted"),
        reader.say("Tempat; biaya", "Where; cost"),
        reader.say("Dari", "Sent by"),
        reader.say("Dasar", "Law"),
    ];
    let (wanted, welcome): (Vec<_>, Vec<_>) =
        reader.procedure.documents.iter().partition(|(_, document)| !wanted(reader, document).is_empty());
    let rows: Vec<Vec<String>> = wanted_rows(reader, &wanted);
    let mut part = format!("## {}\n\n{}", reader.say("Surat", "Papers"), table(&head, &rows));
    if !welcome.is_empty() {
        let titles: Vec<String> = welcome.iter().map(|(_, document)| reader.words(&document.title)).collect();
        let welcome = reader.say("Boleh dikirim, tidak pernah diwajibkan", "Welcome, but never required");
        let _ = writeln!(part, "{welcome}: {}.", titles.join("; "));
    }
    part
}

fn wanted_rows(reader: &Reader<'_>, documents: &[(&DocumentKind, &DocumentSpec)]) -> Vec<Vec<String>> {
    let row = |kind: &str, document: &DocumentSpec| {
        let from: Vec<&str> = document.from.iter().map(|one| role(*one, reader.language)).collect();
        vec![
            format!("{} {}", reader.words(&document.title), code(kind)),
            wanted(reader, document).join(BREAK),
            hints(reader, document),
            from.join(", "),
            reader.law(&document.law),
        ]
    };
    documents.iter().map(|(kind, document)| row(kind.as_str(), document)).collect()
}

/// Where the family gets a paper and what it costs, as they read it.
fn hints(reader: &Reader<'_>, document: &DocumentSpec) -> String {
    let hints = [&document.place, &document.cost].into_iter().flatten();
    hints.map(|hint| reader.words(&hint.said())).collect::<Vec<_>>().join("; ")
}

/// When a paper is wanted of the claim, and of which people.
fn wanted(reader: &Reader<'_>, document: &DocumentSpec) -> Vec<String> {
    let mut wanted = Vec::new();
    if document.always {
        wanted.push(reader.say("selalu", "always").to_owned());
    }
    if let Some(when) = &document.required_when {
        wanted.push(format!("{} {}", reader.say("bila", "when"), check(reader, when)));
    }
    if !document.required_of.is_empty() {
        let people: Vec<String> = document.required_of.iter().map(|one| person(reader, one)).collect();
        wanted.push(format!(
            "{} {}",
            reader.say("dari setiap orang:", "of everybody who is"),
            people.join(reader.say(" dan ", " and "))
        ));
    }
    wanted
}
