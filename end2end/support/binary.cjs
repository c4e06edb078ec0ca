// The server under test: VITRINE_BINARY, else the release build.
const { join } = require("node:path");

exports.ROOT = join(__dirname, "..", "..");
exports.BINARY = process.env.VITRINE_BINARY ?? join(exports.ROOT, "target/release/vitrine");
