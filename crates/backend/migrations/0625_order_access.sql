-- 1 for a browser that was sent the order's link: it looks, and its shopper decides nothing about the money.
ALTER TABLE order_access ADD COLUMN by_link BIGINT NOT NULL DEFAULT 0;
