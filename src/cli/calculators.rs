//! The two calculators: JSON in, JSON out; nothing is stored.

use std::io::Read as _;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::law::{FieldError, LawBook, benefit, heirs};

use super::out::{Failure, line};

/// `santun benefit FILE`.
pub(super) fn benefit(file: &Path) -> Result<(), Failure> {
    calculate(file, benefit::estimate)
}

/// `santun heirs FILE`.
pub(super) fn heirs(file: &Path) -> Result<(), Failure> {
    calculate(file, heirs::determine)
}

fn calculate<Q: DeserializeOwned, A: Serialize>(
    file: &Path,
    calculator: fn(&LawBook, &Q) -> Result<A, Vec<FieldError>>,
) -> Result<(), Failure> {
    let text = read(file)?;
    let question = serde_json::from_str(&text).map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
    let law = LawBook::embedded()?;
    match calculator(&law, &question) {
        Ok(answer) => {
            line(serde_json::to_string_pretty(&answer)?);
            Ok(())
        }
        Err(errors) => {
            let lines = errors.iter().map(|error| format!("{}: {}", error.field, error.message.en));
            Err(Failure::new(lines.collect::<Vec<_>>().join("; ")))
        }
    }
}

fn read(file: &Path) -> Result<String, Failure> {
    if file.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    std::fs::read_to_string(file).map_err(|error| Failure::new(format!("{}: {error}", file.display())))
}
