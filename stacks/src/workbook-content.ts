import { workbookInvalid } from './errors.ts';

/** A workbook as content: the portal's own JSON, and what the gallery shows of it. */
export interface WorkbookContent {
  /** Stable id: `fromTemplateId` without `mxdr-`, or the name of its file without `.json`. */
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  /** The workbook's own JSON, in one line. */
  readonly json: string;
}

interface Heading {
  readonly title: string;
  readonly text: string;
}

/** The first text of a workbook: a heading, and the paragraph below it. */
function findHeading(items: readonly unknown[]): Heading | undefined {
  for (const item of items) {
    if (typeof item !== 'object' || item === null || !('type' in item) || item.type !== 1 || !('content' in item)) continue;
    const { content } = item;
    if (typeof content !== 'object' || content === null || !('json' in content) || typeof content.json !== 'string') continue;
    const match = /^#+ +(?<title>[^\n]+)\n+(?<text>[^\n]+)/u.exec(content.json);
    const { title, text } = match?.groups ?? {};
    if (title !== undefined && text !== undefined) return { title: title.trim(), text: text.trim() };
  }
  return undefined;
}

/** The part of `fromTemplateId` that is ours; the portal keeps that field when it exports a workbook. */
const templatePrefix = 'mxdr-';

/** The workbook's own id, which survives another file name; without one, the name of the file. */
function readId(value: unknown, file: string): string | undefined {
  const template = typeof value === 'object' && value !== null && 'fromTemplateId' in value ? value.fromTemplateId : undefined;
  if (typeof template === 'string' && template.startsWith(templatePrefix)) return template.slice(templatePrefix.length);
  return /(?<id>[a-z0-9]+(?:-[a-z0-9]+)*)\.json$/u.exec(file.replaceAll('\\', '/').split('/').at(-1) ?? '')?.groups?.['id'];
}

/**
 * Reads one Sentinel workbook. Its first text gives the name (the heading) and the description (the paragraph below).
 * @throws AppError usage `MXDR-WORKBOOK-INVALID` when it is no JSON, no workbook, or has no such text
 */
export function readWorkbook(file: string, text: string): WorkbookContent {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw workbookInvalid(file, error instanceof Error ? error.message : 'it is not JSON', error);
  }
  const items = typeof value === 'object' && value !== null && 'items' in value ? value.items : undefined;
  if (!Array.isArray(items)) throw workbookInvalid(file, 'it has no list "items"');
  const id = readId(value, file);
  if (id === undefined) throw workbookInvalid(file, 'its name must be kebab-case and end in .json');
  const heading = findHeading(items);
  if (heading === undefined) throw workbookInvalid(file, 'it has no text item that begins with a heading and a paragraph');
  return { id, displayName: heading.title, description: heading.text, json: JSON.stringify(value) };
}
