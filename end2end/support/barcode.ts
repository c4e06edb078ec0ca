// Barcodes for a fake camera and as photos: EAN-13 drawn as bars, in a film of still frames or a bitmap.
import { type Film } from "./camera";

const [WIDTH, HEIGHT] = [640, 480];
const LEFT = ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"];
const PARITY = ["000000", "001011", "001101", "001110", "010011", "011001", "011100", "010101", "010110", "011010"];

/** The bars of a number: `1` is dark. */
function modules(number: string): string {
  const digits = [...number].map(Number);
  const turned = (bits: string) => [...bits].map((bit) => (bit === "1" ? "0" : "1")).join("");
  const even = (digit: number) => [...turned(LEFT[digit])].reverse().join("");
  const first = digits.slice(1, 7).map((digit, at) => (PARITY[digits[0]][at] === "1" ? even(digit) : LEFT[digit]));
  const second = digits.slice(7).map((digit) => turned(LEFT[digit]));
  return `101${first.join("")}01010${second.join("")}101`;
}

/** The brightness of a picture with this number in its middle; without one it is a shelf without anything, or a dark one. */
function luma(number: string | undefined, ground = 180): Buffer {
  const picture = Buffer.alloc(WIDTH * HEIGHT, ground);
  if (!number) return picture;
  const bars = modules(number);
  const wide = 4;
  const left = (WIDTH - bars.length * wide) / 2;
  for (let y = 120; y < 360; y++) {
    for (let x = left - 48; x < left + bars.length * wide + 48; x++) {
      const at = Math.floor((x - left) / wide);
      picture[y * WIDTH + x] = y > 140 && y < 340 && bars[at] === "1" ? 20 : 240;
    }
  }
  return picture;
}

/** A film that shows a number all the time. */
export function filmOf(number: string | undefined, ground?: number): Film {
  const frame = Buffer.concat([luma(number, ground), Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
  return { width: WIDTH, height: HEIGHT, frames: [frame] };
}

/** A photo of a number, as a bitmap. */
export function photoOf(number: string | undefined): { name: string; mimeType: string; buffer: Buffer } {
  const head = Buffer.alloc(54);
  head.write("BM");
  head.writeUInt32LE(54 + WIDTH * HEIGHT * 3, 2);
  head.writeUInt32LE(54, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(WIDTH, 18);
  head.writeInt32LE(-HEIGHT, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(24, 28);
  const pixels = Buffer.from([...luma(number)].flatMap((bright) => [bright, bright, bright]));
  return { name: "shelf.bmp", mimeType: "image/bmp", buffer: Buffer.concat([head, pixels]) };
}
