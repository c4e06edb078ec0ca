//! Passkeys: making one after a fresh sign-in, signing in with one, deleting one.
//!
//! What an authenticator is to sign is kept here with the browser's session, for five minutes and one answer, right or wrong.

mod store;

use api::{
    account::{AccountView, PasskeyAnswer, PasskeyOptionsView, PasskeyView, SignedInView},
    problem::Rejection,
};
use axum::{extract::State, response::IntoResponse};
use domain::account::{CHALLENGE_LIVES, PASSKEYS_MOST};
use serde::{Serialize, de::DeserializeOwned};
use utoipa_axum::{router::OpenApiRouter, routes};
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Uuid,
};
use webauthn_rs_proto::ResidentKeyRequirement;

use self::store::{PasskeyRow, Purpose};
use super::{
    ThisDevice, no_store, rp,
    sign_in::{self, Done},
    store::account as account_row,
    view,
};
use crate::{
    app::{App, PublicUrl},
    error::Error,
    extract::{Json, Path},
    limits::{Client, Limit},
    session::{NewCookie, Proof, Shopper, SignedIn},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(begin_making))
        .routes(routes!(make))
        .routes(routes!(delete))
        .routes(routes!(begin_sign_in))
        .routes(routes!(sign_in_by_passkey))
}

/// Begins making a passkey on this device.
#[utoipa::path(
    post,
    path = api::account::PASSKEY_OPTIONS,
    responses(
        (status = 200, body = PasskeyOptionsView),
        (status = 401, description = "A guest"),
        (status = 403, description = "The sign-in is more than ten minutes old"),
        (status = 409, description = "No more passkeys, or none at this address")
    ),
    tag = "account"
)]
async fn begin_making(
    who: SignedIn,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
) -> Result<impl IntoResponse, Error> {
    who.fresh(app.clock.now())?;
    let (webauthn, account) = (rp::of(&app, &url)?, account_row(&app.db, &who.account).await?);
    let known = store::of_account(&app.db, &who.account).await?;
    if known.len() >= PASSKEYS_MOST {
        return Err(Error::rejected(Rejection::TooManyPasskeys));
    }
    let known = known.into_iter().map(|row| row.credential_id).collect();
    let handle = Uuid::from_slice(&account.handle).map_err(Error::internal)?;
    let (mut options, state) = webauthn
        .start_passkey_registration(handle, &account.email, &account.email, Some(known))
        .map_err(Error::internal)?;
    // Only a passkey the authenticator itself remembers can sign in without an address being typed.
    if let Some(selection) = &mut options.public_key.authenticator_selection {
        selection.resident_key = Some(ResidentKeyRequirement::Required);
        selection.require_resident_key = true;
    }
    Ok(([no_store()], Json(ask(&app, &who.session, Purpose::Make, &options, &state).await?)))
}

/// Keeps the passkey this device made.
#[utoipa::path(
    post,
    path = api::account::PASSKEYS,
    request_body = PasskeyAnswer,
    responses(
        (status = 200, body = AccountView),
        (status = 401, description = "A guest"),
        (status = 409, description = "Not what was asked for, too late, or for the second time"),
        (status = 422, description = "Not a credential")
    ),
    tag = "account"
)]
async fn make(
    who: SignedIn,
    device: ThisDevice,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
    Json(body): Json<PasskeyAnswer>,
) -> Result<impl IntoResponse, Error> {
    let answer: RegisterPublicKeyCredential = read(&body)?;
    let webauthn = rp::of(&app, &url)?;
    let state: PasskeyRegistration = asked(&app, &who.session, Purpose::Make).await?;
    let passkey = webauthn.finish_passkey_registration(&answer, &state).map_err(refused)?;
    store::insert(&app, &who.account, &passkey, &device.0).await?;
    Ok(([no_store()], Json(view::account(&app, &who).await?)))
}

/// A passkey signs in no more. The device may go on offering it, in vain.
#[utoipa::path(
    post,
    path = api::account::DELETE_PASSKEY,
    params(("passkey" = String, Path, description = "The passkey's id")),
    responses(
        (status = 200, body = AccountView),
        (status = 401, description = "A guest"),
        (status = 404, description = "No such passkey of this account")
    ),
    tag = "account"
)]
async fn delete(
    who: SignedIn,
    State(app): State<App>,
    Path(passkey): Path<String>,
) -> Result<impl IntoResponse, Error> {
    store::delete(&app.db, &who.account, &passkey).await?;
    Ok(([no_store()], Json(view::account(&app, &who).await?)))
}

