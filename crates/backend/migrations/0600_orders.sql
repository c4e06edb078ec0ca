-- What became of a bag.
CREATE TABLE orders (
    number TEXT PRIMARY KEY,
    -- Counts the changes of the order, its groups included.
    seq BIGINT NOT NULL,
    -- The browser that ordered.
    session TEXT NOT NULL,
    -- The request that placed it, as long as repeating that request answers this order.
    request TEXT UNIQUE,
    placed_at BIGINT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT,
    -- Where parcels go, JSON.
    address TEXT,
    currency TEXT NOT NULL,
    method TEXT NOT NULL,
    payment TEXT NOT NULL,
    payment_token TEXT,
    -- What the payment provider is still to be asked, and when: authorise, capture or void.
    payment_due TEXT,
    payment_due_at BIGINT,
    payment_tries BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX orders_payment_due ON orders (payment_due_at) WHERE payment_due IS NOT NULL;

-- Lines that leave one place together.
CREATE TABLE order_groups (
    number TEXT NOT NULL,
    place BIGINT NOT NULL,
    -- How they reach her, JSON.
    receive TEXT NOT NULL,
    location TEXT NOT NULL,
    state TEXT NOT NULL,
    goods BIGINT NOT NULL,
    shipping BIGINT NOT NULL,
    slot_starts BIGINT,
    slot_ends BIGINT,
    -- The car, JSON.
    vehicle TEXT,
    arrival TEXT,
    PRIMARY KEY (number, place)
);
CREATE INDEX order_groups_at ON order_groups (location, state);

-- What was sold, as it was when it was sold.
CREATE TABLE order_lines (
    number TEXT NOT NULL,
    line BIGINT NOT NULL,
    place BIGINT NOT NULL,
    sku TEXT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    price BIGINT NOT NULL,
    -- Name, options and picture, JSON.
    item TEXT NOT NULL,
    PRIMARY KEY (number, line)
);

-- What happened to each group, and by whom.
CREATE TABLE order_history (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    place BIGINT NOT NULL,
    state TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL
);
CREATE INDEX order_history_of ON order_history (number);

-- Which browsers may look at an order: the one that ordered, and those that opened its signed link.
CREATE TABLE order_access (
    number TEXT NOT NULL,
    session TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (number, session)
);

-- Handover tokens that were used. Each is used once.
CREATE TABLE handovers (
    token TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    place BIGINT NOT NULL,
    staff TEXT NOT NULL,
    at BIGINT NOT NULL
);
