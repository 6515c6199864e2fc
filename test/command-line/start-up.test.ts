import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, repository, runMxdr } from './run-mxdr.ts';

/** Runs when Node.js starts; tells at the end which CommonJS modules were loaded. The language service is of that kind. */
const tellModules = `
  import { createRequire } from 'node:module';
  const { cache } = createRequire(process.cwd() + '/');
  process.on('exit', () => process.stderr.write('\\nLOADED ' + JSON.stringify(Object.keys(cache))));
`;

async function languageServiceFiles(args: readonly string[]): Promise<readonly string[]> {
  const { stderr } = await runMxdr(args, {
    cwd: path.resolve(repository),
    env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tellModules)}` },
  });
  const told = /LOADED (\[.*\])/.exec(stderr)?.[1];
  if (told === undefined) throw new Error(`mxdr ${args.join(' ')} did not tell its modules: ${stderr}`);
  return (JSON.parse(told) as string[]).filter((file) => file.includes('language-service-next'));
}

describe('the language service', () => {
  it.each(['--help', '--version', 'query --help'])('is not loaded by mxdr %s', async (line) => {
    expect(await languageServiceFiles(line.split(' '))).toEqual([]);
  });

  it('is loaded when a query is analysed', async () => {
    expect(await languageServiceFiles(['query', 'print 1', '--local', makeFolder()])).not.toEqual([]);
  });
});
