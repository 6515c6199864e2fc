import { inflateSync } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';

/** What a document says of itself, where machines read it: which report it is, of which period, about whose tenant. */
export interface ReportStatement {
  readonly reportId: string;
  readonly periodId: string;
  readonly tenantId: string;
}

/** `report:service-review period:2026-10 tenant:…`. No part of it can hold a blank or a bracket. */
export function writeStatement({ reportId, periodId, tenantId }: ReportStatement): string {
  return `report:${plain(reportId)} period:${plain(periodId)} tenant:${plain(tenantId)}`;
}

function plain(text: string): string {
  return text.replaceAll(/[^\w.-]/g, '_');
}

const statementForm = /report:([\w.-]+) period:([\w.-]+) tenant:([\w.-]+)/;

function readStatement(text: string | undefined): ReportStatement | undefined {
  const found = statementForm.exec(text ?? '');
  return found === null ? undefined : { reportId: found[1]!, periodId: found[2]!, tenantId: found[3]! };
}

/** Of a document of `renderHtml`; undefined where it says nothing. */
export function statementOfHtml(html: string): ReportStatement | undefined {
  return readStatement(/<meta name="mxdr-report" content="([^"]*)">/.exec(html)?.[1]);
}

/** Of a document of `renderPdf`, from its keywords; undefined where it says nothing, or is no such file. */
export function statementOfPdf(bytes: Uint8Array): ReportStatement | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  for (const [, content = ''] of text.matchAll(/\/Type \/ObjStm [^>]*>> stream\n([^]*?)\nendstream/g)) {
    const keywords = keywordsIn(content);
    if (keywords !== undefined) return readStatement(keywords);
  }
  return undefined;
}

/** Of a deck of `renderPptx`, from its keywords; undefined where it says nothing, or is no such file. */
export function statementOfPptx(bytes: Uint8Array): ReportStatement | undefined {
  const properties = 'docProps/core.xml';
  try {
    const part = unzipSync(bytes, { filter: ({ name }) => name === properties })[properties];
    return part === undefined ? undefined : readStatement(/<cp:keywords>([^<]*)</.exec(strFromU8(part))?.[1]);
  } catch {
    // A damaged file says nothing; that it is damaged is told by its hash.
    return undefined;
  }
}

function keywordsIn(compressed: string): string | undefined {
  try {
    return /\/Keywords \(([^)]*)\)/.exec(inflateSync(Buffer.from(compressed, 'latin1')).toString('latin1'))?.[1];
  } catch {
    // A damaged stream says nothing; that the file is damaged is told by its hash.
    return undefined;
  }
}
