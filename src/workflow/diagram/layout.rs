//! Where everything stands: the way as a column, jumps along it at the left, what lies beside it at the right.

use std::collections::BTreeSet;

use crate::law::Language;

use super::super::names::StateName;
use super::super::procedure::Procedure;
use super::super::state::Action;
use super::lanes::{as_pixels, assign, pin, room_for_pins};
use super::picture::{Arrow, Head, Kind, Label, Part, Picture, Point, Rect, StateBox, Voice, Words};
use super::plan::{Jump, Plan};
use super::sides;
use super::words::{by, deadline, say, title, whose_turn};

/// Around the picture.
pub(super) const MARGIN: i32 = 24;
/// Inside a box, above and below its words.
pub(super) const PADDING: i32 = 10;
/// At the right of a box, for the mark of where a claim stands.
pub(super) const MARK: i32 = 34;
/// From the left edge of a box on the way to the middle of its number, where the arrows of the way run.
pub(super) const NUMBER: i32 = 26;
/// How wide a box on the way is, and where its words begin.
const WAY_WIDTH: i32 = 300;
const WAY_WORDS: i32 = 50;
/// Between the boxes of the way, at least.
const WAY_GAP: i32 = 48;
/// How wide the words beside a jump are, and the lane with them.
const JUMP_WORDS: i32 = 124;
const JUMP_LANE: i32 = JUMP_WORDS + 18;
/// Above the first box: the place of the start.
const START: i32 = 34;

/// The picture of a procedure.
pub(super) fn lay_out(procedure: &Procedure, language: Language) -> Picture {
    let plan = Plan::of(procedure);
    let scene = Scene { procedure, plan: &plan, language };
    let mut picture = Picture::default();
    let heading_bottom = scene.heading(&mut picture);
    let (rects, jump_labels) = scene.way(heading_bottom + START);
    let lanes = scene.jumps(&mut picture, &rects, jump_labels);
    // The jumps lie at the left of 0 until the number of their lanes is known.
    let shift = MARGIN + if lanes == 0 { 0 } else { as_pixels(lanes) * JUMP_LANE + 12 };
    scene.forward(&mut picture, &rects);
    sides::beside(&scene, &mut picture, &rects);
    let columns = picture.boxes.len();
    picture.boxes.extend(scene.boxes(&rects));
    picture.boxes.rotate_left(columns);
    picture.shift(shift);
    scene.close(&mut picture);
    picture
}

/// What is drawn, for whom.
pub(super) struct Scene<'a> {
    /// The procedure.
    pub(super) procedure: &'a Procedure,
    /// Its parts.
    pub(super) plan: &'a Plan<'a>,
    /// The reader's language.
    pub(super) language: Language,
}

