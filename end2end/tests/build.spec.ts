// How the built files are served. Their sizes and names are checked by build/check.mjs.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

type BuiltFile = { path: string; bytes: number; br?: number; gz?: number; immutable: boolean };

const DIST = join(__dirname, "..", "..", "dist");
const { files } = JSON.parse(readFileSync(join(DIST, "build.json"), "utf8")) as { files: BuiltFile[] };
const TYPES: Record<string, RegExp> = {
  // Exactly so: with parameters, browsers refuse to compile while downloading.
  wasm: /^application\/wasm$/,
  js: /^text\/javascript(; ?charset=utf-8)?$/i,
  css: /^text\/css(; ?charset=utf-8)?$/i,
  woff2: /^font\/woff2$/,
  svg: /^image\/svg\+xml/,
  png: /^image\/png$/,
  tflite: /^application\/octet-stream$/,
};

for (const file of files.filter(({ path }) => path.split(".").pop()! in TYPES)) {
  test(`${file.path} is served with its type, compressed and cacheable`, async ({ request }) => {
    const answer = await request.get(file.path, { headers: { "accept-encoding": "gzip, br" } });
    expect(answer.status()).toBe(200);
    const headers = answer.headers();
    expect(headers["content-type"]).toMatch(TYPES[file.path.split(".").pop()!]);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    if (file.br) {
      expect(headers["content-encoding"]).toBe("br");
      expect(headers["vary"]?.toLowerCase()).toContain("accept-encoding");
    }
    if (file.immutable) {
      expect(headers["cache-control"]).toContain("max-age=31536000");
      expect(headers["cache-control"]).toContain("immutable");
      const named = file.path.match(/-([0-9a-f]{16})\./)![1];
      expect(createHash("sha256").update(await answer.body()).digest("hex").slice(0, 16)).toBe(named);
    } else {
      expect(headers["cache-control"] ?? "").not.toContain("immutable");
    }
  });
}

test("a page is never cached for ever and allows no inline code but its own", async ({ request }) => {
  const answer = await request.get("/", { headers: { accept: "text/html" } });
  expect(answer.headers()["content-type"]).toMatch(/^text\/html/);
  expect(answer.headers()["cache-control"] ?? "").not.toContain("immutable");
  const policy = answer.headers()["content-security-policy"];
  expect(policy).toContain("'wasm-unsafe-eval'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toContain("'unsafe-inline'");
  expect(policy).not.toContain("'unsafe-eval'");
  const page = await answer.text();
  const inline = [...page.matchAll(/<(?:style|script)>([\s\S]*?)<\/(?:style|script)>/g)].map(([, code]) => code);
  expect(inline).toHaveLength(1);
  for (const code of inline) {
    expect(policy).toContain(`'sha256-${createHash("sha256").update(code).digest("base64")}'`);
  }
});

test("a file that was not built is not there", async ({ request }) => {
  const answer = await request.get("/storefront-0000000000000000.js");
  expect(answer.status()).toBe(404);
});

test("the app starts under the page's own policy", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto("/");
  await expect(page.locator("#app > *").first()).toBeAttached();
  expect(complaints).toEqual([]);
});
