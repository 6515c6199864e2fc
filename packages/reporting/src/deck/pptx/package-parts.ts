import { strToU8, zipSync } from 'fflate';
import { xmlHead, xmlText } from './xml-text.ts';

const relationBase = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Kinds of relations, by the last part of their address. */
export type RelationKind =
  | 'chart'
  | 'extended-properties'
  | 'image'
  | 'notesMaster'
  | 'notesSlide'
  | 'officeDocument'
  | 'package'
  | 'presProps'
  | 'sharedStrings'
  | 'slide'
  | 'slideLayout'
  | 'slideMaster'
  | 'styles'
  | 'tableStyles'
  | 'theme'
  | 'viewProps'
  | 'worksheet';

/** What one part of a package refers to; its place in the list is its id. */
export class Relations {
  readonly #targets: { readonly type: string; readonly target: string }[] = [];

  /** @returns the id, `rId1`; the same for the same target */
  add(kind: RelationKind, target: string): string {
    return this.#add(`${relationBase}/${kind}`, target);
  }

  addCoreProperties(target: string): string {
    return this.#add('http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties', target);
  }

  #add(type: string, target: string): string {
    const known = this.#targets.findIndex((one) => one.target === target && one.type === type);
    if (known !== -1) return `rId${known + 1}`;
    this.#targets.push({ type, target });
    return `rId${this.#targets.length}`;
  }

  get isEmpty(): boolean {
    return this.#targets.length === 0;
  }

  toXml(): string {
    const lines = this.#targets.map(
      ({ type, target }, index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${xmlText(target)}"/>`,
    );
    return `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join('')}</Relationships>`;
  }
}

const defaultTypes: Readonly<Record<string, string>> = {
  rels: 'application/vnd.openxmlformats-package.relationships+xml',
  xml: 'application/xml',
  png: 'image/png',
  jpeg: 'image/jpeg',
  svg: 'image/svg+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Parts of an Office package: their bytes, kinds and relations. */
export class PackageParts {
  readonly #files = new Map<string, Uint8Array>();
  readonly #types = new Map<string, string>();

  /**
   * @param path without a slash in front
   * @param contentType what follows `application/vnd.openxmlformats-`, e.g. `officedocument.theme+xml`
   */
  addXml(path: string, contentType: string, xml: string, relations?: Relations): void {
    this.#files.set(path, strToU8(xmlHead + xml));
    this.#types.set(path, `application/vnd.openxmlformats-${contentType}`);
    if (relations !== undefined && !relations.isEmpty) this.#files.set(relationsPath(path), strToU8(relations.toXml()));
  }

  addRootRelations(relations: Relations): void {
    this.#files.set('_rels/.rels', strToU8(relations.toXml()));
  }

  /** A picture or a workbook, whose kind its ending says. */
  addFile(path: string, bytes: Uint8Array): void {
    this.#files.set(path, bytes);
  }

  /** The package: equal parts give equal bytes. */
  toZip(): Uint8Array {
    const endings = new Set([...this.#files.keys()].map((path) => path.slice(path.lastIndexOf('.') + 1)));
    const defaults = [...endings].toSorted().map((ending) => `<Default Extension="${ending}" ContentType="${defaultTypes[ending]}"/>`);
    const overrides = [...this.#types].map(([path, type]) => `<Override PartName="/${path}" ContentType="${type}"/>`).toSorted();
    const types = `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${defaults.join('')}${overrides.join('')}</Types>`;
    // Programs that guess a file's kind from its first entry look for the content types.
    const entries = [
      ['[Content_Types].xml', strToU8(types)] as const,
      ...[...this.#files].toSorted(([first], [second]) => (first < second ? -1 : 1)),
    ];
    // What is compressed already is only stored.
    const isPacked = (path: string): boolean => /\.(?:xlsx|png|jpeg)$/.test(path);
    return zipSync(Object.fromEntries(entries.map(([path, bytes]) => [path, [bytes, { level: isPacked(path) ? 0 : 6, mtime: zipTime }]])));
  }
}

/** The earliest time that a zip file can say, in whatever zone this runs. */
const zipTime = new Date(1980, 0, 1);

function relationsPath(path: string): string {
  const cut = path.lastIndexOf('/') + 1;
  return `${path.slice(0, cut)}_rels/${path.slice(cut)}.rels`;
}
