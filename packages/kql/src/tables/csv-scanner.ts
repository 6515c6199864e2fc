/**
 * Splits CSV in bytes (RFC 4180: quoted fields may hold delimiters, newlines and doubled quotes). A general CSV parser makes a string of
 * every field; exports have a hundred columns of which a query asks three, and that is a factor of five.
 */

/** The record goes on beyond the bytes at hand. */
export const NEED_MORE = -1;
/** The bytes are no CSV record; `why` says what is wrong. */
export const BROKEN = -2;

const QUOTE = 0x22;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

export class CsvScanner {
  /** Fields of the record last scanned. Only `fieldCount` many count, and at most `capacity` of them are kept. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 1 where doubled quotes stand for one. */
  readonly escaped: Uint8Array;
  fieldCount = 0;
  /** Whether every byte of the record is below 128. */
  isAscii = true;
  /** Newlines that the record took, the closing one included. */
  newlines = 0;
  why = '';
  private readonly delimiter: number;
  private readonly capacity: number;

  constructor(delimiter: number, capacity: number) {
    this.delimiter = delimiter;
    this.capacity = capacity;
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.escaped = new Uint8Array(capacity);
  }

  private fail(why: string): number {
    this.why = why;
    return BROKEN;
  }

  private store(field: number, start: number, end: number, isEscaped: boolean): void {
    if (field >= this.capacity) return;
    this.starts[field] = start;
    this.ends[field] = end;
    this.escaped[field] = isEscaped ? 1 : 0;
  }

  /**
   * Scans the record at `position`.
   * @param isLast no more bytes follow `end`
   * @returns position of the next record, {@link NEED_MORE} or {@link BROKEN}
   */
  scan(bytes: Uint8Array, position: number, end: number, isLast: boolean): number {
    const { delimiter } = this;
    // Nearly every byte is above all that mean something: one comparison settles it.
    const highest = Math.max(delimiter, QUOTE);
    let at = position;
    let field = 0;
    let seen = 0;
    let newlines = 0;
    for (;;) {
      if (at < end && bytes[at] === QUOTE) {
        const start = ++at;
        let isEscaped = false;
        for (;;) {
          if (at >= end) return isLast ? this.fail('a quote is never closed') : NEED_MORE;
          const byte = bytes[at]!;
          if (byte > QUOTE) {
            seen |= byte;
            at++;
            continue;
          }
          if (byte === QUOTE) {
            if (at + 1 >= end && !isLast) return NEED_MORE;
            if (at + 1 >= end || bytes[at + 1] !== QUOTE) break;
            isEscaped = true;
            at++;
          } else if (byte === NEWLINE) newlines++;
          at++;
        }
        this.store(field++, start, at, isEscaped);
        at++;
      } else {
        const start = at;
        while (at < end) {
          const byte = bytes[at]!;
          if (byte > highest) {
            seen |= byte;
            at++;
            continue;
          }
          if (byte === delimiter || byte === NEWLINE) break;
          if (byte === QUOTE) return this.fail('a quote stands inside a field without quotes');
          seen |= byte;
          at++;
        }
        if (at >= end && !isLast) return NEED_MORE;
        const isLineEnd = at >= end || bytes[at] === NEWLINE;
        this.store(field++, start, isLineEnd && at > start && bytes[at - 1] === RETURN ? at - 1 : at, false);
      }
      if (at >= end) {
        if (!isLast) return NEED_MORE;
        break;
      }
      if (bytes[at] === RETURN) {
        at++;
        if (at >= end && !isLast) return NEED_MORE;
      }
      if (at >= end) break;
      const byte = bytes[at]!;
      if (byte === NEWLINE) {
        at++;
        newlines++;
        break;
      }
      if (byte !== delimiter) return this.fail('text follows a closing quote');
      at++;
    }
    this.fieldCount = field;
    this.isAscii = seen < 0x80;
    this.newlines = newlines;
    return at;
  }
}
