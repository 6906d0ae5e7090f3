//! The format of a workflow file as JSON Schema, so that an editor completes, explains and checks while it is written.
//!
//! It is made of the types that the loader reads into. It says what the loader says, and nothing of what only the
//! checker knows: whether a state can be reached, or a fact exists.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::Value;

use super::procedure::Procedure;

/// Draft 7: what language servers for YAML understand.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft07().with_transform(RecursiveTransform(plain_description));
    let mut schema = settings.into_generator().into_root_schema_for::<Procedure>();
    schema.insert("title".to_owned(), "Santun workflow".into());
    schema.to_value()
}

/// Comments name other types as links, which are none outside the code.
fn plain_description(schema: &mut Schema) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = text.replace("[`", "`").replace("`]", "`");
    }
}

#[cfg(test)]
mod tests;
