//! `vitrine partner`: the sites that may show the shop's products, kept while it goes on serving.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use clap::Subcommand;
use domain::partners::Origin;

use super::{Storage, say, shop};
use crate::{partners, site::Site};

#[derive(Debug, Subcommand)]
pub(super) enum Partner {
    /// Lets a site show the shop's products; prints its key and what it puts into its pages.
    Add {
        /// Its name, as shoppers are told it.
        name: String,
        /// A site its pages are on, such as https://partner.example; say it again for each.
        #[arg(long = "origin", value_name = "ORIGIN", required = true, value_parser = Origin::parse)]
        origins: Vec<Origin>,
        /// The address shoppers reach the shop at.
        #[arg(long, value_name = "URL", env = "VITRINE_PUBLIC_URL", default_value = "http://localhost:8080")]
        public_url: String,
        /// The folder of the built app, for the loader that never changes.
        #[arg(long, value_name = "DIR", env = "VITRINE_SITE", default_value = "dist")]
        site: PathBuf,
        #[command(flatten)]
        storage: Storage,
    },
    /// Lists the partners with their keys and origins.
    List {
        #[command(flatten)]
        storage: Storage,
    },
    /// Stops a partner at once: its pages fall back to plain links.
    Block {
        /// Its key.
        key: String,
        #[command(flatten)]
        storage: Storage,
    },
    /// Lets a blocked partner show the shop again.
    Unblock {
        /// Its key.
        key: String,
        #[command(flatten)]
        storage: Storage,
    },
    /// What partners have brought, by placement.
    Figures {
        /// A partner's key; all of them without it.
        key: Option<String>,
        /// Of so many days up to now.
        #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=3_660))]
        days: u32,
        #[command(flatten)]
        storage: Storage,
    },
}

pub(super) async fn run(command: Partner) -> anyhow::Result<ExitCode> {
    match command {
        Partner::Add { name, origins, public_url, site, storage } => {
            let built = Site::read(&site).with_context(|| format!("{} cannot be read", site.display()))?;
            let app = shop(&storage).await?;
            let key = partners::add(&app, &name, &origins).await?;
            app.db.close().await;
            say(&key)?;
            say(&"")?;
            say(&partners::snippet(&built, public_url.trim_end_matches('/'), &key))?;
        }
        Partner::List { storage } => {
            let app = shop(&storage).await?;
            for partner in partners::list(&app).await? {
                say(&partner)?;
            }
            app.db.close().await;
        }
        Partner::Block { key, storage } => {
            let app = shop(&storage).await?;
            partners::block(&app, &key).await?;
            app.db.close().await;
        }
        Partner::Unblock { key, storage } => {
            let app = shop(&storage).await?;
            partners::unblock(&app, &key).await?;
            app.db.close().await;
        }
        Partner::Figures { key, days, storage } => {
            let app = shop(&storage).await?;
            for figures in partners::figures(&app, key.as_deref(), days).await? {
                say(&figures)?;
            }
            app.db.close().await;
        }
    }
    Ok(ExitCode::SUCCESS)
}
