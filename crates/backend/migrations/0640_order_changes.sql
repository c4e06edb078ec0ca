-- Who collects a group instead of the person who ordered.
ALTER TABLE order_groups ADD COLUMN collector TEXT;

-- Codes that let a browser see an order, sent to the address the order was placed with. One a browser.
CREATE TABLE order_codes (
    session TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    code_hash BYTEA NOT NULL,
    tries BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX order_codes_by_age ON order_codes (expires_at);
