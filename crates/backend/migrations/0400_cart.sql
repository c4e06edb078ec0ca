-- Bags. What the columns mean is in domain::cart::Bag; operations are folded in as they arrive, in the order of `seq`.
CREATE TABLE carts (
    id TEXT PRIMARY KEY,
    seq BIGINT NOT NULL,
    generation BIGINT NOT NULL,
    sealed_at BIGINT NOT NULL,
    clock BIGINT NOT NULL,
    -- The bag that took this one in, once; its sessions went along.
    merged_into TEXT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);

-- Which bag a browser has. Several browsers of one shopper share one.
CREATE TABLE cart_sessions (
    session TEXT PRIMARY KEY,
    cart TEXT NOT NULL
);
CREATE INDEX cart_sessions_by_cart ON cart_sessions (cart);

CREATE TABLE cart_lines (
    cart TEXT NOT NULL,
    sku TEXT NOT NULL,
    -- ship, pick_up, curbside
    receive TEXT NOT NULL,
    -- The store's code; empty for what is shipped.
    store TEXT NOT NULL,
    -- What base and adds amount to; 0 is a removed line that is remembered.
    quantity BIGINT NOT NULL,
    first_seq BIGINT NOT NULL,
    changed_seq BIGINT NOT NULL,
    -- The Set or Remove that counts, and the Adds beside it, as JSON.
    base TEXT,
    adds TEXT NOT NULL,
    PRIMARY KEY (cart, sku, receive, store)
);

-- How far each actor's operations were taken in: what makes a repeated push do nothing.
CREATE TABLE cart_actors (
    cart TEXT NOT NULL,
    actor TEXT NOT NULL,
    last_n BIGINT NOT NULL,
    floor_seq BIGINT NOT NULL,
    PRIMARY KEY (cart, actor)
);

-- One-time links to another device. Only the token's hash is kept.
CREATE TABLE cart_links (
    token_hash BYTEA PRIMARY KEY,
    cart TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_by TEXT
);
CREATE INDEX cart_links_by_age ON cart_links (expires_at);
