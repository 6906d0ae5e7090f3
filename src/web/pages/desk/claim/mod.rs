//! The claim: where it stands, what may be done next and why not, and everything that is known of it.

mod family;
mod money;
mod papers;
mod side;
mod steps;
mod story;
mod view;

pub(super) use family::{PayeeView, payees};
pub(super) use money::{MoneyView, money_view};
pub(super) use steps::{RefusalView, refusal_views};
pub(super) use story::{LineView, line_view};
pub(in super::super) use view::claim;
