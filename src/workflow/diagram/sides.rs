//! What lies beside the way: its boxes, the lines that lead there, and where each goes on.

use super::super::state::Action;
use super::lanes::{GRID, Net, as_pixels, order, pin};
use super::layout::{MARK, PADDING, Scene};
use super::picture::{Arrow, Head, Kind, Label, Part, Picture, Rect, StateBox, Voice, Words};
use super::words::{numbers, say, title};

/// From the way to the first lane, and between lanes.
const FIRST_LANE: i32 = 26;
const LANE: i32 = 18;
/// How wide a box is, and where its words begin.
const WIDTH: i32 = 240;
const WORDS: i32 = 16;
/// How wide the words at an arrow into a box are, and at one out of it.
const IN_WORDS: i32 = 168;
const OUT_WORDS: i32 = 210;
/// Between boxes, and between the words of two arrows.
const GAP: i32 = 30;
const BETWEEN: i32 = 12;

/// A box beside the way before its place is known. Heights are counted from its upper edge.
struct Aside<'a> {
    words: Words,
    /// Each arrow into it: of which gathered step, its words, and where it arrives.
    into: Vec<(usize, Words, i32)>,
    /// Each step out of it: its words and where they begin.
    out: Vec<(&'a Action, Words, i32)>,
    height: i32,
    /// Where its middle would best be.
    wanted: i32,
}

/// Draws everything beside the way.
pub(super) fn beside(scene: &Scene<'_>, picture: &mut Picture, rects: &[Rect]) {
    let Some(first) = rects.first() else {
        return column(scene, picture, &asides(scene, rects), 0, 0);
    };
    let asides = asides(scene, rects);
    if asides.is_empty() {
        return;
    }
    let tops = tops(&asides, first.y / GRID * GRID);
    let starts = |off: usize| {
        let pins = |at: &usize| {
            let pins = scene.pins_right(*at);
            let place = pins.iter().position(|one| *one == off).unwrap_or_default();
            pin(rects[*at], place, pins.len())
        };
        scene.plan.off[off].from.iter().map(pins).collect::<Vec<_>>()
    };
    let arrives = |off: usize| {
        let of = asides.iter().zip(&tops);
        of.flat_map(|(aside, top)| aside.into.iter().filter(move |into| into.0 == off).map(move |into| top + into.2))
            .collect::<Vec<_>>()
    };
    let nets: Vec<Net> =
        (0..scene.plan.off.len()).map(|off| Net { starts: starts(off), arrives: arrives(off) }).collect();
    let way_right = first.right();
    let words_x = way_right + FIRST_LANE + as_pixels(nets.len()) * LANE;
    let x = words_x + IN_WORDS + 16;
    for (lane, off) in order(&nets).into_iter().enumerate() {
        let lane_x = way_right + FIRST_LANE + as_pixels(lane) * LANE;
        picture.arrows.push(gathered(&nets[off], way_right, lane_x, x));
    }
    for (aside, top) in asides.iter().zip(&tops) {
        for (_, words, y) in &aside.into {
            let y = top + y - words.height() - 4;
            picture.labels.push(Label { x: words_x, y, ends_at_x: false, words: words.clone() });
        }
    }
    placed(scene, picture, &asides, &tops, x);
}

/// A procedure without a way at all: its states one below the other.
fn column(scene: &Scene<'_>, picture: &mut Picture, asides: &[Aside<'_>], x: i32, top: i32) {
    let tops = tops(asides, top + 120);
    placed(scene, picture, asides, &tops, x);
}

fn asides<'a>(scene: &Scene<'a>, rects: &[Rect]) -> Vec<Aside<'a>> {
    let mut asides: Vec<Aside<'a>> = Vec::new();
    for (at, name) in scene.plan.beside.iter().enumerate() {
        let words = scene.state_words(name, WIDTH - WORDS - MARK);
        let (mut into, mut y, mut middles) = (Vec::new(), 0, Vec::new());
        for (off, gathered) in scene.plan.off.iter().enumerate() {
            for (_, action) in gathered.to.iter().filter(|(to, _)| *to == at) {
                let mut words = scene.step_words(action, IN_WORDS);
                let from = say(scene.language, "dari", "from");
                words.add(&format!("{from} {}", numbers(&gathered.from)), Voice::Small, IN_WORDS);
                y = (y + BETWEEN + words.height() + GRID) / GRID * GRID + GRID / 2;
                into.push((off, words, y));
                middles.extend(gathered.from.iter().map(|from| rects[*from].y + rects[*from].height / 2));
            }
        }
        let (mut out, mut out_y) = (Vec::new(), PADDING);
        for action in scene.plan.back[at].iter().filter(|action| action.to != **name) {
            let words = out_words(scene, action);
            let height = words.height() + BETWEEN;
            out.push((*action, words, out_y));
            out_y += height;
        }
        let height = (words.height() + 2 * PADDING).max(y + PADDING).max(out_y);
        let middle = middles.iter().sum::<i32>() / as_pixels(middles.len()).max(1);
        let last = asides.last().map_or(0, |aside| aside.wanted);
        asides.push(Aside { words, into, out, height, wanted: if middles.is_empty() { last } else { middle } });
    }
    asides
}

