//! A field of a form as it is shown: its label, help, what was typed, and what is wrong with it. One template draws
//! every kind, so that all forms look, read and fail alike.

use crate::law::Language;
use crate::words::Words;

use super::form::{Sent, SentDate};
use super::problems::Problems;

/// Characters that a line may hold where nothing else is said.
const LINE_CHARACTERS_MAX: u32 = 200;

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) struct FieldView {
    /// Its name in the form; its `id` too.
    pub(in crate::web) name: String,
    /// Its label.
    pub(in crate::web) label: String,
    /// What helps to fill it in.
    pub(in crate::web) help: Option<String>,
    /// What is wrong with what was typed.
    pub(in crate::web) wrong: Option<String>,
    /// Whether it must be filled in; the others are marked, for they are fewer.
    pub(in crate::web) required: bool,
    /// How it is filled in.
    pub(in crate::web) control: Control,
}

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) enum Control {
    /// One line.
    Line(Line),
    /// Several lines.
    Area(Area),
    /// A date, in three boxes.
    Date(SentDate),
    /// A month of a year, in two boxes.
    Month(SentDate),
    /// One of a few, all in sight.
    Choice(Vec<OptionView>),
    /// One of many, folded.
    Select(Vec<OptionView>),
    /// Any of a few, all in sight.
    Ticks(Vec<OptionView>),
    /// Yes, or nothing.
    Tick {
        /// Whether it is ticked.
        checked: bool,
    },
    /// A file.
    File(FileBox),
}

/// One line to be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) struct Line {
    /// `text`, `email`, `tel`, `password`, `search`.
    pub(in crate::web) kind: &'static str,
    /// What was typed; never a password.
    pub(in crate::web) value: String,
    /// Which keyboard a phone shows: `text`, `numeric`, `email`, `tel`.
    pub(in crate::web) keyboard: &'static str,
    /// What the browser may fill in by itself (WCAG 1.3.5).
    pub(in crate::web) autocomplete: &'static str,
    /// Characters at most.
    pub(in crate::web) max: u32,
}

/// Several lines to be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) struct Area {
    /// What was typed.
    pub(in crate::web) value: String,
    /// Characters at most.
    pub(in crate::web) max: u32,
}

/// A file to be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) struct FileBox {
    /// The types that are taken, as the browser wants them.
    pub(in crate::web) accept: &'static str,
    /// Whether the browser shall open the camera at once.
    pub(in crate::web) camera: bool,
}

/// One of the options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) struct OptionView {
    /// Its value.
    pub(in crate::web) value: String,
    /// What it says.
    pub(in crate::web) label: String,
    /// Whether it is chosen.
    pub(in crate::web) chosen: bool,
}

/// The types of papers that are taken.
pub(in crate::web) const PAPERS: &str =
    "image/jpeg,image/png,image/webp,image/heic,image/heif,image/tiff,application/pdf";

impl FieldView {
    /// A field of one line.
    pub(in crate::web) fn line(name: &str, label: impl Into<String>, value: &str) -> Self {
        let line = Line {
            kind: "text",
            value: value.to_owned(),
            keyboard: "text",
            autocomplete: "off",
            max: LINE_CHARACTERS_MAX,
        };
        Self::new(name, label, Control::Line(line))
    }

    /// A field of one line for digits.
    pub(in crate::web) fn digits(name: &str, label: impl Into<String>, value: &str) -> Self {
        Self::line(name, label, value).typed("text", "numeric", "off")
    }

    /// A field of several lines.
    pub(in crate::web) fn area(name: &str, label: impl Into<String>, value: &str, max: u32) -> Self {
        Self::new(name, label, Control::Area(Area { value: value.to_owned(), max }))
    }

    /// A date, with what was typed.
    pub(in crate::web) fn date(name: &str, label: impl Into<String>, sent: &Sent) -> Self {
        Self::new(name, label, Control::Date(sent.date_boxes(name)))
    }

    /// A month, with what was typed.
    pub(in crate::web) fn month(name: &str, label: impl Into<String>, sent: &Sent) -> Self {
        Self::new(name, label, Control::Month(sent.date_boxes(name)))
    }

    /// One of a few options, all in sight.
    pub(in crate::web) fn choice(
        name: &str,
        label: impl Into<String>,
        options: impl IntoIterator<Item = (String, String)>,
        chosen: &str,
    ) -> Self {
        Self::new(name, label, Control::Choice(option_views(options, chosen)))
    }

    /// One of many options, folded. An empty value stands for none of them.
    pub(in crate::web) fn select(
        name: &str,
        label: impl Into<String>,
        options: impl IntoIterator<Item = (String, String)>,
        chosen: &str,
    ) -> Self {
        Self::new(name, label, Control::Select(option_views(options, chosen)))
    }

    /// Boxes to tick, any of them.
    pub(in crate::web) fn ticks(
        name: &str,
        label: impl Into<String>,
        options: impl IntoIterator<Item = (String, String)>,
        sent: &Sent,
    ) -> Self {
        let ticked = |value: &str| sent.pairs().iter().any(|(key, ticked)| key == name && ticked == value);
        let view = |(value, label): (String, String)| OptionView { chosen: ticked(&value), value, label };
        Self::new(name, label, Control::Ticks(options.into_iter().map(view).collect()))
    }

