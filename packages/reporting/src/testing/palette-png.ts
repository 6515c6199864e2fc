import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

/** A picture in few colours: what is kept of it, and what is compared. */
export interface PlainPicture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opaque, a byte each. */
  readonly pixels: Buffer;
}

/** Levels of each colour channel that are told apart: few enough for a small file, enough to see any change that a person would. */
const levels = 8;
const rounded = Array.from({ length: 256 }, (_, value) => Math.round((Math.round((value / 255) * (levels - 1)) * 255) / (levels - 1)));

/** Reads a PNG and rounds its colours to those that are kept. */
export function readPlainPicture(bytes: Uint8Array): PlainPicture {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  const pixels = Buffer.from(data);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = at % 4 === 3 ? 255 : rounded[pixels[at]!]!;
  return { width, height, pixels };
}

/** A PNG with a palette. More than 256 colours do not fit into one: `levels` makes them rare, and this says so. */
export function writePalettePng({ width, height, pixels }: PlainPicture): Buffer {
  const places = new Map<number, number>();
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = pixels.readUInt32BE((y * width + x) * 4);
      const place = places.get(colour) ?? places.size;
      places.set(colour, place);
      rows[y * (width + 1) + 1 + x] = place;
    }
  }
  if (places.size > 256) throw new RangeError(`The picture has ${places.size} colours; a palette has 256.`);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, a palette.
  header.set([8, 3, 0, 0, 0], 8);
  const palette = Buffer.from([...places.keys()].flatMap((colour) => [colour >>> 24, (colour >>> 16) & 255, (colour >>> 8) & 255]));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
