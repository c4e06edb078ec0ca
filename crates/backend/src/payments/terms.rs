//! Who moves the money, and how long an order waits for it: the merchant's choice, said on the command line.

use std::{fmt, sync::Arc};

use clap::Args;
use jiff::SignedDuration;

use super::{stripe::Stripe, test_provider::TestProvider};
use crate::{clock::Clock, db::Db, error::Error, ids::Ids, ports::PaymentProvider, secrets::Secrets};

/// What a hosted page of a real provider can be kept open for at the most.
const MINUTES_MOST: i64 = 24 * 60;

/// How orders are paid.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Terms {
    /// Minutes an order waits for its shopper to pay at the provider's page; then it is given up.
    #[arg(
        long, value_name = "MINUTES", env = "VITRINE_PAYMENT_MINUTES", default_value_t = 15,
        value_parser = clap::value_parser!(i64).range(1..=MINUTES_MOST)
    )]
    payment_minutes: i64,
    /// Offers the built-in test provider beside Stripe, for the cards test-approve, test-decline and test-timeout. Whoever knows these
    /// words then pays with them: never in a shop that sells. Without Stripe it is there anyway.
    #[arg(long, env = "VITRINE_TEST_PAYMENTS")]
    test_payments: bool,
    /// Where Stripe is, for tests. Its keys are the environment variables VITRINE_STRIPE_KEY and VITRINE_STRIPE_WEBHOOK_SECRET.
    #[arg(long, value_name = "URL", env = "VITRINE_STRIPE_URL", default_value = "https://api.stripe.com")]
    stripe_url: String,
    #[arg(skip)]
    stripe: Option<StripeKeys>,
}

/// What the shop and Stripe know each other by.
#[derive(Clone, PartialEq, Eq)]
pub struct StripeKeys {
    /// Opens the shop's account at Stripe.
    pub key: String,
    /// What Stripe signs webhooks with.
    pub webhook_secret: String,
}

impl fmt::Debug for StripeKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StripeKeys").finish_non_exhaustive()
    }
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            payment_minutes: 15,
            test_payments: false,
            stripe_url: "https://api.stripe.com".to_owned(),
            stripe: None,
        }
    }
}

impl Terms {
    /// How long an order waits to be paid.
    pub(crate) fn wait(&self) -> SignedDuration {
        SignedDuration::from_mins(self.payment_minutes)
    }

    /// With Stripe's keys, if there are any.
    ///
    /// # Errors
    /// When there is one without the other: webhooks that cannot be checked would be refused for ever.
    pub fn with_stripe(mut self, key: Option<String>, webhook_secret: Option<String>) -> anyhow::Result<Self> {
        let given = |it: Option<String>| it.map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
        self.stripe = match (given(key), given(webhook_secret)) {
            (Some(key), Some(webhook_secret)) => Some(StripeKeys { key, webhook_secret }),
            (None, None) => None,
            (Some(_), None) => anyhow::bail!("VITRINE_STRIPE_WEBHOOK_SECRET is missing"),
            (None, Some(_)) => anyhow::bail!("VITRINE_STRIPE_KEY is missing"),
        };
        Ok(self)
    }

    /// The same with Stripe at another address, for tests.
    #[must_use]
    pub fn at(mut self, stripe_url: impl Into<String>) -> Self {
        self.stripe_url = stripe_url.into();
        self
    }

    /// The same with the test provider beside a real one.
    #[must_use]
    pub fn with_test_payments(mut self) -> Self {
        self.test_payments = true;
        self
    }
}

/// Whoever moves the shop's money.
#[derive(Debug, Clone)]
pub struct Providers {
    all: Vec<Arc<dyn PaymentProvider>>,
    test: Option<TestProvider>,
}

impl Providers {
    /// As the command line says: Stripe if there are keys, the test provider if there are none or it is asked for.
    pub(crate) fn open(terms: &Terms, db: &Db, clock: &Clock, ids: &Ids, secrets: &Secrets) -> Result<Self, Error> {
        let mut all: Vec<Arc<dyn PaymentProvider>> = Vec::new();
        if let Some(keys) = &terms.stripe {
            all.push(Arc::new(Stripe::new(&terms.stripe_url, keys, terms.wait())?));
        }
        let tests = terms.stripe.is_none() || terms.test_payments;
        let test = tests.then(|| TestProvider::new(db.clone(), clock.clone(), ids.clone(), secrets.clone()));
        all.extend(test.clone().map(|test| Arc::new(test) as Arc<dyn PaymentProvider>));
        Ok(Self { all, test })
    }

    /// One provider and no other, for tests.
    pub(crate) fn only(provider: Arc<dyn PaymentProvider>) -> Self {
        Self { all: vec![provider], test: None }
    }

    /// Who takes a new payment: the test provider its own cards, the shop's first provider everything else.
    pub(super) fn choose(&self, token: Option<&str>) -> &dyn PaymentProvider {
        let test = self.test.as_ref().filter(|_| token.is_some_and(|it| it.starts_with("test-")));
        test.map_or_else(|| &*self.all[0], |test| test as &dyn PaymentProvider)
    }

    /// The provider of an earlier payment.
    ///
    /// # Errors
    /// When the shop has no such provider any more.
    pub(super) fn named(&self, name: &str) -> Result<&dyn PaymentProvider, Error> {
        self.find(name)
            .ok_or_else(|| Error::internal(anyhow::anyhow!("the payment provider {name:?} is not configured")))
    }

    /// A provider by its name.
    pub(super) fn find(&self, name: &str) -> Option<&dyn PaymentProvider> {
        self.all.iter().find(|it| it.name() == name).map(|it| &**it)
    }

    /// Whether the test provider's own cards are taken.
    pub(crate) fn takes_test_cards(&self) -> bool {
        self.test.is_some()
    }

    /// The test provider, if it is there.
    pub(super) fn test(&self) -> Option<&TestProvider> {
        self.test.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        terms: Terms,
    }

    #[test]
    fn the_command_line_and_the_default_agree() {
        assert_eq!(Line::parse_from(["vitrine"]).terms, Terms::default());
        assert!(Line::try_parse_from(["vitrine", "--payment-minutes", "0"]).is_err());
    }

    #[test]
    fn one_key_without_the_other_is_refused_and_none_is_printed() {
        let some = |it: &str| Some(it.to_owned());
        assert!(Terms::default().with_stripe(some("sk_secret"), None).is_err());
        assert!(Terms::default().with_stripe(some(" "), some("whsec")).is_err());
        assert_eq!(Terms::default().with_stripe(some(""), None).unwrap(), Terms::default());
        let terms = Terms::default().with_stripe(some("sk_secret"), some("whsec_secret")).unwrap();
        assert!(!format!("{terms:?}").contains("secret"), "{terms:?}");
    }
}
