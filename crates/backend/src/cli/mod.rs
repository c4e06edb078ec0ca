//! The command line. Every flag is also an environment variable; `vitrine help` says them all.

mod demo;
mod door;
mod partner;
mod payments;
mod serve;

use std::{
    io::{self, Write as _},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::{
    cart::JoinPolicy,
    checkout::{HOLD_MINUTES, HOLD_MINUTES_MOST},
};
use tracing_subscriber::EnvFilter;

use crate::{
    app::{App, Config},
    catalog,
    checkout::{self, Shipping, Weighing},
    clock::Clock,
    db::Db,
    ids::Ids,
    import::{Report, Sheet},
    inventory,
    payments::Terms,
    pokes::Pokes,
    site::Site,
    staff, stores,
};

/// A year in seconds: further off, nothing that was imported would make sense.
const CLOCK_OFFSET_MOST: i64 = 366 * 24 * 3_600;

/// The shop: browse, see what is near, fill one bag on every device, collect it today.
#[derive(Debug, Parser)]
#[command(name = "vitrine", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves shop, interface and app from one process, and loads the demo shop into an empty SQLite database.
    Serve(Box<Serve>),
    /// Loads a merchant's file. Loading it again changes nothing.
    Import {
        /// What the file lists.
        what: Listed,
        /// A CSV file (`home`: JSON), as described in demo/README.md.
        file: PathBuf,
        /// Imports nothing if anything in the file cannot be used.
        #[arg(long, env = "VITRINE_STRICT")]
        strict: bool,
        #[command(flatten)]
        storage: Storage,
    },
    /// Loads the demo shop, whatever is there already.
    Demo {
        /// The folder of the demo shop's import files.
        #[arg(long, value_name = "DIR", env = "VITRINE_DEMO", default_value = "demo")]
        demo: PathBuf,
        #[command(flatten)]
        storage: Storage,
    },
    /// People who work in a store.
    #[command(subcommand)]
    Staff(Staff),
    /// Payments that are not settled, and what a person found out about one.
    #[command(subcommand)]
    Payments(payments::Payments),
    /// Sites that may show the shop's products.
    #[command(subcommand)]
    Partner(partner::Partner),
    /// Copies the SQLite database into a new file while the shop goes on.
    Backup {
        /// The file to make; it must not exist yet.
        file: PathBuf,
        #[command(flatten)]
        storage: Storage,
    },
}

#[derive(Debug, Args)]
struct Serve {
    /// The address and port to listen at; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS:PORT", env = "VITRINE_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    #[command(flatten)]
    tls: door::Tls,
    /// The address shoppers reach the shop at, such as https://shop.example. By default the one each request came to.
    #[arg(long, value_name = "URL", env = "VITRINE_PUBLIC_URL")]
    public_url: Option<String>,
    /// The folder of the built app.
    #[arg(long, value_name = "DIR", env = "VITRINE_SITE", default_value = "dist")]
    site: PathBuf,
    /// The folder of the demo shop's import files.
    #[arg(long, value_name = "DIR", env = "VITRINE_DEMO", default_value = "demo")]
    demo: PathBuf,
    /// The folder of the try-on's models, such as licensed photos; by default `models` in the demo shop's folder. See demo/README.md.
    #[arg(long, value_name = "DIR", env = "VITRINE_MODELS")]
    models: Option<PathBuf>,
    /// Leaves an empty shop empty.
    #[arg(long, env = "VITRINE_EMPTY")]
    empty: bool,
    /// Believes X-Forwarded-For: only behind a proxy that sets it.
    #[arg(long, env = "VITRINE_TRUST_PROXY")]
    trust_proxy: bool,
    /// Seconds the shop's clock is ahead of the machine's, negative for behind: for tests and for showing the shop at night.
    #[arg(
        long, value_name = "SECONDS", env = "VITRINE_CLOCK_OFFSET", default_value_t = 0, allow_negative_numbers = true,
        value_parser = clap::value_parser!(i64).range(-CLOCK_OFFSET_MOST..=CLOCK_OFFSET_MOST)
    )]
    clock_offset: i64,
    /// Whose number counts when a guest signs in and her account's bag has the same line.
    #[arg(long, env = "VITRINE_JOIN", value_enum, default_value_t = Join::Max)]
    join: Join,
    /// The mail server, such as smtp://user:password@mail.example:587, with STARTTLS unless it is on this machine; smtps:// for TLS from
    /// the start. Without one, sign-in codes are in this log and letters at /dev/mailbox.
    #[arg(long, value_name = "URL", env = "VITRINE_SMTP", hide_env_values = true)]
    smtp: Option<String>,
    /// Who letters are from.
    #[arg(long, value_name = "ADDRESS", env = "VITRINE_MAIL_FROM", default_value = "Vitrine <shop@localhost>")]
    mail_from: String,
    /// Minutes for which a checkout holds stock, where a location does not say otherwise.
    #[arg(
        long, value_name = "MINUTES", env = "VITRINE_HOLD_MINUTES", default_value_t = HOLD_MINUTES,
        value_parser = clap::value_parser!(u32).range(1..=i64::from(HOLD_MINUTES_MOST))
    )]
    hold_minutes: u32,
    #[command(flatten)]
    shipping: Shipping,
    #[command(flatten)]
    weighing: Weighing,
    #[command(flatten)]
    payments: Terms,
    #[command(flatten)]
    storage: Storage,
}

