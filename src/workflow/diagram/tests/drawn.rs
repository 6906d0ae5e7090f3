//! What the picture shows, and that nothing lies on anything else.

use super::super::layout::lay_out;
use super::super::picture::{Label, Picture, Rect};
use super::small::{jkm, small};
use crate::law::clock::{DayZero, Rolling};
use crate::law::{Language, Text};
use crate::workflow::{Deadline, DeadlineStart, Procedure, Role};

fn rect(label: &Label) -> Rect {
    let width = label.words.width();
    let x = if label.ends_at_x { label.x - width } else { label.x };
    Rect { x, y: label.y, width, height: label.words.height() }
}

fn overlap(one: Rect, other: Rect) -> bool {
    one.x < other.right() && other.x < one.right() && one.y < other.bottom() && other.y < one.bottom()
}

/// Everything of a picture that lies where it should not.
pub(super) fn faults(picture: &Picture) -> Vec<String> {
    let boxes = picture.boxes.iter().map(|state| (state.name.clone(), state.rect));
    let labels = picture.labels.iter().map(|label| (format!("{:?}", label.words.lines), rect(label)));
    let all: Vec<(String, Rect)> = boxes.chain(labels).collect();
    let whole = Rect { x: 0, y: 0, width: picture.width, height: picture.height };
    let mut faults = Vec::new();
    for (at, (name, one)) in all.iter().enumerate() {
        let others = all[at + 1..].iter().filter(|(_, other)| overlap(*one, *other));
        faults.extend(others.map(|(other, _)| format!("{name} lies on {other}")));
        let inside = one.x >= 0 && one.y >= 0 && one.right() <= whole.width && one.bottom() <= whole.height;
        if !inside {
            faults.push(format!("{name} lies outside: {one:?} of {whole:?}"));
        }
    }
    for line in picture.arrows.iter().flat_map(|arrow| &arrow.lines) {
        for ends in line.windows(2) {
            let ((ax, ay), (bx, by)) = (ends[0], ends[1]);
            // A line touches the edges of boxes; it may not run through anything.
            let thin =
                Rect { x: ax.min(bx), y: ay.min(by), width: (ax - bx).abs().max(1), height: (ay - by).abs().max(1) };
            let crossed = all.iter().filter(|(_, other)| overlap(thin, *other));
            faults.extend(crossed.map(|(name, _)| format!("a line {ends:?} runs through {name}")));
        }
    }
    for state in &picture.boxes {
        let room = state.rect.right() - state.words_x;
        if state.words.width() > room || state.words.height() > state.rect.height {
            faults.push(format!("the words of {} do not fit", state.name));
        }
    }
    faults
}

/// All words that can be seen, lines joined again.
fn seen(picture: &Picture) -> String {
    let inside = picture.boxes.iter().map(|state| &state.words);
    let words = inside.chain(picture.labels.iter().map(|label| &label.words));
    let lines = words.flat_map(|words| words.lines.iter().map(|(line, _)| line.as_str()));
    lines.collect::<Vec<_>>().join(" ")
}

#[test]
fn what_lies_wrong_is_found() {
    let check = |spoil: fn(&mut Picture), expected: &str| {
        let mut picture = lay_out(&small("a: go>b x>o\nb: on>z\no: back>a\nz:"), Language::Id);
        assert_eq!(faults(&picture), Vec::<String>::new());
        spoil(&mut picture);
        let found = faults(&picture);
        assert!(found.iter().any(|fault| fault.contains(expected)), "{expected}: {found:?}");
    };
    check(|picture| picture.boxes[1].rect.y = picture.boxes[0].rect.y, "a lies on b");
    check(|picture| picture.labels[0].x = picture.boxes[0].rect.x - 10_000, "lies outside");
    check(|picture| picture.arrows[0].lines[0] = vec![(0, 0), (picture.width, picture.height)], "runs through a");
    check(|picture| picture.boxes[0].rect.width = 60, "the words of a do not fit");
}

#[test]
fn every_state_and_step_can_be_seen() {
    let procedure = jkm();
    for language in [Language::Id, Language::En] {
        let picture = lay_out(&procedure, language);
        let seen = seen(&picture);
        assert_eq!(picture.boxes.len(), procedure.states.len());
        for (name, state) in &procedure.states {
            assert!(seen.contains(state.title.get(language)) && seen.contains(name.as_str()), "{name}");
            for (action, step) in &state.actions {
                assert!(seen.contains(step.title.get(language)), "{name}/{action}: {seen}");
            }
        }
        assert_eq!(faults(&picture), Vec::<String>::new());
    }
}

#[test]
fn a_step_of_many_states_is_drawn_once() {
    let seen = seen(&lay_out(&jkm(), Language::En));
    assert_eq!(seen.matches("Withdraw the claim caseworker, family from 1\u{2013}6").count(), 1, "{seen}");
    assert_eq!(seen.matches("Withdraw the claim").count(), 1, "{seen}");
    assert!(seen.contains("Hand over again supervisor goes on at 7 Approved"), "{seen}");
    assert!(seen.contains("Stays here: Record: acknowledged"), "{seen}");
}

#[test]
fn deadlines_are_said_in_words() {
    let said = |within: &str, then: Option<&str>, language: Language| {
        let mut procedure = small("a: close>z\nz:");
        let deadline = Deadline {
            name: "d".to_owned(),
            within: within.to_owned(),
            from: DeadlineStart::Entered,
            law: "office".to_owned(),
            remind_before: Vec::new(),
            remind_after: Vec::new(),
            escalate_to: Role::Supervisor,
            escalate_after: None,
            day_zero: DayZero::Excluded,
            rolling: Rolling::None,
            penalty_basis_points_per_day: None,
            then: then.map(Into::into),
        };
        for state in procedure.states.values_mut().filter(|state| !state.end) {
            state.deadline = Some(deadline.clone());
        }
        seen(&lay_out(&procedure, language))
    };
    assert!(said("3 working_days", None, Language::Id).contains("Batas: 3 hari kerja"));
    assert!(said("1 working_days", None, Language::En).contains("Within: 1 working day "));
    assert!(said("48 clock_hours", None, Language::En).contains("Within: 48 hours"));
    assert!(said("7 calendar_days", Some("close"), Language::Id).contains("7 hari kalender, lalu otomatis: close"));
    // A draft may hold anything.
    assert!(said("soon", Some("x"), Language::En).contains("Within: soon, then by itself: x"));
}

#[test]
fn long_words_stay_in_their_boxes() {
    let long = "W".repeat(60);
    let mut procedure: Procedure = jkm();
    for state in procedure.states.values_mut() {
        state.title = Text::new(long.clone(), format!("{long} {long}"));
        for action in state.actions.values_mut() {
            action.title = Text::new(long.clone(), format!("{long} {long}"));
        }
    }
    for language in [Language::Id, Language::En] {
        assert_eq!(faults(&lay_out(&procedure, language)), Vec::<String>::new());
    }
}

#[test]
fn faulty_procedures_are_drawn_as_far_as_they_go() {
    for text in
        ["", "a:", "a: go>nowhere", "a: go>a", "a: go>b\nb: back>a", "a: go>b\nb: on>c\nc: back>a x>d\nd: y>e\ne:"]
    {
        let mut procedure = small(text);
        assert_eq!(faults(&lay_out(&procedure, Language::Id)), Vec::<String>::new(), "{text}");
        procedure.start = "nowhere".into();
        assert_eq!(faults(&lay_out(&procedure, Language::Id)), Vec::<String>::new(), "{text}");
    }
}
