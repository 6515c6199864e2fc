import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { readPlainPicture, writePalettePng } from './palette-png.ts';

/**
 * Holds a picture against the one that is kept. Equal pixels end it; otherwise a picture of the differences is written to `outFolder`.
 * One that is not kept yet is written, except where `mayWrite` is false.
 * @returns a sentence that says what is different and where to look; undefined when nothing is
 */
export async function comparePicture(
  bytes: Uint8Array,
  golden: string,
  { outFolder, mayWrite }: { readonly outFolder: string; readonly mayWrite: boolean },
): Promise<string | undefined> {
  const now = readPlainPicture(bytes);
  if (!existsSync(golden)) {
    if (!mayWrite) return `${golden} is not kept; run the test where it may write`;
    await mkdir(path.dirname(golden), { recursive: true });
    await writeFile(golden, writePalettePng(now));
    return undefined;
  }
  const kept = readPlainPicture(await readFile(golden));
  const isSameSize = kept.width === now.width && kept.height === now.height;
  if (isSameSize && kept.pixels.equals(now.pixels)) return undefined;
  await mkdir(outFolder, { recursive: true });
  const name = path.basename(golden, '.png');
  const nowFile = path.join(outFolder, `${name}.now.png`);
  await writeFile(nowFile, writePalettePng(now));
  if (!isSameSize)
    return `${golden} is ${kept.width} by ${kept.height} pixels, and the picture now ${now.width} by ${now.height}: see ${nowFile}`;
  const difference = new PNG({ width: now.width, height: now.height });
  const count = pixelmatch(kept.pixels, now.pixels, difference.data, now.width, now.height, { threshold: 0.05, includeAA: true });
  const differenceFile = path.join(outFolder, `${name}.difference.png`);
  await writeFile(differenceFile, PNG.sync.write(difference));
  return `${count} pixels of ${golden} have changed: see ${differenceFile} and ${nowFile}; if that is meant, delete the golden and run the test again`;
}
