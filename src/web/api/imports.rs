//! Importing the register: counts, and every refused row with its reason.

use actix_web::http::StatusCode;
use actix_web::web::{self, Data};
use serde_json::{Value, json};

use crate::desk::register::{ParsedRegister, RefusedRow, RegisterError, parse_register};
use crate::desk::{ImportPlan, ImportReport};
use crate::law::Text;

use super::super::app::App;
use super::super::problem::WebError;
use super::super::reply::{Answer, Reply};
use super::asking::Asking;
use super::params::Params;
use super::upload::Form;

/// Imports a file.
pub(super) async fn import(app: Data<App>, asking: Asking, params: Params, form: Form) -> Answer {
    let plan = ImportPlan {
        office: params.text("office").unwrap_or_default(),
        dry_run: params.flag("dry_run")?.unwrap_or_default(),
        strict: params.flag("strict")?.unwrap_or_default(),
    };
    let register = parsed(form).await?;
    let report = app.desk.import_as(asking.actor(), &register, &plan).await?;
    if plan.strict && report.refused > 0 && !plan.dry_run {
        return Err(nothing_imported(&register, &report));
    }
    Reply::ok(&told(&register, &report))
}

async fn parsed(form: Form) -> Result<ParsedRegister, WebError> {
    let name = form.file_name();
    let read =
        web::block(move || std::fs::read(form.file.file.path()).map(|bytes| parse_register(&name, &bytes))).await;
    let failed = |cause: String| WebError::internal(cause);
    let parsed = read.map_err(|error| failed(error.to_string()))?.map_err(|error| failed(error.to_string()))?;
    parsed.map_err(|error: RegisterError| WebError::field("file", error.code(), error.text()))
}

fn told(register: &ParsedRegister, report: &ImportReport) -> Value {
    let row = |row: &RefusedRow| json!({ "line": row.line, "column": row.column, "reason": row.reason });
    let elsewhere = register.rows.iter().filter(|row| report.elsewhere.iter().any(|nik| nik == row.nik.as_str()));
    let elsewhere = elsewhere.map(|row| {
        let reason = Text::new("NIK ini milik kantor lain.", "This NIK belongs to another office.");
        json!({ "line": row.line, "column": "nik", "reason": reason })
    });
    let warnings = register.warnings.iter();
    json!({
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "refused": report.refused,
        "imported": report.imported,
        "refused_rows": register.refused.iter().map(row).chain(elsewhere).collect::<Vec<_>>(),
        "warnings": warnings
            .map(|row| json!({ "line": row.line, "column": row.column, "message": row.message }))
            .collect::<Vec<_>>(),
    })
}

fn nothing_imported(register: &ParsedRegister, report: &ImportReport) -> WebError {
    let detail = Text::new(
        format!("{} baris ditolak, jadi tidak ada yang diimpor (strict).", report.refused),
        format!("{} row(s) were refused, so nothing was imported (strict).", report.refused),
    );
    WebError::new(StatusCode::UNPROCESSABLE_ENTITY, "rows_refused", detail).with("report", told(register, report))
}