/// Where the shop's database is.
#[derive(Debug, Args)]
struct Storage {
    /// The folder of the SQLite database, made if it is missing.
    #[arg(long, value_name = "DIR", env = "VITRINE_DATA", default_value = "data")]
    data: PathBuf,
    /// postgres://… of a PostgreSQL database, instead of SQLite.
    #[arg(long, value_name = "URL", env = "VITRINE_DATABASE", hide_env_values = true)]
    database: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Listed {
    Products,
    Stores,
    Bundles,
    Stock,
    Home,
    /// Zones, methods and prices of sending; replaces the whole table.
    Shipping,
    /// Tax rates; replaces the whole table.
    Taxes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Join {
    /// The greater number.
    Max,
    /// Both together.
    Sum,
    /// The guest's number.
    GuestWins,
}

impl From<Join> for JoinPolicy {
    fn from(join: Join) -> Self {
        match join {
            Join::Max => Self::Max,
            Join::Sum => Self::Sum,
            Join::GuestWins => Self::GuestWins,
        }
    }
}

#[derive(Debug, Subcommand)]
enum Staff {
    /// Lets someone act for a store and prints her token, which cannot be read again.
    Add {
        /// Her e-mail address.
        email: String,
        /// The code of the store or warehouse.
        #[arg(long, value_name = "CODE")]
        store: String,
        /// What she may do there.
        #[arg(long, value_parser = staff::ROLES)]
        role: String,
        #[command(flatten)]
        storage: Storage,
    },
}

/// Reads the command line and does what it says.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter =
        EnvFilter::try_from_env("VITRINE_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,tantivy=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the runtime could not be started")
        .and_then(|runtime| runtime.block_on(run(cli.command)));
    match outcome {
        Ok(code) => code,
        Err(error) => {
            // The terminal is all there is to complain to; if it is gone, so be it.
            let _ = writeln!(io::stderr(), "vitrine: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(options) => serve::serve(*options).await,
        Command::Import { what, file, strict, storage } => {
            let app = shop(&storage).await?;
            let report = import(&app, what, &file, strict).await?;
            app.db.close().await;
            say(&report)?;
            Ok(if report.refused { ExitCode::FAILURE } else { ExitCode::SUCCESS })
        }
        Command::Demo { demo, storage } => {
            let app = shop(&storage).await?;
            for report in demo::load(&app, &demo).await? {
                say(&report)?;
            }
            app.db.close().await;
            Ok(ExitCode::SUCCESS)
        }
        Command::Staff(Staff::Add { email, store, role, storage }) => {
            let app = shop(&storage).await?;
            let known = app.locations().all().iter().any(|it| it.code().as_str() == store);
            anyhow::ensure!(known, "there is no store or warehouse with the code {store}");
            let token = staff::add(&app.db, &app.ids, app.clock.now(), &email, &store, &role).await?;
            app.db.close().await;
            say(&token)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Payments(command) => payments::run(command).await,
        Command::Partner(command) => partner::run(command).await,
        Command::Backup { file, storage } => {
            let db = storage.open(Pokes::default()).await?;
            db.backup(&file).await?;
            db.close().await;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Loads one file of a merchant's.
async fn import(app: &App, what: Listed, file: &Path, strict: bool) -> anyhow::Result<Report> {
    let name = file.display().to_string();
    let folder = file.parent().unwrap_or_else(|| Path::new("."));
    let sheet = |required: &[&str]| Sheet::open(file, required).with_context(|| name.clone());
    Ok(match what {
        Listed::Products => {
            let sheet = sheet(&catalog::REQUIRED)?;
            catalog::import(app, folder, sheet, Report::new(&name, "products"), strict).await?
        }
        Listed::Stores => {
            let sheet = sheet(&stores::REQUIRED)?;
            stores::import(app, sheet, Report::new(&name, "stores"), strict).await?
        }
        Listed::Bundles => {
            let sheet = sheet(&inventory::BUNDLES_REQUIRED)?;
            inventory::import_bundles(app, sheet, Report::new(&name, "bundles"), strict).await?
        }
        Listed::Stock => {
            let sheet = sheet(&inventory::REQUIRED)?;
            inventory::import(app, sheet, Report::new(&name, "stock rows"), strict).await?
        }
        Listed::Home => catalog::import_home(app, file, strict).await?,
        Listed::Shipping => {
            let sheet = sheet(&checkout::SHIPPING_REQUIRED)?;
            checkout::import_shipping(app, sheet, Report::new(&name, "shipping rows")).await?
        }
        Listed::Taxes => {
            let sheet = sheet(&checkout::TAXES_REQUIRED)?;
            checkout::import_taxes(app, sheet, Report::new(&name, "tax rows")).await?
        }
    })
}

/// The shop for a command that does one thing and ends.
async fn shop(storage: &Storage) -> anyhow::Result<App> {
    let pokes = Pokes::default();
    let db = storage.open(pokes.clone()).await?;
    let ids = Ids::random(Clock::System);
    Ok(App::open(db, Clock::System, ids, pokes, Site::default(), Config::default()).await?)
}

impl Storage {
    async fn open(&self, pokes: Pokes) -> anyhow::Result<Db> {
        if let Some(url) = &self.database {
            return Db::open_postgres(url, pokes).await.context("the database cannot be opened");
        }
        std::fs::create_dir_all(&self.data).with_context(|| format!("{} cannot be made", self.data.display()))?;
        let file = self.data.join("shop.sqlite");
        Db::open_sqlite(&file, pokes).await.with_context(|| format!("{} cannot be opened", file.display()))
    }
}

fn say(line: &impl std::fmt::Display) -> io::Result<()> {
    writeln!(io::stdout(), "{line}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn serve_needs_no_flags() {
        let Command::Serve(serve) = Cli::parse_from(["vitrine", "serve"]).command else { panic!("not serve") };
        assert_eq!(serve.listen.port(), 8080);
        assert!(serve.storage.database.is_none());
    }
}
