//! What is wrong between files: versions of one procedure that cannot both be right.

use std::collections::BTreeMap;

use super::super::locations::Locations;
use super::super::problem::Problem;
use super::super::procedure::Procedure;
use super::report::Report;

/// Compares the versions of each procedure. A version is for reports from its first date until the next version's,
/// so a later version must begin later.
pub(super) fn check(loaded: &[(Procedure, Locations)]) -> Vec<Problem> {
    let mut by_name: BTreeMap<&str, Vec<&(Procedure, Locations)>> = BTreeMap::new();
    for entry in loaded {
        by_name.entry(entry.0.name.as_str()).or_default().push(entry);
    }
    let mut problems = Vec::new();
    for (name, mut versions) in by_name {
        versions.sort_by_key(|(procedure, _)| procedure.version);
        for pair in versions.windows(2) {
            let [(earlier, earlier_at), (later, later_at)] = pair else { continue };
            let mut report = Report::new(later_at);
            if earlier.version == later.version {
                let message = format!("`{name}` has version {} twice, also in {}", later.version, earlier_at.file());
                report.add("version", "version_repeated", message);
            } else if later.effective_from <= earlier.effective_from {
                let message = format!(
                    "version {} of `{name}` begins on {} and overlaps version {}, which begins on {} ({})",
                    later.version,
                    later.effective_from,
                    earlier.version,
                    earlier.effective_from,
                    earlier_at.file()
                );
                report.add("effective_from", "dates_overlap", message);
            }
            problems.extend(report.finish());
        }
    }
    problems
}
