//! Products by the number under their barcode, and the links of codes on shelves. What stands in a code is `domain::scan`'s to say.

use api::{
    catalog::ProductQuery,
    scan::{CodeQuery, CodeView},
};
use axum::extract::State;
use domain::{
    id::{Gtin, LocationCode},
    scan::in_path,
};
use storefront::routes as pages;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    app::App,
    catalog::{self, Catalog},
    error::Error,
    extract::{Json, Path, Query},
};

/// The addresses of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

/// The product with a number: a GTIN of 8, 12, 13 or 14 digits.
#[utoipa::path(
    get,
    path = api::scan::CODE,
    params(("gtin" = String, Path, description = "The number under the barcode"), CodeQuery),
    responses(
        (status = 200, body = CodeView),
        (status = 404, description = "No product has this number, or there is no such store"),
        (status = 422, description = "This is no GTIN")
    ),
    tag = "scan"
)]
async fn show(
    State(app): State<App>,
    Path(gtin): Path<String>,
    Query(query): Query<CodeQuery>,
) -> Result<Json<CodeView>, Error> {
    let gtin = Gtin::parse(gtin).map_err(|why| {
        Error::invalid("gtin", format_args!("{why}: send the 8, 12, 13 or 14 digits under the barcode, without spaces"))
    })?;
    let catalog = app.catalog();
    let (product, variant) = catalog.numbered(&gtin).ok_or_else(|| Error::not_found("product with this number"))?;
    let query = ProductQuery { sku: Some(variant.sku.clone()), near: None, store: query.store };
    let page = catalog::product_page(&app, &catalog, product.handle.as_str(), &query)?;
    Ok(Json(CodeView { gtin, sku: variant.sku.clone(), page }))
}

/// Where the link of a code on a shelf leads (GS1 Digital Link: `/01/{gtin}`): to the product with the very shade; with a store in it, or
/// a number that nothing here has, to the page that asks and explains. Nothing for any other path.
pub(crate) fn address(catalog: &Catalog, path: &str, pairs: &[(String, String)]) -> Option<String> {
    let digits = path.strip_prefix("/01/")?.split('/').next()?;
    let found = in_path(path)?.ok().and_then(|gtin| catalog.numbered(&gtin));
    let store = pairs.iter().find(|(name, _)| name == "store");
    let store = store.and_then(|(_, code)| LocationCode::parse(code.clone()).ok());
    Some(match (found, store) {
        (Some((product, variant)), None) => {
            let options = product.options.iter().map(|option| option.name.as_str());
            let chosen: Vec<_> = options.zip(variant.values.iter().map(String::as_str)).collect();
            pages::product(product.handle.as_str(), &chosen)
        }
        (_, store) => {
            let store = store.as_ref().map_or("", LocationCode::as_str);
            pages::with_query(&pages::Route::Scan.path(), &[("code", digits), ("store", store)])
        }
    })
}
