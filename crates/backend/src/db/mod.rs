//! The database: SQLite by default, PostgreSQL for many processes, one SQL text for both.
//!
//! Statements are `&'static str` with `$1, $2, …`; rows are structs deriving `sqlx::FromRow`; times are BIGINT milliseconds.
//! What belongs together is written in one [`Db::write`]; what must be seen together is read in one [`Db::read`].

mod args;
mod migrate;
mod sqlite;
mod tx;

use std::{path::Path, str::FromStr as _, sync::Arc, time::Duration};

use sqlx::{
    ConnectOptions as _, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

pub use self::{
    args::{Arg, Args},
    tx::{Row, Tx},
};
use self::{
    sqlite::Sqlite,
    tx::{Conn, Home, Open},
};
use crate::{error::Error, pokes::Pokes};

/// How often a write is tried again when PostgreSQL says that it collided with another.
const RETRIES: u32 = 5;
const CONNECTIONS: u32 = 16;
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);

tokio::task_local! {
    /// Set while a write's closure runs, to catch a write inside a write: it would wait for itself.
    static WRITING: ();
}

/// A handle on the database; clones share it.
#[derive(Debug, Clone)]
pub struct Db {
    engine: Arc<Engine>,
    pokes: Pokes,
}

#[derive(Debug)]
enum Engine {
    Sqlite(Sqlite),
    Postgres(PgPool),
}

impl Db {
    /// Opens an SQLite file, making it if it is missing, and brings its schema up to date.
    pub async fn open_sqlite(file: &Path, pokes: Pokes) -> anyhow::Result<Self> {
        let sqlite = Sqlite::open(file, pokes.clone()).await?;
        Ok(Self { engine: Arc::new(Engine::Sqlite(sqlite)), pokes })
    }

    /// Connects to PostgreSQL, or an engine that speaks its protocol, and brings the schema up to date.
    pub async fn open_postgres(url: &str, pokes: Pokes) -> anyhow::Result<Self> {
        let options = PgConnectOptions::from_str(url)?.application_name("vitrine").disable_statement_logging();
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_with(options)
            .await?;
        let mut conn = pool.acquire().await?;
        migrate::run(&mut *conn, migrate::Engine::Postgres).await?;
        drop(conn);
        Ok(Self { engine: Arc::new(Engine::Postgres(pool)), pokes })
    }

    /// Runs `job` in one transaction, which is on disk when this answers, or has left no trace when it fails.
    ///
    /// `job` may be run again, so it changes nothing but the transaction, and it never waits for another `write`.
    /// Pokes it leaves with [`Tx::poke`] are published after the commit.
    pub async fn write<T, F, Fut>(&self, job: F) -> Result<T, Error>
    where
        F: Fn(Tx) -> Fut,
        Fut: Future<Output = Result<T, Error>>,
    {
        if WRITING.try_with(|()| ()).is_ok() {
            return Err(Error::internal(anyhow::anyhow!("a write inside a write waits for itself")));
        }
        let mut tried = 0;
        loop {
            let (tx, home) = Tx::new(self.begin().await?);
            let outcome = match WRITING.scope((), job(tx)).await {
                Ok(value) => self.commit(&home).await.map(|()| value),
                Err(error) => {
                    roll_back(&home).await;
                    Err(error)
                }
            };
            match outcome {
                Err(error) if error.is_collision() && tried < RETRIES => {
                    tried += 1;
                    tokio::time::sleep(jitter(tried)).await;
                }
                outcome => return outcome,
            }
        }
    }

