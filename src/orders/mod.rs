//! What became of an order: its status, place and pickup code.
