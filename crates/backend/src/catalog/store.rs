//! Products, categories and pictures as rows.

use domain::{
    catalog::{Category, Product},
    id::CategorySlug,
};
use serde::{Deserialize, Serialize};

use crate::{
    args,
    db::{Args, Db, Tx},
    error::Error,
};

/// The topic that is poked when an import has raised the generation.
pub const TOPIC: &str = "catalog";

/// A product as it is kept: what shoppers see, and what is said about it elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// What shoppers see.
    pub product: Product,
    /// Whether it is on the shelves.
    pub published: bool,
    /// The title for search engines, when the merchant wrote one.
    pub seo_title: Option<String>,
    /// The description for search engines, when the merchant wrote one.
    pub seo_description: Option<String>,
    /// What is in the pack, where size is not an option: `3.5 g`.
    pub net_contents: Option<String>,
    /// Shipping weight in grams of each variant, in their order.
    pub grams: Vec<Option<u32>>,
}

/// Everything that is on the shelves.
#[derive(Debug, Default)]
pub(super) struct Shelves {
    pub(super) generation: i64,
    pub(super) records: Vec<Record>,
    pub(super) categories: Vec<Category>,
    pub(super) home: Option<String>,
}

/// A picture as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Medium {
    pub(super) kind: String,
    pub(super) bytes: Vec<u8>,
    pub(super) brotli: Option<Vec<u8>>,
}

/// Counts imports.
pub(super) async fn generation(db: &Db) -> Result<i64, Error> {
    let (generation,) = db.one("SELECT generation FROM catalog_generation WHERE id = 1", args![]).await?;
    Ok(generation)
}

/// Everything that is on the shelves, as of one moment.
pub(super) async fn shelves(db: &Db) -> Result<Shelves, Error> {
    let (generation, bodies, categories, home) = db
        .read(|mut tx| async move {
            let (generation,): (i64,) =
                tx.one("SELECT generation FROM catalog_generation WHERE id = 1", args![]).await?;
            let bodies: Vec<(String,)> =
                tx.all("SELECT body FROM products WHERE published = 1 ORDER BY place, handle", args![]).await?;
            let categories: Vec<(String, String)> =
                tx.all("SELECT slug, title FROM categories ORDER BY place, slug", args![]).await?;
            let home: Option<(String,)> = tx.maybe("SELECT body FROM home WHERE id = 1", args![]).await?;
            Ok((generation, bodies, categories, home))
        })
        .await?;
    let records =
        bodies.iter().map(|(body,)| serde_json::from_str(body).map_err(Error::internal)).collect::<Result<_, _>>()?;
    let categories = categories
        .into_iter()
        .map(|(slug, title)| {
            let slug = CategorySlug::parse(slug).map_err(Error::internal)?;
            Ok(Category { slug, title })
        })
        .collect::<Result<_, Error>>()?;
    Ok(Shelves { generation, records, categories, home: home.map(|(body,)| body) })
}

/// What is kept under a handle, as text, and where it stands; for telling whether an import changes anything.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct Kept {
    pub(super) handle: String,
    pub(super) place: i64,
    pub(super) body: String,
}

/// Every product, shown or not.
pub(super) async fn kept_products(tx: &mut Tx) -> Result<Vec<Kept>, Error> {
    tx.all("SELECT handle, place, body FROM products", args![]).await
}

/// Every SKU and the handle of its product.
pub(super) async fn kept_skus(tx: &mut Tx) -> Result<Vec<(String, String)>, Error> {
    tx.all("SELECT sku, product FROM variants", args![]).await
}

/// Every category with its place and title.
pub(super) async fn kept_categories(tx: &mut Tx) -> Result<Vec<(String, i64, String)>, Error> {
    tx.all("SELECT slug, place, title FROM categories", args![]).await
}

