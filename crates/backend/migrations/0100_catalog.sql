-- What is sold. A product is always read whole, so it is one JSON document; the other columns are for questions and constraints.
CREATE TABLE products (
    handle TEXT PRIMARY KEY,
    -- The merchant's order.
    place BIGINT NOT NULL,
    -- 0 for drafts and what was archived: kept, not shown.
    published BIGINT NOT NULL,
    category TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);

-- One row for every thing that can be put into a bag; a SKU belongs to one product.
CREATE TABLE variants (
    sku TEXT PRIMARY KEY,
    product TEXT NOT NULL REFERENCES products (handle),
    place BIGINT NOT NULL,
    gtin TEXT,
    price_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    -- Shipping weight.
    grams BIGINT
);
CREATE INDEX variants_by_product ON variants (product);

CREATE TABLE categories (
    slug TEXT PRIMARY KEY,
    place BIGINT NOT NULL,
    title TEXT NOT NULL
);

-- Pictures under the hash of their content. Rows never change, so answers can be cached for ever.
CREATE TABLE media (
    hash TEXT PRIMARY KEY,
    -- The ending of the address: svg, png, jpg, webp, avif.
    kind TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    -- The same, compressed; only for what gets smaller by it.
    brotli BYTEA
);

-- The merchant's own words and pictures for the home page, one JSON document.
CREATE TABLE home (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    body TEXT NOT NULL
);

-- Counts imports, so that a running server sees that its copy is old.
CREATE TABLE catalog_generation (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    generation BIGINT NOT NULL
);
INSERT INTO catalog_generation (id, generation) VALUES (1, 0);
