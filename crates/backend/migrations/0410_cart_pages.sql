-- Actors are pages now, so there are many; what is asked about is who was here lately.
ALTER TABLE cart_actors ADD COLUMN seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cart_actors ADD COLUMN seen_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX cart_actors_lately ON cart_actors (cart, seq);

-- Promotions' codes that were applied or dropped, as JSON; see domain::cart::Code.
ALTER TABLE carts ADD COLUMN codes TEXT NOT NULL DEFAULT '[]';
