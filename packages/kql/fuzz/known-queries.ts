import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
const corpus = path.resolve(root, '../shared/data/kql-corpus.jsonl');

function filesBelow(folder: string, extension: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
}

/** The literal block of `query:` in a rule's YAML. */
function queryOfRule(yaml: string): readonly string[] {
  const block = /^( *)query: *\|-?\n((?:\1 +.*\n|\s*\n)+)/m.exec(yaml);
  return block === null ? [] : [block[2]!];
}

/** Names that a report gives its queries. */
const PERIOD =
  'let LOOKBACK = datetime(2026-05-01);\nlet START = datetime(2026-06-01);\nlet END = datetime(2026-06-30);\nlet ASOF = END;\n';

/** The project's own queries, and the public corpus where it is at hand. */
export function readKnownQueries(say: (line: string) => void): readonly string[] {
  const reports = filesBelow(path.join(root, 'reports'), '.kql').map((text) => `${PERIOD}${text}`);
  const rules = filesBelow(path.join(root, 'stacks/content'), '.yaml').flatMap(queryOfRule);
  say(`${reports.length} queries of reports, ${rules.length} of rules`);
  if (!existsSync(corpus)) {
    say('the public corpus (../shared/data/kql-corpus.jsonl) is not there: only own queries are changed');
    return [...reports, ...rules];
  }
  const known = readFileSync(corpus, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { readonly query: string }).query);
  say(`${known.length} queries of the public corpus`);
  return [...reports, ...rules, ...known];
}
