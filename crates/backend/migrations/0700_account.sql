-- Who the shopper is: accounts, codes, passkeys, devices that ask to be let in, and limits that hold across servers.

-- Found by its address, in lower case.
CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    -- What authenticators know the account by: 16 random bytes.
    handle BYTEA NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);

-- A session that is signed in says to which account, since when, and when its shopper last proved who she is.
ALTER TABLE sessions ADD COLUMN account TEXT;
ALTER TABLE sessions ADD COLUMN signed_in_at BIGINT;
ALTER TABLE sessions ADD COLUMN proved_at BIGINT;
ALTER TABLE sessions ADD COLUMN rotated_at BIGINT;
-- The cookie before, for a while. One from before the sign-in opens nothing: previous_opens is 0.
ALTER TABLE sessions ADD COLUMN previous_hash BYTEA;
ALTER TABLE sessions ADD COLUMN previous_until BIGINT;
ALTER TABLE sessions ADD COLUMN previous_opens BIGINT;
-- What the device seems to be.
ALTER TABLE sessions ADD COLUMN browser TEXT;
ALTER TABLE sessions ADD COLUMN system TEXT;
CREATE INDEX sessions_by_previous ON sessions (previous_hash);
CREATE INDEX sessions_by_account ON sessions (account);

-- The code a browser asked for last. Only a keyed hash is kept.
CREATE TABLE account_codes (
    session TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    code_hash BYTEA NOT NULL,
    tries BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX account_codes_by_age ON account_codes (expires_at);
CREATE INDEX account_codes_by_email ON account_codes (email);

-- How much of an allowance is used up in a span of time. Whose it is, is a keyed hash.
CREATE TABLE allowances (
    what TEXT NOT NULL,
    whose BYTEA NOT NULL,
    span BIGINT NOT NULL,
    used BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    PRIMARY KEY (what, whose, span)
);
CREATE INDEX allowances_by_age ON allowances (ends_at);

CREATE TABLE passkeys (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    credential_id BYTEA NOT NULL UNIQUE,
    -- Public key and counter, JSON.
    credential TEXT NOT NULL,
    browser TEXT NOT NULL,
    system TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL
);
CREATE INDEX passkeys_by_account ON passkeys (account);

-- What a browser's authenticator is to sign, once: `purpose` is make or sign-in.
CREATE TABLE passkey_challenges (
    session TEXT NOT NULL,
    purpose TEXT NOT NULL,
    state TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (session, purpose)
);
CREATE INDEX passkey_challenges_by_age ON passkey_challenges (expires_at);

-- Devices that ask a signed-in one to let them in. Only the token's hash is kept.
CREATE TABLE approvals (
    id TEXT PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    session TEXT NOT NULL,
    number BIGINT NOT NULL,
    numbers TEXT NOT NULL,
    browser TEXT NOT NULL,
    system TEXT NOT NULL,
    -- waiting, approved, refused, finished
    state TEXT NOT NULL,
    -- Who answered, and when she last proved who she is.
    account TEXT,
    proved_at BIGINT,
    asked_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX approvals_by_age ON approvals (expires_at);

-- A bag may belong to an account; one that was taken in by another no longer counts.
ALTER TABLE carts ADD COLUMN account TEXT;
CREATE UNIQUE INDEX carts_by_account ON carts (account) WHERE merged_into IS NULL;

-- Orders of an account. Of an erased person only the country stays, which the tax depends on.
ALTER TABLE orders ADD COLUMN account TEXT;
ALTER TABLE orders ADD COLUMN lang TEXT;
ALTER TABLE orders ADD COLUMN country TEXT;
-- 1 once its shopper is to be forgotten as soon as nothing is left to do.
ALTER TABLE orders ADD COLUMN forget BIGINT;
CREATE INDEX orders_by_account ON orders (account, placed_at);
CREATE INDEX orders_by_session ON orders (session);
CREATE INDEX orders_to_forget ON orders (forget) WHERE forget IS NOT NULL;
