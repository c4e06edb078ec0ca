-- How many collections are promised in a store's slot. Capacity is the store's and is asked for with each one more.
CREATE TABLE slot_use (
    store TEXT NOT NULL,
    starts BIGINT NOT NULL,
    taken BIGINT NOT NULL CHECK (taken >= 0),
    PRIMARY KEY (store, starts)
);
