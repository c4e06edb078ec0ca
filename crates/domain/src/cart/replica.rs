//! How a browser keeps ahead of the server without losing anything.
