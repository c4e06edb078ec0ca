// What every step of the build does with its files: names that follow their content, compressed copies beside them.

import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, relative } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const SHRINKS = new Set([".css", ".html", ".js", ".json", ".map", ".svg", ".tflite", ".txt", ".wasm", ".webmanifest", ".xml"]);

/** Pages that the server puts something into; it compresses what it sends. */
const TEMPLATES = new Set(["index.html", "widget.html"]);

/** Copies a file to a path in dist whose name follows its content; returns its address. */
export async function place(dist, path, from) {
  const content = await readFile(from);
  const hashed = join(dirname(path), hashedName(path, content));
  await writeFile(join(dist, hashed), content);
  return `/${hashed}`;
}

/** Writes .br and .gz beside those files that they make smaller; lists all for build.json. */
export async function compress(dist, files) {
  const listed = [];
  for (const file of files) {
    if (TEMPLATES.has(basename(file))) continue;
    const bytes = await readFile(file);
    const entry = { path: `/${relative(dist, file)}`, bytes: bytes.length, immutable: /-[0-9a-f]{16}\.\w+$/.test(file) };
    if (SHRINKS.has(extname(file)) && bytes.length > 256) {
      const br = await promisify(brotliCompress)(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      });
      const gz = await promisify(gzip)(bytes, { level: 9 });
      await writeFile(`${file}.br`, br);
      await writeFile(`${file}.gz`, gz);
      Object.assign(entry, { br: br.length, gz: gz.length });
    }
    listed.push(entry);
  }
  return listed.sort((a, b) => b.bytes - a.bytes || a.path.localeCompare(b.path));
}

export async function filesUnder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

export function hashedName(name, content) {
  const end = extname(name);
  return `${basename(name, end)}-${hash(content)}${end}`;
}

export function hash(content) {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
