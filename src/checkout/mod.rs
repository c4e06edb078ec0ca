//! From bag to order: contact, receiving, slot, payment.
