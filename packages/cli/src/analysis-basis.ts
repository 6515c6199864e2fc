import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const folderOf = (specifier: string): string => path.dirname(fileURLToPath(import.meta.resolve(specifier)));

/** Every file whose bytes decide what an analysis says: our code, the schemas of the tables, and Microsoft's language service. */
function filesOfAnalysis(): readonly string[] {
  const kql = folderOf('@mxdr/kql');
  const folders = [kql, path.join(kql, '../schemas'), folderOf('@mxdr/detections'), folderOf('@mxdr/core')];
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:js|json|txt)$/u.test(name))
      .toSorted()
      .map((name) => path.join(folder, name)),
  );
  const require = createRequire(import.meta.resolve('@mxdr/kql'));
  const service = ['bridge.min.js', 'Kusto.Language.Bridge.min.js'].map((name) => require.resolve(`@kusto/language-service-next/${name}`));
  return [...files, ...service, fileURLToPath(new URL('query-analyser.js', import.meta.url))];
}

/** A hash of all of them and of the Node.js that runs them. It takes less than the language service takes to load. */
export function hashAnalysisCode(): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of filesOfAnalysis()) {
    const bytes = readFileSync(file);
    hash.update(`\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}