impl Scene<'_> {
    fn heading(&self, picture: &mut Picture) -> i32 {
        let mut words = Words::default();
        words.add(self.procedure.title.get(self.language), Voice::Heading, WAY_WIDTH * 2);
        let version = say(self.language, "versi", "version");
        let line = format!("{}, {version} {}", self.procedure.name, self.procedure.version);
        words.add(&line, Voice::Small, WAY_WIDTH * 2);
        let bottom = MARGIN + words.height();
        picture.labels.push(Label { x: 0, y: MARGIN, ends_at_x: false, words });
        bottom
    }

    /// What a step says beside its arrow.
    pub(super) fn step_words(&self, action: &Action, room: i32) -> Words {
        let mut words = Words::default();
        words.add(action.title.get(self.language), Voice::Step, room);
        words.add(&by(action, self.language), Voice::Small, room);
        words
    }

    /// What a box says.
    pub(super) fn state_words(&self, name: &StateName, room: i32) -> Words {
        let mut words = Words::default();
        words.add(title(self.procedure, name).get(self.language), Voice::Title, room);
        words.add(name.as_str(), Voice::Small, room);
        let Some(state) = self.procedure.states.get(name) else { return words };
        words.add(&whose_turn(state, self.language), Voice::Note, room);
        if let Some(limit) = deadline(state, self.language) {
            words.add(&limit, Voice::Note, room);
        }
        for action in state.actions.values().filter(|action| action.to == *name) {
            let (stays, step) = (say(self.language, "Tetap di sini:", "Stays here:"), action.title.get(self.language));
            words.add(&format!("{stays} {step} ({})", by(action, self.language)), Voice::Small, room);
        }
        words
    }

    fn way_words(&self, at: usize) -> Words {
        self.state_words(self.plan.way[at], WAY_WIDTH - WAY_WORDS - MARK)
    }

    /// The steps to the next state, as one block of words.
    fn forward_words(&self, at: usize) -> Words {
        let mut words = Words::default();
        for action in &self.plan.forward[at] {
            words.lines.extend(self.step_words(action, WAY_WIDTH - WAY_WORDS).lines);
        }
        words
    }

    /// The gap below a box in which the words of a jump stand: inside of its lane and clear of every box.
    fn gap_of(jump: &Jump<'_>) -> usize {
        jump.from.first().copied().unwrap_or_default().min(jump.to)
    }

    /// The boxes of the way, from above, and the words of each jump at their height.
    fn way(&self, top: i32) -> (Vec<Rect>, Vec<Label>) {
        let jumps = &self.plan.jumps;
        let words: Vec<Words> = jumps.iter().map(|jump| self.step_words(jump.action, JUMP_WORDS)).collect();
        let mut labels: Vec<Label> =
            words.into_iter().map(|words| Label { x: 0, y: 0, ends_at_x: true, words }).collect();
        let mut rects: Vec<Rect> = Vec::new();
        let mut y = top;
        for at in 0..self.plan.way.len() {
            let lines = self.pins_left(at).len().max(self.pins_right(at).len());
            let height = (self.way_words(at).height() + 2 * PADDING).max(room_for_pins(lines));
            rects.push(Rect { x: 0, y, width: WAY_WIDTH, height });
            let forward = if at < self.plan.forward.len() { self.forward_words(at).height() } else { 0 };
            let here: Vec<usize> = (0..jumps.len()).filter(|one| Self::gap_of(&jumps[*one]) == at).collect();
            let beside = here.iter().map(|one| labels[*one].words.height()).max().unwrap_or(0);
            let gap = (forward + 24).max(beside + 8).max(WAY_GAP);
            for one in here {
                labels[one].y = y + height + (gap - labels[one].words.height()) / 2;
            }
            y += height + gap;
        }
        (rects, labels)
    }

    /// The jumps at the left side of a box, from above: those whose other end lies above it first.
    fn pins_left(&self, at: usize) -> Vec<usize> {
        let touches = |jump: &Jump<'_>| jump.to == at || jump.from.contains(&at);
        let lies_below = |jump: &Jump<'_>| {
            let goes_back = jump.from.first().is_some_and(|from| jump.to < *from);
            goes_back == (jump.to == at)
        };
        let jumps = &self.plan.jumps;
        let mut pins: Vec<usize> = (0..jumps.len()).filter(|one| touches(&jumps[*one])).collect();
        pins.sort_by_key(|one| (lies_below(&jumps[*one]), *one));
        pins
    }

    /// The lines off the way at the right side of a box.
    pub(super) fn pins_right(&self, at: usize) -> Vec<usize> {
        (0..self.plan.off.len()).filter(|one| self.plan.off[*one].from.contains(&at)).collect()
    }

    /// Draws the jumps at the left; how many lanes they take.
    fn jumps(&self, picture: &mut Picture, rects: &[Rect], mut labels: Vec<Label>) -> usize {
        let jumps = &self.plan.jumps;
        let height = |one: usize, at: usize| {
            let pins = self.pins_left(at);
            let place = pins.iter().position(|pin| *pin == one).unwrap_or_default();
            pin(rects[at], place, pins.len())
        };
        let ends: Vec<BTreeSet<i32>> = (0..jumps.len())
            .map(|one| jumps[one].from.iter().chain([&jumps[one].to]).map(|at| height(one, *at)).collect())
            .collect();
        let stretch = |ends: &BTreeSet<i32>| {
            (ends.first().copied().unwrap_or_default(), ends.last().copied().unwrap_or_default())
        };
        let stretches: Vec<(i32, i32)> = ends.iter().map(stretch).collect();
        let (lane_of, lanes) = assign(&stretches);
        for (one, jump) in jumps.iter().enumerate() {
            let x = -22 - as_pixels(lane_of[one]) * JUMP_LANE;
            let (top, bottom) = stretches[one];
            let mut lines: Vec<Vec<Point>> = vec![vec![(x, top), (x, bottom)]];
            lines.extend(ends[one].iter().map(|y| vec![(x, *y), (0, *y)]));
            let joints = ends[one].iter().filter(|y| **y != top && **y != bottom).map(|y| (x, *y)).collect();
            let heads = vec![((0, height(one, jump.to)), Head::Right)];
            picture.arrows.push(Arrow { kind: Kind::Jump, lines, joints, heads });
            labels[one].x = x - 8;
        }
        picture.labels.extend(labels);
        lanes
    }

    fn forward(&self, picture: &mut Picture, rects: &[Rect]) {
        let down = |from: i32, to: i32| Arrow {
            kind: Kind::Forward,
            lines: vec![vec![(NUMBER, from), (NUMBER, to)]],
            joints: Vec::new(),
            heads: vec![((NUMBER, to), Head::Down)],
        };
        if let Some(first) = rects.first() {
            let mut start = down(first.y - 26, first.y);
            start.joints.push((NUMBER, first.y - 26));
            picture.arrows.push(start);
            let mut words = Words::default();
            words.add(say(self.language, "Mulai", "Start"), Voice::Small, WAY_WIDTH);
            picture.labels.push(Label { x: NUMBER + 14, y: first.y - 28, ends_at_x: false, words });
        }
        for (at, pair) in rects.windows(2).enumerate() {
            picture.arrows.push(down(pair[0].bottom(), pair[1].y));
            let words = self.forward_words(at);
            let y = pair[0].bottom() + (pair[1].y - pair[0].bottom() - words.height()) / 2;
            picture.labels.push(Label { x: WAY_WORDS, y, ends_at_x: false, words });
        }
    }

    fn boxes(&self, rects: &[Rect]) -> Vec<StateBox> {
        let boxes = self.plan.way.iter().zip(rects).enumerate().map(|(at, (name, rect))| StateBox {
            name: name.to_string(),
            rect: *rect,
            part: Part::Way(at + 1),
            end: self.procedure.states.get(*name).is_some_and(|state| state.end),
            words_x: rect.x + WAY_WORDS,
            words: self.way_words(at),
        });
        boxes.collect()
    }

    /// Says how to read it, and takes the measure of the whole.
    fn close(&self, picture: &mut Picture) {
        let right = picture.right() + MARGIN;
        let bottom = picture.bottom();
        let mut words = Words::default();
        let how = say(
            self.language,
            "Panah tebal dan angka: jalan yang dilalui kebanyakan klaim. Kotak dan garis putus-putus: di luar jalan itu; titik mengumpulkan langkah yang sama dari beberapa tahap. Tulisan kecil di bawah langkah: siapa yang boleh mengambilnya.",
            "Thick arrows and numbers: the way most claims go. Dashed boxes and lines: off that way; dots gather the same step of several states. Small print under a step: who may take it.",
        );
        words.add(how, Voice::Small, (right - 2 * MARGIN).max(WAY_WIDTH));
        picture.width = right.max(WAY_WIDTH + 2 * MARGIN);
        picture.height = bottom + 2 * MARGIN + words.height();
        picture.labels.push(Label { x: MARGIN, y: bottom + MARGIN, ends_at_x: false, words });
    }
}
