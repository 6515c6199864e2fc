/** Characters that XML 1.0 cannot hold, halves of surrogate pairs among them. */
// eslint-disable-next-line no-control-regex
const impossible =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\r': '&#13;' };

/** Text for content and quoted attributes of XML. What XML cannot hold becomes the sign for an unknown character, so that it is seen. */
export function xmlText(text: string): string {
  return text.replaceAll(impossible, '\ufffd').replaceAll(/[&<>"'\r]/g, (character) => entities[character]!);
}

/** Text of a cell of a workbook or of a chart: there `_x0041_` would be read as a character. */
export function xmlCellText(text: string): string {
  return xmlText(text.replaceAll(/_(?=x[\da-f]{4}_)/gi, '_x005F_'));
}

/** English Metric Units, in which the format measures. */
export function emu(inches: number): number {
  return Math.round(inches * 914_400);
}

/** Hundredths of a point. */
export function centipoints(points: number): number {
  return Math.round(points * 100);
}

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export const namespaces =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
