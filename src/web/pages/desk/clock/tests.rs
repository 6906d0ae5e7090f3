use super::form::{Deed, forms};
use crate::claim::{Command, Refused};
use crate::desk::{ClockDeeds, ClockStop};
use crate::law::clock::{Span, Unit};
use crate::law::{Language, Text};
use crate::words::Words;

use super::super::super::form::Sent;
use super::super::super::problems::Problems;

fn sent(pairs: &[(&str, &str)]) -> Sent {
    Sent::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn standing_still() -> ClockDeeds {
    let stop = ClockStop {
        from: "2026-12-04T03:00:00Z".parse().unwrap_or_default(),
        until: None,
        reason: "Akta di Dukcapil.".to_owned(),
        review_on: None,
        by: Some("Wati".to_owned()),
        resumed_by: None,
        note: None,
    };
    let no = Refused::NotAllowed(Text::new("Peran Anda tidak boleh.", "Your role may not."));
    ClockDeeds { stops: vec![stop], no_extension: Some(no), ..ClockDeeds::default() }
}

#[test]
fn stopping_and_going_on_are_one_switch() {
    let (words, none) = (Words::of(Language::Id), Problems::default());
    let shown = |deeds: &ClockDeeds, sent: &Sent| -> Vec<(&'static str, bool)> {
        forms(deeds, sent, &none, words).iter().map(|form| (form.word, !form.fields.is_empty())).collect()
    };
    assert_eq!(shown(&ClockDeeds::default(), &Sent::default()), [("stop", true), ("extend", true)]);
    assert_eq!(shown(&standing_still(), &Sent::default()), [("resume", true), ("extend", false)]);
    // What somebody wrote before it stood still is not taken from them.
    let typed = sent(&[("stop_reason", "Keluarga di kampung.")]);
    assert_eq!(shown(&standing_still(), &typed), [("stop", true), ("resume", true), ("extend", false)]);
}

#[test]
fn what_is_not_allowed_says_why_and_what_would_help() {
    let shown = forms(&standing_still(), &Sent::default(), &Problems::default(), Words::of(Language::Id));
    let refusal = shown.iter().flat_map(|form| &form.refusals).next();
    let told = refusal.map(|refusal| (refusal.message.as_str(), refusal.law.as_str(), refusal.remedy.as_str()));
    assert_eq!(told, Some(("Peran Anda tidak boleh.", "aturan kantor ini", "Minta pengawas kantor ini.")));
}

#[test]
fn an_extension_is_read_with_its_unit() {
    let form = [("extend_amount", " 5 "), ("extend_unit", "clock_hours"), ("extend_reason", "Banjir.")];
    let span = Span { amount: 5, unit: Unit::ClockHours };
    let command = Deed::Extend.command(&sent(&form));
    assert_eq!(command, Ok(Command::ExtendDeadline { span, reason: "Banjir.".to_owned() }));
    let wrong = Deed::Extend.command(&sent(&[("extend_amount", "lima")]));
    assert_eq!(wrong.map_err(|problems| problems.fields[0].field.clone()), Err("extend_amount".to_owned()));
    assert_eq!(Deed::of(&sent(&[("do", "resume")])), Some(Deed::Resume));
    assert_eq!(Deed::of(&sent(&[("do", "other")])), None);
}
