//! The report for the web of data: ClaimReview (schema.org) and web annotations (W3C), as JSON-LD values.
//!
//! Facts as the report has them. What a vocabulary asks for and the desk does not
//! know is said as a fault, never made up.

mod annotation;
mod claim_review;

pub(crate) use annotation::annotations;
pub(crate) use claim_review::reviews;

use claimdesk_core::model::Party;
use serde_json::{Map, Value, json};

/// An object as it grows: what says nothing is left out.
#[derive(Default)]
struct Thing(Map<String, Value>);

impl Thing {
    fn new(kind: &str) -> Self {
        Self::default().with("@type", json!(kind))
    }

    fn with(mut self, key: &str, value: Value) -> Self {
        let says = match &value {
            Value::Null => false,
            Value::String(text) => !text.trim().is_empty(),
            Value::Array(list) => !list.is_empty(),
            Value::Bool(_) | Value::Number(_) | Value::Object(_) => true,
        };
        if says {
            self.0.insert(key.to_owned(), value);
        }
        self
    }

    fn done(self) -> Value {
        if self.0.is_empty() { Value::Null } else { Value::Object(self.0) }
    }
}

/// Who said something. Somebody with an office is a person; a body that stands alone is one;
/// of a bare name nobody knows which, and both are said.
fn party(party: &Party) -> Value {
    let [name, role, body] = [&party.name, &party.role, &party.body].map(|part| part.trim());
    match (name, role, body) {
        ("", "", "") => Value::Null,
        ("", _, "") => Thing::new("Person").with("jobTitle", json!(role)).done(),
        ("", "", body) => Thing::new("Organization").with("name", json!(body)).done(),
        (name, "", "") => {
            Thing::default().with("@type", json!(["Person", "Organization"])).with("name", json!(name)).done()
        }
        (name, role, body) => {
            let works_for =
                if body.is_empty() { Value::Null } else { Thing::new("Organization").with("name", json!(body)).done() };
            Thing::new("Person")
                .with("name", json!(name))
                .with("jobTitle", json!(role))
                .with("worksFor", works_for)
                .done()
        }
    }
}
