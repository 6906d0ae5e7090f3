//! Reads a workflow file into a [`Procedure`]: its syntax and its shape. What its names mean is the checker's work.

mod parts;

use serde_saphyr::granit_parser::Parser;
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy};
use serde_saphyr::{Error, Options};

use super::problem::Problem;
use super::procedure::Procedure;

/// Greatest size of a workflow file in bytes; the largest real one is a twentieth of it.
const MAX_BYTES: usize = 1_000_000;

/// Reads one workflow file. The name only serves for the problems.
///
/// # Errors
/// Either the one thing that stopped the reading (the syntax of YAML, a key given twice, a file too large, too deep or
/// too full of aliases), or every field that is unknown, missing or of the wrong type.
pub fn load(file: &str, source: &str) -> Result<Procedure, Vec<Problem>> {
    if source.len() > MAX_BYTES {
        let message = format!("the file has {} bytes, more than {MAX_BYTES}", source.len());
        return Err(vec![Problem { file: file.to_owned(), line: 0, column: 0, code: "too_large", message }]);
    }
    serde_saphyr::from_str_with_options(source, options()).map_err(|error| {
        let first = problem(file, source, &error);
        match serde_saphyr::from_str_with_options(source, options()) {
            Ok(value) => parts::all(first, file, source, value),
            Err(_) => vec![first],
        }
    })
}

fn options() -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 32,
            max_documents: 1,
            max_aliases: 5_000,
            max_anchors: 1_000,
            // The stories of a procedure repeat the same few steps; the limits of replay below hold all the same.
            enforce_alias_anchor_ratio: false,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 200_000,
            max_replay_stack_depth: 8,
        },
        duplicate_keys: DuplicateKeyPolicy::Error,
        // What a merged section says stands in two places at once; a repeated part (`*name`) does not.
        merge_keys: MergeKeyPolicy::Error,
        // Words such as `yes` and `no` are words here, and only `true` and `false` are booleans.
        strict_booleans: true,
        with_snippet: false,
    }
}

fn problem(file: &str, source: &str, error: &Error) -> Problem {
    let error = error.without_snippet();
    let (line, column) = error.location().map_or((0, 0), |at| (at.line(), at.column()));
    let at = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let code = match code(error) {
        // The reader says both in the same way; only a source that is no YAML at all stops the bare parser too.
        "wrong_type" if !parses(source) => "yaml_syntax",
        code => code,
    };
    Problem { file: file.to_owned(), line: at(line), column: at(column), code, message: message(error) }
}

fn parses(source: &str) -> bool {
    let mut parser = Parser::new_from_str(source);
    std::iter::from_fn(|| parser.next_event()).all(|event| event.is_ok())
}

fn code(error: &Error) -> &'static str {
    match error {
        Error::AliasError { error, .. } => code(error),
        Error::DuplicateMappingKey { .. } => "duplicate_key",
        Error::SerdeUnknownField { .. } => "unknown_field",
        Error::SerdeMissingField { .. } => "missing_field",
        Error::SerdeUnknownVariant { .. } => "unknown_word",
        Error::MergeKeyNotAllowed { .. } => "merge_key",
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => "too_large",
        Error::Message { .. }
        | Error::Unexpected { .. }
        | Error::InvalidBooleanStrict { .. }
        | Error::NullIntoString { .. }
        | Error::InvalidScalar { .. }
        | Error::SerdeInvalidType { .. }
        | Error::SerdeInvalidValue { .. }
        | Error::SerdeInvalidLength { .. }
        | Error::UnexpectedValueForUnit { .. }
        | Error::UnexpectedValueForUnitEnumVariant { .. }
        | Error::ExternallyTaggedEnumExpectedScalarOrMapping { .. }
        | Error::ExpectedStringKeyForExternallyTaggedEnum { .. }
        | Error::ExpectedMappingEndAfterEnumVariantValue { .. } => "wrong_type",
        _ => "yaml_syntax",
    }
}

/// What is wrong, for somebody who writes the file and knows nothing of this program's insides.
fn message(error: &Error) -> String {
    match error {
        Error::AliasError { error, .. } => message(error),
        Error::DuplicateMappingKey { key: Some(key), .. } => format!("the key `{key}` stands twice in this section"),
        Error::Unexpected { expected: "mapping start", .. } => "a section with keys is expected here".to_owned(),
        Error::Unexpected { expected: "sequence start", .. } => "a list is expected here".to_owned(),
        Error::InvalidScalar { ty, .. } if ty.starts_with(['i', 'u']) => "a whole number is expected here".to_owned(),
        Error::InvalidBooleanStrict { .. } => "`true` or `false` is expected here".to_owned(),
        Error::NullIntoString { .. } => "words are expected here".to_owned(),
        Error::UnknownAnchor { .. } => "this alias names an anchor that does not stand above it".to_owned(),
        Error::MergeKeyNotAllowed { .. } => "sections are not merged here; repeat a whole part by an alias".to_owned(),
        _ => plain(&error.render()),
    }
}

/// The first line of what the parser says, without the position that the problem already carries, and with its
/// words for Rust's types replaced.
fn plain(rendered: &str) -> String {
    let first = rendered.lines().next().unwrap_or_default();
    let first = first.trim_start_matches("error: ");
    let first = first.split(" at line ").next().unwrap_or(first);
    if first.contains("FactValue") {
        return "`true`, `false`, a whole number, a date or words are expected here".to_owned();
    }
    match first {
        "input is out of range" | "premature end of input" | "input contains invalid characters" | "trailing input" => {
            "a date such as 2025-12-31 is expected here".to_owned()
        }
        _ => first.replace("a sequence", "a list").replace("a map", "a section with keys"),
    }
}

#[cfg(test)]
mod tests;
