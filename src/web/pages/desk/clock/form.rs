//! The forms that change a clock: what each asks, what stands against it, and what was sent read as a command.

use crate::claim::{Command, Refused};
use crate::desk::ClockDeeds;
use crate::law::clock::{Span, Unit};
use crate::law::{FieldError, Text};
use crate::words::Words;

use super::super::super::field::{FieldView, told};
use super::super::super::form::Sent;
use super::super::super::problems::{Problems, law_words};
use super::super::claim::{RefusalView, refusal_views};

/// Characters of a reason.
const REASON_CHARACTERS_MAX: u32 = 2000;

/// What is done to a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// It stops.
    Stop,
    /// It goes on.
    Resume,
    /// Time is added.
    Extend,
}

impl Deed {
    /// Everything that can be done.
    pub(super) const ALL: [Self; 3] = [Self::Stop, Self::Resume, Self::Extend];

    /// The word for it in forms, and the start of its fields' names.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Resume => "resume",
            Self::Extend => "extend",
        }
    }

    /// The deed of a form.
    pub(super) fn of(sent: &Sent) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| sent.get("do") == Some(deed.word()))
    }

    /// The names of its fields.
    pub(super) fn names(self) -> &'static [&'static str] {
        match self {
            Self::Stop => &["stop_reason", "stop_review"],
            Self::Resume => &["resume_note"],
            Self::Extend => &["extend_amount", "extend_unit", "extend_reason"],
        }
    }

    /// What is to be done, as it was sent.
    ///
    /// # Errors
    /// An amount that is no number, a day that is no date.
    pub(super) fn command(self, sent: &Sent) -> Result<Command, Problems> {
        let text = |name: &str| sent.filled(name).unwrap_or_default().to_owned();
        Ok(match self {
            Self::Stop => {
                let review_on = sent.date("stop_review").map_err(|_| no_date())?;
                Command::SuspendClock { reason: text("stop_reason"), review_on }
            }
            Self::Resume => Command::ResumeClock { note: sent.filled("resume_note").map(str::to_owned) },
            Self::Extend => {
                let amount = text("extend_amount").parse::<u32>().map_err(|_| no_number())?;
                let unit = UNITS.into_iter().find(|unit| sent.get("extend_unit") == Some(unit.name()));
                let span = Span { amount, unit: unit.unwrap_or(Unit::WorkingDays) };
                Command::ExtendDeadline { span, reason: text("extend_reason") }
            }
        })
    }

    /// What was wrong with it, at the fields of its form.
    pub(super) fn named(self, problems: Problems) -> Problems {
        let at = |error: FieldError| {
            let name = match (self, error.field.as_str()) {
                (Self::Stop, "reason") => "stop_reason",
                (Self::Stop, "review_on") => "stop_review",
                (Self::Resume, "note") => "resume_note",
                (Self::Extend, "reason") => "extend_reason",
                (Self::Extend, "span") => "extend_amount",
                (_, other) => other,
            };
            FieldError { field: name.to_owned(), ..error }
        };
        Problems { fields: problems.fields.into_iter().map(at).collect(), ..problems }
    }
}

/// In what time is added.
const UNITS: [Unit; 3] = [Unit::WorkingDays, Unit::CalendarDays, Unit::ClockHours];

fn no_number() -> Problems {
    Problems::field("extend_amount", "not_a_number", Text::new("Isi dengan angka.", "Write a number."))
}

fn no_date() -> Problems {
    let text = Text::new("Ini bukan tanggal. Contoh: 4 12 2026.", "This is no date. Example: 4 12 2026.");
    Problems::field("stop_review", "wrong_value", text)
}

/// A form.
pub(super) struct DeedForm {
    /// What is done, as a word.
    pub(super) word: &'static str,
    /// What is done.
    pub(super) title: String,
    /// What follows from it.
    pub(super) lead: String,
    /// Its fields; none where it may not be done and nothing was typed.
    pub(super) fields: Vec<FieldView>,
    /// What stands against it.
    pub(super) refusals: Vec<RefusalView>,
}

/// The forms for a reader. Stopping and going on are one switch: what does not apply is left out, unless somebody wrote
/// in it before it came so. Once its review has come a clock that stands still may be stopped anew.
pub(super) fn forms(deeds: &ClockDeeds, sent: &Sent, problems: &Problems, words: Words) -> Vec<DeedForm> {
    let still = deeds.stops.last().is_some_and(|stop| stop.until.is_none());
    let view = |deed: Deed| {
        let typed = deed.names().iter().any(|name| *name != "extend_unit" && sent.filled(name).is_some());
        let applies = match deed {
            Deed::Stop => !still || deeds.review_has_come,
            Deed::Resume => still,
            Deed::Extend => true,
        };
        if !applies && !typed {
            return None;
        }
        let against = match deed {
            Deed::Stop => &deeds.no_stop,
            Deed::Resume => &deeds.no_resume,
            Deed::Extend => &deeds.no_extension,
        };
        let refusals = against.as_ref().map(|refused| stands_against(refused, words)).unwrap_or_default();
        let open = refusals.is_empty() || typed;
        Some(DeedForm {
            word: deed.word(),
            title: words.t(&format!("clock-{}", deed.word())),
            lead: words.t(&format!("clock-{}-lead", deed.word())),
            fields: if open { told(fields(deed, sent, words), problems, words) } else { Vec::new() },
            refusals,
        })
    };
    Deed::ALL.into_iter().filter_map(view).collect()
}

/// Why not, by which rule, and what would help.
fn stands_against(refused: &Refused, words: Words) -> Vec<RefusalView> {
    match refused {
        Refused::Rules(refusals) => refusal_views(refusals, words),
        Refused::NotAllowed(why) => vec![RefusalView {
            message: words.of_text(why),
            law: law_words("office", words),
            remedy: words.t("clock-ask-supervisor"),
        }],
        // What is still empty is no reason against asking for it.
        _ => Vec::new(),
    }
}

fn fields(deed: Deed, sent: &Sent, words: Words) -> Vec<FieldView> {
    let typed = |name: &str| sent.get(name).unwrap_or_default();
    let area = |name: &str| {
        let label = words.t(&format!("clock-{}", name.replace('_', "-")));
        FieldView::area(name, label, typed(name), REASON_CHARACTERS_MAX)
    };
    match deed {
        Deed::Stop => vec![
            area("stop_reason").required().help(words.t("clock-reason-help")),
            FieldView::date("stop_review", words.t("clock-stop-review"), sent).help(words.t("clock-stop-review-help")),
        ],
        Deed::Resume => vec![area("resume_note")],
        Deed::Extend => {
            let units = UNITS.map(|unit| (unit.name().to_owned(), words.t(&format!("clock-unit-{}", unit.name()))));
            vec![
                FieldView::digits("extend_amount", words.t("clock-extend-amount"), typed("extend_amount"))
                    .required()
                    .at_most(3),
                FieldView::select("extend_unit", words.t("clock-extend-unit"), units, typed("extend_unit")).required(),
                area("extend_reason").required().help(words.t("clock-reason-help")),
            ]
        }
    }
}
