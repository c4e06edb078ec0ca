//! Figures for Prometheus: requests by route and status, how long they took, how soon other devices hear of it.

use std::{
    sync::OnceLock,
    time::{Duration, Instant},
};

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use crate::{app::App, error::Error, streams::Kind};

static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
const BAG_LAG: &str = "vitrine_bag_lag_seconds";

tokio::task_local! {
    /// When the request came in whose handler is running.
    static RECEIVED: Instant;
}

/// Starts counting; calls after the first change nothing.
pub(crate) fn install() {
    RECORDER.get_or_init(|| {
        PrometheusBuilder::new()
            .set_buckets(&[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0])
            .ok()?
            .set_buckets_for_metric(
                Matcher::Full(BAG_LAG.to_owned()),
                &[0.0005, 0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2.0],
            )
            .ok()?
            .install_recorder()
            .inspect_err(|error| tracing::warn!(%error, "no metrics"))
            .ok()
    });
}

pub(crate) async fn show(State(app): State<App>) -> Result<String, Error> {
    let gauge = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    metrics::gauge!("vitrine_topics").set(gauge(app.pokes.topics()));
    metrics::gauge!("vitrine_stock_spots").set(gauge(app.availability().spots().count()));
    metrics::gauge!("vitrine_bag_streams").set(gauge(app.streams.count(Kind::Bag)));
    metrics::gauge!("vitrine_stock_streams").set(gauge(app.streams.count(Kind::Stock)));
    let handle = RECORDER.get().and_then(Option::as_ref).ok_or_else(|| Error::not_found("metrics"))?;
    handle.run_upkeep();
    Ok(handle.render())
}

/// The layer that counts. Routes are named by their template, so that no id ends up in a label.
pub(crate) async fn count(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map(|it| it.as_str().to_owned());
    let method = request.method().clone();
    let response = RECEIVED.scope(started, next.run(request)).await;
    let status = response.status().as_u16();
    let route = route.unwrap_or_else(|| "site".to_owned());
    tracing::debug!(%method, route, status, took = ?started.elapsed(), "answered");
    metrics::counter!("vitrine_requests_total", "route" => route.clone(), "method" => method.to_string(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!("vitrine_request_seconds", "route" => route).record(started.elapsed());
    response
}

/// When the request came in whose handler is calling; nothing outside of one.
pub(crate) fn received() -> Option<Instant> {
    RECEIVED.try_with(|received| *received).ok()
}

/// A change of a bag was handed to another device so long after the request that made it had come in.
pub(crate) fn bag_lag(lag: Duration) {
    metrics::histogram!(BAG_LAG).record(lag);
}
