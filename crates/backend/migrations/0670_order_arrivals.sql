-- When a parcel should arrive, as it was told when it was ordered: first and last likely moment. Nothing for what is collected, and
-- for parcels from before this was kept.
ALTER TABLE order_groups ADD COLUMN arrives_first BIGINT;
ALTER TABLE order_groups ADD COLUMN arrives_last BIGINT;
