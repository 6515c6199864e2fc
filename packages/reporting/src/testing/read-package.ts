import { strFromU8, unzipSync } from 'fflate';

/** What is wrong with an Office package beyond its schema: each content type names a part, each part has one, each relation leads somewhere and is used. */
export function findPackageFaults(bytes: Uint8Array): readonly string[] {
  const parts = new Map(Object.entries(unzipSync(bytes)));
  const text = (name: string): string => strFromU8(parts.get(name) ?? new Uint8Array());
  const faults: string[] = [];
  const types = text('[Content_Types].xml');
  const overrides = [...types.matchAll(/<Override PartName="\/([^"]+)"/g)].map(([, name]) => name!);
  const defaults = new Set([...types.matchAll(/<Default Extension="([^"]+)"/g)].map(([, extension]) => extension!));
  for (const name of overrides) if (!parts.has(name)) faults.push(`content type of ${name}, which is not there`);
  if (new Set(overrides).size !== overrides.length) faults.push('a part has two content types');
  for (const name of parts.keys()) {
    if (name === '[Content_Types].xml') continue;
    if (!overrides.includes(name) && !defaults.has(name.split('.').at(-1)!)) faults.push(`${name} has no content type`);
    if (!name.endsWith('.rels')) continue;
    const folder = name.replace(/_rels\/[^/]*$/, '');
    const owner = name.replace('_rels/', '').replace(/\.rels$/, '');
    for (const [, id, target] of text(name).matchAll(/Id="([^"]+)"[^>]*Target="([^"]+)"(?![^>]*External)/g)) {
      const at = new URL(target!, `file:///${folder}`).pathname.slice(1);
      if (!parts.has(at)) faults.push(`${name}: ${target} leads nowhere`);
      const implied = /theme|slideLayout|notesSlide|notesMaster|slideMaster|package|presProps|viewProps|tableStyles|slides\//;
      if (parts.has(owner) && !text(owner).includes(`"${id}"`) && !implied.test(target!)) faults.push(`${name}: ${id} is not used`);
    }
    const declared = new Set([...text(name).matchAll(/Id="([^"]+)"/g)].map(([, id]) => id!));
    for (const [, id] of text(owner).matchAll(/r:(?:id|embed|link)="([^"]+)"/g))
      if (!declared.has(id!)) faults.push(`${owner} uses ${id}, which is not declared`);
  }
  return faults;
}

/** Rows of the first sheet of a workbook, as text, in order. */
export function readWorkbook(bytes: Uint8Array): readonly (readonly string[])[] {
  const parts = unzipSync(bytes);
  const text = (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
  const unescape = (value: string): string =>
    value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
  const shared = [...text('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, item]) =>
    unescape([...item!.matchAll(/<t[^>]*?(?:\/>|>(.*?)<\/t>)/gs)].map(([, value]) => value ?? '').join('')),
  );
  return [...text('xl/worksheets/sheet1.xml').matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) => {
    const cells: string[] = [];
    for (const [cell, column, content] of row!.matchAll(/<c r="([A-Z]+)\d+"[^>]*?(?:\/>|>(.*?)<\/c>)/gs)) {
      const place = [...column!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      const value = /<v>(.*?)<\/v>/s.exec(content ?? '')?.[1] ?? '';
      cells[place] = / t="s"/.test(cell) ? (shared[Number(value)] ?? '') : value;
    }
    return Array.from(cells, (value) => value ?? '');
  });
}
