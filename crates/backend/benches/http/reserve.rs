//! The last pieces of one hot variant, reserved for more bags than there are pieces: by the function that checkout calls, in the shop's own
//! database, without HTTP around it.

use std::{
    io,
    path::Path,
    time::{Duration, Instant},
};

use backend::{
    app::{App, Config},
    clock::Clock,
    db::{Arg, Db},
    error::Error,
    ids::Ids,
    inventory::holds,
    pokes::Pokes,
    site::Site,
};
use domain::id::{CartId, LocationCode, Sku};

use crate::{
    load::{Figures, micros, quantile_ms},
    shop::{HOT_PIECES, HOT_PLACE, HOT_SKU},
};

/// Checkouts at the same time.
const AT_ONCE: u64 = 16;
/// Bags beyond those that get a piece.
const TOO_MANY: u64 = 800;

/// Reserves one piece for each bag, until all have asked.
///
/// # Errors
/// When more or fewer pieces are reserved than there were.
pub(crate) fn measure(data: &Path) -> io::Result<Figures> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let app = open(data).await.map_err(io::Error::other)?;
        let begun = Instant::now();
        let checkouts: Vec<_> = (0..AT_ONCE).map(|first| tokio::spawn(reserve(app.clone(), first))).collect();
        let (mut micros, mut got) = (Vec::new(), 0);
        for checkout in checkouts {
            let (mut taken, pieces) = checkout.await.map_err(io::Error::other)?.map_err(io::Error::other)?;
            micros.append(&mut taken);
            got += pieces;
        }
        let lasted = begun.elapsed();
        let (reserved,): (i64,) = app
            .db
            .one(
                "SELECT reserved FROM stock_level WHERE sku = $1 AND location = $2",
                vec![Arg::from(HOT_SKU), Arg::from(HOT_PLACE)],
            )
            .await
            .map_err(io::Error::other)?;
        if got != HOT_PIECES || u64::try_from(reserved) != Ok(HOT_PIECES) {
            return Err(io::Error::other(format!("{HOT_PIECES} pieces, {got} given away, {reserved} in the books")));
        }
        app.db.close().await;
        Ok(figures(micros, got, lasted))
    })
}

fn figures(mut micros: Vec<u32>, got: u64, lasted: Duration) -> Figures {
    micros.sort_unstable();
    let per_second = got as f64 / lasted.as_secs_f64();
    Figures { per_second, p50_ms: quantile_ms(&micros, 0.5), p99_ms: quantile_ms(&micros, 0.99), memory_mib: 0.0 }
}

async fn open(data: &Path) -> anyhow::Result<App> {
    let pokes = Pokes::default();
    let db = Db::open_sqlite(&data.join("shop.sqlite"), pokes.clone()).await?;
    let ids = Ids::random(Clock::System);
    Ok(App::open(db, Clock::System, ids, pokes, Site::default(), Config::default()).await?)
}

/// Every sixteenth bag: how long each waited for its answer, and how many got a piece.
async fn reserve(app: App, first: u64) -> Result<(Vec<u32>, u64), Error> {
    let key = (Sku::parse(HOT_SKU).map_err(Error::internal)?, LocationCode::parse(HOT_PLACE).map_err(Error::internal)?);
    let (mut taken, mut got) = (Vec::new(), 0);
    for bag in (first..HOT_PIECES + TOO_MANY).step_by(AT_ONCE as usize) {
        let bag = CartId::parse(format!("bag-{bag}")).map_err(Error::internal)?;
        let begun = Instant::now();
        let short = app
            .db
            .write(|mut tx| {
                let (app, bag, wanted) = (&app, &bag, [(key.clone(), 1)].into());
                async move { holds::keep(&mut tx, app, bag, &wanted).await }
            })
            .await?;
        taken.push(micros(begun.elapsed()));
        got += u64::from(short.is_empty());
    }
    Ok((taken, got))
}
