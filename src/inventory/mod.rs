//! What can be had where: near the shopper, at her store.
