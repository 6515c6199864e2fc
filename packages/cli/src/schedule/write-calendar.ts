import { createHash } from 'node:crypto';
import type { DueReport } from '@mxdr/core';
import { inertText } from '@mxdr/core';

/** Text of iCalendar: commas, semicolons and backslashes have a meaning there. */
const escapeText = (text: string): string => inertText(text).replace(/[\\;,]/g, '\\$&');

/** `20261103T060000Z` */
const compact = (utc: string): string => `${utc.slice(0, 19).replace(/[-:]/g, '')}Z`;

/** Lines end with CR and LF and hold at most 75 bytes; a longer one goes on after a space. */
function fold(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  for (const character of line) {
    if (Buffer.byteLength(piece + character) > (pieces.length === 0 ? 75 : 74)) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece].join('\r\n ');
}

/** The reports as events of a calendar (RFC 5545), in UTC, so that every program shows them in the reader's own time. */
export function writeCalendar(reports: readonly DueReport[], writtenAtUtc: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//mxdr//schedule//EN',
    ...reports.flatMap(({ customerId, entry, period, dueAtUtc }) => [
      'BEGIN:VEVENT',
      // The same report has the same name in every export, so that a calendar replaces it and does not show it twice.
      `UID:${createHash('sha256').update([customerId, entry.report, period.id, entry.redact.join()].join(' ')).digest('hex').slice(0, 32)}@mxdr`,
      `DTSTAMP:${compact(writtenAtUtc)}`,
      `DTSTART:${compact(dueAtUtc)}`,
      `SUMMARY:${escapeText(`${customerId}: ${entry.report} ${period.id}`)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ];
  return lines.map((line) => fold(line)).join('\r\n');
}
