-- The version of a level at which on hand last changed: a count that was begun before cannot be booked any more.
ALTER TABLE stock_level ADD COLUMN handled BIGINT NOT NULL DEFAULT 0;

-- Goods on their way from one place, or from a supplier, to another. Never deleted.
CREATE TABLE stock_transfer (
    id TEXT PRIMARY KEY,
    -- Null: a supplier.
    source TEXT,
    target TEXT NOT NULL,
    -- A delivery note's number, or whatever people call it.
    reference TEXT NOT NULL,
    -- The day it should arrive, on the target's calendar: 2026-11-24.
    expected TEXT,
    -- `open` while anything is on the way.
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX stock_transfer_open ON stock_transfer (state, target);
CREATE INDEX stock_transfer_target ON stock_transfer (target, id);
CREATE INDEX stock_transfer_source ON stock_transfer (source, id);

CREATE TABLE stock_transfer_line (
    transfer TEXT NOT NULL,
    sku TEXT NOT NULL,
    sent BIGINT NOT NULL CHECK (sent > 0),
    received BIGINT NOT NULL DEFAULT 0 CHECK (received >= 0),
    damaged BIGINT NOT NULL DEFAULT 0 CHECK (damaged >= 0),
    returned BIGINT NOT NULL DEFAULT 0 CHECK (returned >= 0),
    lost BIGINT NOT NULL DEFAULT 0 CHECK (lost >= 0),
    PRIMARY KEY (transfer, sku),
    CHECK (received + damaged + returned + lost <= sent)
);

-- Every count of a shelf, also those that found nothing wrong.
CREATE TABLE stock_count (
    id TEXT PRIMARY KEY,
    sku TEXT NOT NULL,
    location TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    expected BIGINT NOT NULL,
    counted BIGINT NOT NULL,
    -- Pieces that are promised and were not found.
    missing BIGINT NOT NULL
);
CREATE INDEX stock_count_by_level ON stock_count (sku, location, at);

-- Counts the changes of what servers keep in memory beside the levels: bundles and transfers.
CREATE TABLE stock_generation (what TEXT PRIMARY KEY, generation BIGINT NOT NULL);
INSERT INTO stock_generation (what, generation) VALUES ('bundles', 1), ('transfers', 1);
