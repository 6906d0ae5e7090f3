//! The way that most claims go, and where a claim stands on it.

use std::collections::BTreeSet;

use super::small::{jkm, small, states};
use crate::workflow::{ActionName, Standing, StateName, happy_path, path, states_entered};

#[test]
fn the_way_is_found_in_the_definition() {
    let check = |text: &str, expected: &str| {
        let procedure = small(text);
        let way: Vec<&str> = happy_path(&procedure).into_iter().map(StateName::as_str).collect();
        assert_eq!(way.join(" "), expected, "{text}");
    };
    // The way that pays, not the shorter one.
    check("a: -drop>z go>b\nb: !pay>c\nc: close>z\nz:", "a b c z");
    // Nothing pays: the end that lies farthest, and never by withdrawing.
    check("a: -drop>z go>b\nb: go_on>c\nc: done>z\nz:", "a b c z");
    check("a: x>y go>b\nb: done>z\ny:\nz:", "a b z");
    // A state that only some claims need lies on the way, one that many states share a step to does not.
    check("a: go>b straight>c\nb: on>c\nc: !pay>z\nz:", "a b c z");
    check("a: go>b object>o\nb: on>c object>o\no: settled>b\nc: !pay>z\nz:", "a b c z");
    check("a: x>b object>o\nb: !pay>z object>o\no: settled>b\nz:", "a b z");
    // The payment itself is never gone around.
    check("a: !pay>z ask>b\nb: answer>z\nz:", "a z");
    // Of several states between, and several longer ways one after the other.
    check(
        "a: straight>d one>b\nb: two>c\nc: three>d\nd: !pay>e\ne: close>f archive>z\nz: shred>f\nf:",
        "a b c d e z f",
    );
    // Faulty ones get what exists.
    check("a: go>nowhere\nb:", "a");
    check("a: go>b\nb: back>a", "a b");
    check("", "");
}

#[test]
fn the_way_of_a_death_claim() {
    let procedure = jkm();
    let way: Vec<&str> = happy_path(&procedure).into_iter().map(StateName::as_str).collect();
    let expected = [
        "reported",
        "intake",
        "documents",
        "heirs",
        "assessment",
        "approval",
        "approved",
        "handed_over",
        "paid",
        "closed",
    ];
    assert_eq!(way, expected);
}

/// `+` done, `>` current, nothing ahead, brackets beside the way.
fn told(current: &str, visited: &str) -> String {
    let steps = path(&jkm(), &current.into(), &states(visited));
    let words = steps.iter().map(|step| {
        let mark = match step.standing {
            Standing::Done => "+",
            Standing::Current => ">",
            Standing::Ahead => "",
        };
        if step.aside { format!("[{mark}{}]", step.state) } else { format!("{mark}{}", step.state) }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_claim_stands_somewhere_on_the_way() {
    let rest = "assessment approval approved handed_over paid closed";
    let first = "+reported +intake";
    assert_eq!(told("reported", ""), format!(">reported intake documents heirs {rest}"));
    assert_eq!(told("documents", ""), format!("{first} >documents heirs {rest}"));
    // Sent back: what comes again is ahead again.
    assert_eq!(told("documents", "reported intake documents heirs"), format!("{first} >documents heirs {rest}"));
    // Beside the way: before the state that was left.
    assert_eq!(told("withdrawn", "reported intake documents"), format!("{first} [>withdrawn] documents heirs {rest}"));
    assert_eq!(told("withdrawn", ""), format!("[>withdrawn] reported intake documents heirs {rest}"));
    // Paid claims cannot be withdrawn: the last state that could is the one that was left.
    assert!(told("withdrawn", "reported approval handed_over").contains("+assessment [>withdrawn] approval"));
    // Only one state leads there: no more need be known.
    assert!(told("returned", "").contains("+approved [>returned] handed_over paid"));
    assert!(told("rejected", "reported intake handed_over").contains("+approved [>rejected] handed_over"));
    assert_eq!(told("nowhere", "reported intake"), format!("{first} [>nowhere] documents heirs {rest}"));
    assert!(told("closed", "").ends_with("+paid >closed"));
}

#[test]
fn states_are_told_by_the_steps_taken() {
    let check = |taken: &str, expected: &str| {
        let taken: BTreeSet<ActionName> = taken.split_whitespace().map(ActionName::from).collect();
        assert_eq!(states_entered(&jkm(), &taken), states(expected), "{taken:?}");
    };
    check("", "reported");
    check("accept request_documents", "reported intake documents");
    // Sending back leads to several states: it tells nothing.
    check("accept send_back dispute unknown", "reported intake disputed");
}
