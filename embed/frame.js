// Starts the frame's app. The build joins this file and wasm-bindgen's loader into one script (build/widget.mjs).
import init from "vitrine:loader";
import { beside } from "./beside.js";

// The only Trusted Types policy: Leptos builds static parts of a view from template HTML of its own making. The frame loads no scripts.
globalThis.trustedTypes?.createPolicy("default", { createHTML: (html) => html });

// What `src/browser/frames.rs` calls.
globalThis.vitrineBeside = beside;

// If this fails, the page's link to the shop stays.
await init({ module_or_path: VITRINE_WASM });
