import type { Document } from 'yaml';
import { isMap, isSeq, parseDocument } from 'yaml';

/** A path into a document. */
export type Path = readonly (string | number)[];

/** A rule's YAML while it is mended: comments, order and keys that nobody knows stay as they are. */
export class RuleDocument {
  private readonly document: Document;
  readonly mends: string[] = [];

  constructor(text: string) {
    this.document = parseDocument(text, { version: '1.2', schema: 'core', stringKeys: true, prettyErrors: false, logLevel: 'error' });
  }

  /** The value at a path; `undefined` when there is none. */
  get(path: Path): unknown {
    const node: unknown = this.document.getIn([...path]);
    return isMap(node) || isSeq(node) ? node.toJS(this.document) : node;
  }

  text(path: Path): string | undefined {
    const value = this.get(path);
    return typeof value === 'string' ? value : undefined;
  }

  list(path: Path): readonly unknown[] {
    const value = this.get(path);
    return Array.isArray(value) ? value : [];
  }

  keys(path: Path): readonly string[] {
    const value = path.length === 0 ? this.document.toJS() : this.get(path);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  }

  has(path: Path): boolean {
    return this.document.hasIn([...path]);
  }

  /** Changes a value and notes why. */
  set(path: Path, value: unknown, why: string): void {
    this.document.setIn([...path], this.document.createNode(value));
    this.mends.push(why);
  }

  remove(path: Path, why: string): void {
    this.document.deleteIn([...path]);
    this.mends.push(why);
  }

  /** Adds what is no mend: where the rule came from. */
  note(key: string, value: string): void {
    this.document.setIn([key], value);
  }

  toString(): string {
    return this.document.toString({ lineWidth: 0, flowCollectionPadding: true });
  }
}
