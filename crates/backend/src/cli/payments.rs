//! `vitrine payments`: what nobody but a person can clear, in the shop's own words, while it goes on serving.

use std::process::ExitCode;

use clap::Subcommand;

use super::{Storage, say, shop};
use crate::payments::{self, Resolution};

#[derive(Debug, Subcommand)]
pub(super) enum Payments {
    /// Lists payments that wait for a person, longest first.
    List {
        /// Also those that are still being asked for.
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        storage: Storage,
    },
    /// Settles a payment by what was found out at the provider.
    Resolve {
        /// The payment, as the list names it: the order's number and the attempt.
        reference: String,
        /// What was found out.
        #[arg(long = "as", value_enum)]
        as_: Resolution,
        /// Who found it out.
        #[arg(long, value_name = "NAME")]
        by: String,
        /// How she knows. It stays in the payment's history.
        #[arg(long, value_name = "TEXT")]
        why: String,
        #[command(flatten)]
        storage: Storage,
    },
}

pub(super) async fn run(command: Payments) -> anyhow::Result<ExitCode> {
    match command {
        Payments::List { all, storage } => {
            let app = shop(&storage).await?;
            for open in payments::list(&app, all).await? {
                say(&open)?;
            }
            app.db.close().await;
        }
        Payments::Resolve { reference, as_, by, why, storage } => {
            let app = shop(&storage).await?;
            payments::resolve(&app, &reference, as_, &by, &why).await?;
            app.db.close().await;
        }
    }
    Ok(ExitCode::SUCCESS)
}