/// Writes products, each `[handle, place, published, category, title, body, changed_at]`.
pub(super) async fn put_products(tx: &mut Tx, rows: Vec<Args>) -> Result<(), Error> {
    tx.run_many(
        "INSERT INTO products (handle, place, published, category, title, body, changed_at) VALUES {}
         ON CONFLICT (handle) DO UPDATE SET place = excluded.place, published = excluded.published,
             category = excluded.category, title = excluded.title, body = excluded.body, changed_at = excluded.changed_at",
        rows,
    )
    .await
    .map(drop)
}

/// Replaces the variants of products, each row `[sku, product, place, gtin, price_minor, currency, grams]`.
pub(super) async fn put_variants(tx: &mut Tx, of: &[String], rows: Vec<Args>) -> Result<(), Error> {
    for handle in of {
        tx.run("DELETE FROM variants WHERE product = $1", args![handle]).await?;
    }
    tx.run_many("INSERT INTO variants (sku, product, place, gtin, price_minor, currency, grams) VALUES {}", rows)
        .await
        .map(drop)
}

/// Writes categories, each `[slug, place, title]`; their titles may have changed.
pub(super) async fn put_categories(tx: &mut Tx, rows: Vec<Args>) -> Result<(), Error> {
    tx.run_many(
        "INSERT INTO categories (slug, place, title) VALUES {} ON CONFLICT (slug) DO UPDATE SET title = excluded.title",
        rows,
    )
    .await
    .map(drop)
}

/// What the home page says.
pub(super) async fn kept_home(tx: &mut Tx) -> Result<Option<String>, Error> {
    let home: Option<(String,)> = tx.maybe("SELECT body FROM home WHERE id = 1", args![]).await?;
    Ok(home.map(|(body,)| body))
}

/// Replaces what the home page says.
pub(super) async fn put_home(tx: &mut Tx, body: &str) -> Result<(), Error> {
    tx.run(
        "INSERT INTO home (id, body) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        args![body],
    )
    .await
    .map(drop)
}

/// Raises the generation, and tells the servers after the commit.
pub(super) async fn raise_generation(tx: &mut Tx) -> Result<(), Error> {
    tx.run("UPDATE catalog_generation SET generation = generation + 1 WHERE id = 1", args![]).await?;
    let (generation,): (i64,) = tx.one("SELECT generation FROM catalog_generation WHERE id = 1", args![]).await?;
    tx.poke(TOPIC, u64::try_from(generation).unwrap_or_default());
    Ok(())
}

/// The hashes of every picture there is.
pub(super) async fn media_hashes(db: &Db) -> Result<Vec<(String,)>, Error> {
    db.all("SELECT hash FROM media", args![]).await
}

/// Keeps pictures, each `[hash, kind, width, height, bytes, brotli]`; what is there already stays.
pub(super) async fn put_media(tx: &mut Tx, rows: Vec<Args>) -> Result<(), Error> {
    tx.run_many(
        "INSERT INTO media (hash, kind, width, height, bytes, brotli) VALUES {} ON CONFLICT (hash) DO NOTHING",
        rows,
    )
    .await
    .map(drop)
}

/// The picture with this hash.
pub(super) async fn medium(db: &Db, hash: &str) -> Result<Option<Medium>, Error> {
    db.maybe("SELECT kind, bytes, brotli FROM media WHERE hash = $1", args![hash]).await
}

/// A picture's copy of this width; its bytes are missing where the original stands in.
pub(super) async fn rendition(db: &Db, hash: &str, width: u32) -> Result<Option<Option<Vec<u8>>>, Error> {
    let found: Option<(Option<Vec<u8>>,)> =
        db.maybe("SELECT bytes FROM renditions WHERE hash = $1 AND width = $2", args![hash, width]).await?;
    Ok(found.map(|(bytes,)| bytes))
}

/// Keeps a picture's copy, or that there is none; what is there already stays.
pub(super) async fn put_rendition(tx: &mut Tx, hash: &str, width: u32, bytes: Option<Vec<u8>>) -> Result<(), Error> {
    tx.run(
        "INSERT INTO renditions (hash, width, bytes) VALUES ($1, $2, $3) ON CONFLICT (hash, width) DO NOTHING",
        args![hash, width, bytes],
    )
    .await
    .map(drop)
}
