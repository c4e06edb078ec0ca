// A second build of the app, as a change of its code makes it: other bytes under other names, and everything that names them.
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const DIST = join(__dirname, "..", "..", "dist");

export class SecondBuild {
  readonly folder = join(mkdtempSync(join(tmpdir(), "vitrine-e2e-build-")), "dist");
  readonly id = "5ec0d5ec0d5ec0d5";
  /** The old names and the new ones of the files that changed. */
  readonly renamed = new Map<string, string>();

  constructor() {
    cpSync(DIST, this.folder, { recursive: true });
    const build = JSON.parse(this.text("build.json")) as { id: string };
    // The parts first, then what names them: the late script, the first one, the page without content.
    for (const name of ["desk", "counter", "late", "storefront"]) this.change(name);
    for (const name of ["index.html", "manifest.webmanifest"]) this.rewrite(name);
    this.change("shell");
    for (const name of ["build.json", "sw.js"]) this.rewrite(name, (text) => text.replaceAll(build.id, this.id));
  }

  remove() {
    rmSync(join(this.folder, ".."), { recursive: true, force: true });
  }

  private text(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  /** Gives the files of a name other bytes that mean the same, and the name that follows from them. */
  private change(name: string) {
    const files = readdirSync(this.folder).filter((file) => new RegExp(`^${name}-[0-9a-f]{16}\\.\\w+$`).test(file));
    // Scripts name wasm, so wasm goes first.
    for (const file of files.sort((a, b) => Number(b.endsWith(".wasm")) - Number(a.endsWith(".wasm")))) {
      const before = readFileSync(join(this.folder, file));
      const after = file.endsWith(".wasm") ? withSection(before) : Buffer.from(this.renew(before.toString()) + (file.endsWith(".js") ? "\n//" : "\n"));
      const hash = createHash("sha256").update(after).digest("hex").slice(0, 16);
      const renamed = file.replace(/[0-9a-f]{16}/, hash);
      for (const ending of ["", ".br", ".gz"]) renameSync(join(this.folder, file + ending), join(this.folder, renamed + ending));
      this.write(renamed, after);
      this.renamed.set(`/${file}`, `/${renamed}`);
    }
  }

  private rewrite(name: string, further = (text: string) => text) {
    this.write(name, Buffer.from(further(this.renew(this.text(name)))));
  }

  private renew(text: string): string {
    return [...this.renamed].reduce((text, [from, to]) => text.replaceAll(from, to).replaceAll(from.slice(1), to.slice(1)), text);
  }

  private write(name: string, bytes: Buffer) {
    const at = join(this.folder, name);
    writeFileSync(at, bytes);
    if (name === "index.html" || name === "build.json") return;
    writeFileSync(`${at}.br`, brotliCompressSync(bytes));
    writeFileSync(`${at}.gz`, gzipSync(bytes));
  }
}

/** With a custom section behind it, which means nothing (WebAssembly core specification, 5.5.3). */
function withSection(wasm: Buffer): Buffer {
  return Buffer.concat([wasm, Buffer.from([0, 4, 3, 0x74, 0x77, 0x6f])]);
}
