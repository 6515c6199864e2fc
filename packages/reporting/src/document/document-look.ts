import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { templatesFolder } from './templates-folder.ts';

/** Style and script of a kind of document, as they stand in its file. */
export interface DocumentLook {
  readonly css: string;
  readonly script: string;
}

/** Files of the templates' folder, in the order in which they apply. Colours and charts are the same everywhere. */
const files = {
  report: { css: ['colours.css', 'charts.css', 'report.css', 'print.css'], script: 'report.js' },
  deck: { css: ['colours.css', 'charts.css', 'deck.css'], script: 'deck.js' },
} as const;

const looks = new Map<keyof typeof files, Promise<DocumentLook>>();

/** Reads them once a process. */
export function loadLook(kind: keyof typeof files): Promise<DocumentLook> {
  const look = looks.get(kind) ?? readLook(kind);
  looks.set(kind, look);
  return look;
}

/** They are read anew for the next document: for whoever changes them while documents are made. */
export function forgetLooks(): void {
  looks.clear();
}

async function readLook(kind: keyof typeof files): Promise<DocumentLook> {
  const read = (name: string): Promise<string> => readFile(join(templatesFolder(), 'report', name), 'utf8');
  const [script, ...css] = await Promise.all([files[kind].script, ...files[kind].css].map(read));
  return { css: css.join('\n'), script: script! };
}

/** Our own style and script by their hashes, fonts and pictures from inside the file, and nothing else. */
export function contentSecurityPolicy(css: string, script: string): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(css)}`,
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
