//! Handing letters to a mail server.

use std::{fmt, net::IpAddr, time::Duration};

use anyhow::Context as _;
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor, message::Mailbox, message::header::ContentType,
};

use super::Letter;

/// How long the server may take for each answer.
const TIMEOUT: Duration = Duration::from_secs(20);

/// The mail server that takes the shop's letters, and who they are from.
#[derive(Clone)]
pub struct MailServer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl MailServer {
    /// Reads `smtp://user:password@host:port`, or `smtps://…`. Beyond this machine `smtp` insists on STARTTLS, unless `?tls=opportunistic`.
    pub fn parse(url: &str, from: &str) -> anyhow::Result<Self> {
        let insists = url.starts_with("smtp://") && !url.contains("tls=") && !is_near(url);
        let separator = if url.contains('?') { '&' } else { '?' };
        let url = if insists { format!("{url}{separator}tls=required") } else { url.to_owned() };
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url)
            .map_err(|_| anyhow::anyhow!("must be smtp://user:password@host:port or smtps://…"))?
            .timeout(Some(TIMEOUT))
            .build();
        let from = from.parse().context("the sender must be an address such as Vitrine <shop@example.org>")?;
        Ok(Self { transport, from })
    }

    /// Hands over one letter. `id` is the same for each try, so that a letter that was taken twice is known as one.
    pub(crate) async fn send(&self, id: &str, recipient: &str, letter: &Letter) -> anyhow::Result<()> {
        let host = self.from.email.domain();
        let message = Message::builder()
            .from(self.from.clone())
            .to(recipient.parse()?)
            .subject(&letter.subject)
            .message_id(Some(format!("<{id}@{host}>")))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone())?;
        self.transport.send(message).await?;
        Ok(())
    }
}

/// Whether the server is on this machine, where nobody listens in between.
fn is_near(url: &str) -> bool {
    let rest = url.strip_prefix("smtp://").unwrap_or(url);
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let place = authority.rsplit('@').next().unwrap_or_default();
    let host = place.rsplit_once(':').map_or(place, |(host, _)| host).trim_matches(['[', ']']);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|it| it.is_loopback())
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailServer").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_cross_no_network_in_the_clear() {
        for near in
            ["smtp://localhost:25", "smtp://u:p@127.0.0.1:2525", "smtp://[::1]:25/shop", "smtp://u:p:q@localhost"]
        {
            assert!(is_near(near), "{near}");
        }
        for far in [
            "smtp://u:p@mail.example:587",
            "smtp://10.0.0.1",
            "smtp://localhost.example:25",
            "smtp://localhost@mail.example",
        ] {
            assert!(!is_near(far), "{far}");
        }
    }

    #[test]
    fn a_server_is_read_and_never_printed() {
        let server = MailServer::parse("smtp://shop:secret@mail.example:587", "Vitrine <shop@example.org>").unwrap();
        assert!(!format!("{server:?}").contains("secret"));
        for (url, from) in
            [("mail.example", "shop@example.org"), ("http://x", "shop@example.org"), ("smtp://x", "shop")]
        {
            let error = MailServer::parse(url, from).unwrap_err();
            assert!(error.to_string().contains("must be"), "{error}");
        }
    }
}
