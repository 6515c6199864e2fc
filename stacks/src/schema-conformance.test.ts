import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkAgainstSchemas, loadProviderSchemas, typesWithoutSchema } from './testing/provider-schema.ts';

// The golden files are what synthesis gives, byte for byte; other tests see to that.
const goldenFolder = fileURLToPath(new URL('../golden', import.meta.url));
const goldenFiles = readdirSync(goldenFolder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tf.json'));
const schemas = loadProviderSchemas();

describe.skipIf(schemas === undefined)("every resource and argument against the provider's schema", () => {
  it.each(goldenFiles)('%s', (name) => {
    const configuration: unknown = JSON.parse(readFileSync(`${goldenFolder}/${name}`, 'utf8'));
    const findings = checkAgainstSchemas(configuration, schemas ?? {}).filter(
      ({ kind, where }) => kind !== 'no-schema' || !typesWithoutSchema.has(where.split('.')[0] ?? ''),
    );
    expect(findings).toEqual([]);
  });

  it('looks at every stack of every sample customer', () => {
    expect(goldenFiles.length).toBeGreaterThanOrEqual(6);
  });
});
