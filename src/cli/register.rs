//! `santun registry import`.

use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};

use crate::claim::Actor;
use crate::desk::register::parse_register;
use crate::desk::{Desk, ImportPlan};

use super::arguments::RegistryCommand;
use super::out::{Failure, line, note};

/// The office of a register that names none, where there is none yet.
const FIRST_OFFICE: &str = "Kantor utama";

/// Imports a file; refused rows are listed as `FILE:LINE: column: reason`, and then the exit code is 1.
pub(super) async fn registry(desk: &Desk, command: RegistryCommand) -> Result<(), Failure> {
    let RegistryCommand::Import { file, office, dry_run, strict } = command;
    let bytes = std::fs::read(&file).map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
    let name = file.display().to_string();
    let register =
        parse_register(&name, &bytes).map_err(|error| Failure::new(format!("{name}: {}", error.text().en)))?;
    for refused in &register.refused {
        note(refused);
    }
    for warning in &register.warnings {
        note(format!("{}:{}: {}: {}", warning.file, warning.line, warning.column, warning.message.en));
    }
    let plan = ImportPlan { office: office_of(desk, office).await?, dry_run, strict };
    let bar = progress(register.rows.len(), &file);
    let shown = bar.clone();
    let report = desk.import(&register, &plan, Arc::new(move |done| shown.set_position(done))).await?;
    bar.finish_and_clear();
    let did = match (report.imported, dry_run) {
        (true, _) => "",
        (false, true) => " (dry run: nothing was written)",
        (false, false) => " (strict: nothing was written)",
    };
    if report.new_office {
        line(format!("new office {}", plan.office));
    }
    line(format!(
        "{}: {} added, {} changed, {} unchanged, {} refused{did}",
        plan.office, report.added, report.changed, report.unchanged, report.refused
    ));
    for nik in &report.elsewhere {
        note(format!("{name}: nik: {nik} belongs to another office and was left alone"));
    }
    if report.refused > 0 { Err(Failure::found()) } else { Ok(()) }
}

async fn office_of(desk: &Desk, named: Option<String>) -> Result<String, Failure> {
    if named.is_none() && desk.offices().await?.is_empty() {
        return Ok(FIRST_OFFICE.to_owned());
    }
    Ok(desk.import_office(&Actor::system(), named.as_deref()).await?)
}

fn progress(rows: usize, file: &Path) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(rows).unwrap_or(u64::MAX));
    if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:40}] {pos}/{len} {eta}") {
        bar.set_style(style);
    }
    bar.set_message(file.file_name().unwrap_or_default().to_string_lossy().into_owned());
    bar
}
