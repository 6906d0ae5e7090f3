//! The picture as data: rectangles, lines and words with their places, before they are written as SVG.

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rect {
    /// Its left edge.
    pub(super) x: i32,
    /// Its upper edge.
    pub(super) y: i32,
    /// How wide it is.
    pub(super) width: i32,
    /// How high it is.
    pub(super) height: i32,
}

impl Rect {
    /// Its right edge.
    pub(super) fn right(self) -> i32 {
        self.x + self.width
    }

    /// Its lower edge.
    pub(super) fn bottom(self) -> i32 {
        self.y + self.height
    }
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// The name of the whole.
    Heading,
    /// The title of a state.
    Title,
    /// The title of a step.
    Step,
    /// Whose turn, until when, who may.
    Note,
    /// The name of a state in the file, and other small print.
    Small,
}

impl Voice {
    /// The size of its letters.
    pub(super) fn size(self) -> i32 {
        match self {
            Self::Heading => 20,
            Self::Title => 16,
            Self::Step | Self::Note => 13,
            Self::Small => 12,
        }
    }

    /// Whether it is bold.
    pub(super) fn bold(self) -> bool {
        matches!(self, Self::Heading | Self::Title | Self::Step)
    }

    /// From one line to the next.
    pub(super) fn leading(self) -> i32 {
        self.size() + 4
    }

    /// Its class.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Heading => "diagram-heading",
            Self::Title => "diagram-title",
            Self::Step => "diagram-step",
            Self::Note => "diagram-note",
            Self::Small => "diagram-small",
        }
    }
}

/// Lines of words, one below the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// Each line with how it looks.
    pub(super) lines: Vec<(String, Voice)>,
}

impl Words {
    /// Adds a text, broken into lines of at most `room`.
    pub(super) fn add(&mut self, text: &str, voice: Voice, room: i32) {
        let lines = super::letters::wrap(text, voice.size(), voice.bold(), room);
        self.lines.extend(lines.into_iter().map(|line| (line, voice)));
    }

    /// How wide the widest line is.
    pub(super) fn width(&self) -> i32 {
        let wide = |(line, voice): &(String, Voice)| super::letters::width(line, voice.size(), voice.bold());
        self.lines.iter().map(wide).max().unwrap_or_default()
    }

    /// How high the lines are together.
    pub(super) fn height(&self) -> i32 {
        self.lines.iter().map(|(_, voice)| voice.leading()).sum()
    }
}

/// Words at their place; `y` is their upper edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The left edge, or the right one.
    pub(super) x: i32,
    /// The upper edge.
    pub(super) y: i32,
    /// Whether `x` is the right edge.
    pub(super) ends_at_x: bool,
    /// What it says.
    pub(super) words: Words,
}

/// What part a state plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// On the way; its number.
    Way(usize),
    /// Beside the way.
    Beside,
}

/// A state as a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StateBox {
    /// Its name in the file.
    pub(super) name: String,
    /// Where it is.
    pub(super) rect: Rect,
    /// What part it plays.
    pub(super) part: Part,
    /// Whether the procedure ends there.
    pub(super) end: bool,
    /// Where its words begin.
    pub(super) words_x: i32,
    /// What it says.
    pub(super) words: Words,
}

/// What a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// On the way.
    Forward,
    /// Between states of the way, back or past some.
    Jump,
    /// Off the way.
    Off,
    /// From beside the way to where it goes on.
    Back,
}

/// A point.
pub(super) type Point = (i32, i32);

/// Where an arrowhead points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// Down.
    Down,
    /// To the right.
    Right,
}

/// One step, or several gathered: lines, joints where lines meet, and heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Arrow {
    /// What it means.
    pub(super) kind: Kind,
    /// Lines from point to point.
    pub(super) lines: Vec<Vec<Point>>,
    /// Where lines meet: elsewhere they only cross.
    pub(super) joints: Vec<Point>,
    /// Tips of arrowheads.
    pub(super) heads: Vec<(Point, Head)>,
}

/// The whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Picture {
    /// How wide it is.
    pub(super) width: i32,
    /// How high it is.
    pub(super) height: i32,
    /// The states.
    pub(super) boxes: Vec<StateBox>,
    /// The steps.
    pub(super) arrows: Vec<Arrow>,
    /// Words outside of boxes.
    pub(super) labels: Vec<Label>,
}

impl Picture {
    /// Moves all of it to the right.
    pub(super) fn shift(&mut self, by: i32) {
        for state in &mut self.boxes {
            state.rect.x += by;
            state.words_x += by;
        }
        for label in &mut self.labels {
            label.x += by;
        }
        for arrow in &mut self.arrows {
            let heads = arrow.heads.iter_mut().map(|(point, _)| point);
            for point in arrow.lines.iter_mut().flatten().chain(&mut arrow.joints).chain(heads) {
                point.0 += by;
            }
        }
    }

    /// How far it reaches to the right.
    pub(super) fn right(&self) -> i32 {
        let boxes = self.boxes.iter().map(|state| state.rect.right());
        let labels =
            self.labels.iter().map(|label| if label.ends_at_x { label.x } else { label.x + label.words.width() });
        boxes.chain(labels).max().unwrap_or_default()
    }

    /// How far it reaches down.
    pub(super) fn bottom(&self) -> i32 {
        let boxes = self.boxes.iter().map(|state| state.rect.bottom());
        let labels = self.labels.iter().map(|label| label.y + label.words.height());
        boxes.chain(labels).max().unwrap_or_default()
    }
}
