//! The whole page.

use std::fmt::Write as _;

use crate::law::{Language, Text};

use super::super::diagram::{in_order, say};
use super::super::names::{ActionName, StateName};
use super::super::procedure::{Procedure, UniquePer};
use super::super::state::Action;
use super::markdown::{code, plain};
use super::{papers, states, steps};

/// What the parts of the page look at.
pub(super) struct Reader<'a> {
    /// The procedure.
    pub(super) procedure: &'a Procedure,
    /// The language of the page.
    pub(super) language: Language,
    /// The states, those on the usual way first.
    pub(super) states: Vec<StateName>,
    /// How many of them are on the usual way.
    pub(super) on_way: usize,
}

impl Reader<'_> {
    /// One of two wordings.
    pub(super) fn say(&self, id: &'static str, en: &'static str) -> &'static str {
        say(self.language, id, en)
    }

    /// Words of the definition.
    pub(super) fn words(&self, text: &Text) -> String {
        plain(text.get(self.language))
    }

    /// The article that something stands on.
    pub(super) fn law(&self, law: &str) -> String {
        if law == "office" { self.say("aturan kantor", "the office's own rule").to_owned() } else { plain(law) }
    }

    /// The steps out of a state, the one that leads on first.
    pub(super) fn steps_out(&self, at: usize) -> Vec<(&ActionName, &Action)> {
        let state = self.states.get(at).and_then(|name| self.procedure.states.get(name));
        let mut steps: Vec<_> = state.into_iter().flat_map(|state| &state.actions).collect();
        steps.sort_by_key(|(_, action)| self.states.get(at + 1) != Some(&action.to));
        steps
    }

    /// The number of a state on the page; of one that is missing, its name.
    pub(super) fn number(&self, state: &StateName) -> String {
        let at = self.states.iter().position(|known| known == state);
        at.map_or_else(|| code(state.as_str()), |at| (at + 1).to_string())
    }
}

/// One procedure in words.
pub fn explain(procedure: &Procedure, language: Language) -> String {
    one(procedure, language, None)
}

/// All of these procedures on one page, each with its picture beside the page.
pub fn explain_all<'a>(procedures: impl IntoIterator<Item = &'a Procedure>, language: Language) -> String {
    let mut page = say(
        language,
        "<!-- Dibuat dari workflows/ oleh `santun workflow explain`. -->\n\n",
        "<!-- Made of workflows/ by `santun workflow explain`. -->\n\n",
    )
    .to_owned();
    for procedure in procedures {
        page.push_str(&one(procedure, language, Some(&format!("{}.svg", procedure.name))));
        page.push('\n');
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

fn one(procedure: &Procedure, language: Language, picture: Option<&str>) -> String {
    let (way, beside) = in_order(procedure);
    let on_way = way.len();
    let reader = Reader { procedure, language, states: way.into_iter().chain(beside).collect(), on_way };
    let title = reader.words(&procedure.title);
    let mut page = format!("# {title}\n\n");
    let _ = writeln!(
        page,
        "{}, {} {}, {} {}. {}\n",
        code(procedure.name.as_str()),
        reader.say("versi", "version"),
        procedure.version,
        reader.say("untuk laporan sejak", "for reports since"),
        procedure.effective_from,
        unique(&reader),
    );
    if let Some(picture) = picture {
        let _ = writeln!(page, "![{title}]({picture})\n");
    }
    page.push_str(&states::table_of(&reader));
    page.push_str(&steps::table_of(&reader));
    page.push_str(&papers::table_of(&reader));
    page
}

fn unique(reader: &Reader<'_>) -> &'static str {
    match reader.procedure.unique_per {
        UniquePer::Participant => reader.say("Satu klaim untuk setiap peserta.", "One claim for each participant."),
        UniquePer::ParticipantAndEvent => {
            reader.say("Satu klaim untuk setiap peserta dan kejadian.", "One claim for each participant and event.")
        }
        UniquePer::Beneficiary => {
            reader.say("Satu klaim untuk setiap orang yang berhak.", "One claim for each person entitled.")
        }
    }
}
