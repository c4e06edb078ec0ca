-- What all slices stand on: secrets, sessions, staff, repeated requests and side effects.

-- Keys of the shop itself, made at the first start.
CREATE TABLE secrets (
    name TEXT PRIMARY KEY,
    value BYTEA NOT NULL
);

-- A shopper's browser without an account. Only a hash of the cookie is kept.
CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

-- People who work in a store, and the hash of the token each was given.
CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    store TEXT NOT NULL,
    role TEXT NOT NULL,
    token_hash BYTEA NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    UNIQUE (email, store)
);

-- Answers to requests with an Idempotency-Key; one without a status is being worked on until its lease ends.
CREATE TABLE repeats (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash BYTEA NOT NULL,
    lease TEXT NOT NULL,
    lease_until BIGINT NOT NULL,
    status BIGINT,
    body BYTEA,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX repeats_by_age ON repeats (created_at);

-- Side effects, written with what caused them and done afterwards.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    done_at BIGINT
);
CREATE INDEX outbox_waiting ON outbox (due_at) WHERE done_at IS NULL;

-- Where messages are delivered as long as the shop has no mail server.
CREATE TABLE mailbox (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    body TEXT NOT NULL,
    delivered_at BIGINT NOT NULL
);
