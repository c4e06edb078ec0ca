-- Pictures redrawn at the widths pages show them, as WebP. Made when first asked for; can be deleted at any time.
CREATE TABLE renditions (
    hash TEXT NOT NULL REFERENCES media (hash) ON DELETE CASCADE,
    width BIGINT NOT NULL,
    -- Missing where the original is the better choice.
    bytes BYTEA,
    PRIMARY KEY (hash, width)
);
