-- What the merchant decided for the whole shop, one document (JSON) of each kind: shipping, taxes.
CREATE TABLE settings (
    kind TEXT PRIMARY KEY,
    body TEXT NOT NULL
);

-- The tax in an order, as it was when it was placed, a row for each rate.
CREATE TABLE order_taxes (
    number TEXT NOT NULL,
    basis_points BIGINT NOT NULL,
    -- 1 when it is part of the prices, 0 when it was added to them.
    included BIGINT NOT NULL,
    base BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (number, basis_points, included)
);
