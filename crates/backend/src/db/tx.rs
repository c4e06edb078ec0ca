//! One transaction, on either engine: statements in, typed rows out.

use std::sync::{Arc, Mutex, PoisonError};

use sqlx::{
    AssertSqlSafe, FromRow, Postgres, SqlSafeStr as _, SqlStr, Sqlite, Transaction, postgres::PgRow, sqlite::SqliteRow,
};

use super::{
    args::{self, Arg, Args},
    sqlite::Loan,
};
use crate::{
    error::Error,
    metrics,
    pokes::{News, Poke},
};

/// What can be read from a row of either engine: derive `sqlx::FromRow`, or use a tuple.
pub trait Row: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}

impl<T> Row for T where T: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}

/// An open transaction, handed to the closure of [`super::Db::write`] or [`super::Db::read`].
///
/// When the closure ends it goes back to where it came from, which commits it or takes it back.
#[derive(Debug)]
pub struct Tx {
    open: Option<Open>,
    home: Home,
}

/// Where a [`Tx`] leaves its connection when the closure lets go of it.
pub(super) type Home = Arc<Mutex<Option<Open>>>;

/// The connection of a transaction and what is to be told after its commit.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) conn: Conn,
    pub(super) pokes: Vec<Poke>,
}

#[derive(Debug)]
pub(super) enum Conn {
    /// The writer's connection, on loan.
    SqliteWriter(Loan),
    /// A reader's connection.
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Runs the same body with the connection and arguments of whichever engine is open.
macro_rules! on_engine {
    ($tx:expr, $args:expr, |$conn:ident, $bound:ident| $body:expr) => {
        match &mut $tx.open().conn {
            Conn::SqliteWriter(loan) => {
                let ($conn, $bound) = (loan.connection(), args::for_sqlite($args)?);
                $body
            }
            Conn::Sqlite(tx) => {
                let ($conn, $bound) = (&mut **tx, args::for_sqlite($args)?);
                $body
            }
            Conn::Postgres(tx) => {
                let ($conn, $bound) = (&mut **tx, args::for_postgres($args)?);
                $body
            }
        }
    };
}

impl Tx {
    pub(super) fn new(conn: Conn) -> (Self, Home) {
        let home = Home::default();
        let open = Some(Open { conn, pokes: Vec::new() });
        (Self { open, home: Arc::clone(&home) }, home)
    }

    /// Runs a statement and says how many rows it changed: a conditional UPDATE that did not apply says 0.
    pub async fn run(&mut self, sql: &'static str, args: Args) -> Result<u64, Error> {
        self.run_sql(sql.into_sql_str(), args).await
    }

    /// Every row of a question.
    pub async fn all<T: Row>(&mut self, sql: &'static str, args: Args) -> Result<Vec<T>, Error> {
        self.all_sql(sql.into_sql_str(), args).await
    }

    /// The row of a question, if there is one.
    pub async fn maybe<T: Row>(&mut self, sql: &'static str, args: Args) -> Result<Option<T>, Error> {
        Ok(on_engine!(self, args, |conn, bound| sqlx::query_as_with(sql, bound).fetch_optional(conn).await?))
    }

    /// The row of a question that always has one, such as a COUNT.
    pub async fn one<T: Row>(&mut self, sql: &'static str, args: Args) -> Result<T, Error> {
        Ok(on_engine!(self, args, |conn, bound| sqlx::query_as_with(sql, bound).fetch_one(conn).await?))
    }

    /// Every row of a question about a list: `{}` in the statement becomes `$n, $n+1, …` after the other arguments.
    ///
    /// An empty list has no rows. Long lists are asked in pieces, so do not ORDER or COUNT over them.
    pub async fn all_in<T: Row, A: Into<Arg>>(
        &mut self,
        sql: &'static str,
        args: Args,
        list: impl IntoIterator<Item = A>,
    ) -> Result<Vec<T>, Error> {
        let list: Vec<Arg> = list.into_iter().map(Into::into).collect();
        let mut rows = Vec::new();
        for piece in list.chunks(LIST_PIECE) {
            let (sql, args) = with_list(sql, args.clone(), piece);
            rows.append(&mut self.all_sql(AssertSqlSafe(sql).into_sql_str(), args).await?);
        }
        Ok(rows)
    }

