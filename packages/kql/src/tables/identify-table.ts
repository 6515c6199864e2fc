import { normaliseName } from '../schema/closest-name.ts';
import type { TableCatalogue } from '../schema/table-catalogue.ts';

/** Which table a file is, or why that is not clear. `by` says what told it. */
export type TableIdentity =
  | { readonly table: string; readonly by: 'setting' | 'name' | 'folder' | 'type-column' | 'own-name' }
  | { readonly ignored: true }
  | { readonly complaint: string };

/** What is known of a file when its table is looked for. */
export interface FileEvidence {
  /** Path relative to the folder of tables, with forward slashes. */
  readonly path: string;
  readonly typeValues: readonly string[];
}

const IDENTIFIER = /^[A-Za-z_]\w{0,127}$/;
const EXTENSIONS = /\.(?:csv|ndjson|jsonl|json|parquet)(?:\.gz)?$/i;

/** The part of a file's name that names the table: `SigninLogs` of `SigninLogs.2026-10.csv.gz`. */
export function tablePartOf(fileName: string): string {
  const stem = fileName.replace(EXTENSIONS, '');
  const dot = stem.indexOf('.');
  return dot > 0 ? stem.slice(0, dot) : stem;
}

/**
 * Makes the function that tells a file's table. In this order: `tables.yaml`; the file's name, exact, without case and separators
 * (`azure_activity`), or with something behind a separator (`AuditLogs_Hunting`); the name of a folder around it, by the same rules; the
 * column `Type` of its rows; at last its own name, as a table that no schema describes.
 */
export function createTableIdentifier(
  catalogue: TableCatalogue,
  settings: ReadonlyMap<string, string>,
): (file: FileEvidence) => TableIdentity {
  const byNormalised = new Map<string, string[]>();
  for (const name of catalogue.names()) {
    const key = normaliseName(name);
    byNormalised.set(key, [...(byNormalised.get(key) ?? []), name]);
  }

  function match(name: string): string | undefined {
    if (catalogue.get(name) !== undefined) return name;
    // `Alert_Mine_CL` is a custom table, not a part of Alert.
    const tokens = name.split(/[^A-Za-z0-9]+/).filter((token) => token !== '');
    const shortest = name.endsWith('_CL') ? tokens.length : 1;
    for (let count = tokens.length; count >= shortest && count > 0; count--) {
      const found = byNormalised.get(tokens.slice(0, count).join('').toLowerCase());
      if (found?.length === 1) return found[0];
    }
    return undefined;
  }

  return ({ path, typeValues }) => {
    const setting = settings.get(path) ?? settings.get(path.slice(path.lastIndexOf('/') + 1));
    if (setting !== undefined) return setting === 'ignore' ? { ignored: true } : { table: setting, by: 'setting' };
    const steps = path.split('/');
    const own = tablePartOf(steps.at(-1)!);
    // Exports to a storage account put `am-` before the table.
    const folders = steps
      .slice(0, -1)
      .map((step) => step.replace(/^am-/, ''))
      .reverse();
    const byName = match(own);
    const byFolder = folders.map(match).find((table) => table !== undefined);
    if (byName !== undefined && byFolder !== undefined && byName !== byFolder) {
      return { complaint: `${path}: the file is named after ${byName}, its folder after ${byFolder}` };
    }
    if (byName !== undefined) return { table: byName, by: 'name' };
    if (byFolder !== undefined) return { table: byFolder, by: 'folder' };
    const byType = [...new Set(typeValues.map((value) => match(value)).filter((table) => table !== undefined))];
    if (byType.length > 1) return { complaint: `${path}: its rows are of several tables (${byType.join(', ')})` };
    if (byType.length === 1) return { table: byType[0]!, by: 'type-column' };
    const customFolder = folders.find((folder) => folder.endsWith('_CL') && IDENTIFIER.test(folder));
    if (customFolder !== undefined) return { table: customFolder, by: 'own-name' };
    if (IDENTIFIER.test(own)) return { table: own, by: 'own-name' };
    const folder = folders.find((name) => IDENTIFIER.test(name));
    if (folder !== undefined) return { table: folder, by: 'own-name' };
    return { complaint: `${path}: neither its name nor a column Type tells the table` };
  };
}
