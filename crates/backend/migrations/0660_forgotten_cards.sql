-- Saved cards that are nobody's any more and that their provider is still to be told to forget, by the id they were saved under.
CREATE TABLE forgotten_cards (
    id TEXT PRIMARY KEY,
    provider TEXT NOT NULL,
    token TEXT NOT NULL,
    tries BIGINT NOT NULL,
    due_at BIGINT NOT NULL
);
CREATE INDEX forgotten_cards_due ON forgotten_cards (due_at);
