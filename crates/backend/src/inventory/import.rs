//! `stock.csv`: what is where. The columns are described in `demo/README.md`.

use std::{
    collections::{HashMap, HashSet},
    fmt::Display,
};

use domain::{
    id::{LocationCode, Sku},
    inventory::{Cause, Levels},
};

use super::{
    service,
    store::{self, Movement, Versioned},
};
use crate::{
    app::App,
    args,
    db::{Args, Tx},
    error::Error,
    import::{Report, Row, Sheet},
};

/// Columns without which a file is not a list of stock.
pub const REQUIRED: [&str; 3] = ["SKU", "Location Code", "On Hand"];
/// More of one variant in one place is a mistake in the file.
const PIECES_MOST: i64 = 10_000_000;
/// How often the whole is tried again when somebody buys while it is being written.
const TRIES: usize = 5;
const LEFT_OUT: &str = "the row is left out";

/// A row of the file, read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Count {
    row: u64,
    sku: Sku,
    location: LocationCode,
    on_hand: i64,
    safety: i64,
    incoming: i64,
}

/// Loads counts; `strict` writes nothing when there is anything to complain about.
///
/// A level becomes what the file says, with the difference in the ledger; what orders have committed stays theirs, and what
/// transfers have on their way is incoming beside what the file says.
/// A level that is not in the file stays. Loading the same file again writes nothing.
pub async fn import(app: &App, mut sheet: Sheet, mut report: Report, strict: bool) -> Result<Report, Error> {
    let (mut counts, mut seen) = (Vec::new(), HashSet::new());
    while let Some(row) = sheet.next_row(&mut report) {
        let Some(count) = read(app, &row, &mut report) else {
            report.left_out += 1;
            continue;
        };
        if !seen.insert((count.sku.clone(), count.location.clone())) {
            let why = format_args!("{} at {} is in the file twice", count.sku, count.location);
            report.issue(row.number, "SKU", why, "the first one counts");
            report.left_out += 1;
            continue;
        }
        counts.push(count);
    }
    let mut tries = 0;
    let report = loop {
        tries += 1;
        match write(app, &counts, &report, strict).await {
            Ok(Some(report)) => break report,
            Ok(None) if tries < TRIES => {}
            Ok(None) => return Err(Error::try_later(1)),
            Err(error) => return Err(error),
        }
    };
    service::refresh(app).await?;
    Ok(report)
}

fn read(app: &App, row: &Row, report: &mut Report) -> Option<Count> {
    let sku = required(row, report, "SKU", Sku::parse)?;
    if app.availability().bundles().is_bundle(&sku) {
        let why = format_args!("{sku} is a bundle; what there is of it follows from its parts");
        report.issue(row.number, "SKU", why, LEFT_OUT);
        return None;
    }
    if app.catalog().variant(&sku).is_none() {
        report.issue(row.number, "SKU", format_args!("{sku} is not a variant of any product"), LEFT_OUT);
        return None;
    }
    let location = required(row, report, "Location Code", LocationCode::parse)?;
    let locations = app.locations();
    let Some(place) = locations.get(&location) else {
        report.issue(row.number, "Location Code", format_args!("{location} is not a store or warehouse"), LEFT_OUT);
        return None;
    };
    let on_hand = required(row, report, "On Hand", pieces)?;
    let mut optional = |column, blank| match row.some(column).map(pieces) {
        None => blank,
        Some(Ok(number)) => number,
        Some(Err(why)) => {
            report.issue(row.number, column, why, &format!("{blank} is taken"));
            blank
        }
    };
    let (safety, incoming) = (optional("Safety", place.safety), optional("Incoming", 0));
    Some(Count { row: row.number, sku, location, on_hand, safety, incoming })
}

fn required<'r, T, E: Display>(
    row: &'r Row,
    report: &mut Report,
    column: &str,
    parse: impl FnOnce(&'r str) -> Result<T, E>,
) -> Option<T> {
    let why = match row.some(column).map(parse) {
        Some(Ok(value)) => return Some(value),
        Some(Err(why)) => why.to_string(),
        None => "blank".to_owned(),
    };
    report.issue(row.number, column, why, LEFT_OUT);
    None
}

fn pieces(text: &str) -> Result<i64, String> {
    let number = text.parse().ok().filter(|number| (0..=PIECES_MOST).contains(number));
    number.ok_or_else(|| format!("{text:?} is not a whole number from 0 to {PIECES_MOST}"))
}

/// Writes the counts in one transaction; `None` when somebody changed a level in between.
async fn write(app: &App, counts: &[Count], read: &Report, strict: bool) -> Result<Option<Report>, Error> {
    app.db
        .write(|mut tx| async move {
            let mut report = read.clone();
            let known = store::levels(&mut tx).await?;
            let transit = store::in_transit(&mut tx).await?;
            let changes = changes(app, counts, &known, &transit, &mut report);
            report.sort();
            if strict && !report.is_clean() {
                (report.added, report.changed, report.unchanged, report.refused) = (0, 0, 0, true);
                return Ok(Some(report));
            }
            let wanted = changes.len() as u64;
            let written = apply(&mut tx, changes).await?;
            Ok((written == wanted).then_some(report))
        })
        .await
}

/// What differs from the levels as they are: the row to write, and its line in the ledger.
fn changes(
    app: &App,
    counts: &[Count],
    known: &HashMap<(String, String), Versioned>,
    transit: &HashMap<(String, String), i64>,
    report: &mut Report,
) -> Vec<(Args, Movement)> {
    let now = app.clock.now();
    let mut changes = Vec::new();
    for count in counts {
        let key = (count.sku.as_str().to_owned(), count.location.as_str().to_owned());
        let before = known.get(&key);
        let (old, ver) = before.map_or((Levels::default(), 0), |it| (it.levels.into(), it.ver));
        // The file knows nothing of transfers, which arrive all the same.
        let incoming = count.incoming + transit.get(&key).copied().unwrap_or(0);
        let new = Levels { on_hand: count.on_hand, safety: count.safety, incoming, ..old };
        let promised = old.committed + old.reserved;
        if new.on_hand < promised {
            let why = format_args!("{promised} are promised to open orders; hand those over or cancel them first");
            report.issue(count.row, "On Hand", why, LEFT_OUT);
            report.left_out += 1;
            continue;
        }
        if before.is_some() && new == old {
            report.unchanged += 1;
            continue;
        }
        *(if before.is_none() { &mut report.added } else { &mut report.changed }) += 1;
        let (sku, location) = key;
        let row = args![
            &sku,
            &location,
            new.on_hand,
            new.committed,
            new.reserved,
            new.safety,
            new.unavailable,
            new.incoming,
            ver + 1,
            now,
        ];
        let by = Levels {
            on_hand: new.on_hand - old.on_hand,
            safety: new.safety - old.safety,
            incoming: new.incoming - old.incoming,
            ..Levels::default()
        };
        let (reference, actor) = (report.file.clone(), "import".to_owned());
        changes.push((
            row,
            Movement { id: app.ids.id(), sku, location, cause: Cause::Import, reference, actor, at: now, by },
        ));
    }
    changes
}

async fn apply(tx: &mut Tx, changes: Vec<(Args, Movement)>) -> Result<u64, Error> {
    let (levels, movements) = changes.into_iter().unzip();
    let written = store::put_levels(tx, levels).await?;
    store::note(tx, movements).await?;
    Ok(written)
}
