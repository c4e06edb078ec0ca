-- Stock kept for a checkout under way: pieces of one variant at one place for one bag. A row leaves the state `held` once.
CREATE TABLE holds (
    id TEXT PRIMARY KEY,
    bag TEXT NOT NULL,
    sku TEXT NOT NULL,
    location TEXT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    state TEXT NOT NULL CHECK (state IN ('held', 'claimed', 'released', 'expired')),
    since BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT,
    CHECK ((state = 'held') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX holds_of_bag ON holds (bag, sku, location) WHERE state = 'held';
CREATE INDEX holds_at ON holds (sku, location, expires_at) WHERE state = 'held';
CREATE INDEX holds_ending ON holds (expires_at) WHERE state = 'held';
CREATE INDEX holds_ended ON holds (ended_at) WHERE state <> 'held';
