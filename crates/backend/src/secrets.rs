//! The shop's signing key, made at the first start and kept in the database, and the tokens signed with it.

use std::fmt;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac as _};
use serde::{Serialize, de::DeserializeOwned};
use sha2::Sha256;

use crate::{args, db::Db, error::Error, ids::Ids};

/// Signs and opens tokens. Each has a purpose, so that one made for a pickup never opens anything else.
#[derive(Clone)]
pub struct Secrets {
    key: [u8; 32],
}

impl Secrets {
    /// Reads the shop's key, or makes it. All processes on one database agree on the same one.
    pub async fn load(db: &Db, ids: &Ids) -> Result<Self, Error> {
        let fresh: [u8; 32] = ids.bytes();
        let key = db
            .write(|mut tx| async move {
                tx.run(
                    "INSERT INTO secrets (name, value) VALUES ('signing', $1) ON CONFLICT (name) DO NOTHING",
                    args![fresh],
                )
                .await?;
                let (key,): (Vec<u8>,) = tx.one("SELECT value FROM secrets WHERE name = 'signing'", args![]).await?;
                Ok(key)
            })
            .await?;
        let key = key.try_into().map_err(|_| Error::internal(anyhow::anyhow!("the signing key is not 32 bytes")))?;
        Ok(Self { key })
    }

    /// Signs `content` for `purpose`: readable by anyone, changeable by no one, safe in URLs.
    pub fn seal<T: Serialize>(&self, purpose: &'static str, content: &T) -> Result<String, Error> {
        let json = serde_json::to_vec(content).map_err(Error::internal)?;
        let content = BASE64_URL_SAFE_NO_PAD.encode(json);
        let mac = BASE64_URL_SAFE_NO_PAD.encode(self.mac(purpose, &content).finalize().into_bytes());
        Ok(format!("{content}.{mac}"))
    }

    /// What [`Secrets::seal`] was given, unless the token is forged, damaged or for something else.
    ///
    /// Whether it has expired or was used before is for the caller to say: put it into the content.
    pub fn open<T: DeserializeOwned>(&self, purpose: &'static str, token: &str) -> Option<T> {
        let (content, mac) = token.split_once('.')?;
        let mac = BASE64_URL_SAFE_NO_PAD.decode(mac).ok()?;
        self.mac(purpose, content).verify_slice(&mac).ok()?;
        serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(content).ok()?).ok()
    }

    /// What is stored of something short, so that whoever reads the table alone cannot tell what it was.
    pub fn fingerprint(&self, purpose: &'static str, content: &str) -> Vec<u8> {
        self.mac(purpose, content).finalize().into_bytes().to_vec()
    }

    /// Whether that is what [`Secrets::fingerprint`] made of this content; takes the same time for every answer.
    pub fn is_fingerprint(&self, purpose: &'static str, content: &str, stored: &[u8]) -> bool {
        self.mac(purpose, content).verify_slice(stored).is_ok()
    }

    fn mac(&self, purpose: &str, content: &str) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("HMAC takes keys of any length");
        mac.update(purpose.as_bytes());
        mac.update(b"\n");
        mac.update(content.as_bytes());
        mac
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secrets").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_opens_only_for_its_purpose_and_unchanged() {
        let secrets = Secrets { key: [7; 32] };
        let token = secrets.seal("pickup", &("order", 3)).unwrap();
        assert_eq!(secrets.open("pickup", &token), Some(("order".to_owned(), 3)));
        assert_eq!(secrets.open::<(String, u8)>("link", &token), None);
        assert_eq!(secrets.open::<(String, u8)>("pickup", &format!("x{token}")), None);
        let stored = secrets.fingerprint("code", "123456");
        assert!(secrets.is_fingerprint("code", "123456", &stored));
        assert!(
            !secrets.is_fingerprint("code", "123457", &stored) && !secrets.is_fingerprint("link", "123456", &stored)
        );
        assert_eq!(Secrets { key: [8; 32] }.open::<(String, u8)>("pickup", &token), None);
    }
}
