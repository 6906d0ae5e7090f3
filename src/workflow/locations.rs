//! Where each part of a workflow file stands, so that a problem found in the typed procedure can name its line.
//!
//! A part is named by its path, keys and positions in lists joined by `/`: `states/intake/actions/accept/by/0`.

use std::collections::BTreeMap;

use serde_saphyr::granit_parser::{Event, Parser, Span};

/// A line and a column of a file, both from 1; zero when unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl Position {
    fn of(span: Span) -> Self {
        Self { line: span.start.line(), column: span.start.col() + 1 }
    }
}

/// The positions of all parts of one file.
#[derive(Clone, Debug, Default)]
pub struct Locations {
    file: String,
    positions: BTreeMap<String, Position>,
    /// Where a part is only an alias (`*name`): the path of what it repeats. Following it instead of copying what it
    /// repeats keeps the index as small as the file.
    aliases: BTreeMap<String, String>,
}

impl Locations {
    /// Reads the positions of a file. Whatever follows a syntax error is simply not known.
    pub fn of(file: &str, source: &str) -> Self {
        let mut scan = Scan::default();
        let mut parser = Parser::new_from_str(source);
        while let Some(Ok((event, span))) = parser.next_event() {
            scan.see(event, Position::of(span));
        }
        Self { file: file.to_owned(), positions: scan.positions, aliases: scan.aliases }
    }

    /// The file's name as the caller gave it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Whether a part only repeats another one by an alias, itself or with what is around it.
    pub(super) fn is_repeated(&self, path: &str) -> bool {
        let mut ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        ends.any(|end| self.aliases.contains_key(&path[..end]))
    }

    /// The last line on which something of a part begins.
    pub(super) fn last_line(&self, path: &str) -> usize {
        let inside = format!("{path}/");
        let parts = self.positions.range(inside.clone()..).take_while(|(other, _)| other.starts_with(&inside));
        parts.map(|(_, position)| position.line).chain([self.find(path).line]).max().unwrap_or_default()
    }

    /// The path of a part as it was written: where an alias repeats it or what is around it, the path of the original.
    pub fn origin(&self, path: &str) -> String {
        let mut here = String::new();
        for part in path.split('/') {
            push(&mut here, part);
            if let Some(original) = self.aliases.get(&here) {
                here.clone_from(original);
            }
        }
        here
    }

    /// The position of a part: of its value if that is a word or a list's entry, of its key if it is a section. For
    /// a part that is not there, of the nearest section around it that is.
    pub fn find(&self, path: &str) -> Position {
        let mut found = self.positions.get("").copied().unwrap_or_default();
        let mut here = String::new();
        for part in path.split('/') {
            push(&mut here, part);
            match self.positions.get(&here) {
                Some(position) => found = *position,
                None => return found,
            }
            if let Some(original) = self.aliases.get(&here) {
                here.clone_from(original);
            }
        }
        found
    }
}

/// A list or a map that the scan is inside of.
enum Inside {
    List {
        next: usize,
    },
    /// A map, with the key whose value comes next.
    Map {
        key: Option<(String, Position)>,
    },
}

#[derive(Default)]
struct Scan {
    positions: BTreeMap<String, Position>,
    aliases: BTreeMap<String, String>,
    anchors: BTreeMap<usize, String>,
    path: String,
    /// The collections around, each with the length of the path of itself.
    around: Vec<(Inside, usize)>,
    /// How deep the scan is in a list or map that stands where a key should; the loader refuses such a file, and
    /// here it only must not upset the paths.
    in_key: usize,
}

impl Scan {
    fn see(&mut self, event: Event<'_>, at: Position) {
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) if self.in_key > 0 || self.takes_key() => {
                self.in_key += 1;
            }
            Event::SequenceEnd | Event::MappingEnd if self.in_key > 0 => {
                self.in_key -= 1;
                if self.in_key == 0 {
                    self.keep_key("?", at);
                }
            }
            _ if self.in_key > 0 => {}
            Event::Scalar(text, _, anchor, _) => {
                if self.takes_key() {
                    self.keep_key(&text, at);
                } else {
                    self.enter(at, false);
                    self.anchor(anchor);
                    self.leave();
                }
            }
            Event::Alias(anchor) => {
                if self.takes_key() {
                    self.keep_key("*", at);
                } else {
                    self.enter(at, false);
                    if let Some(original) = self.anchors.get(&anchor) {
                        self.aliases.insert(self.path.clone(), original.clone());
                    }
                    self.leave();
                }
            }
            Event::SequenceStart(_, anchor, _) => self.open(Inside::List { next: 0 }, anchor, at),
            Event::MappingStart(_, anchor, _) => self.open(Inside::Map { key: None }, anchor, at),
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            _ => {}
        }
    }

    fn takes_key(&self) -> bool {
        matches!(self.around.last(), Some((Inside::Map { key: None }, _)))
    }

    fn keep_key(&mut self, name: &str, at: Position) {
        if let Some((Inside::Map { key }, _)) = self.around.last_mut() {
            *key = Some((name.to_owned(), at));
        }
    }

    /// Steps into the value that begins at `at` and notes its position.
    fn enter(&mut self, at: Position, is_section: bool) {
        let mut position = at;
        match self.around.last_mut() {
            Some((Inside::List { next }, _)) => {
                let index = next.to_string();
                *next += 1;
                push(&mut self.path, &index);
            }
            Some((Inside::Map { key }, _)) => {
                if let Some((name, key_at)) = key.take() {
                    push(&mut self.path, &name);
                    if is_section {
                        position = key_at;
                    }
                }
            }
            None => {}
        }
        self.positions.entry(self.path.clone()).or_insert(position);
    }

    fn leave(&mut self) {
        let length = self.around.last().map_or(0, |(_, length)| *length);
        self.path.truncate(length);
    }

    fn open(&mut self, inside: Inside, anchor: usize, at: Position) {
        self.enter(at, true);
        self.anchor(anchor);
        self.around.push((inside, self.path.len()));
    }

    fn close(&mut self) {
        self.around.pop();
        self.leave();
    }

    /// Notes that the part stepped into carries an anchor; 0 is none.
    fn anchor(&mut self, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, self.path.clone());
        }
    }
}

fn push(path: &mut String, part: &str) {
    if !path.is_empty() {
        path.push('/');
    }
    path.push_str(part);
}

#[cfg(test)]
mod tests;
