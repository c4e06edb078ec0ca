//! `taxes.csv`: which rate holds for which goods where.

use domain::tax::{Market, Rounding, TaxRule, TaxTable};

use super::{cell, cell_or, code, country, keep};
use crate::{
    app::App,
    checkout::terms,
    error::Error,
    import::{Report, Row, Sheet},
};

/// Columns without which a file is not a table of tax rates.
pub const REQUIRED: [&str; 3] = ["Country", "Class", "Basis Points"];
/// A hundred percent.
const WHOLE: u32 = 10_000;

/// Loads the table of tax rates.
pub async fn import(app: &App, mut sheet: Sheet, mut report: Report) -> Result<Report, Error> {
    let mut rules: Vec<TaxRule> = Vec::new();
    while let Some(row) = sheet.next_row(&mut report) {
        let Some(rule) = read(&row, &mut report) else { continue };
        let of_country = rules.iter().find(|known| known.country == rule.country);
        if of_country.is_some_and(|known| known.market.included != rule.market.included) {
            let why = format_args!("an earlier row of {} says otherwise", rule.country);
            report.issue(row.number, "Included", why, super::LEFT_OUT);
        }
        if of_country.is_some_and(|known| known.market.rounding != rule.market.rounding) {
            let why = format_args!("an earlier row of {} says otherwise", rule.country);
            report.issue(row.number, "Rounding", why, super::LEFT_OUT);
        }
        let names = |it: &TaxRule| (it.country.clone(), it.prefix.clone(), it.class.clone());
        if rules.iter().any(|known| names(known) == names(&rule)) {
            let why = format_args!("{} has a rate there in an earlier row", rule.class);
            report.issue(row.number, "Class", why, super::LEFT_OUT);
        }
        rules.push(rule);
    }
    let rows = rules.len();
    keep(app, terms::TAXES, &TaxTable { rules }, rows, report).await
}

fn read(row: &Row, report: &mut Report) -> Option<TaxRule> {
    let country = cell(row, report, "Country", country);
    let class = cell(row, report, "Class", code);
    let basis_points = cell(row, report, "Basis Points", |text| {
        let rate = text.parse().ok().filter(|rate| *rate <= WHOLE);
        rate.ok_or_else(|| format!("{text:?} is not a whole number from 0 to {WHOLE}; 19 % is 1900"))
    });
    let included = cell_or(row, report, "Included", true, |text| match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        other => Err(format!("{other:?} is neither yes nor no")),
    });
    let rounding = cell_or(row, report, "Rounding", Rounding::Line, |text| match text {
        "line" => Ok(Rounding::Line),
        "order" => Ok(Rounding::Order),
        other => Err(format!("{other:?} is neither line nor order")),
    });
    let prefix = row.get("Postal Prefix").trim().to_owned();
    let market = Market { included: included?, rounding: rounding? };
    Some(TaxRule { country: country?, prefix, class: class?, basis_points: basis_points?, market })
}
