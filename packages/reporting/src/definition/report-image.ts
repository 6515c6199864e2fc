import path from 'node:path';

/** A picture that a report brings, checked, as an address that holds the whole of it. */
export interface ReportImage {
  /** As the definition names it. */
  readonly file: string;
  /** `data:image/png;base64,…` */
  readonly dataUri: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What a document may carry: it is mailed. */
const mostBytes = 500_000;
/** A picture is drawn at most as wide as a page; more pixels only cost memory. */
const mostPixels = 6000;

/** Reads the form and size of a picture, and refuses what is not one or could do more than be looked at. */
export function readImage(file: string, bytes: Uint8Array): ReportImage | { readonly problem: string } {
  if (bytes.length > mostBytes) return { problem: `${file} has ${bytes.length} bytes; ${mostBytes} are allowed` };
  const found =
    path.extname(file) === '.svg' ? readSvg(bytes) : (readPng(bytes) ?? readJpeg(bytes) ?? { problem: 'is neither PNG nor JPEG' });
  if ('problem' in found) return { problem: `${file} ${found.problem}` };
  const { type, widthPx, heightPx } = found;
  if (widthPx < 1 || heightPx < 1 || widthPx > mostPixels || heightPx > mostPixels)
    return { problem: `${file} is ${widthPx} by ${heightPx} pixels; 1 to ${mostPixels} are allowed` };
  return { file, dataUri: `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`, widthPx, heightPx };
}

interface Picture {
  readonly type: 'png' | 'jpeg' | 'svg+xml';
  readonly widthPx: number;
  readonly heightPx: number;
}

function readPng(bytes: Uint8Array): Picture | undefined {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (bytes.length < 24 || signature.some((byte, index) => bytes[index] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { type: 'png', widthPx: view.getUint32(16), heightPx: view.getUint32(20) };
}

/** The size stands in the frame header, which is one of several segments. */
function readJpeg(bytes: Uint8Array): Picture | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = bytes[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { type: 'jpeg', widthPx: view.getUint16(at + 7), heightPx: view.getUint16(at + 5) };
  }
  return undefined;
}

const shapes = new Set(
  'svg g defs title desc path rect circle ellipse line polyline polygon text tspan linearGradient radialGradient stop clipPath mask'.split(
    ' ',
  ),
);

/** Drawings of plain shapes. A list of what is allowed: there are too many ways to do harm to list those. */
function readSvg(bytes: Uint8Array): Picture | { readonly problem: string } {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problem: 'is not UTF-8' };
  }
  const body = text.replace(/^\s*<\?xml[^>]*\?>/u, '').replaceAll(/<!--[^]*?-->/gu, '');
  if (/<[!?]|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});)/iu.test(body))
    return { problem: 'has a document type, an entity or an instruction' };
  for (const [tag, name] of body.matchAll(/<\/?([^\s/>]*)(?:[^>"']|"[^"]*"|'[^']*')*>/gu)) {
    if (!shapes.has(name!)) return { problem: `has the element ${name!.slice(0, 40)}; allowed are plain shapes` };
    for (const [, attribute = '', , value = ''] of tag.matchAll(/([^\s=/<>"']+)\s*=\s*(["'])(.*?)\2/gsu)) {
      const isAddress = /url\s*\(\s*(?!["']?#)|[a-z]+:(?!\/\/www\.w3\.org\/)|\\/iu.test(value);
      if (/^on|^style$|href$/iu.test(attribute) || isAddress)
        return { problem: `has the attribute ${attribute.slice(0, 40)} with an address, a style or a script` };
    }
  }
  const root = /<svg\b[^>]*>/u.exec(body)?.[0] ?? '';
  const [, , width, height] = (
    /\bviewBox\s*=\s*["']\s*([-\d.]+)[\s,]+([-\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)/u.exec(root)?.slice(1) ?? []
  ).map(Number);
  if (width === undefined || height === undefined) return { problem: 'has no viewBox, which gives its size' };
  return { type: 'svg+xml', widthPx: Math.round(width), heightPx: Math.round(height) };
}
