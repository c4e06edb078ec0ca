//! `vitrine serve`: one process with everything in it, until it is told to stop.

use std::{net::SocketAddr, process::ExitCode, time::Duration};

use anyhow::Context as _;
use axum::serve::Listener;
use jiff::SignedDuration;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::{net::TcpListener, signal::unix};

use super::{Serve, demo, door, say};
use crate::{
    account,
    app::{App, Config},
    cart, catalog, checkout,
    clock::Clock,
    connections::{self, OverTcp, Patience},
    http, idempotency,
    ids::Ids,
    inventory,
    mail::MailServer,
    metrics, outbox, partners, payments,
    pokes::Pokes,
    site::Site,
    stores,
    tls::{self, TlsListener},
    tryon::Models,
};

/// How long open requests may go on after the signal to stop.
const GRACE: Duration = Duration::from_secs(10);
const SWEEP_EVERY: Duration = Duration::from_secs(3_600);
/// Where the data folder has the files of earlier builds.
const BUILDS: &str = "builds";

pub(super) async fn serve(options: Serve) -> anyhow::Result<ExitCode> {
    raise_file_limit();
    metrics::install();
    // First of all, so that a taken port is known before anything is loaded.
    let listener = TcpListener::bind(options.listen)
        .await
        .with_context(|| format!("cannot listen at {}; choose another address with --listen", options.listen))?;
    let address = listener.local_addr()?;
    let certificate = options.tls.certificate(&options.storage.data)?;
    let app = open(&options, certificate.is_some()).await?;
    if demo::is_empty(&app) && !options.empty && options.storage.database.is_none() {
        load_demo(&app, &options).await?;
    }
    let mut workers = start_workers(&app);
    for line in door::announce(address, &app.config) {
        say(&line)?;
    }
    match certificate {
        None => run(&app, listener).await?,
        Some(certificate) => {
            workers.push(tokio::spawn(tls::work(app.clone(), certificate.clone())));
            run(&app, TlsListener::new(listener, certificate)?).await?;
        }
    }
    for worker in workers {
        // It ended, was told to, or panicked, which was logged then.
        let _ = worker.await;
    }
    app.db.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn open(options: &Serve, tls: bool) -> anyhow::Result<App> {
    let pokes = Pokes::default();
    let db = options.storage.open(pokes.clone()).await?;
    let mut site = Site::read(&options.site).with_context(|| format!("{} cannot be read", options.site.display()))?;
    let builds = options.storage.data.join(BUILDS);
    // Without them only tabs that were open during an update miss something.
    if let Err(error) = site.keep_beside_earlier(&options.site, &builds) {
        tracing::warn!(folder = %builds.display(), %error, "files of earlier builds of the app cannot be kept");
    }
    let public_url = options.public_url.as_deref().map(|url| url.trim_end_matches('/').to_owned());
    let clock = match options.clock_offset {
        0 => Clock::System,
        seconds => Clock::Shifted(SignedDuration::from_secs(seconds)),
    };
    let smtp = options.smtp.as_deref().map(|url| MailServer::parse(url, &options.mail_from));
    let config = Config {
        public_url,
        tls,
        trust_proxy: options.trust_proxy,
        shipping: options.shipping,
        hold_minutes: Some(options.hold_minutes),
        weighing: options.weighing,
        payment_terms: options.payments.clone().with_stripe(
            std::env::var("VITRINE_STRIPE_KEY").ok(),
            std::env::var("VITRINE_STRIPE_WEBHOOK_SECRET").ok(),
        )?,
        join: options.join.into(),
        models: models(options)?,
        mail: smtp.transpose().context("--smtp or --mail-from cannot be used")?,
    };
    Ok(App::open(db, clock.clone(), Ids::random(clock), pokes, site, config).await?)
}

/// The models' folder; what cannot be used of it is said, and the shop opens without it.
fn models(options: &Serve) -> anyhow::Result<Models> {
    let folder = options.models.clone().unwrap_or_else(|| options.demo.join("models"));
    anyhow::ensure!(
        options.models.is_none() || folder.is_dir(),
        "{} is no folder; --models names one with pictures",
        folder.display()
    );
    let (models, complaints) = Models::read(&folder);
    for complaint in complaints {
        tracing::warn!("a model cannot be used: {complaint}");
    }
    Ok(models)
}

async fn load_demo(app: &App, options: &Serve) -> anyhow::Result<()> {
    if !options.demo.is_dir() {
        tracing::warn!(folder = %options.demo.display(), "there is no demo shop to load; the shop stays empty");
        return Ok(());
    }
    say(&"Loading the demo shop into the empty database …")?;
    for report in demo::load(app, &options.demo).await? {
        say(&report)?;
    }
    Ok(())
}

/// What goes on beside the requests. Each ends when the shop closes.
fn start_workers(app: &App) -> Vec<tokio::task::JoinHandle<()>> {
    vec![
        tokio::spawn(outbox::work(app.clone())),
        tokio::spawn(sweep(app.clone())),
        tokio::spawn(catalog::work(app.clone())),
        tokio::spawn(catalog::draw_pictures(app.clone())),
        tokio::spawn(stores::work(app.clone())),
        tokio::spawn(checkout::work(app.clone())),
        tokio::spawn(inventory::work(app.clone())),
        tokio::spawn(inventory::holds::work(app.clone())),
        tokio::spawn(payments::work(app.clone())),
        tokio::spawn(payments::test_provider::work(app.clone())),
    ]
}

async fn sweep(app: App) {
    loop {
        if let Err(error) = idempotency::sweep(&app).await {
            tracing::warn!(%error, "old answers could not be forgotten");
        }
        if let Err(error) = account::sweep(&app).await {
            tracing::warn!(%error, "what has expired could not be forgotten");
        }
        if let Err(error) = partners::sweep(&app).await {
            tracing::warn!(%error, "frames that have ended could not be forgotten");
        }
        if let Err(error) = cart::sweep(&app).await {
            tracing::warn!(%error, "bags that nobody has could not be forgotten");
        }
        tokio::select! {
            () = app.closed() => return,
            () = tokio::time::sleep(SWEEP_EVERY) => {}
        }
    }
}

/// Serves until SIGINT or SIGTERM, then lets open requests end; event streams end by themselves.
async fn run<L>(app: &App, listener: L) -> anyhow::Result<()>
where
    L: Listener<Addr = SocketAddr>,
    L::Io: OverTcp,
{
    let mut interrupt = unix::signal(unix::SignalKind::interrupt())?;
    let mut terminate = unix::signal(unix::SignalKind::terminate())?;
    let closing = app.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        // Closed first: writing to a log that nobody reads any more may panic.
        closing.close();
        tracing::info!("closing");
    });
    let serving = connections::serve(listener, http::router(app.clone()), Patience::SHOP, app.closed());
    tokio::select! {
        () = serving => Ok(()),
        () = async { app.closed().await; tokio::time::sleep(GRACE).await } => {
            tracing::warn!("some requests did not end in time");
            Ok(())
        }
    }
}

/// Every shopper with an open page holds a connection, so as many files as the system allows.
fn raise_file_limit() {
    let limit = getrlimit(Resource::Nofile);
    if let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum }) {
        tracing::warn!(%error, "the limit on open files stays as it is");
    }
}
