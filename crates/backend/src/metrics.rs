//! Figures for Prometheus: requests by route and status, how long they took, topics listened to.

use std::{sync::OnceLock, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::{app::App, error::Error};

static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Starts counting; calls after the first change nothing.
pub(crate) fn install() {
    RECORDER.get_or_init(|| {
        PrometheusBuilder::new()
            .set_buckets(&[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0])
            .ok()?
            .install_recorder()
            .inspect_err(|error| tracing::warn!(%error, "no metrics"))
            .ok()
    });
}

pub(crate) async fn show(State(app): State<App>) -> Result<String, Error> {
    metrics::gauge!("vitrine_topics").set(u32::try_from(app.pokes.topics()).unwrap_or(u32::MAX));
    let handle = RECORDER.get().and_then(Option::as_ref).ok_or_else(|| Error::not_found("metrics"))?;
    handle.run_upkeep();
    Ok(handle.render())
}

/// The layer that counts. Routes are named by their template, so that no id ends up in a label.
pub(crate) async fn count(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map(|it| it.as_str().to_owned());
    let method = request.method().clone();
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let route = route.unwrap_or_else(|| "site".to_owned());
    tracing::debug!(%method, route, status, took = ?started.elapsed(), "answered");
    metrics::counter!("vitrine_requests_total", "route" => route.clone(), "method" => method.to_string(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!("vitrine_request_seconds", "route" => route).record(started.elapsed());
    response
}
