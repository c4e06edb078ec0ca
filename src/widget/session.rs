//! Who the frame is to the server: a guest of this partner's, by a cookie where frames may have one, else by a token in memory.

use crate::client::{self, ClientError};
use api::partners::{
    HANDOVER, HandoverView, LIVE, SEEN, SESSION, Seen, Sight, StartWidget, WidgetConfig, WidgetView, X_WIDGET,
};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// The header that says the token.
const AUTHORIZATION: &str = "authorization";

/// The frame's session.
#[derive(Debug, Clone, Copy)]
pub(super) struct Session(StoredValue<State>);

#[derive(Debug)]
struct State {
    start: StartWidget,
    /// What the token is sent as, where there is no cookie.
    token: Option<String>,
    begun: bool,
}

impl Session {
    pub(super) fn new(config: &WidgetConfig) -> Self {
        let start = StartWidget { partner: config.partner.clone(), placement: config.placement.clone() };
        Self(StoredValue::new(State { start, token: None, begun: false }))
    }

    /// Asks for the JSON at `path`.
    pub(super) async fn get<T: DeserializeOwned>(self, path: &str) -> Result<T, ClientError> {
        client::read(&self.ask(path, None).await?)
    }

    /// Sends `body` and reads the answer.
    pub(super) async fn post<T: DeserializeOwned>(self, path: &str, body: &impl Serialize) -> Result<T, ClientError> {
        let body = serde_json::to_string(body).map_err(|_| ClientError::Unreadable)?;
        client::read(&self.ask(path, Some(&body)).await?)
    }

    /// Hears the bag's stream until it ends.
    pub(super) async fn live(self, heard: impl FnMut(&[u8])) -> Result<(), ClientError> {
        let token = self.token();
        client::stream(LIVE, &headers(token.as_deref()), heard).await
    }

    /// Counts that it was seen. Nobody waits for it, and nothing depends on it.
    pub(super) fn saw(self, what: Sight) {
        leptos::task::spawn_local(async move {
            let body = serde_json::to_string(&Seen { what }).unwrap_or_default();
            let _counted = self.ask(SEEN, Some(&body)).await;
        });
    }

    /// What hands the bag over to the shop, once.
    pub(super) async fn hand_over(self) -> Result<HandoverView, ClientError> {
        client::read(&self.ask(HANDOVER, Some("{}")).await?)
    }

    /// One exchange. A session that is gone is begun anew, once.
    async fn ask(self, path: &str, body: Option<&str>) -> Result<String, ClientError> {
        if self.0.try_with_value(|state| state.begun) != Some(true) {
            self.begin().await?;
        }
        let token = self.token();
        match client::ask(path, body, &headers(token.as_deref())).await {
            Err(ClientError::Api(problem)) if problem.status == 401 => {
                self.0.try_update_value(|state| state.token = None);
                self.begin().await?;
                let token = self.token();
                client::ask(path, body, &headers(token.as_deref())).await
            }
            answer => answer,
        }
    }

    /// Makes a session, or goes on with the browser's. A new one is asked about once more without its token: if the cookie opens it, the
    /// token is forgotten, so that all of the partner's frames have the same one.
    async fn begin(self) -> Result<(), ClientError> {
        let body = self.0.try_with_value(|state| serde_json::to_string(&state.start).ok()).flatten();
        let body = body.ok_or(ClientError::Unreadable)?;
        let mut token = None;
        for _ in 0..2 {
            token = client::read::<WidgetView>(&client::ask(SESSION, Some(&body), &headers(None)).await?)?.token;
            if token.is_none() {
                break;
            }
        }
        self.0.try_update_value(|state| {
            state.token = token.map(|token| format!("Widget {token}"));
            state.begun = true;
        });
        Ok(())
    }

    fn token(self) -> Option<String> {
        self.0.try_with_value(|state| state.token.clone()).flatten()
    }
}

fn headers(token: Option<&str>) -> Vec<(&'static str, &str)> {
    let token = token.map(|token| (AUTHORIZATION, token));
    std::iter::once((X_WIDGET, "1")).chain(token).collect()
}
