//! The moment a browser is signed in or out: its cookie, its bag and its orders change in one transaction.

use api::account::{JoinedLine, SignedInView};
use domain::account::{ABSOLUTE, Device};

use super::{store, view};
use crate::{
    app::App,
    cart::service as cart,
    db::Tx,
    error::Error,
    orders::owner as orders,
    session::{self, NewCookie, Proof, Shopper, SignedIn},
};

/// What a sign-in came to, once it is committed.
pub(super) struct Done {
    pub(super) who: SignedIn,
    /// The browser's cookie from now on.
    pub(super) token: String,
    pub(super) joined: Vec<JoinedLine>,
    /// Whether the account was made for it.
    pub(super) first: bool,
}

impl Done {
    /// Tells the browser.
    pub(super) async fn answer(self, app: &App, cookies: &NewCookie) -> Result<SignedInView, Error> {
        // Whatever happens next: the old cookie opens nothing any more.
        cookies.set(app, &self.token, Some(app.clock.now() + ABSOLUTE))?;
        let account = view::account(app, &self.who).await?;
        Ok(SignedInView { account, first: self.first, joined: self.joined })
    }
}

/// Signs a browser in. Its guest's bag and orders come along; those of another account it was signed in to do not.
pub(super) async fn enter(
    tx: &mut Tx,
    app: &App,
    shopper: &Shopper,
    proof: &Proof,
    device: &Device,
) -> Result<Done, Error> {
    let account = proof.account.as_str();
    // First of all, so that two browsers of one account come one after the other.
    store::lock(tx, account).await?;
    let session = match &shopper.account {
        Some(Proof { account: before, .. }) if before != account => {
            leave(tx, app, &shopper.id).await?;
            session::begin(tx, app).await?.0
        }
        _ => shopper.id.clone(),
    };
    let token = session::sign_in(tx, app, &session, proof, device).await?;
    let joined = cart::sign_in(tx, app, &session, account).await?;
    orders::adopt(tx, &session, account).await?;
    store::sign_out_least_seen(tx, app, account).await?;
    let who = SignedIn { session, account: account.to_owned(), proved_at: proof.proved_at };
    Ok(Done { who, token, joined, first: false })
}

/// Ends a session and gives its browser a guest's.
pub(super) async fn sign_out(app: &App, session: &str, cookies: &NewCookie) -> Result<(), Error> {
    let (_, token) = app
        .db
        .write(|mut tx| async move {
            leave(&mut tx, app, session).await?;
            session::begin(&mut tx, app).await
        })
        .await?;
    cookies.set(app, &token, None)
}

/// Ends the session of another device of the same account.
///
/// # Errors
/// 404 for every other id.
pub(super) async fn sign_out_device(app: &App, who: &SignedIn, device: &str) -> Result<(), Error> {
    app.db
        .write(|mut tx| async move {
            if !store::sessions_of(&mut tx, &who.account).await?.iter().any(|it| it == device) {
                return Err(Error::not_found("device of yours"));
            }
            leave(&mut tx, app, device).await
        })
        .await
}

/// Ends every other session of the account, and lets nobody else share its bag.
pub(super) async fn sign_out_others(app: &App, who: &SignedIn) -> Result<(), Error> {
    app.db
        .write(|mut tx| async move {
            for other in store::sessions_of(&mut tx, &who.account).await? {
                if other != who.session {
                    leave(&mut tx, app, &other).await?;
                }
            }
            cart::leave_alone(&mut tx, app, &who.account, &who.session).await
        })
        .await
}

/// A session ends: it has no bag any more, sees no orders, and whatever it had begun is forgotten.
pub(super) async fn leave(tx: &mut Tx, app: &App, session: &str) -> Result<(), Error> {
    cart::leave(tx, app, session).await?;
    orders::forget_session(tx, session).await?;
    store::forget_session(tx, session).await?;
    session::end(tx, session).await
}
