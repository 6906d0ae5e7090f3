//! What the stories have in common.

use super::super::steps::Path;
use super::super::story::Actor::Worker;
use super::super::story::Step::{Act, Assign, At};
use super::super::story::{By, Family, Place, Step, Story, Who};

/// What happened, and where.
pub(super) type Event = (&'static str, &'static str);

/// An illness at home.
pub(super) const ILL: Event = ("meninggal karena sakit", "rumah");

/// A death in hospital.
pub(super) const HOSPITAL: Event = ("meninggal setelah dirawat", "RSUD Raden Mattaher, Jambi");

/// A stroke.
pub(super) const STROKE: Event = ("stroke, meninggal dalam perjalanan ke puskesmas", "Puskesmas Putri Ayu");

/// The answers of most families.
pub(super) const NOT_AT_WORK: &[(&str, &str)] =
    &[("died_at_work", "no"), ("cause_of_death", "sakit"), ("place_of_death", "home")];

/// A man of the age at which most have a family.
pub(super) const FATHER: Who = Who::Man(38, 52);

/// A woman of that age.
pub(super) const MOTHER: Who = Who::Woman(36, 50);

/// Somebody with grown children.
pub(super) const OLDER: Who = Who::Man(54, 66);

/// A story of a death.
pub(super) fn story(
    place: Place,
    who: Who,
    by: By,
    (reported, lag): (u32, u32),
    event: Event,
    steps: Vec<Step>,
) -> Story {
    Story { workflow: "jkm", place, who, reported, lag, event, by, steps }
}

/// The common path of a family, reported and reached so many days ago.
pub(super) fn path(family: Family, reported: u32, reached: u32) -> Path {
    Path { family, reported, reached }
}

/// Steps and more steps.
pub(super) fn and(mut steps: Vec<Step>, more: impl IntoIterator<Item = Step>) -> Vec<Step> {
    steps.extend(more);
    steps
}

/// A report that was accepted so many days ago.
pub(super) fn accepted(days: u32) -> Vec<Step> {
    vec![Assign, At(days), Act(Worker, "accept", &[])]
}
