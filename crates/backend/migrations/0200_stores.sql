-- Where the shop has doors and shelves. A place is always read whole, so its particulars are one JSON document.
CREATE TABLE locations (
    code TEXT PRIMARY KEY,
    -- The merchant's order.
    place BIGINT NOT NULL,
    -- Units of every variant kept back here, where the stock file does not say otherwise.
    safety BIGINT NOT NULL CHECK (safety >= 0),
    body TEXT NOT NULL
);
