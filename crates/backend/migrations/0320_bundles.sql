-- What bundles are made of. A bundle has no level of its own.
CREATE TABLE bundle_part (
    bundle TEXT NOT NULL,
    part TEXT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    place BIGINT NOT NULL,
    PRIMARY KEY (bundle, part)
);

-- What the bundles of an order were made of when its pieces were taken: what is handed over or given back later is the same,
-- however the recipe has changed meanwhile. Only bundles are written here.
CREATE TABLE stock_recipe (
    reference TEXT NOT NULL,
    sku TEXT NOT NULL,
    part TEXT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (reference, sku, part)
);
