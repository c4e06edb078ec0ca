//! The shop on partners' pages: the loader and its card, the frame with its session and bag, and handing that bag over.
//!
//! Nothing here takes a shopper's session but the hand-over itself, and no other slice takes a frame's.

mod bag;
mod card;
mod embed;
mod figures;
mod frame;
mod handover;
mod service;
mod session;
mod store;

use axum::{Router, routing::get};
use utoipa_axum::{router::OpenApiRouter, routes};

pub use self::{
    figures::{Figures, figures},
    service::{Listed, add, block, list, snippet, sweep, unblock},
};
use crate::app::App;

/// The addresses of this slice that answer programs.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(embed::card))
        .routes(routes!(session::start))
        .routes(routes!(bag::show))
        .routes(routes!(bag::push))
        .routes(routes!(bag::follow))
        .routes(routes!(bag::see))
        .routes(routes!(handover::make))
        .routes(routes!(handover::arrive))
        .routes(routes!(handover::tell))
}

/// Its files and pages.
pub fn pages() -> Router<App> {
    Router::new()
        .route(api::partners::LOADER, get(embed::loader))
        .route(api::partners::PINNED, get(embed::pinned))
        .route(api::partners::DOCS, get(embed::docs))
        .route(api::partners::FRAME, get(frame::show))
}
