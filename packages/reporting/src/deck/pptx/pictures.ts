import { readImage } from '../../definition/report-image.ts';
import type { Relations } from './package-parts.ts';
import type { Box } from './shapes.ts';
import { frame, nameXml, plainShape } from './shapes.ts';
import type { TextLook } from './text-body.ts';

/** The picture of programs that cannot draw SVG: one clear pixel. */
const clearPixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

interface StoredPicture {
  /** Of the part, without a slash in front. */
  readonly path: string;
  readonly isSvg: boolean;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The pictures of a deck, each stored once. */
export class PictureStore {
  readonly #stored = new Map<string, StoredPicture>();
  readonly files = new Map<string, Uint8Array>();

  /** @returns undefined where the address holds no picture that can be read */
  store(dataUri: string): StoredPicture | undefined {
    const known = this.#stored.get(dataUri);
    if (known !== undefined) return known;
    const [, type = '', content = ''] = /^data:image\/(png|jpeg|svg\+xml);base64,(.+)$/.exec(dataUri) ?? [];
    if (type === '') return undefined;
    const ending = type === 'svg+xml' ? 'svg' : type;
    const bytes = new Uint8Array(Buffer.from(content, 'base64'));
    const image = readImage(`picture.${ending}`, bytes);
    if ('problem' in image) return undefined;
    const path = `ppt/media/picture${this.#stored.size + 1}.${ending}`;
    this.files.set(path, bytes);
    if (ending === 'svg') this.files.set(clearPath, clearPixel);
    const stored = { path, isSvg: ending === 'svg', widthPx: image.widthPx, heightPx: image.heightPx };
    this.#stored.set(dataUri, stored);
    return stored;
  }
}

const clearPath = 'ppt/media/clear.png';

/**
 * A picture, as large as its box allows without being stretched; empty where it cannot be read.
 * @param ground what is drawn behind it: on a colour, a logo stands on white
 */
export function pictureXml(
  id: number,
  picture: { readonly dataUri: string; readonly alt: string; readonly name: string },
  box: Box,
  side: 'left' | 'right',
  pictures: PictureStore,
  relations: Relations,
  ground?: TextLook,
): string {
  const stored = pictures.store(picture.dataUri);
  if (stored === undefined) return '';
  const scale = Math.min(box.width / stored.widthPx, box.height / stored.heightPx);
  const [width, height] = [stored.widthPx * scale, stored.heightPx * scale];
  const place = { x: side === 'left' ? box.x : box.x + box.width - width, y: box.y + (box.height - height) / 2, width, height };
  const target = (path: string): string => path.replace('ppt/', '../');
  const fallback = relations.add('image', target(stored.isSvg ? clearPath : stored.path));
  const vector = stored.isSvg
    ? `<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="${relations.add('image', target(stored.path))}"/></a:ext></a:extLst>`
    : '';
  const paper =
    ground === undefined
      ? ''
      : plainShape(
          id + 1000,
          {
            box: { x: place.x - 0.06, y: place.y - 0.06, width: width + 0.12, height: height + 0.12 },
            name: 'Ground of the logo',
            form: 'rect',
            fill: ground.inks.ink('page'),
          },
          ground,
        );
  return `${paper}<p:pic><p:nvPicPr>${nameXml(id, picture.name, picture.alt)}<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="${fallback}">${vector}</a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>${frame(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`;
}
