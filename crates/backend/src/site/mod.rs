//! The built app: files from memory, compressed beforehand, cached for ever when their name has a hash.

mod earlier;
mod embed;
mod files;
mod headers;
mod template;

use axum::{
    extract::{Request, State},
    http::Method,
    response::{IntoResponse, Response},
};

pub use self::{
    files::Site,
    template::{Page, Template},
};
pub(crate) use embed::Loader;
pub(crate) use files::{accepts, is_known};
pub(crate) use headers::security_headers;
pub(crate) use template::{html, with_data};

use crate::{app::App, error::Error, http, pages};

/// Answers everything that no route claimed: a file of the app, or a page.
pub(crate) async fn serve(State(app): State<App>, request: Request) -> Response {
    if http::is_api(&request) {
        return Error::unknown_path().into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Error::method_not_allowed().into_response();
    }
    let path = request.uri().path();
    if let Some(file) = app.site.file(path) {
        return file.respond(request.headers());
    }
    if path.rsplit('/').next().is_some_and(|name| name.contains('.')) {
        return Error::not_found("file").into_response();
    }
    pages::show(&app, request).await
}
