//! Every answer that any test gets, held against `/api/openapi.json`: a status the description does not name, a field it
//! leaves out or a type it does not promise fails the test that met it.

use std::{collections::HashMap, sync::LazyLock};

use axum::http::{Method, StatusCode};
use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::support::Answer;

static DESCRIBED: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let (_, description) = backend::http::api().split_for_parts();
    read(&serde_json::to_value(description).unwrap())
});

struct Operation {
    method: String,
    /// The path's segments; `{…}` stands for any.
    path: Vec<String>,
    /// By status or `default`, then by media type.
    answers: HashMap<String, HashMap<String, Validator>>,
}

/// Panics unless the description promises such an answer; what is no part of it (pages, pictures) may say what it likes.
pub fn hold(method: &Method, target: &str, answer: &Answer) {
    let path: Vec<&str> = target.split('?').next().unwrap_or_default().split('/').collect();
    let Some(operation) = DESCRIBED.iter().find(|it| it.method == method.as_str() && it.fits(&path)) else { return };
    // Compressed for this one test, nothing new, or events: there is no document to look at.
    let media_type = answer.header("content-type");
    let is_document = answer.header("content-encoding").is_empty() && media_type != "text/event-stream";
    if !is_document || answer.status == StatusCode::NOT_MODIFIED {
        return;
    }
    let status = answer.status.as_str();
    let fallback = || operation.answers.get("default").filter(|_| !answer.status.is_success());
    let promised = operation.answers.get(status).or_else(fallback);
    let promised = promised.unwrap_or_else(|| panic!("{method} {target} may not answer {status}"));
    if answer.status == StatusCode::NO_CONTENT || answer.status.is_redirection() {
        assert!(answer.body.is_empty() && promised.is_empty(), "{method} {target} says something with {status}");
        return;
    }
    let schema = promised.get(media_type);
    let schema = schema.unwrap_or_else(|| panic!("{method} {target} may not answer {status} as {media_type:?}"));
    let document: Value = serde_json::from_slice(&answer.body).unwrap();
    let faults: Vec<String> = schema.iter_errors(&document).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{method} {target} {status} is not as described: {faults:#?} in {document:#}");
}

impl Operation {
    fn fits(&self, path: &[&str]) -> bool {
        self.path.len() == path.len()
            && self.path.iter().zip(path).all(|(own, asked)| own.starts_with('{') || own == asked)
    }
}

fn read(description: &Value) -> Vec<Operation> {
    let mut components = description["components"].clone();
    close(&mut components);
    let mut operations = Vec::new();
    for (path, methods) in object(&description["paths"]) {
        for (method, operation) in object(methods) {
            let answers = object(&operation["responses"]).iter().map(|(status, answer)| {
                assert!(answer["description"].is_string(), "{method} {path} {status} has no description");
                (status.clone(), schemas(answer, &components))
            });
            operations.push(Operation {
                method: method.to_uppercase(),
                path: path.split('/').map(str::to_owned).collect(),
                answers: answers.collect(),
            });
        }
    }
    // An address that is written out comes before one with a gap in it.
    operations.sort_by_key(|operation| operation.path.iter().filter(|it| it.starts_with('{')).count());
    operations
}

fn schemas(answer: &Value, components: &Value) -> HashMap<String, Validator> {
    let Some(content) = answer["content"].as_object() else { return HashMap::new() };
    let validator = |(media_type, content): (&String, &Value)| {
        let schema = json!({ "allOf": [content["schema"]], "components": components });
        (media_type.clone(), jsonschema::draft202012::new(&schema).unwrap())
    };
    content.iter().filter(|(media_type, _)| media_type.ends_with("json")).map(validator).collect()
}

/// Allows no field that is not described. Browsers may ignore unknown fields; a description that leaves some out is wrong.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if fields.contains_key("properties") && !fields.contains_key("additionalProperties") {
                fields.insert("additionalProperties".to_owned(), json!(false));
            }
            fields.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap()
}