    /// Writes many rows with few statements: `{}` in the statement becomes `($1, $2), ($3, $4), …`.
    ///
    /// All rows have the same width. Says how many rows were written.
    pub async fn run_many(&mut self, sql: &'static str, rows: Vec<Args>) -> Result<u64, Error> {
        let Some(width) = rows.first().map(Vec::len) else { return Ok(0) };
        let mut written = 0;
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let piece: Vec<Args> = rows.by_ref().take(VALUES_PIECE / width.max(1)).collect();
            let sql = with_values(sql, piece.len(), width);
            let args = piece.into_iter().flatten().collect();
            written += self.run_sql(AssertSqlSafe(sql).into_sql_str(), args).await?;
        }
        Ok(written)
    }

    /// Tells a topic's subscribers about `seq`, but only once this transaction is committed.
    pub fn poke(&mut self, topic: impl Into<String>, seq: u64) {
        self.open().pokes.push(Poke { topic: topic.into(), seq, received: metrics::received(), news: None });
    }

    /// The same, and what it is now for those who would otherwise read it again at once.
    ///
    /// Only with SQLite, where this process is the only one that writes: beside other servers, whether somebody may still hear of
    /// it is known to the database alone.
    pub fn poke_with(&mut self, topic: impl Into<String>, seq: u64, news: News) {
        let news = (!self.is_postgres()).then_some(news);
        self.open().pokes.push(Poke { topic: topic.into(), seq, received: metrics::received(), news });
    }

    /// Whether PostgreSQL is underneath, for the few statements that cannot be written once.
    pub fn is_postgres(&self) -> bool {
        matches!(self.open.as_ref().map(|open| &open.conn), Some(Conn::Postgres(_)))
    }

    async fn run_sql(&mut self, sql: SqlStr, args: Args) -> Result<u64, Error> {
        Ok(on_engine!(self, args, |conn, bound| sqlx::query_with(sql, bound).execute(conn).await?.rows_affected()))
    }

    async fn all_sql<T: Row>(&mut self, sql: SqlStr, args: Args) -> Result<Vec<T>, Error> {
        Ok(on_engine!(self, args, |conn, bound| sqlx::query_as_with(sql, bound).fetch_all(conn).await?))
    }

    fn open(&mut self) -> &mut Open {
        self.open.as_mut().expect("a transaction is open until it is dropped")
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        *self.home.lock().unwrap_or_else(PoisonError::into_inner) = self.open.take();
    }
}

/// How many list values one statement binds at most; the engines allow far more.
const LIST_PIECE: usize = 512;
/// How many values one multi-row statement binds at most.
const VALUES_PIECE: usize = 4_096;

fn with_list(sql: &str, mut args: Args, list: &[Arg]) -> (String, Args) {
    // Filled up to a power of two, so that the engines keep ten prepared statements and not five hundred.
    let wanted = list.len().next_power_of_two();
    let first = args.len() + 1;
    args.extend(list.iter().chain(std::iter::repeat_n(&list[list.len() - 1], wanted - list.len())).cloned());
    let names: Vec<String> = (first..first + wanted).map(|n| format!("${n}")).collect();
    (sql.replacen("{}", &names.join(", "), 1), args)
}

fn with_values(sql: &str, rows: usize, width: usize) -> String {
    let row = |n: usize| {
        let names: Vec<String> = (n * width + 1..=(n + 1) * width).map(|it| format!("${it}")).collect();
        format!("({})", names.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    sql.replacen("{}", &rows.join(", "), 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args;

    #[test]
    fn a_list_follows_the_other_arguments_and_is_filled_up() {
        let (sql, args) = with_list("… WHERE a = $1 AND b IN ({})", args![7], &["x", "y", "z"].map(Arg::from));
        assert_eq!(sql, "… WHERE a = $1 AND b IN ($2, $3, $4, $5)");
        assert_eq!(args, args![7, "x", "y", "z", "z"]);
    }

    #[test]
    fn rows_are_numbered_through() {
        assert_eq!(with_values("VALUES {}", 2, 2), "VALUES ($1, $2), ($3, $4)");
    }
}
