//! Who the frame is to the server: a guest of this partner's, by a cookie where frames may have one, else by a token in memory.

use crate::client::{self, ClientError, StreamEnd};
use api::partners::{
    HANDOVER, HandoverView, LIVE, SEEN, SESSION, Seen, Sight, StartWidget, WidgetConfig, WidgetView, X_PARTNER,
    X_PLACEMENT, X_WIDGET,
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
    /// What each request says: whose frame it is and where, since frames of others have the same cookies; and the token, where there is no
    /// cookie.
    said: Vec<(&'static str, String)>,
    begun: bool,
}

impl State {
    fn has_token(&self) -> bool {
        self.said.last().is_some_and(|(name, _)| *name == AUTHORIZATION)
    }

    /// From now on the session is known by this token, or else by a cookie.
    fn keep(&mut self, token: Option<String>) {
        if self.has_token() {
            self.said.pop();
        }
        if let Some(token) = token {
            self.said.push((AUTHORIZATION, format!("Widget {token}")));
        }
    }
}

impl Session {
    pub(super) fn new(config: &WidgetConfig) -> Self {
        let start = StartWidget { partner: config.partner.clone(), placement: config.placement.clone() };
        let mut said = vec![(X_WIDGET, "1".to_owned()), (X_PARTNER, start.partner.to_string())];
        said.extend(start.placement.iter().map(|placement| (X_PLACEMENT, placement.to_string())));
        Self(StoredValue::new(State { start, said, begun: false }))
    }

    /// Asks for the JSON at `path`.
    pub(super) async fn get<T: DeserializeOwned>(self, path: &str) -> Result<T, ClientError> {
        client::read(&self.ask(path, None).await?)
    }

    /// Sends `body` and answers the text that came back.
    pub(super) async fn post(self, path: &str, body: &impl Serialize) -> Result<String, ClientError> {
        let body = serde_json::to_string(body).map_err(|_| ClientError::Unreadable)?;
        self.ask(path, Some(&body)).await
    }

    /// Hears the bag's stream until it ends, or is ended.
    pub(super) async fn live(self, end: StreamEnd, heard: impl FnMut(&[u8])) -> Result<(), ClientError> {
        client::stream(LIVE, &pairs(&self.headers()), end, heard).await
    }

    /// Whether frames beside this one have the same session: not, where it has a token of its own.
    pub(super) fn is_shared(self) -> bool {
        self.0.try_with_value(|state| !state.has_token()) == Some(true)
    }

    /// What such frames call themselves: the partner's.
    pub(super) fn shared_as(self) -> String {
        if self.is_shared() { self.0.with_value(|state| state.start.partner.to_string()) } else { String::new() }
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
        match self.ask_once(path, body).await {
            Err(ClientError::Api(problem)) if problem.status == 401 => {
                self.0.try_update_value(|state| state.keep(None));
                self.begin().await?;
                self.ask_once(path, body).await
            }
            answer => answer,
        }
    }

    async fn ask_once(self, path: &str, body: Option<&str>) -> Result<String, ClientError> {
        client::ask(path, body, &pairs(&self.headers())).await
    }

    /// Makes a session, or goes on with the browser's. A new one is asked about once more without its token: if the cookie opens it, the
    /// token is forgotten, so that all of the partner's frames have the same one.
    async fn begin(self) -> Result<(), ClientError> {
        let body = self.0.try_with_value(|state| serde_json::to_string(&state.start).ok()).flatten();
        let body = body.ok_or(ClientError::Unreadable)?;
        let mut token = None;
        for _ in 0..2 {
            token = client::read::<WidgetView>(&self.ask_once(SESSION, Some(&body)).await?)?.token;
            if token.is_none() {
                break;
            }
        }
        self.0.try_update_value(|state| {
            state.keep(token);
            state.begun = true;
        });
        Ok(())
    }

    /// What each request says.
    fn headers(self) -> Vec<(&'static str, String)> {
        self.0.try_with_value(|state| state.said.clone()).unwrap_or_default()
    }
}

fn pairs<'a>(headers: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    headers.iter().map(|(name, text)| (*name, text.as_str())).collect()
}
