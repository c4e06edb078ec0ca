// Whether a file is a photo that can be tried on, by its first bytes: what a file is called says nothing about what it is.
//
// Answers with the word for what is wrong, or nothing: `empty`, `large` (in bytes), `heic`, `moving`, `type`, `size` (in pixels).

const FILE_MOST = 40 * 2 ** 20;
/** More than any phone's camera makes; decoding more can take a browser down. */
const PIXELS_MOST = 50_000_000;
const SIDE_MOST = 12_000;
/** A JPEG's size stands behind its EXIF data and its thumbnail. */
const HEAD = 256 * 1024;
const HEIC = ["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"];

export async function refusedPhoto(file) {
  if (file.size === 0) return "empty";
  if (file.size > FILE_MOST) return "large";
  let bytes;
  try {
    bytes = new DataView(await file.slice(0, HEAD).arrayBuffer());
  } catch {
    return "type";
  }
  const { kind, width, height } = read(bytes) ?? {};
  if (kind === "heic" || kind === "moving") return kind;
  if (!kind) return "type";
  return width > SIDE_MOST || height > SIDE_MOST || width * height > PIXELS_MOST ? "size" : undefined;
}

function read(bytes) {
  try {
    if (bytes.getUint16(0) === 0xffd8) return jpeg(bytes);
    if (bytes.getUint32(0) === 0x89504e47) return png(bytes);
    if (text(bytes, 0, 4) === "GIF8") return { kind: "moving" };
    if (text(bytes, 0, 4) === "RIFF" && text(bytes, 8, 4) === "WEBP") return webp(bytes);
    if (text(bytes, 4, 4) === "ftyp") return box(bytes);
  } catch (error) {
    // Shorter than its own kind's beginning.
    if (!(error instanceof RangeError)) throw error;
  }
}

function jpeg(bytes) {
  let at = 2;
  while (at + 9 < bytes.byteLength) {
    if (bytes.getUint8(at) !== 0xff) return { kind: "jpeg" };
    const mark = bytes.getUint8(at + 1);
    if (mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark)) {
      return { kind: "jpeg", height: bytes.getUint16(at + 5), width: bytes.getUint16(at + 7) };
    }
    at += mark === 0xff ? 1 : 2 + bytes.getUint16(at + 2);
  }
  return { kind: "jpeg" };
}

function png(bytes) {
  // An animation says so before its first picture.
  for (let at = 8; at + 8 < bytes.byteLength; at += 12 + bytes.getUint32(at)) {
    const chunk = text(bytes, at + 4, 4);
    if (chunk === "acTL") return { kind: "moving" };
    if (chunk === "IDAT") break;
  }
  return { kind: "png", width: bytes.getUint32(16), height: bytes.getUint32(20) };
}

function webp(bytes) {
  const chunk = text(bytes, 12, 4);
  if (chunk === "VP8X") {
    if (bytes.getUint8(20) & 0x02) return { kind: "moving" };
    const number = (at) => 1 + bytes.getUint8(at) + (bytes.getUint8(at + 1) << 8) + (bytes.getUint8(at + 2) << 16);
    return { kind: "webp", width: number(24), height: number(27) };
  }
  return { kind: "webp", width: 0, height: 0 };
}

/** HEIC and AVIF: which, say their brands. */
function box(bytes) {
  const end = Math.min(bytes.getUint32(0), bytes.byteLength);
  const brands = [text(bytes, 8, 4)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(text(bytes, at, 4));
  if (brands.includes("avis")) return { kind: "moving" };
  if (brands.includes("avif")) return { kind: "avif", width: 0, height: 0 };
  return brands.some((brand) => HEIC.includes(brand)) ? { kind: "heic" } : undefined;
}

function text(bytes, at, length) {
  return String.fromCharCode(...Array.from({ length }, (_, offset) => bytes.getUint8(at + offset)));
}