    /// A box to tick.
    pub(in crate::web) fn tick(name: &str, label: impl Into<String>, checked: bool) -> Self {
        Self::new(name, label, Control::Tick { checked })
    }

    /// A file to choose; with `camera`, to be photographed.
    pub(in crate::web) fn file(name: &str, label: impl Into<String>, camera: bool) -> Self {
        let accept = if camera { "image/*" } else { PAPERS };
        Self::new(name, label, Control::File(FileBox { accept, camera }))
    }

    fn new(name: &str, label: impl Into<String>, control: Control) -> Self {
        Self { name: name.to_owned(), label: label.into(), help: None, wrong: None, required: false, control }
    }

    /// The same with help.
    pub(in crate::web) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same, and it must be filled in.
    pub(in crate::web) fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same, must be filled in if so.
    pub(in crate::web) fn required_if(mut self, required: bool) -> Self {
        self.required = required;
        self
    }

    /// A line of another kind: its type, its keyboard, and what the browser may fill in.
    pub(in crate::web) fn typed(
        mut self,
        kind: &'static str,
        keyboard: &'static str,
        autocomplete: &'static str,
    ) -> Self {
        if let Control::Line(line) = &mut self.control {
            (line.kind, line.keyboard, line.autocomplete) = (kind, keyboard, autocomplete);
        }
        self
    }

    /// The same with at most so many characters.
    pub(in crate::web) fn at_most(mut self, characters: u32) -> Self {
        if let Control::Line(Line { max, .. }) | Control::Area(Area { max, .. }) = &mut self.control {
            *max = characters;
        }
        self
    }

    /// The same with what is wrong with it.
    pub(in crate::web) fn told(mut self, problems: &Problems, words: Words) -> Self {
        self.wrong = problems.at(&self.name, words);
        self
    }

    /// The field as one line, if it is one; for the template that draws it.
    pub(in crate::web) fn as_line(&self) -> Option<&Line> {
        match &self.control {
            Control::Line(it) => Some(it),
            _ => None,
        }
    }

    /// The field as several lines, if it is one; for the template that draws it.
    pub(in crate::web) fn as_area(&self) -> Option<&Area> {
        match &self.control {
            Control::Area(it) => Some(it),
            _ => None,
        }
    }

    /// The field as a date, if it is one; for the template that draws it.
    pub(in crate::web) fn as_date(&self) -> Option<&SentDate> {
        match &self.control {
            Control::Date(it) => Some(it),
            _ => None,
        }
    }

    /// The field as a month, if it is one; for the template that draws it.
    pub(in crate::web) fn as_month(&self) -> Option<&SentDate> {
        match &self.control {
            Control::Month(it) => Some(it),
            _ => None,
        }
    }

    /// The field as boxes to tick, if it is some; for the template that draws them.
    pub(in crate::web) fn as_ticks(&self) -> Option<&[OptionView]> {
        match &self.control {
            Control::Ticks(it) => Some(it),
            _ => None,
        }
    }

    /// The field as a choice, if it is one; for the template that draws it.
    pub(in crate::web) fn as_choice(&self) -> Option<&[OptionView]> {
        match &self.control {
            Control::Choice(it) => Some(it),
            _ => None,
        }
    }

    /// The field as a folded choice, if it is one; for the template that draws it.
    pub(in crate::web) fn as_select(&self) -> Option<&[OptionView]> {
        match &self.control {
            Control::Select(it) => Some(it),
            _ => None,
        }
    }

    /// The field as a file, if it is one; for the template that draws it.
    pub(in crate::web) fn as_file(&self) -> Option<&FileBox> {
        match &self.control {
            Control::File(it) => Some(it),
            _ => None,
        }
    }

    /// Whether a box to tick is ticked, if the field is one.
    pub(in crate::web) fn as_tick(&self) -> Option<bool> {
        match self.control {
            Control::Tick { checked } => Some(checked),
            _ => None,
        }
    }

    /// What describes the field to a reader's program: its help and what is wrong.
    pub(in crate::web) fn described_by(&self) -> String {
        let help = self.help.as_ref().map(|_| format!("{}-help", self.name));
        let wrong = self.wrong.as_ref().map(|_| format!("{}-wrong", self.name));
        help.into_iter().chain(wrong).collect::<Vec<_>>().join(" ")
    }
}

fn option_views(options: impl IntoIterator<Item = (String, String)>, chosen: &str) -> Vec<OptionView> {
    let view = |(value, label): (String, String)| OptionView { chosen: value == chosen, value, label };
    options.into_iter().map(view).collect()
}

/// Tells every field what is wrong with it.
pub(in crate::web) fn told(fields: Vec<FieldView>, problems: &Problems, words: Words) -> Vec<FieldView> {
    fields.into_iter().map(|field| field.told(problems, words)).collect()
}

/// Yes and no as options of a choice.
pub(in crate::web) fn yes_or_no(words: Words) -> Vec<(String, String)> {
    let (yes, no) = match words.language() {
        Language::Id => ("Ya", "Tidak"),
        Language::En => ("Yes", "No"),
    };
    vec![("true".to_owned(), yes.to_owned()), ("false".to_owned(), no.to_owned())]
}
