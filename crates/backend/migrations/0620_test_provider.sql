-- What the built-in test provider remembers. It is kept here only so that it survives a restart: the shop never reads it.
CREATE TABLE test_payments (
    reference TEXT PRIMARY KEY,
    -- Opens its page.
    secret TEXT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    return_url TEXT NOT NULL,
    save BIGINT NOT NULL,
    -- waiting, confirming (the second step), left, authorised, declined, released
    state TEXT NOT NULL,
    authorised BIGINT NOT NULL DEFAULT 0,
    captured BIGINT NOT NULL DEFAULT 0,
    refunded BIGINT NOT NULL DEFAULT 0,
    -- How it tells the shop: normal, late, twice, disordered, never
    webhook TEXT NOT NULL DEFAULT 'normal',
    CHECK (refunded >= 0 AND refunded <= captured AND captured <= authorised AND authorised <= amount)
);
-- Questions that moved something, each answered once.
CREATE TABLE test_calls (
    key TEXT PRIMARY KEY,
    reference TEXT NOT NULL,
    at BIGINT NOT NULL
);
-- What it has to tell the shop.
CREATE TABLE test_webhooks (
    id TEXT PRIMARY KEY,
    event TEXT NOT NULL,
    reference TEXT NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX test_webhooks_due ON test_webhooks (due_at);

-- Cards it authorised before it kept anything.
INSERT INTO test_payments (reference, secret, amount, currency, return_url, save, state, authorised, captured)
SELECT reference, '', amount, currency, '', 0, CASE standing WHEN 'pending' THEN 'waiting' ELSE standing END, authorised, captured
FROM payments WHERE provider = 'test' AND standing <> 'pending';