    /// Runs `job` against one unchanging view of the database.
    pub async fn read<T, F, Fut>(&self, job: F) -> Result<T, Error>
    where
        F: FnOnce(Tx) -> Fut,
        Fut: Future<Output = Result<T, Error>>,
    {
        let conn = match &*self.engine {
            Engine::Sqlite(it) => Conn::Sqlite(it.readers.begin_with("BEGIN DEFERRED").await?),
            Engine::Postgres(it) => {
                Conn::Postgres(it.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        };
        let (tx, home) = Tx::new(conn);
        let outcome = job(tx).await;
        roll_back(&home).await;
        outcome
    }

    /// Every row of a single question.
    pub async fn all<T: Row>(&self, sql: &'static str, args: Args) -> Result<Vec<T>, Error> {
        Ok(match &*self.engine {
            Engine::Sqlite(it) => sqlx::query_as_with(sql, args::for_sqlite(args)?).fetch_all(&it.readers).await?,
            Engine::Postgres(it) => sqlx::query_as_with(sql, args::for_postgres(args)?).fetch_all(it).await?,
        })
    }

    /// The row of a single question, if there is one.
    pub async fn maybe<T: Row>(&self, sql: &'static str, args: Args) -> Result<Option<T>, Error> {
        Ok(match &*self.engine {
            Engine::Sqlite(it) => sqlx::query_as_with(sql, args::for_sqlite(args)?).fetch_optional(&it.readers).await?,
            Engine::Postgres(it) => sqlx::query_as_with(sql, args::for_postgres(args)?).fetch_optional(it).await?,
        })
    }

    /// The row of a single question that always has one.
    pub async fn one<T: Row>(&self, sql: &'static str, args: Args) -> Result<T, Error> {
        self.maybe(sql, args).await?.ok_or_else(|| Error::from(sqlx::Error::RowNotFound))
    }

    /// Copies an SQLite database, consistent and compact, into a new file. PostgreSQL brings its own tools.
    pub async fn backup(&self, file: &Path) -> anyhow::Result<()> {
        let Engine::Sqlite(sqlite) = &*self.engine else {
            anyhow::bail!("back up PostgreSQL with its own pg_dump");
        };
        let name = file.to_str().ok_or_else(|| anyhow::anyhow!("the file's name is not valid UTF-8"))?;
        let mut conn = sqlite.readers.acquire().await?;
        sqlx::query("VACUUM INTO $1").bind(name).execute(&mut *conn).await?;
        Ok(())
    }

    /// Whether PostgreSQL is underneath.
    pub fn is_postgres(&self) -> bool {
        matches!(&*self.engine, Engine::Postgres(_))
    }

    /// Ends after what is in line; everything later is refused.
    pub async fn close(&self) {
        match &*self.engine {
            Engine::Sqlite(it) => it.close().await,
            Engine::Postgres(it) => it.close().await,
        }
    }

    async fn begin(&self) -> Result<Conn, Error> {
        Ok(match &*self.engine {
            Engine::Sqlite(it) => Conn::SqliteWriter(it.borrow().await?),
            Engine::Postgres(it) => Conn::Postgres(it.begin().await?),
        })
    }

    async fn commit(&self, home: &Home) -> Result<(), Error> {
        let Some(Open { conn, pokes }) = take(home) else {
            return Err(Error::internal(anyhow::anyhow!("the transaction outlived the closure it was given to")));
        };
        match conn {
            Conn::SqliteWriter(loan) => loan.keep(pokes).await,
            Conn::Sqlite(tx) => Ok(tx.commit().await?),
            Conn::Postgres(tx) => {
                tx.commit().await?;
                self.pokes.publish_all(&pokes);
                Ok(())
            }
        }
    }
}

async fn roll_back(home: &Home) {
    let failed = match take(home).map(|open| open.conn) {
        Some(Conn::Sqlite(tx)) => tx.rollback().await.err(),
        Some(Conn::Postgres(tx)) => tx.rollback().await.err(),
        // A loan that is dropped goes back to the writer, who rolls it back.
        Some(Conn::SqliteWriter(_)) | None => None,
    };
    if let Some(error) = failed {
        tracing::warn!(%error, "rolling back failed; the connection is thrown away");
    }
}

fn take(home: &Home) -> Option<Open> {
    home.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take()
}

/// A few milliseconds, longer with every try, and never the same for two who collided.
fn jitter(tried: u32) -> Duration {
    Duration::from_micros(rand::random_range(500..4_000) << tried)
}
