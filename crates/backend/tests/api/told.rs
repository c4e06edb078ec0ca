//! A payment provider that does as a test says: it keeps books, may lose answers, be silent, or hang when the server is to die.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard},
};

use axum::http::HeaderMap;
use backend::ports::{Answer, Ask, Begun, Intent, Later, NotGenuine, Notice, Payment, PaymentProvider, Seen};
use domain::payments::{Attempt, Funds, Standing, Step};
use jiff::Timestamp;
use tokio::sync::Notify;

/// The provider; clones share its books.
#[derive(Debug, Clone, Default)]
pub struct Told {
    bank: Arc<Mutex<Bank>>,
    hung: Arc<Notify>,
}

/// Its books, and what it was asked.
#[derive(Debug, Default)]
pub struct Bank {
    /// By reference.
    pub books: HashMap<String, Attempt>,
    /// Every question: what, and under which key or reference.
    pub asked: Vec<(&'static str, String)>,
    /// What becomes of cards with a token; a card is approved unless it says otherwise.
    pub cards: Option<Standing>,
    /// It takes an amount once, not in parts.
    pub whole: bool,
    /// It answers nothing.
    pub silent: bool,
    /// It does what it is asked, and the answer is lost, so many times.
    pub lose: u32,
    /// It refuses what would move money.
    pub refuses: bool,
    /// The question that is never answered, counted from 1, and whether it is done all the same.
    pub hangs_at: Option<(usize, bool)>,
    keys: HashSet<String>,
}

/// How one question goes.
enum Fate {
    Answered,
    Lost,
    Hangs { done: bool },
}

impl Told {
    /// What the test looks at and sets.
    pub fn bank(&self) -> MutexGuard<'_, Bank> {
        self.bank.lock().unwrap()
    }

    /// How a payment is at the provider.
    pub fn truth(&self, reference: &str) -> Attempt {
        self.bank().books[reference]
    }

    /// The shopper does something at the provider's page.
    pub fn decide(&self, reference: &str, standing: Standing) {
        let mut bank = self.bank();
        let attempt = bank.books.get_mut(reference).unwrap();
        attempt.standing = standing;
    }

    /// The shopper pays at the provider's page.
    pub fn pay(&self, reference: &str, amount: i64) {
        self.bank().books.get_mut(reference).unwrap().funds.authorised = amount;
        self.decide(reference, Standing::Authorised);
    }

    /// How often it was asked for something.
    pub fn count(&self, what: &str) -> usize {
        self.bank().asked.iter().filter(|(asked, _)| *asked == what).count()
    }

    /// Runs something until it ends, or until the provider hangs: the server then dies. Says whether it ended.
    pub async fn until_it_hangs<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            biased;
            () = self.hung.notified() => None,
            done = work => Some(done),
        }
    }

    fn fate(&self, what: &'static str, key: &str) -> Fate {
        let mut bank = self.bank();
        bank.asked.push((what, key.to_owned()));
        if let Some((at, done)) = bank.hangs_at
            && bank.asked.len() == at
        {
            return Fate::Hangs { done };
        }
        if bank.lose > 0 {
            bank.lose -= 1;
            return Fate::Lost;
        }
        Fate::Answered
    }

    fn answer<'a, T: Send + 'a>(
        &self,
        what: &'static str,
        key: &str,
        unclear: T,
        work: impl FnOnce(&mut Bank) -> T,
    ) -> Later<'a, T> {
        let fate = self.fate(what, key);
        let silent = self.bank().silent;
        match fate {
            _ if silent => Box::pin(std::future::ready(unclear)),
            Fate::Answered => Box::pin(std::future::ready(work(&mut self.bank()))),
            Fate::Lost => {
                work(&mut self.bank());
                Box::pin(std::future::ready(unclear))
            }
            Fate::Hangs { done } => {
                if done {
                    work(&mut self.bank());
                }
                self.hung.notify_one();
                Box::pin(std::future::pending())
            }
        }
    }

    fn step<'a>(&self, what: &'static str, payment: &Payment, ask: &Ask, step: Step) -> Later<'a, Answer> {
        let (reference, key) = (payment.reference.clone(), ask.key.clone());
        self.answer(what, &ask.key, Answer::Unclear, move |bank| {
            if bank.refuses {
                return Answer::Refused("it does not like it".to_owned());
            }
            if bank.whole && matches!(step, Step::Capture { last: false, .. }) {
                return Answer::NotInParts;
            }
            if bank.keys.insert(key) {
                let attempt = bank.books.get_mut(&reference).unwrap();
                *attempt = attempt.after(attempt.funds, step);
                assert!(attempt.funds.is_sound());
            }
            Answer::Done
        })
    }
}

impl PaymentProvider for Told {
    fn name(&self) -> &'static str {
        "told"
    }

    fn begin<'a>(&'a self, intent: &'a Intent) -> Later<'a, Begun> {
        let reference = intent.payment.reference.clone();
        let (card, amount) = (intent.token.is_some(), intent.amount.minor);
        self.answer("begin", &intent.key, Begun::Unclear, move |bank| {
            let standing = if card { bank.cards.unwrap_or(Standing::Authorised) } else { Standing::ActionNeeded };
            let authorised = if standing == Standing::Authorised { amount } else { 0 };
            let funds = Funds { authorised, captured: 0, refunded: 0 };
            let begun = Attempt { standing, funds, in_parts: true };
            let attempt = *bank.books.entry(reference.clone()).or_insert(begun);
            if card || attempt.standing != Standing::ActionNeeded {
                return Begun::Known(seen(attempt));
            }
            Begun::Redirect {
                url: format!("https://bank.test/{reference}"),
                handle: Some(format!("handle-{reference}")),
            }
        })
    }

    fn look<'a>(&'a self, payment: &'a Payment) -> Later<'a, Option<Seen>> {
        let reference = payment.reference.clone();
        self.answer("look", &payment.reference, None, move |bank| bank.books.get(&reference).map(|it| seen(*it)))
    }

    fn capture<'a>(&'a self, payment: &'a Payment, ask: &'a Ask) -> Later<'a, Answer> {
        self.step("capture", payment, ask, Step::Capture { amount: ask.amount.minor, last: ask.last })
    }

    fn release<'a>(&'a self, payment: &'a Payment, ask: &'a Ask) -> Later<'a, Answer> {
        self.step("release", payment, ask, Step::Release)
    }

    fn refund<'a>(&'a self, payment: &'a Payment, ask: &'a Ask) -> Later<'a, Answer> {
        self.step("refund", payment, ask, Step::Refund { amount: ask.amount.minor })
    }

    fn forget<'a>(&'a self, _: &'a str, key: &'a str) -> Later<'a, Answer> {
        self.answer("forget", key, Answer::Unclear, |_| Answer::Done)
    }

    /// A body such as `event-1 ON-1:1`, genuine if it says so.
    fn notice(&self, headers: &HeaderMap, body: &[u8], now: Timestamp) -> Result<Notice, NotGenuine> {
        headers.get("genuine").ok_or(NotGenuine)?;
        let text = std::str::from_utf8(body).map_err(|_| NotGenuine)?;
        let (event, reference) = text.split_once(' ').ok_or(NotGenuine)?;
        let reference = Some(reference.to_owned()).filter(|it| !it.is_empty());
        Ok(Notice { event: event.to_owned(), reference, kind: "something".to_owned(), at: now })
    }
}

fn seen(attempt: Attempt) -> Seen {
    Seen { standing: attempt.standing, funds: attempt.funds, handle: None, saved: None }
}
