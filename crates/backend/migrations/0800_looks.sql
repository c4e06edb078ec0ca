-- Looks that accounts keep: variants and settings as JSON, never a picture.

-- The id is the browser's: only within its account does it name one look.
CREATE TABLE looks (
    account TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    look TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (account, id)
);

-- Whether the shop's staff may see an account's looks (1) or not any more (0), and when she said so.
CREATE TABLE look_consents (
    account TEXT PRIMARY KEY,
    shown BIGINT NOT NULL,
    said_at BIGINT NOT NULL
);
