//! The built-in payment provider: moves no money, and fails on request.

use crate::ports::{Charge, Later, Outcome, PaymentProvider};

/// Knows three tokens: `test-approve`, `test-decline`, and `test-timeout`, which answers only when asked a second time.
/// It keeps nothing, so it answers the same after a restart.
#[derive(Debug, Clone, Copy, Default)]
pub struct TestProvider;

impl PaymentProvider for TestProvider {
    fn authorise<'a>(&'a self, charge: &'a Charge) -> Later<'a, Outcome> {
        let outcome = match charge.token.as_str() {
            "test-approve" => Outcome::Approved,
            "test-timeout" if charge.tries == 0 => Outcome::Unclear,
            "test-timeout" => Outcome::Approved,
            _ => Outcome::Declined,
        };
        Box::pin(std::future::ready(outcome))
    }

    fn capture<'a>(&'a self, _: &'a Charge) -> Later<'a, Outcome> {
        Box::pin(std::future::ready(Outcome::Approved))
    }

    fn void<'a>(&'a self, _: &'a Charge) -> Later<'a, Outcome> {
        Box::pin(std::future::ready(Outcome::Approved))
    }
}
