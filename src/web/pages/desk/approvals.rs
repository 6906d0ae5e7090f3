//! The claims that wait for a supervisor's second look.

use crate::workflow::Role;

use super::super::page::{PageResult, go_to};
use super::super::visit::Visit;

/// Leads to the work list of what waits for supervisors; others have their own list.
pub(in super::super) async fn approvals(visit: Visit) -> PageResult {
    let address = if visit.role() == Some(Role::Supervisor) { "/desk?view=mine" } else { "/desk" };
    Ok(go_to(address))
}
