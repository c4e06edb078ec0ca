//! SQLite: one writer that commits in groups, and a small pool of readers.
//!
//! The writer owns the only connection that writes. It lends it to one job after another inside one transaction,
//! each job behind its own savepoint, and pays for one durable commit for all of them.

use std::{path::Path, time::Duration};

use sqlx::{
    ConnectOptions as _, Connection as _, Executor as _, SqliteConnection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tokio::sync::{mpsc, oneshot};

use crate::{
    error::Error,
    pokes::{Poke, Pokes},
};

/// The most jobs one commit carries; bounds how long the first one waits for the last.
const GROUP_LIMIT: usize = 128;
/// The most jobs waiting in line; callers beyond it wait to get in line.
const QUEUE_LIMIT: usize = 1_024;
const READERS: u32 = 4;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// An SQLite database opened for serving.
#[derive(Debug)]
pub(super) struct Sqlite {
    pub(super) readers: SqlitePool,
    queue: mpsc::Sender<Message>,
}

enum Message {
    /// Someone wants the connection.
    Borrow(oneshot::Sender<Result<Loan, Error>>),
    /// End after what is in line; answered when the file is closed.
    Stop(oneshot::Sender<()>),
}

impl Sqlite {
    pub(super) async fn open(file: &Path, pokes: Pokes) -> Result<Self, sqlx::Error> {
        let options = options(file);
        let mut writer = options.connect().await?;
        super::migrate::run(&mut writer, super::migrate::Engine::Sqlite).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .min_connections(0)
            .connect_with(options.clone().read_only(true))
            .await?;
        let (queue, jobs) = mpsc::channel(QUEUE_LIMIT);
        tokio::spawn(Writer { conn: Some(writer), options, jobs, pokes }.serve());
        Ok(Self { readers, queue })
    }

    /// Waits for a turn at the writer's connection.
    pub(super) async fn borrow(&self) -> Result<Loan, Error> {
        let (lend, lent) = oneshot::channel();
        self.queue.send(Message::Borrow(lend)).await.map_err(|_| Error::closing())?;
        lent.await.map_err(|_| Error::closing())?
    }

    /// Ends the readers, then the writer after what is in line: the last to close tidies the log into the file.
    pub(super) async fn close(&self) {
        self.readers.close().await;
        let (stopped, done) = oneshot::channel();
        if self.queue.send(Message::Stop(stopped)).await.is_ok() {
            // An answer that never comes means the writer has ended already.
            let _ = done.await;
        }
    }
}

fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .pragma("cache_size", "-4096")
        .pragma("temp_store", "MEMORY")
        // After a large import the log shrinks again.
        .pragma("journal_size_limit", "8388608")
        .disable_statement_logging()
}

/// The writer's connection in the hands of one job.
///
/// Dropped without [`Loan::keep`] (an error, a panic, a caller who went away), what the job did is taken back.
#[derive(Debug)]
pub(super) struct Loan {
    conn: Option<SqliteConnection>,
    back: Option<oneshot::Sender<Returned>>,
}

#[derive(Debug)]
struct Returned {
    conn: SqliteConnection,
    keep: Option<Keep>,
}

/// A job that wants to be committed: whom to tell when it is, and what to tell the shop.
#[derive(Debug)]
struct Keep {
    committed: oneshot::Sender<Result<(), Error>>,
    pokes: Vec<Poke>,
}

impl Loan {
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        self.conn.as_mut().expect("a loan holds the connection until it is given back")
    }

    /// Gives the connection back and waits until the job's group is on disk.
    pub(super) async fn keep(mut self, pokes: Vec<Poke>) -> Result<(), Error> {
        let (committed, done) = oneshot::channel();
        self.give_back(Some(Keep { committed, pokes }));
        done.await.map_err(|_| Error::closing())?
    }

    fn give_back(&mut self, keep: Option<Keep>) {
        if let (Some(conn), Some(back)) = (self.conn.take(), self.back.take()) {
            // Nobody listens only when the runtime is being torn down: then nothing is committed either.
            let _ = back.send(Returned { conn, keep });
        }
    }
}

impl Drop for Loan {
    fn drop(&mut self) {
        self.give_back(None);
    }
}

