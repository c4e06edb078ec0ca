//! The schema, one text for both engines, brought up to date at every start.
//!
//! Files are `migrations/NNNN_slice.sql` and never change once released. A line that ends in `-- sqlite` or `-- postgres`
//! is for that engine only; everything else must mean the same to both: columns are BIGINT, TEXT and BYTEA.

use std::time::Duration;

use sqlx::{
    AssertSqlSafe, Connection, SqlSafeStr as _,
    migrate::{Migrate, MigrateError, Migration, Migrator},
};

static TEXTS: Migrator = sqlx::migrate!("./migrations");

/// How often a start is tried again when another process is migrating the same database.
const TRIES: u32 = 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Engine {
    Sqlite,
    Postgres,
}

/// Applies what is missing.
pub(super) async fn run<C>(conn: &mut C, engine: Engine) -> Result<(), sqlx::Error>
where
    C: Connection + Migrate,
{
    let migrations = TEXTS.iter().map(|it| for_engine(it, engine)).collect();
    let mut migrator = Migrator::with_migrations(migrations);
    // Advisory locks are not known to every engine that speaks PostgreSQL; two starters are told apart by the
    // primary key of the migrations table instead, and the loser tries again.
    migrator.set_locking(false);
    let mut tried = 0;
    loop {
        match migrator.run_direct(None, conn, false).await {
            Ok(()) => return Ok(()),
            Err(error @ (MigrateError::VersionMismatch(_) | MigrateError::VersionMissing(_))) => {
                return Err(error.into());
            }
            Err(error) if tried >= TRIES => return Err(error.into()),
            Err(error) => {
                tried += 1;
                tracing::info!(%error, tried, "the schema could not be brought up to date yet");
                tokio::time::sleep(Duration::from_millis(50 * u64::from(tried))).await;
            }
        }
    }
}

fn for_engine(text: &Migration, engine: Engine) -> Migration {
    let foreign = match engine {
        Engine::Sqlite => "-- postgres",
        Engine::Postgres => "-- sqlite",
    };
    let sql: String = text
        .sql
        .as_str()
        .lines()
        .filter(|line| !line.trim_end().ends_with(foreign))
        .flat_map(|line| [line, "\n"])
        .collect();
    Migration::new(
        text.version,
        text.description.clone(),
        text.migration_type,
        AssertSqlSafe(sql).into_sql_str(),
        text.no_tx,
    )
}
