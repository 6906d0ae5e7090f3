//! The pages of the staff.

pub(super) mod link;
