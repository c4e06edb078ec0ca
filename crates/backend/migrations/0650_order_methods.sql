-- How a parcel is sent, code and name as JSON: the merchant's words when it was ordered. Nothing for what is collected, and for
-- parcels from before this was kept.
ALTER TABLE order_groups ADD COLUMN sent_by TEXT;
