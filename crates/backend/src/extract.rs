//! Extractors that answer with a problem document naming the field, where axum's own would answer with plain text.

use axum::{
    extract::{FromRequest, FromRequestParts, Request, rejection::BytesRejection},
    http::{HeaderMap, header, request::Parts},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use serde::{Serialize, de::DeserializeOwned};

use crate::error::Error;

/// A JSON body, in or out.
#[derive(Debug, Clone, Copy)]
pub struct Json<T>(pub T);

/// The parts of the path.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

/// The query string.
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        if !is_json(request.headers()) {
            return Err(Error::media_type());
        }
        let bytes = body(request, state).await?;
        from_json(&bytes).map(Self)
    }
}

/// A JSON body that may be left out.
#[derive(Debug, Clone, Copy)]
pub struct MaybeJson<T>(pub Option<T>);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for MaybeJson<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let is_json = is_json(request.headers());
        let bytes = body(request, state).await?;
        match (bytes.is_empty(), is_json) {
            (true, _) => Ok(Self(None)),
            (false, true) => from_json(&bytes).map(Self),
            (false, false) => Err(Error::media_type()),
        }
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        // What cannot be an address names nothing.
        match axum::extract::Path::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => Err(Error::not_found("address")),
        }
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let query = parts.uri.query().unwrap_or_default();
        let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
        serde_path_to_error::deserialize(pairs)
            .map(Self)
            .map_err(|error| Error::invalid(field_of(error.path(), error.inner()), error.inner()))
    }
}

/// Reads a whole body, which the limit around the router keeps bounded.
pub(crate) async fn body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Error> {
    Bytes::from_request(request, state).await.map_err(|rejection| match rejection {
        BytesRejection::FailedToBufferBody(it) if it.status() == 413 => Error::too_large(),
        it => Error::malformed(it.body_text()),
    })
}

/// Parses JSON; a wrong value is reported with its path, broken syntax with line and column.
pub(crate) fn from_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let cause = error.inner();
        match cause.classify() {
            serde_json::error::Category::Data => Error::invalid(field_of(error.path(), cause), cause),
            _ => Error::malformed(cause),
        }
    })?;
    json.end().map_err(Error::malformed)?;
    Ok(value)
}

/// The path of a value. serde reports a missing or unknown field at its parent, so its name is taken from the message.
fn field_of(path: &serde_path_to_error::Path, error: &impl std::fmt::Display) -> String {
    let path = path.to_string();
    let message = error.to_string();
    let named = ["missing field `", "unknown field `"]
        .into_iter()
        .find_map(|start| message.strip_prefix(start))
        .and_then(|rest| rest.split('`').next());
    match named {
        Some(name) if path == "." => name.to_owned(),
        Some(name) if !path.ends_with(name) => format!("{path}.{name}"),
        _ => path,
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let essence = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .map(str::trim)
        .unwrap_or_default();
    essence.eq_ignore_ascii_case("application/json")
        || (essence.starts_with("application/") && essence.ends_with("+json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Order {
        #[serde(rename = "lines")]
        _lines: Vec<Line>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Line {
        #[serde(rename = "quantity")]
        _quantity: u32,
    }

    #[test]
    fn the_field_is_named() {
        for (json, named) in [
            (r#"{"lines": [{"quantity": -1}]}"#, "lines[0].quantity"),
            (r#"{"lines": [{}]}"#, "lines[0].quantity"),
            (r#"{"lines": [{"quantity": 1, "price": 2}]}"#, "lines[0].price"),
            (r"{}", "lines"),
            (r#"{"lines": [], "total": 1}"#, "total"),
        ] {
            let error = from_json::<Order>(json.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(&format!("({named})")), "{json} gave {error}");
        }
    }

    #[test]
    fn broken_syntax_has_a_line_and_a_column() {
        let error = from_json::<Order>(b"{\n  \"lines\": [}").unwrap_err().to_string();
        assert!(error.contains("line 2 column 13"), "{error}");
        assert!(from_json::<u32>(b"1 2").is_err());
    }
}
