-- How much of a variant is where. `available` is on_hand less everything spoken for; see domain::inventory.
-- The CHECKs are the last line of defence: nothing that is promised can be more than what is there.
CREATE TABLE stock_level (
    sku TEXT NOT NULL,
    location TEXT NOT NULL,
    on_hand BIGINT NOT NULL CHECK (on_hand >= 0),
    committed BIGINT NOT NULL DEFAULT 0 CHECK (committed >= 0),
    reserved BIGINT NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    safety BIGINT NOT NULL DEFAULT 0 CHECK (safety >= 0),
    unavailable BIGINT NOT NULL DEFAULT 0 CHECK (unavailable >= 0),
    incoming BIGINT NOT NULL DEFAULT 0 CHECK (incoming >= 0),
    -- Counts the changes of this row, from 1.
    ver BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (sku, location),
    CHECK (committed + reserved <= on_hand)
);
CREATE INDEX stock_level_changed ON stock_level (changed_at);

-- Every change of a level, as differences: the levels are their sums. Never changed, never deleted.
CREATE TABLE stock_movement (
    id TEXT PRIMARY KEY,
    sku TEXT NOT NULL,
    location TEXT NOT NULL,
    cause TEXT NOT NULL,
    -- What caused it: an order's number, an import's file.
    reference TEXT NOT NULL,
    -- Who: a session, a member of staff, or `system`.
    actor TEXT NOT NULL,
    at BIGINT NOT NULL,
    on_hand BIGINT NOT NULL,
    committed BIGINT NOT NULL,
    reserved BIGINT NOT NULL,
    safety BIGINT NOT NULL,
    unavailable BIGINT NOT NULL,
    incoming BIGINT NOT NULL
);
CREATE INDEX stock_movement_by_level ON stock_movement (sku, location, at);
CREATE INDEX stock_movement_by_reference ON stock_movement (reference);
