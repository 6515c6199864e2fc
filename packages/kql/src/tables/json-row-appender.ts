import { appendJsonCell } from './append-cell.ts';
import type { FileReadRequest } from './file-format.ts';
import { JsonRowScanner } from './json-row-scanner.ts';
import { skipSpace, skipValue } from './json-scanner.ts';

/** Keys that come up late are named in a note; more than a handful says nothing more. */
const MAX_LATE_KEYS = 20;

/** Appends JSON rows to a scan's columns. A JSON null counts as absent when another source may have the value. */
export class JsonRowAppender {
  private readonly request: FileReadRequest;
  private readonly scanner: JsonRowScanner;
  private readonly slotOf: ReadonlyMap<string, number>;
  /** Per wanted column the slots of its sources. */
  private readonly slots: readonly (readonly number[])[];

  constructor(request: FileReadRequest) {
    this.request = request;
    const keys = [...new Set(request.wanted.flatMap((column) => column.sources))];
    this.slotOf = new Map(keys.map((key, slot) => [key, slot]));
    this.slots = request.wanted.map((column) => column.sources.map((source) => this.slotOf.get(source)!));
    const { lateKeys } = request.report;
    this.scanner = new JsonRowScanner(keys, (key) => {
      if (!request.knownKeys.has(key) && lateKeys.size < MAX_LATE_KEYS) lateKeys.add(key.slice(0, 100));
    });
  }

  /** Appends the object that fills `[start, end)`. `false` when the bytes are no JSON object; nothing is appended then. */
  appendObject(bytes: Buffer, start: number, end: number, line: number): boolean {
    const after = this.scanner.scanObject(bytes, start, end);
    if (after < 0 || skipSpace(bytes, after, end) !== end) return false;
    this.appendScanned(bytes, line);
    return true;
  }

  /** Scans the object at `position`. @returns the position after it, negative when it is no JSON object; nothing is appended then. */
  appendObjectAt(bytes: Buffer, position: number, end: number, line: number): number {
    const after = this.scanner.scanObject(bytes, position, end);
    if (after >= 0) this.appendScanned(bytes, line);
    return after;
  }

  /**
   * Appends the array at `position` whose elements are the values of `names`, in that order.
   * @returns the position after it, negative when it is no JSON; an array of another length is skipped and counted
   */
  appendArrayAt(bytes: Buffer, position: number, line: number, names: readonly string[]): number {
    const { starts, ends } = this.scanner;
    starts.fill(-1);
    const after = skipValue(bytes, position, bytes.length, 0);
    if (after < 0) return after;
    let count = 0;
    if (bytes[position] === 0x5b) {
      for (let at = skipSpace(bytes, position + 1, after); at < after - 1; count++) {
        const valueEnd = skipValue(bytes, at, after, 1);
        const slot = count < names.length ? this.slotOf.get(names[count]!) : undefined;
        if (slot !== undefined) {
          starts[slot] = at;
          ends[slot] = valueEnd;
        }
        at = skipSpace(bytes, skipSpace(bytes, valueEnd, after) + 1, after);
      }
    }
    if (count === names.length) this.appendScanned(bytes, line);
    else this.request.report.skip(line, `${count} values where the result has ${names.length} columns`);
    return after;
  }

  private appendScanned(bytes: Buffer, line: number): void {
    const { wanted, assembler, report } = this.request;
    const { starts, ends } = this.scanner;
    for (let index = 0; index < wanted.length; index++) {
      const slots = this.slots[index]!;
      const column = wanted[index]!;
      const builder = assembler.builders[index]!;
      if (slots.length === 0) {
        if (column.constant === undefined) builder.appendNull();
        else builder.appendText(column.constant);
        continue;
      }
      let slot = slots[0]!;
      for (let i = 1; i < slots.length && (starts[slot]! < 0 || bytes[starts[slot]!] === 0x6e); i++) slot = slots[i]!;
      if (starts[slot]! < 0 && column.constant !== undefined) builder.appendText(column.constant);
      else if (!appendJsonCell(builder, bytes, starts[slot]!, ends[slot]!)) report.fail(column.name, line);
    }
    assembler.rowCount++;
    report.rowsRead++;
  }
}
