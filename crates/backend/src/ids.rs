//! New ids and secrets. Ids sort by time, so that new rows lie together; secrets are 256 random bits.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use rand::{RngCore as _, SeedableRng as _, rngs::StdRng};
use sha2::{Digest as _, Sha256};

use crate::clock::Clock;

/// Fills a buffer with random bytes.
type Fill = dyn Fn(&mut [u8]) + Send + Sync;

/// Where new ids, tokens and chance come from.
#[derive(Clone)]
pub struct Ids {
    clock: Clock,
    fill: Arc<Fill>,
}

impl Ids {
    /// From the operating system.
    pub fn random(clock: Clock) -> Self {
        let fill = |bytes: &mut [u8]| getrandom::fill(bytes).expect("the operating system gives random bytes");
        Self { clock, fill: Arc::new(fill) }
    }

    /// The same again for the same seed, for tests.
    pub fn seeded(clock: Clock, seed: u64) -> Self {
        let rng = Mutex::new(StdRng::seed_from_u64(seed));
        let fill = move |bytes: &mut [u8]| rng.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
        Self { clock, fill: Arc::new(fill) }
    }

    /// A new id: 26 lower-case letters and digits, sorted by the millisecond it was made in.
    pub fn id(&self) -> String {
        let mut bytes = [0; 16];
        (self.fill)(&mut bytes[6..]);
        let millis = u64::try_from(self.clock.now().as_millisecond()).unwrap_or(0);
        bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
        base32(u128::from_be_bytes(bytes))
    }

    /// A new secret of 256 bits in 43 characters that are safe in URLs and headers.
    pub fn token(&self) -> String {
        let mut bytes = [0; 32];
        (self.fill)(&mut bytes);
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    /// A code of `digits` decimal digits for people to type; only ever valid together with something else.
    pub fn code(&self, digits: usize) -> String {
        (0..digits).map(|_| char::from(b'0' + self.below(10))).collect()
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.fill)(&mut bytes);
        bytes
    }

    /// An even choice from `0..n`; a byte that would favour small numbers is thrown away.
    fn below(&self, n: u8) -> u8 {
        loop {
            let [byte] = self.bytes();
            if byte < u8::MAX - u8::MAX % n {
                return byte % n;
            }
        }
    }
}

impl fmt::Debug for Ids {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ids").finish_non_exhaustive()
    }
}

/// What is stored of a secret: whoever reads the table cannot use it.
pub fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

fn base32(mut number: u128) -> String {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut text = [b'0'; 26];
    for letter in text.iter_mut().rev() {
        *letter = LETTERS[usize::try_from(number & 31).expect("five bits fit")];
        number >>= 5;
    }
    text.iter().map(|&it| char::from(it)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{SignedDuration, Timestamp};

    #[test]
    fn later_ids_sort_later() {
        let clock = Clock::manual(Timestamp::from_second(1_800_000_000).unwrap());
        let ids = Ids::seeded(clock.clone(), 1);
        let first = ids.id();
        clock.advance(SignedDuration::from_millis(1));
        let second = ids.id();
        assert!(first < second);
        assert_eq!(first.len(), 26);
    }

    #[test]
    fn tokens_are_256_bits_and_codes_are_digits() {
        let ids = Ids::random(Clock::System);
        assert_eq!(ids.token().len(), 43);
        assert_ne!(ids.token(), ids.token());
        assert!(ids.code(6).chars().all(|it| it.is_ascii_digit()));
    }
}
