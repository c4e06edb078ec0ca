-- Sites that show the shop's products in a frame. Their origins are a JSON list.
CREATE TABLE partners (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    origins TEXT NOT NULL,
    blocked_at BIGINT,
    created_at BIGINT NOT NULL
);
-- The shop itself, for the examples of its own documentation.
INSERT INTO partners (key, name, origins, created_at) VALUES ('pk_docs', 'Vitrine', '[]', 0);

-- A frame on a partner's page. Not a session of the shop: nothing but the frame's own addresses takes its token.
CREATE TABLE partner_sessions (
    id TEXT PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    partner TEXT NOT NULL,
    placement TEXT,
    -- 1 once its bag was handed over: then it ends when it was to end.
    handed_over BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX partner_sessions_by_end ON partner_sessions (ends_at);

-- Bags on their way from a frame to the shop. Only the token's hash is kept.
CREATE TABLE partner_handovers (
    token_hash BYTEA PRIMARY KEY,
    widget TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_by TEXT
);
CREATE INDEX partner_handovers_by_age ON partner_handovers (expires_at);

-- What a shopper is still to be told of a bag that was handed over, as JSON.
CREATE TABLE partner_arrivals (
    session TEXT PRIMARY KEY,
    told TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX partner_arrivals_by_age ON partner_arrivals (at);

-- How often what happened where, by the day (days since 1970, UTC). No person is in it.
CREATE TABLE partner_counts (
    partner TEXT NOT NULL,
    -- Empty when the page does not say.
    placement TEXT NOT NULL,
    day BIGINT NOT NULL,
    -- shown, opened, added, handed_over
    what TEXT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (partner, placement, day, what)
);

-- Every loader that was ever served, so that pages that insist on one find it.
CREATE TABLE partner_loaders (
    name TEXT PRIMARY KEY,
    script BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);

-- A frame that handed its bag over has the bag of a session, for as long as that session has it.
ALTER TABLE cart_sessions ADD COLUMN follows TEXT;
CREATE INDEX cart_sessions_by_followed ON cart_sessions (follows);

-- Whose pages brought the bag, and the order made of it.
ALTER TABLE carts ADD COLUMN partner TEXT;
ALTER TABLE carts ADD COLUMN placement TEXT;
ALTER TABLE carts ADD COLUMN partner_at BIGINT;
ALTER TABLE orders ADD COLUMN partner TEXT;
ALTER TABLE orders ADD COLUMN placement TEXT;
CREATE INDEX orders_by_partner ON orders (partner, placed_at) WHERE partner IS NOT NULL;