struct Writer {
    /// Missing only while lent, or after it was lost with a caller.
    conn: Option<SqliteConnection>,
    options: SqliteConnectOptions,
    jobs: mpsc::Receiver<Message>,
    pokes: Pokes,
}

type Borrower = oneshot::Sender<Result<Loan, Error>>;

impl Writer {
    async fn serve(mut self) {
        let mut stopped = None;
        while let Some(message) = self.jobs.recv().await {
            match message {
                Message::Borrow(first) => stopped = self.group(first).await,
                Message::Stop(answer) => stopped = Some(answer),
            }
            if stopped.is_some() {
                break;
            }
        }
        if let Some(conn) = self.conn.take()
            && let Err(error) = conn.close().await
        {
            tracing::warn!(%error, "closing the database failed");
        }
        if let Some(answer) = stopped {
            let _ = answer.send(());
        }
    }

    /// Runs the first job and whatever is in line behind it in one transaction.
    async fn group(&mut self, first: Borrower) -> Option<oneshot::Sender<()>> {
        if let Err(error) = self.begin().await {
            let _ = first.send(Err(error.into()));
            return None;
        }
        let (mut kept, mut stop, mut next) = (Vec::new(), None, Some(first));
        let mut jobs = 0;
        while let Some(borrower) = next.take() {
            match self.lend(borrower).await {
                Ok(keep) => kept.extend(keep),
                Err(error) => {
                    self.abandon(kept, &error).await;
                    return stop;
                }
            }
            jobs += 1;
            if jobs < GROUP_LIMIT {
                match self.jobs.try_recv() {
                    Ok(Message::Borrow(borrower)) => next = Some(borrower),
                    Ok(Message::Stop(answer)) => stop = Some(answer),
                    Err(_) => {}
                }
            }
        }
        self.commit(kept).await;
        stop
    }

    async fn begin(&mut self) -> Result<(), sqlx::Error> {
        if self.conn.is_none() {
            self.conn = Some(self.options.connect().await?);
        }
        self.execute("BEGIN IMMEDIATE; SAVEPOINT job").await
    }

    /// Lends the connection to one job. An error means that the whole group is lost.
    async fn lend(&mut self, borrower: Borrower) -> Result<Option<Keep>, sqlx::Error> {
        let (back, returned) = oneshot::channel();
        let loan = Loan { conn: self.conn.take(), back: Some(back) };
        // A borrower who is gone drops the loan, which comes back like any other.
        let _ = borrower.send(Ok(loan));
        let Ok(returned) = returned.await else {
            return Err(sqlx::Error::WorkerCrashed);
        };
        self.conn = Some(returned.conn);
        match returned.keep {
            Some(keep) => {
                // On failure the caller hears of it by `keep` being dropped here: nothing was committed.
                self.execute("RELEASE job; SAVEPOINT job").await.map(|()| Some(keep))
            }
            None => self.execute("ROLLBACK TO job").await.map(|()| None),
        }
    }

    async fn commit(&mut self, kept: Vec<Keep>) {
        // Nothing to keep is nothing to sync.
        let end = if kept.is_empty() { "ROLLBACK" } else { "COMMIT" };
        match self.execute(end).await {
            Ok(()) => {
                for keep in kept {
                    self.pokes.publish_all(&keep.pokes);
                    let _ = keep.committed.send(Ok(()));
                }
            }
            Err(error) => self.abandon(kept, &error).await,
        }
    }

    /// Takes the whole group back and starts the next one on a fresh connection.
    async fn abandon(&mut self, kept: Vec<Keep>, error: &sqlx::Error) {
        tracing::error!(%error, jobs = kept.len(), "a group of writes was taken back");
        if let Some(conn) = self.conn.take() {
            // Closing rolls back what is open.
            let _ = conn.close_hard().await;
        }
        for keep in kept {
            let _ = keep.committed.send(Err(Error::internal(anyhow::anyhow!("the commit failed: {error}"))));
        }
    }

    async fn execute(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        let conn = self.conn.as_mut().ok_or(sqlx::Error::WorkerCrashed)?;
        conn.execute(sqlx::raw_sql(sql)).await.map(drop)
    }
}
