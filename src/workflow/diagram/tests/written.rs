//! The SVG as text.

use super::small::{jkm, small, states};
use crate::law::{Language, Text};
use crate::workflow::{Dress, Walked, diagram, style_sheet};

/// The picture in the documents, in English like them.
const DOCUMENTED: &str = include_str!("../../../../docs/jkm.svg");

/// Whether tags balance, attributes are quoted, and no letter stands where XML forbids it.
pub(super) fn well_formed(svg: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    for (at, piece) in svg.split('<').enumerate() {
        if at == 0 {
            continue;
        }
        let (tag, text) = piece.split_once('>').ok_or_else(|| format!("a tag without its end: {piece}"))?;
        text_is_right(text)?;
        if let Some(name) = tag.strip_prefix('/') {
            let opened = open.pop();
            if opened != Some(name) {
                return Err(format!("</{name}> closes {opened:?}"));
            }
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        attributes_are_right(tag[name.len()..].trim_end_matches('/'))?;
        if !tag.ends_with('/') {
            open.push(name);
        }
        if open.is_empty() {
            return Err(format!("<{name}> stands outside"));
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("never closed: {open:?}")) }
}

fn text_is_right(text: &str) -> Result<(), String> {
    if text.contains(|letter: char| letter.is_control() && !letter.is_whitespace()) || text.contains('>') {
        return Err(format!("letters that must be escaped: {text:?}"));
    }
    for piece in text.split('&').skip(1) {
        let entity = piece.split(';').next().unwrap_or_default();
        if !["amp", "lt", "gt", "quot", "#39"].contains(&entity) {
            return Err(format!("`&{entity}` is no entity"));
        }
    }
    Ok(())
}

fn attributes_are_right(mut rest: &str) -> Result<(), String> {
    let mut names = Vec::new();
    while !rest.trim().is_empty() {
        let (name, value) = rest.trim_start().split_once("=\"").ok_or_else(|| format!("no attribute: {rest}"))?;
        let (value, after) = value.split_once('"').ok_or_else(|| format!("no end of {name}"))?;
        text_is_right(value)?;
        let plain = name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-' || name == "viewBox");
        if !plain || names.contains(&name) || name == "style" || name.starts_with("on") {
            return Err(format!("the attribute {name}"));
        }
        names.push(name);
        rest = after;
    }
    Ok(())
}

#[test]
fn the_shipped_procedure_in_both_languages() {
    let walked = Walked { current: "returned".into(), visited: states("reported intake documents handed_over") };
    let indonesian = diagram(&jkm(), Language::Id, None, Dress::Standalone);
    let english = diagram(&jkm(), Language::En, Some(&walked), Dress::Embedded);
    assert_eq!((well_formed(&indonesian), well_formed(&english)), (Ok(()), Ok(())));
    insta::assert_snapshot!("jkm_id", indonesian);
    insta::assert_snapshot!("jkm_en_returned", english);
}

#[test]
fn the_documents_show_the_procedure_as_it_is() {
    let drawn = diagram(&jkm(), Language::En, None, Dress::Standalone);
    assert!(
        drawn == DOCUMENTED,
        "docs/jkm.svg is out of date; renew it: cargo run -- workflow diagram jkm --lang en --out docs/jkm.svg"
    );
}

#[test]
fn only_a_file_of_its_own_brings_a_style_sheet() {
    let procedure = small("a: go>z\nz:");
    let alone = diagram(&procedure, Language::En, None, Dress::Standalone);
    assert!(alone.contains(&format!("<style>{}</style>", style_sheet())));
    let inside = diagram(&procedure, Language::En, None, Dress::Embedded);
    assert!(!inside.contains("<style") && !inside.contains("diagram-ground"));
    // As XML, the sheet's text is what stands there: nothing in it is escaped, so its hash is that of the file.
    assert!(!style_sheet().contains(['<', '&', '>']));
}

#[test]
fn every_class_has_its_colour_or_needs_none() {
    let walked = Walked { current: "b".into(), visited: states("a") };
    let svg = diagram(&small("a: go>b\nb: on>z x>c\nc: y>b\nz:"), Language::Id, Some(&walked), Dress::Standalone);
    let plain = [
        "diagram-arrow",
        "diagram-count",
        "diagram-end",
        "diagram-head",
        "diagram-heading",
        "diagram-line",
        "diagram-note",
    ];
    let plain = [&plain[..], &["diagram-state", "diagram-step", "diagram-title"]].concat();
    for class in svg.split("class=\"").skip(1).filter_map(|rest| rest.split('"').next()).flat_map(str::split_whitespace)
    {
        let coloured = style_sheet().contains(&format!(".{class} ")) || plain.contains(&class);
        assert!(coloured, "{class}");
    }
}

#[test]
fn where_a_claim_stands_is_marked_and_said() {
    let walked = Walked { current: "b".into(), visited: states("a") };
    let svg = diagram(&small("a: go>b\nb: on>z\nz:"), Language::En, Some(&walked), Dress::Embedded);
    for expected in [
        "class=\"diagram-state diagram-way diagram-done\" data-state=\"a\"",
        "class=\"diagram-state diagram-way diagram-current\" data-state=\"b\"",
        "class=\"diagram-state diagram-way diagram-end diagram-ahead\" data-state=\"z\"",
        "1. a (a), done. Turn: caseworker.",
        "2. b (b), the claim is here. Turn: caseworker. Steps: on (caseworker) to z.",
    ] {
        assert!(svg.contains(expected), "{expected}: {svg}");
    }
    assert_eq!(svg.matches("diagram-mark").count(), 3);
}

#[test]
fn words_of_a_definition_cannot_break_out() {
    let mut procedure = small("a: go>z\nz:");
    procedure.name = "x\" onload=\"alert(1)".into();
    procedure.title = Text::new("</title><script>alert('1')</script>\u{0}", "");
    for state in procedure.states.values_mut() {
        state.title = Text::new("<b>&amp;\"'", "");
        for action in state.actions.values_mut() {
            action.title = Text::new("]]><g>", "");
        }
    }
    let svg = diagram(&procedure, Language::Id, None, Dress::Standalone);
    assert_eq!(well_formed(&svg), Ok(()));
    assert!(!svg.contains("<script") && svg.contains("&lt;b&gt;&amp;amp;&quot;&#39;"));
}
