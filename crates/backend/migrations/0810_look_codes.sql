-- Showing looks to somebody who works in a store: codes for once, and who saw whose looks.

-- The code an account shows; asking again replaces it. Only a hash is kept.
CREATE TABLE look_codes (
    account TEXT PRIMARY KEY,
    code_hash BYTEA NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL
);
CREATE INDEX look_codes_by_age ON look_codes (expires_at);

-- Who of the staff saw an account's looks, where, when, and how they were found: by `code` or by `order`.
CREATE TABLE look_sights (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    staff TEXT NOT NULL,
    store TEXT NOT NULL,
    found_by TEXT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX look_sights_by_account ON look_sights (account, seen_at);
