//! Rows of partners, their frames' sessions, bags on their way, what is to be told, and counts.

use domain::{
    id::{PartnerKey, Placement},
    partners::{Attribution, Origin, PLACEMENTS_MOST, Partner},
};
use jiff::Timestamp;

use crate::{
    args,
    db::{Db, Tx},
    error::Error,
};

const DAY_MS: i64 = 24 * 3_600 * 1_000;

#[derive(sqlx::FromRow)]
struct PartnerRow {
    key: String,
    name: String,
    origins: String,
    blocked_at: Option<i64>,
}

/// A frame's session.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct SessionRow {
    pub(super) id: String,
    pub(super) partner: String,
    pub(super) placement: Option<String>,
}

impl SessionRow {
    /// To whom a piece belongs that is put into the bag here, now.
    pub(super) fn attribution(&self, at: Timestamp) -> Result<Attribution, Error> {
        attribution(&self.partner, self.placement.as_deref(), at)
    }
}

/// Who brings something at a moment, as it stands in rows.
pub(super) fn attribution(partner: &str, placement: Option<&str>, at: Timestamp) -> Result<Attribution, Error> {
    Ok(Attribution {
        partner: PartnerKey::parse(partner).map_err(Error::internal)?,
        placement: placement.map(Placement::parse).transpose().map_err(Error::internal)?,
        at,
    })
}

/// A bag on its way, and the partner it comes from.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct HandoverRow {
    pub(super) widget: String,
    pub(super) partner: String,
    pub(super) name: String,
    pub(super) placement: Option<String>,
}

/// The partner of a key, blocked or not.
pub(super) async fn find(db: &Db, key: &str) -> Result<Option<Partner>, Error> {
    let row: Option<PartnerRow> =
        db.maybe("SELECT key, name, origins, blocked_at FROM partners WHERE key = $1", args![key]).await?;
    row.map(partner).transpose()
}

/// Every partner, the oldest first.
pub(super) async fn all(db: &Db) -> Result<Vec<Partner>, Error> {
    let rows: Vec<PartnerRow> =
        db.all("SELECT key, name, origins, blocked_at FROM partners ORDER BY created_at, key", vec![]).await?;
    rows.into_iter().map(partner).collect()
}

fn partner(row: PartnerRow) -> Result<Partner, Error> {
    Ok(Partner {
        key: PartnerKey::parse(row.key).map_err(Error::internal)?,
        name: row.name,
        origins: serde_json::from_str(&row.origins).map_err(Error::internal)?,
        blocked: row.blocked_at.is_some(),
    })
}

pub(super) async fn insert(
    tx: &mut Tx,
    key: &PartnerKey,
    name: &str,
    origins: &[Origin],
    now: Timestamp,
) -> Result<(), Error> {
    let origins = serde_json::to_string(origins).map_err(Error::internal)?;
    tx.run(
        "INSERT INTO partners (key, name, origins, created_at) VALUES ($1, $2, $3, $4)",
        args![key.as_str(), name, origins, now],
    )
    .await
    .map(drop)
}

/// Blocks a partner since then, or lets it in again. Says whether there is such a partner.
pub(super) async fn set_blocked(tx: &mut Tx, key: &str, since: Option<Timestamp>) -> Result<bool, Error> {
    let rows = tx.run("UPDATE partners SET blocked_at = $1 WHERE key = $2", args![since, key]).await?;
    Ok(rows == 1)
}

/// The session of a frame's token, unless it has ended or its partner is blocked.
pub(super) async fn session(db: &Db, token_hash: &[u8], now: Timestamp) -> Result<Option<SessionRow>, Error> {
    db.maybe(
        "SELECT s.id, s.partner, s.placement FROM partner_sessions s JOIN partners p ON p.key = s.partner
         WHERE s.token_hash = $1 AND s.ends_at > $2 AND p.blocked_at IS NULL",
        args![token_hash, now],
    )
    .await
}

