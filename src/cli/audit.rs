//! `santun audit verify`.

use crate::desk::{Desk, DeskError};

use super::arguments::AuditCommand;
use super::out::{Failure, line};

/// Prints each fault as `NUMBER seq N: REASON`.
pub(super) async fn audit(desk: &Desk, command: AuditCommand) -> Result<(), Failure> {
    let AuditCommand::Verify { claim } = command;
    let report = match desk.audit(claim.as_deref()).await {
        Err(DeskError::NotFound(_)) => {
            return Err(Failure::new(format!("there is no claim {}", claim.unwrap_or_default())));
        }
        other => other?,
    };
    for fault in &report.faults {
        line(format!("{} seq {}: {}", fault.claim, fault.seq, fault.reason));
    }
    if report.faults.is_empty() {
        line(format!("{} claims, {} events: all as written", report.claims, report.events));
        Ok(())
    } else {
        Err(Failure::found())
    }
}
