//! Who this browser is, as signals, and what comes with becoming somebody else: the bag goes along.

use super::{data, words::wording};
use crate::{
    browser,
    cart::{CartState, use_cart},
    client::ClientError,
    i18n::{Locale, td_string, use_locale},
    orders,
    ui::{Status, use_status},
};
use api::{
    account::{AccountState, AccountView, JoinedLine, SignedInView},
    problem::ProblemKind,
};
use futures_util::future::{self, Either};
use leptos::prelude::*;
use std::{pin::pin, time::Duration};

/// How long signing in or out waits for the bag; it never fails because of it.
const BAG_WAIT: Duration = Duration::from_secs(3);
/// Remembers that this browser's shopper does not want a passkey.
const DECLINED: &str = "passkey-declined";

/// What there is to tell after signing in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The lines of the bag that changed.
    pub joined: Vec<JoinedLine>,
    /// Whether a passkey would make the next time easier.
    pub offers_passkey: bool,
}

/// How she proved who she is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// By six digits.
    Code,
    /// By a passkey, or another device.
    Else,
}

/// Who this browser is. Lives as long as the page.
#[derive(Debug, Clone, Copy)]
pub struct Here {
    /// The account, or nothing for a guest.
    pub account: RwSignal<Option<AccountView>>,
    /// Whether passkeys can be had at this address, and this browser knows them.
    pub passkeys: bool,
    /// What there is to tell after signing in.
    pub news: RwSignal<Option<News>>,
    /// The language of the page.
    pub locale: Locale,
    /// Says what changed.
    pub status: Status,
    cart: CartState,
}

impl Here {
    /// Makes the signals, and keeps them right when the shopper comes back to the page.
    #[must_use]
    pub fn new(state: AccountState) -> Self {
        let here = Self {
            account: RwSignal::new(state.account),
            passkeys: state.passkeys_possible && browser::knows_passkeys(),
            news: RwSignal::new(None),
            locale: use_locale(),
            status: use_status(),
            cart: use_cart(),
        };
        // Meanwhile another device may have signed this one out, or another page of this browser signed in.
        browser::on_visibility(move |visible| {
            if visible {
                here.look_again();
            }
        });
        here
    }

    /// Whether she is signed in, as a signal that changes only with that.
    #[must_use]
    pub fn signed_in(self) -> Memo<bool> {
        Memo::new(move |_| self.account.with(Option::is_some))
    }

    /// Lets the server have what is in the bag, so that it joins the account's.
    pub async fn settle(self) {
        let (settled, waited) = (pin!(self.cart.settle()), pin!(browser::pause(BAG_WAIT)));
        match future::select(settled, waited).await {
            Either::Left(_) | Either::Right(_) => {}
        }
    }

    /// She is signed in.
    pub fn enter(self, view: SignedInView, by: By) {
        let SignedInView { account, first, joined } = view;
        let offers_passkey = self.passkeys
            && by == By::Code
            && account.passkeys.is_empty()
            && browser::stored::<bool>(DECLINED).is_none();
        let email = account.email.as_str().to_owned();
        self.status.announce(if first {
            td_string!(self.locale, account.now_new, email = email)
        } else {
            td_string!(self.locale, account.now_in, email = email)
        });
        // What is in a new account's bag is what was in this one: nothing to tell.
        let joined = if first { Vec::new() } else { joined };
        self.news.set((!joined.is_empty() || offers_passkey).then_some(News { joined, offers_passkey }));
        self.account.set(Some(account));
        self.cart.refresh();
        focus_heading_soon();
    }

    /// She proved once more that it is her: nothing else changes.
    pub fn prove(self, view: SignedInView) {
        self.account.set(Some(view.account));
        self.cart.refresh();
    }

    /// This browser is a guest's again; `words` say why.
    pub fn leave(self, words: &str) {
        self.cart.forget();
        self.news.set(None);
        self.account.set(None);
        browser::tell("vitrine-left");
        leptos::task::spawn_local(orders::forget_kept());
        self.status.announce(words);
        focus_heading_soon();
    }

    /// Signs out this browser. The bag stays the account's.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn sign_out(self) -> Result<(), ClientError> {
        self.settle().await;
        data::sign_out().await?;
        self.leave(td_string!(self.locale, account.now_out));
        Ok(())
    }

    /// What to tell about a request that failed. A device that was signed out meanwhile is taken to the door.
    #[must_use]
    pub fn failed(self, why: &ClientError) -> String {
        let words = wording(self.locale, why);
        let out = matches!(why, ClientError::Api(problem) if problem.kind == ProblemKind::NotSignedIn);
        // The page may have been left while the request was under way.
        if out && self.account.try_with_untracked(Option::is_some) == Some(true) {
            self.leave(&words);
        }
        words
    }

    /// She does not want a passkey, nor to be asked again in this browser.
    pub fn decline_passkey(self) {
        browser::store(DECLINED, &true);
        self.news.update(|news| {
            *news = news.take().map(|news| News { offers_passkey: false, ..news }).filter(|it| !it.joined.is_empty());
        });
    }

    fn look_again(self) {
        leptos::task::spawn_local(async move {
            let Ok(state) = data::account().await else { return };
            let was_in = self.account.try_with_untracked(Option::is_some);
            match (was_in, state.account) {
                (Some(true), None) => self.leave(td_string!(self.locale, account.wrong.signed_out)),
                (Some(_), account) => self.account.set(account),
                // The page was left while the request was under way.
                (None, _) => {}
            }
        });
    }
}

fn focus_heading_soon() {
    // Once the page has become the other one.
    leptos::task::spawn_local(async {
        leptos::task::tick().await;
        browser::focus_heading();
    });
}
