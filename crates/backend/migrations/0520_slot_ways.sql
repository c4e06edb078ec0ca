-- Counter and kerb of a store have a capacity of their own. What was promised before counts at the counter.
ALTER TABLE slot_use RENAME TO slot_use_before;
CREATE TABLE slot_use (
    store TEXT NOT NULL,
    -- counter or kerb
    way TEXT NOT NULL,
    starts BIGINT NOT NULL,
    taken BIGINT NOT NULL CHECK (taken >= 0),
    PRIMARY KEY (store, way, starts)
);
INSERT INTO slot_use (store, way, starts, taken) SELECT store, 'counter', starts, taken FROM slot_use_before;
DROP TABLE slot_use_before;
