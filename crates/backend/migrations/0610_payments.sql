-- Money, apart from goods. One row for each attempt at paying an order; at most one of them is the one the order accepted.
CREATE TABLE payments (
    -- The order's number and the attempt: ON-7F3K92QD:1. What the provider knows the payment by.
    reference TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    -- Who moves the money; `counter` for what is paid in the store.
    provider TEXT NOT NULL,
    -- The provider's own name for it.
    handle TEXT,
    -- What the provider gave the browser in place of a card, until it is used.
    token TEXT,
    -- 1 if she wants the provider to keep her card.
    save BIGINT NOT NULL DEFAULT 0,
    -- Where the provider sends her back to.
    return_url TEXT NOT NULL,
    -- The provider's page, as long as it is open for her.
    url TEXT,
    -- Where it is at the provider, see domain::payments::Standing.
    standing TEXT NOT NULL,
    in_parts BIGINT NOT NULL DEFAULT 1,
    accepted BIGINT NOT NULL DEFAULT 0,
    -- Why it is being closed before she paid: cancelled or too_late.
    closing TEXT,
    amount BIGINT NOT NULL CHECK (amount >= 0),
    currency TEXT NOT NULL,
    -- What has moved: the sums of its events.
    authorised BIGINT NOT NULL DEFAULT 0,
    captured BIGINT NOT NULL DEFAULT 0,
    refunded BIGINT NOT NULL DEFAULT 0,
    -- The one thing the provider is to be asked: begin, capture, release or refund; how much, and how much had moved before.
    due TEXT,
    due_amount BIGINT NOT NULL DEFAULT 0,
    due_last BIGINT NOT NULL DEFAULT 0,
    due_base BIGINT NOT NULL DEFAULT 0,
    -- The version it became due with, which is part of the key it is asked under.
    due_ver BIGINT NOT NULL DEFAULT 0,
    due_at BIGINT,
    tries BIGINT NOT NULL DEFAULT 0,
    -- When it is looked at next, whatever the provider tells by itself; and when it was.
    look_at BIGINT,
    looked_at BIGINT NOT NULL DEFAULT 0,
    -- Since when a person should look at it.
    stuck_since BIGINT,
    -- Counts its changes.
    ver BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    UNIQUE (number, attempt),
    CHECK (refunded >= 0 AND refunded <= captured AND captured <= authorised)
);
-- One order is paid once.
CREATE UNIQUE INDEX payments_accepted ON payments (number) WHERE accepted = 1;
CREATE INDEX payments_due ON payments (due_at) WHERE due IS NOT NULL;
CREATE INDEX payments_look ON payments (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX payments_stuck ON payments (stuck_since) WHERE stuck_since IS NOT NULL;

-- What was asked and answered, by whom, and what moved by it. Never changed, never deleted.
CREATE TABLE payment_events (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- `system`, a session, a member of staff, or a provider.
    actor TEXT NOT NULL,
    -- What was asked, or what came: begin, capture, release, refund, look, webhook, resolve.
    what TEXT NOT NULL,
    answer TEXT NOT NULL,
    -- As differences: the figures of a payment are their sums.
    authorised BIGINT NOT NULL DEFAULT 0,
    captured BIGINT NOT NULL DEFAULT 0,
    refunded BIGINT NOT NULL DEFAULT 0,
    note TEXT,
    -- The provider's event, each counted once.
    provider TEXT,
    event TEXT
);
CREATE INDEX payment_events_of ON payment_events (reference);
CREATE UNIQUE INDEX payment_events_once ON payment_events (provider, event);

-- Money that was promised back.
CREATE TABLE refunds (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    reason TEXT NOT NULL,
    staff TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX refunds_of ON refunds (number);
CREATE TABLE refund_lines (
    refund TEXT NOT NULL,
    number TEXT NOT NULL,
    line BIGINT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (refund, line)
);
CREATE INDEX refund_lines_of ON refund_lines (number);

-- Cards that a provider keeps for a shopper, by the provider's names for them.
CREATE TABLE saved_payments (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    provider TEXT NOT NULL,
    token TEXT NOT NULL,
    label TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    UNIQUE (account, provider, token)
);

-- Until when an order waits to be paid, and what went wrong with it.
ALTER TABLE orders ADD COLUMN payment_until BIGINT;
ALTER TABLE orders ADD COLUMN payment_trouble TEXT;

-- Orders from before.
INSERT INTO payments (reference, number, attempt, provider, token, return_url, standing, accepted, amount, currency, authorised,
                      captured, due, due_at, tries, look_at, ver, begun_at)
SELECT number || ':1', number, 1, CASE WHEN method = 'card' THEN 'test' ELSE 'counter' END, payment_token, '',
       CASE payment WHEN 'pending' THEN 'pending' WHEN 'declined' THEN 'declined' WHEN 'voided' THEN 'released'
                    WHEN 'captured' THEN 'released' ELSE 'authorised' END,
       CASE WHEN payment IN ('pending', 'declined') THEN 0 ELSE 1 END,
       (SELECT COALESCE(CAST(SUM(goods + shipping) AS BIGINT), 0) FROM order_groups g WHERE g.number = orders.number), currency,
       CASE WHEN payment IN ('authorised', 'captured') THEN
           (SELECT COALESCE(CAST(SUM(goods + shipping) AS BIGINT), 0) FROM order_groups g WHERE g.number = orders.number) ELSE 0 END,
       CASE WHEN payment = 'captured' THEN
           (SELECT COALESCE(CAST(SUM(goods + shipping) AS BIGINT), 0) FROM order_groups g
            WHERE g.number = orders.number AND g.state <> 'cancelled') ELSE 0 END,
       CASE WHEN payment = 'pending' THEN 'begin' ELSE NULL END, payment_due_at, payment_tries,
       -- What was to be captured or let go of follows from the goods once it is looked at.
       CASE WHEN payment_due IN ('capture', 'void') THEN payment_due_at ELSE NULL END, 1, placed_at
FROM orders;
INSERT INTO payment_events (id, reference, at, actor, what, answer, authorised, captured)
SELECT reference || ':before', reference, begun_at, 'system', 'before', standing, authorised, captured FROM payments;

DROP INDEX orders_payment_due;
ALTER TABLE orders DROP COLUMN payment_token;
ALTER TABLE orders DROP COLUMN payment_due;
ALTER TABLE orders DROP COLUMN payment_due_at;
ALTER TABLE orders DROP COLUMN payment_tries;
