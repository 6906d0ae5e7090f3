//! Writes the picture as SVG.

use std::fmt::Write as _;

use crate::law::Language;

use super::super::procedure::Procedure;
use super::branches::spread;
use super::describe::describe;
use super::layout::{MARK, NUMBER, PADDING, lay_out};
use super::picture::{Arrow, Head, Kind, Label, Part, Picture, Point, StateBox, Words};
use super::walked::{PathStep, Standing, Walked, path};
use super::words::say;

const STYLE: &str = include_str!("style.css");

/// Where the colours come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dress {
    /// A file of its own: it brings its style sheet, for light and dark.
    Standalone,
    /// Part of a page, whose style sheet knows the classes. Without one it is drawn in the colour of the text.
    Embedded,
}

/// The style sheet of a standalone picture, exactly as it stands in its `style` element: for the hash that permits it,
/// and for pages that hold a picture.
pub fn style_sheet() -> &'static str {
    STYLE
}

/// A procedure as a complete SVG, with the way of a claim if one is given. No two of different procedures share an id.
pub fn diagram(procedure: &Procedure, language: Language, walked: Option<&Walked>, dress: Dress) -> String {
    let procedure = &spread(procedure);
    let picture = lay_out(procedure, language);
    let path = walked.map(|walked| path(procedure, &walked.current, &walked.visited)).unwrap_or_default();
    let mut svg = Svg { text: String::new(), path: &path, marked: walked.is_some() };
    svg.open(&picture, procedure, language, dress);
    for arrow in &picture.arrows {
        svg.arrow(arrow);
    }
    for state in &picture.boxes {
        svg.state(state);
    }
    for label in &picture.labels {
        svg.label(label);
    }
    svg.text.push_str("</svg>\n");
    svg.text
}

/// Text as XML may hold it.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // XML has no way at all to write these.
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                escaped.push('\u{fffd}');
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}

struct Svg<'a> {
    text: String,
    path: &'a [PathStep],
    marked: bool,
}

