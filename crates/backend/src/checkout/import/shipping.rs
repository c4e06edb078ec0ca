//! `shipping.csv`: zones, and what sending into them costs.

use domain::{
    checkout::{ShippingRule, ShippingTable},
    money::Money,
};

use super::{cell, cell_or, code, country, keep, refuse, words};
use crate::{
    app::App,
    checkout::{CURRENCY, terms},
    error::Error,
    import::{Report, Row, Sheet},
};

/// Columns without which a file is not a table of ways of sending.
pub const REQUIRED: [&str; 6] = ["Zone", "Countries", "Method", "Name", "Price", "Days Max"];
/// The most days a method takes.
const DAYS_MOST: u32 = 90;

/// Loads the table of ways of sending.
pub async fn import(app: &App, mut sheet: Sheet, mut report: Report) -> Result<Report, Error> {
    let mut rules: Vec<ShippingRule> = Vec::new();
    while let Some(row) = sheet.next_row(&mut report) {
        let Some(rule) = read(&row, &mut report) else { continue };
        let of_zone = rules.iter().find(|known| known.zone == rule.zone);
        if of_zone.is_some_and(|known| (&known.countries, &known.prefixes) != (&rule.countries, &rule.prefixes)) {
            let why = format_args!("the zone {} has other countries or postal codes in an earlier row", rule.zone);
            report.issue(row.number, "Zone", why, super::LEFT_OUT);
        }
        let overlaps = |known: &&ShippingRule| {
            let same = (&known.zone, &known.method) == (&rule.zone, &rule.method);
            let ends = |it: &ShippingRule| it.goods_to.unwrap_or(i64::MAX);
            same && known.goods_from < ends(&rule) && rule.goods_from < ends(known)
        };
        if rules.iter().any(|known| overlaps(&known)) {
            let why = format_args!("{} in {} has a price for such goods in an earlier row", rule.method, rule.zone);
            report.issue(row.number, "Method", why, super::LEFT_OUT);
        }
        rules.push(rule);
    }
    let rows = rules.len();
    keep(app, terms::SHIPPING, &ShippingTable { rules }, rows, report).await
}

fn read(row: &Row, report: &mut Report) -> Option<ShippingRule> {
    let amount = |text: &str| Money::parse_decimal(text, CURRENCY);
    let minor = |text: &str| Money::parse_decimal(text, CURRENCY).map(|it| it.minor);
    let name = |text: &str| domain::text::Line::<80>::parse(text).map(String::from);
    let zone = cell(row, report, "Zone", name);
    let countries = cell(row, report, "Countries", |text| {
        if text == "*" { Ok(Vec::new()) } else { words(text).map(country).collect::<Result<Vec<_>, _>>() }
    });
    let prefixes: Vec<String> = words(row.get("Postal Prefixes")).map(str::to_owned).collect();
    let (method, name) = (cell(row, report, "Method", code), cell(row, report, "Name", name));
    let price = cell(row, report, "Price", amount);
    let free_from = cell_or(row, report, "Free From", None, |text| amount(text).map(Some));
    let most = cell(row, report, "Days Max", days);
    let least = cell_or(row, report, "Days Min", 1, days);
    let goods_from = cell_or(row, report, "Goods From", 0, minor);
    let goods_to = cell_or(row, report, "Goods Below", None, |text| minor(text).map(Some));
    let days = (least?.min(most?), most?);
    if least? > most? {
        return refuse(row, report, "Days Min", "more than Days Max");
    }
    if goods_to?.is_some_and(|below| Some(below) <= goods_from) {
        return refuse(row, report, "Goods Below", "not more than Goods From");
    }
    Some(ShippingRule {
        zone: zone?,
        countries: countries?,
        prefixes,
        method: method?,
        name: name?,
        price: price?,
        free_from: free_from?,
        days,
        goods_from: goods_from?,
        goods_to: goods_to?,
    })
}

fn days(text: &str) -> Result<u32, String> {
    let days = text.parse().ok().filter(|days| (1..=DAYS_MOST).contains(days));
    days.ok_or_else(|| format!("{text:?} is not a number of days from 1 to {DAYS_MOST}"))
}