pub(super) async fn insert_session(
    tx: &mut Tx,
    row: &SessionRow,
    token_hash: &[u8],
    now: Timestamp,
    ends_at: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO partner_sessions (id, token_hash, partner, placement, created_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![&row.id, token_hash, &row.partner, row.placement.as_deref(), now, ends_at],
    )
    .await
    .map(drop)
}

/// A frame's session goes on: it lasts as if it had begun now, unless its bag was handed over.
pub(super) async fn prolong(tx: &mut Tx, id: &str, ends_at: Timestamp) -> Result<(), Error> {
    tx.run("UPDATE partner_sessions SET ends_at = $1 WHERE id = $2 AND handed_over = 0", args![ends_at, id])
        .await
        .map(drop)
}

/// Something was put into the bag at a placement: that is what the bag counts for.
pub(super) async fn added_at(tx: &mut Tx, id: &str, placement: Option<&str>) -> Result<(), Error> {
    tx.run("UPDATE partner_sessions SET placement = $1 WHERE id = $2", args![placement, id]).await.map(drop)
}

pub(super) async fn insert_handover(
    tx: &mut Tx,
    token_hash: &[u8],
    widget: &str,
    expires_at: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO partner_handovers (token_hash, widget, expires_at) VALUES ($1, $2, $3)",
        args![token_hash, widget, expires_at],
    )
    .await
    .map(drop)
}

/// Uses a token for a session, once for all; nothing when it cannot be used any more.
pub(super) async fn use_handover(
    tx: &mut Tx,
    token_hash: &[u8],
    session: &str,
    now: Timestamp,
) -> Result<Option<HandoverRow>, Error> {
    let used = tx
        .run(
            "UPDATE partner_handovers SET used_by = $1 WHERE token_hash = $2 AND used_by IS NULL AND expires_at > $3",
            args![session, token_hash, now],
        )
        .await?;
    if used == 0 {
        return Ok(None);
    }
    tx.maybe(
        "SELECT h.widget, s.partner, p.name, s.placement FROM partner_handovers h
         JOIN partner_sessions s ON s.id = h.widget JOIN partners p ON p.key = s.partner
         WHERE h.token_hash = $1 AND s.ends_at > $2 AND p.blocked_at IS NULL",
        args![token_hash, now],
    )
    .await
}

/// Whether a token was used for this very session.
pub(super) async fn was_used_by(tx: &mut Tx, token_hash: &[u8], session: &str) -> Result<bool, Error> {
    let row: Option<(String,)> = tx
        .maybe(
            "SELECT widget FROM partner_handovers WHERE token_hash = $1 AND used_by = $2",
            args![token_hash, session],
        )
        .await?;
    Ok(row.is_some())
}

/// Whether a token could be used, and who used it.
pub(super) async fn look_at_handover(
    db: &Db,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<Option<String>>, Error> {
    let row: Option<(Option<String>,)> = db
        .maybe(
            "SELECT used_by FROM partner_handovers WHERE token_hash = $1 AND expires_at > $2",
            args![token_hash, now],
        )
        .await?;
    Ok(row.map(|(used_by,)| used_by))
}

/// From its hand-over on a frame's session has the time that it would have had if it had begun then, and no more.
pub(super) async fn mark_handed_over(tx: &mut Tx, widget: &str, ends_at: Timestamp) -> Result<(), Error> {
    tx.run("UPDATE partner_sessions SET handed_over = 1, ends_at = $1 WHERE id = $2", args![ends_at, widget])
        .await
        .map(drop)
}

/// A session is to be told this, instead of what it was not told yet.
pub(super) async fn keep_arrival(tx: &mut Tx, session: &str, told: &str, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "INSERT INTO partner_arrivals (session, told, at) VALUES ($1, $2, $3)
         ON CONFLICT (session) DO UPDATE SET told = excluded.told, at = excluded.at",
        args![session, told, now],
    )
    .await
    .map(drop)
}