impl Svg<'_> {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.text.write_fmt(line);
        self.text.push('\n');
    }

    fn open(&mut self, picture: &Picture, procedure: &Procedure, language: Language, dress: Dress) {
        let (width, height) = (picture.width, picture.height);
        let id = format!("diagram-{}-{}", escape(procedure.name.as_str()), procedure.version);
        let lang = say(language, "id", "en");
        self.line(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"diagram\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
             lang=\"{lang}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" fill=\"none\" \
             font-family=\"system-ui, Roboto, 'Segoe UI', Arial, sans-serif\">"
        ));
        self.line(format_args!("<title id=\"{id}-title\">{}</title>", escape(procedure.title.get(language))));
        self.line(format_args!("<desc id=\"{id}-desc\">{}</desc>", escape(&describe(procedure, language, self.path))));
        if dress == Dress::Standalone {
            self.line(format_args!("<style>{STYLE}</style>"));
            self.line(format_args!("<rect class=\"diagram-ground\" width=\"{width}\" height=\"{height}\"/>"));
        }
    }

    fn arrow(&mut self, arrow: &Arrow) {
        let (class, width, dashes) = match arrow.kind {
            Kind::Forward => ("diagram-forward", 4, ""),
            Kind::Jump => ("diagram-jump", 2, ""),
            Kind::Off => ("diagram-off", 2, " stroke-dasharray=\"6 4\""),
            Kind::Back => ("diagram-back", 2, ""),
        };
        self.line(format_args!("<g class=\"diagram-arrow {class}\">"));
        let lines: Vec<String> = arrow.lines.iter().map(|points| drawn(points)).collect();
        let lines = lines.join("");
        self.line(format_args!(
            "<path class=\"diagram-line\" stroke=\"currentColor\" stroke-width=\"{width}\"{dashes} d=\"{lines}\"/>"
        ));
        for (x, y) in &arrow.joints {
            let r = width / 2 + 3;
            self.line(format_args!(
                "<circle class=\"diagram-head\" fill=\"currentColor\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>"
            ));
        }
        for (point, head) in &arrow.heads {
            self.line(format_args!(
                "<path class=\"diagram-head\" fill=\"currentColor\" d=\"{}\"/>",
                tip(*point, *head)
            ));
        }
        self.line(format_args!("</g>"));
    }

    fn state(&mut self, state: &StateBox) {
        let standing = self.path.iter().find(|step| step.state.as_str() == state.name).map(|step| step.standing);
        let mut classes = vec!["diagram-state"];
        classes.push(if state.part == Part::Beside { "diagram-beside" } else { "diagram-way" });
        if state.end {
            classes.push("diagram-end");
        }
        classes.extend(standing.map(|standing| match standing {
            Standing::Done => "diagram-done",
            Standing::Current => "diagram-current",
            Standing::Ahead => "diagram-ahead",
        }));
        let dashes = if state.part == Part::Beside { " stroke-dasharray=\"6 4\"" } else { "" };
        let stroke = match (standing, state.part) {
            (Some(Standing::Current), _) => 4,
            (_, Part::Way(_)) => 2,
            (_, Part::Beside) => 1,
        };
        let (rect, width) = (state.rect, state.rect.width);
        let round = if state.end { 20 } else { 6 };
        self.line(format_args!("<g class=\"{}\" data-state=\"{}\">", classes.join(" "), escape(&state.name)));
        self.line(format_args!(
            "<rect class=\"diagram-box\" stroke=\"currentColor\" stroke-width=\"{stroke}\"{dashes} x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{}\" rx=\"{round}\"/>",
            rect.x, rect.y, rect.height
        ));
        if let Part::Way(number) = state.part {
            let (x, y) = (rect.x + NUMBER, rect.y + 24);
            self.line(format_args!("<circle class=\"diagram-number\" stroke=\"currentColor\" stroke-width=\"2\" cx=\"{x}\" cy=\"{y}\" r=\"14\"/>"));
            self.line(format_args!(
                "<text class=\"diagram-count\" fill=\"currentColor\" font-size=\"14\" font-weight=\"700\" text-anchor=\"middle\" x=\"{x}\" y=\"{}\">{number}</text>",
                y + 5
            ));
        }
        if self.marked {
            self.mark((rect.right() - MARK + 6, rect.y + 14), standing);
        }
        self.words(state.words_x, rect.y + PADDING, false, &state.words);
        self.line(format_args!("</g>"));
    }

    /// A check, a filled pointer or an empty circle: never by colour alone.
    fn mark(&mut self, (x, y): Point, standing: Option<Standing>) {
        match standing {
            Some(Standing::Done) => self.line(format_args!(
                "<path class=\"diagram-mark\" stroke=\"currentColor\" stroke-width=\"3\" d=\"M{x} {}l6 6l11 -13\"/>",
                y + 9
            )),
            Some(Standing::Current) => self.line(format_args!(
                "<path class=\"diagram-mark\" fill=\"currentColor\" stroke=\"currentColor\" d=\"M{} {y}l16 9l-16 9z\"/>",
                x + 2
            )),
            Some(Standing::Ahead) => self.line(format_args!(
                "<circle class=\"diagram-mark\" stroke=\"currentColor\" stroke-width=\"2\" cx=\"{}\" cy=\"{}\" r=\"7\"/>",
                x + 9,
                y + 9
            )),
            None => {}
        }
    }

    fn label(&mut self, label: &Label) {
        self.words(label.x, label.y, label.ends_at_x, &label.words);
    }

    fn words(&mut self, x: i32, top: i32, ends_at_x: bool, words: &Words) {
        let anchor = if ends_at_x { " text-anchor=\"end\"" } else { "" };
        let mut y = top;
        for (line, voice) in &words.lines {
            y += voice.leading();
            let (class, size) = (voice.class(), voice.size());
            let weight = if voice.bold() { " font-weight=\"700\"" } else { "" };
            // The baseline lies above the lower edge of the line.
            let baseline = y - 5;
            self.line(format_args!(
                "<text class=\"{class}\" fill=\"currentColor\" font-size=\"{size}\"{weight}{anchor} x=\"{x}\" y=\"{baseline}\">{}</text>",
                escape(line)
            ));
        }
    }
}

fn drawn(points: &[Point]) -> String {
    let word = |(at, (x, y)): (usize, &Point)| format!("{}{x} {y}", if at == 0 { 'M' } else { 'L' });
    points.iter().enumerate().map(word).collect()
}

fn tip((x, y): Point, head: Head) -> String {
    match head {
        Head::Down => format!("M{x} {y}l-8 -12h16z"),
        Head::Right => format!("M{x} {y}l-11 -6v12z"),
    }
}