/// Begins signing in with whichever passkey the shopper chooses.
#[utoipa::path(
    post,
    path = api::account::PASSKEY_SIGN_IN_OPTIONS,
    responses(
        (status = 200, body = PasskeyOptionsView),
        (status = 409, description = "No passkeys at this address"),
        (status = 429, description = "Too many tries")
    ),
    tag = "account"
)]
async fn begin_sign_in(
    Client(client): Client,
    shopper: Shopper,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
) -> Result<impl IntoResponse, Error> {
    app.limits.count(Limit::Costly, client.to_string(), app.clock.now())?;
    let (mut options, state) = rp::of(&app, &url)?.start_discoverable_authentication().map_err(Error::internal)?;
    // The app knows whether it asks quietly, in a field's suggestions, or because of a button.
    options.mediation = None;
    Ok(([no_store()], Json(ask(&app, &shopper.id, Purpose::SignIn, &options, &state).await?)))
}

/// Signs this browser in with a passkey. What was in its bag joins the account's.
#[utoipa::path(
    post,
    path = api::account::PASSKEY_SIGN_IN,
    request_body = PasskeyAnswer,
    responses(
        (status = 200, body = SignedInView),
        (status = 409, description = "Not a passkey of this shop, too late, or for the second time"),
        (status = 422, description = "Not a credential"),
        (status = 429, description = "Too many tries")
    ),
    tag = "account"
)]
async fn sign_in_by_passkey(
    Client(client): Client,
    shopper: Shopper,
    device: ThisDevice,
    cookies: NewCookie,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
    Json(body): Json<PasskeyAnswer>,
) -> Result<impl IntoResponse, Error> {
    app.limits.count(Limit::Guess, client.to_string(), app.clock.now())?;
    let answer: PublicKeyCredential = read(&body)?;
    let webauthn = rp::of(&app, &url)?;
    let state: DiscoverableAuthentication = asked(&app, &shopper.id, Purpose::SignIn).await?;
    let (handle, credential) = webauthn.identify_discoverable_authentication(&answer).map_err(refused)?;
    let row = store::find(&app.db, credential, handle.as_bytes()).await?.ok_or_else(unknown)?;
    let passkey: Passkey = serde_json::from_str(&row.credential).map_err(Error::internal)?;
    let proof = webauthn.finish_discoverable_authentication_v2(&answer, state, &passkey).map_err(refused)?;
    let done = enter(&app, &shopper, &device, &row, passkey, &proof).await?;
    Ok(([no_store()], Json(done.answer(&app, &cookies).await?)))
}

async fn enter(
    app: &App,
    shopper: &Shopper,
    device: &ThisDevice,
    row: &PasskeyRow,
    mut passkey: Passkey,
    proof: &AuthenticationResult,
) -> Result<Done, Error> {
    passkey.update_credential(proof);
    let credential = &serde_json::to_string(&passkey).map_err(Error::internal)?;
    app.db
        .write(|mut tx| async move {
            let proof = Proof { account: row.account.clone(), proved_at: app.clock.now() };
            let done = sign_in::enter(&mut tx, app, shopper, &proof, &device.0).await?;
            if store::used(&mut tx, &row.id, credential, app.clock.now()).await? {
                Ok(done)
            } else {
                // Deleted a moment ago.
                Err(unknown())
            }
        })
        .await
}

/// The passkeys of an account, the newest first.
pub(super) async fn list(app: &App, account: &str) -> Result<Vec<PasskeyView>, Error> {
    store::of_account(&app.db, account).await?.into_iter().map(PasskeyRow::view).collect()
}

/// Keeps what is asked of the browser's authenticator, and says it.
async fn ask(
    app: &App,
    session: &str,
    purpose: Purpose,
    options: &impl Serialize,
    state: &impl Serialize,
) -> Result<PasskeyOptionsView, Error> {
    let expires_at = app.clock.now() + CHALLENGE_LIVES;
    let state = serde_json::to_string(state).map_err(Error::internal)?;
    store::keep_challenge(&app.db, session, purpose, &state, expires_at).await?;
    Ok(PasskeyOptionsView { options: serde_json::to_string(options).map_err(Error::internal)?, expires_at })
}

/// What was asked of the browser's authenticator, once.
async fn asked<T: DeserializeOwned>(app: &App, session: &str, purpose: Purpose) -> Result<T, Error> {
    let state = store::take_challenge(app, session, purpose).await?.ok_or_else(unknown)?;
    serde_json::from_str(&state).map_err(Error::internal)
}

fn read<T: DeserializeOwned>(body: &PasskeyAnswer) -> Result<T, Error> {
    serde_json::from_str(&body.credential).map_err(|error| Error::invalid("credential", error))
}

#[expect(clippy::needless_pass_by_value, reason = "map_err hands it over like this")]
fn refused(error: webauthn_rs::prelude::WebauthnError) -> Error {
    tracing::info!(%error, "a passkey was refused");
    unknown()
}

fn unknown() -> Error {
    Error::rejected(Rejection::PasskeyRefused)
}