/// What a session is to be told, which it then has been.
pub(super) async fn take_arrival(tx: &mut Tx, session: &str) -> Result<Option<String>, Error> {
    let row: Option<(String,)> =
        tx.maybe("DELETE FROM partner_arrivals WHERE session = $1 RETURNING told", args![session]).await?;
    Ok(row.map(|(told,)| told))
}

/// Counts something. Of more placements than a partner may have on a day, the later ones are counted as none.
pub(super) async fn count(
    tx: &mut Tx,
    partner: &str,
    placement: Option<&str>,
    what: &'static str,
    times: u32,
    now: Timestamp,
) -> Result<(), Error> {
    let day = now.as_millisecond().div_euclid(DAY_MS);
    let mut placement = placement.unwrap_or_default();
    if !placement.is_empty() {
        let (others,): (i64,) = tx
            .one(
                "SELECT COUNT(DISTINCT placement) FROM partner_counts WHERE partner = $1 AND day = $2 AND placement <> $3",
                args![partner, day, placement],
            )
            .await?;
        if others >= PLACEMENTS_MOST {
            placement = "";
        }
    }
    tx.run(
        "INSERT INTO partner_counts (partner, placement, day, what, times) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (partner, placement, day, what) DO UPDATE SET times = partner_counts.times + excluded.times",
        args![partner, placement, day, what, times],
    )
    .await
    .map(drop)
}

/// How often what happened where since then: partner, placement, what, times.
pub(super) async fn counts(db: &Db, since: Timestamp) -> Result<Vec<(String, String, String, i64)>, Error> {
    db.all(
        "SELECT partner, placement, what, CAST(SUM(times) AS BIGINT) FROM partner_counts WHERE day >= $1
         GROUP BY partner, placement, what ORDER BY partner, placement, what",
        args![since.as_millisecond().div_euclid(DAY_MS)],
    )
    .await
}

/// Orders since then that stand, with what their goods cost: partner, placement, currency, orders, value.
pub(super) async fn orders(db: &Db, since: Timestamp) -> Result<Vec<(String, String, String, i64, i64)>, Error> {
    db.all(
        "SELECT o.partner, COALESCE(o.placement, ''), o.currency, COUNT(DISTINCT o.number), CAST(SUM(g.goods) AS BIGINT)
         FROM orders o JOIN order_groups g ON g.number = o.number AND g.state <> 'cancelled'
         WHERE o.partner IS NOT NULL AND o.placed_at >= $1 AND o.payment NOT IN ('pending', 'action_needed')
         GROUP BY o.partner, COALESCE(o.placement, ''), o.currency ORDER BY 1, 2, 3",
        args![since],
    )
    .await
}

/// Keeps a loader under its name, for ever.
pub(super) async fn keep_loader(tx: &mut Tx, name: &str, script: &[u8], now: Timestamp) -> Result<(), Error> {
    tx.run(
        "INSERT INTO partner_loaders (name, script, created_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
        args![name, script, now],
    )
    .await
    .map(drop)
}

/// A loader by its name.
pub(super) async fn loader(db: &Db, name: &str) -> Result<Option<Vec<u8>>, Error> {
    let row: Option<(Vec<u8>,)> = db.maybe("SELECT script FROM partner_loaders WHERE name = $1", args![name]).await?;
    Ok(row.map(|(script,)| script))
}

/// Forgets sessions and tokens that have ended, and what nobody came to hear since `untold`.
pub(super) async fn sweep(tx: &mut Tx, now: Timestamp, untold: Timestamp) -> Result<(), Error> {
    tx.run("DELETE FROM partner_sessions WHERE ends_at <= $1", args![now]).await?;
    tx.run("DELETE FROM partner_handovers WHERE expires_at <= $1", args![now]).await?;
    tx.run("DELETE FROM partner_arrivals WHERE at <= $1", args![untold]).await.map(drop)
}
