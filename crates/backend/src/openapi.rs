//! `/api/openapi.json`: what every slice says of its routes, and what is true of all of them.

use api::problem::{PROBLEM_JSON, Problem};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        Content, OpenApi as Document, Ref, RefOr, Response,
        path::{Operation, PathItem},
        security::{Http, HttpAuthScheme, SecurityScheme},
    },
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Vitrine",
        description = "Browse, see what is near, fill one bag on every device, collect it today. Errors are problem documents (RFC 9457)."
    ),
    components(schemas(Problem)),
    modifiers(&Staff)
)]
struct Description;

/// How people who work in a store are known.
struct Staff;

impl Modify for Staff {
    fn modify(&self, document: &mut Document) {
        let token = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        document.components.get_or_insert_default().add_security_scheme("staff", token);
    }
}

/// The description before any slice has said anything.
pub(crate) fn begun() -> Document {
    Description::openapi()
}

/// Adds to every operation what slices need not repeat: that errors are problem documents, and a word for each answer.
pub(crate) fn complete(document: &mut Document) {
    for operation in document.paths.paths.values_mut().flat_map(operations) {
        let answers = &mut operation.responses.responses;
        for (status, answer) in answers.iter_mut() {
            let RefOr::T(answer) = answer else { continue };
            if status.starts_with(['4', '5']) {
                answer.content.entry(PROBLEM_JSON.to_owned()).or_insert_with(problem);
            }
            if answer.description.is_empty() {
                "What was asked for".clone_into(&mut answer.description);
            }
        }
        answers.insert("default".to_owned(), RefOr::T(any_problem()));
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete].into_iter().flatten()
}

fn any_problem() -> Response {
    let mut answer = Response::new("A problem: bad input, too many requests, or a fault of the server");
    answer.content.insert(PROBLEM_JSON.to_owned(), problem());
    answer
}

fn problem() -> RefOr<Content> {
    RefOr::T(Content::new(Some(Ref::from_schema_name("Problem"))))
}