fn out_words(scene: &Scene<'_>, action: &Action) -> Words {
    let mut words = scene.step_words(action, OUT_WORDS);
    let title = title(scene.procedure, &action.to);
    let number = scene.plan.way.iter().position(|state| **state == action.to);
    let target = match number {
        Some(at) => format!("{} {}", at + 1, title.get(scene.language)),
        None => title.get(scene.language).to_owned(),
    };
    words.add(&format!("{} {target}", say(scene.language, "lanjut di", "goes on at")), Voice::Note, OUT_WORDS);
    words
}

/// The upper edges: in order, without touching, each as near to where it would best be as the others let it.
fn tops(asides: &[Aside<'_>], first: i32) -> Vec<i32> {
    // Blocks of boxes that touch, each at the mean of what its boxes want.
    let mut blocks: Vec<(i32, i32, Vec<i32>)> = Vec::new();
    for aside in asides {
        let mut block = ((aside.wanted - aside.height / 2).max(first), aside.height + GAP, vec![0]);
        while let Some((top, height, inside)) = blocks.pop_if(|(top, height, _)| *top + *height > block.0) {
            let (ours, theirs) = (as_pixels(block.2.len()), as_pixels(inside.len()));
            let mean = (top * theirs + (block.0 - height) * ours) / (ours + theirs);
            let offsets = inside.iter().copied().chain(block.2.iter().map(|offset| offset + height)).collect();
            block = (mean.max(first), height + block.1, offsets);
        }
        blocks.push(block);
    }
    // On the grid, so that lines into the boxes lie between those out of the way.
    let tops = blocks.into_iter().flat_map(|(top, _, inside)| inside.into_iter().map(move |offset| top + offset));
    tops.map(|top| top / GRID * GRID).collect()
}

fn gathered(net: &Net, way_right: i32, lane_x: i32, aside_x: i32) -> Arrow {
    let (top, bottom) = net.stretch();
    let mut lines = vec![vec![(lane_x, top), (lane_x, bottom)]];
    lines.extend(net.starts.iter().map(|y| vec![(way_right, *y), (lane_x, *y)]));
    lines.extend(net.arrives.iter().map(|y| vec![(lane_x, *y), (aside_x, *y)]));
    let all = net.starts.iter().chain(&net.arrives);
    let joints =
        if net.starts.len() + net.arrives.len() > 2 { all.map(|y| (lane_x, *y)).collect() } else { Vec::new() };
    let heads = net.arrives.iter().map(|y| ((aside_x, *y), Head::Right)).collect();
    Arrow { kind: Kind::Off, lines, joints, heads }
}

fn placed(scene: &Scene<'_>, picture: &mut Picture, asides: &[Aside<'_>], tops: &[i32], x: i32) {
    for ((aside, top), name) in asides.iter().zip(tops).zip(&scene.plan.beside) {
        let rect = Rect { x, y: *top, width: WIDTH, height: aside.height };
        for (_, words, y) in &aside.out {
            let line = top + y + 8;
            picture.arrows.push(Arrow {
                kind: Kind::Back,
                lines: vec![vec![(rect.right(), line), (rect.right() + 32, line)]],
                joints: Vec::new(),
                heads: vec![((rect.right() + 32, line), Head::Right)],
            });
            picture.labels.push(Label { x: rect.right() + 40, y: top + y, ends_at_x: false, words: words.clone() });
        }
        picture.boxes.push(StateBox {
            name: name.to_string(),
            rect,
            part: Part::Beside,
            end: scene.procedure.states.get(*name).is_some_and(|state| state.end),
            words_x: x + WORDS,
            words: aside.words.clone(),
        });
    }
}
