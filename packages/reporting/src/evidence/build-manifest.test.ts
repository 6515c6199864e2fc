import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../dataset/dataset.ts';
import { hashTemplates } from '../document/hash-templates.ts';
import { namesScript, scriptedDataset } from '../testing/scripted-dataset.ts';
import type { ManifestOptions } from './build-manifest.ts';
import { buildManifest, hashSources, readManifest, writeManifest } from './build-manifest.ts';

let dataset: Dataset;
const options = {
  issuedAt: '2026-11-03T08:00:00.000Z',
  toolVersion: '0.1.0',
  templatesSha256: 'a'.repeat(64),
  sourcesSha256: 'b'.repeat(64),
  formats: ['html', 'json'],
  attachesRows: true,
  completeness: { state: 'incomplete', summary: 'The answer was cut off.' },
} satisfies ManifestOptions;

beforeAll(async () => {
  dataset = await scriptedDataset(namesScript(['A'], ['x@contoso.com'], []));
});

describe('the manifest of a report', () => {
  it('has the hash of every query and file, and durations apart', () => {
    // WHEN
    const manifest = buildManifest(
      dataset,
      [
        { name: 'b.html', bytes: 'abc' },
        { name: 'a.json', bytes: new Uint8Array([1]) },
      ],
      options,
    );
    // THEN
    expect(manifest.files.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['a.json', 1],
      ['b.html', 3],
    ]);
    expect(manifest.files[1]!.sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(manifest.queries).toHaveLength(dataset.runs.length);
    expect(manifest.queries.every((query) => /^[0-9a-f]{64}$/.test(query.sha256) && !('durationMs' in query))).toBe(true);
    expect(manifest.volatile.durationsMs['incidents@2026-10']).toBe(7);
    expect(manifest.queries.find(({ id }) => id === 'mail@2026-10')).toMatchObject({ status: 'failed', missingTables: ['Unknown'] });
  });

  it('names files from the folder of reports on, not those of this machine', () => {
    const { queries } = buildManifest(dataset, [], options);
    for (const { file } of queries) expect(file).toMatch(/^reports\/([a-z-]+\/)?queries\/[a-z-]+\.kql$/u);
  });

  it('is the same for the same evidence but for what is volatile', () => {
    // GIVEN a run on another day and a slower machine
    const later = { ...dataset, runs: dataset.runs.map((run) => ({ ...run, durationMs: 9999 })) };
    // WHEN
    const { volatile: one, ...first } = buildManifest(dataset, [], options);
    const { volatile: other, ...second } = buildManifest(later, [], { ...options, issuedAt: '2027-01-01T00:00:00.000Z' });
    // THEN
    expect(second).toEqual(first);
    expect(other).not.toEqual(one);
  });

  it('says what a service took for each query, apart from the evidence, and nothing where none was asked', () => {
    // GIVEN a query that was throttled once, and asked in two parts
    const effort = {
      requests: [
        { status: 429, requestId: 'r-1', queuedMs: 0, pauseMs: 7000 },
        { status: 200, requestId: 'r-2', queuedMs: 12 },
        { queuedMs: 3 },
      ],
      parts: 2,
      bytesScanned: null,
    };
    const runs = dataset.runs.map((run) => (run.id === 'incidents@2026-10' ? { ...run, effort } : run));
    // WHEN
    const manifest = buildManifest({ ...dataset, runs }, [], options);
    // THEN
    expect(manifest.volatile.efforts).toEqual({ 'incidents@2026-10': effort });
    expect(readManifest(writeManifest(manifest)).state).toBe('whole');
    expect(buildManifest(dataset, [], options).volatile).not.toHaveProperty('efforts');
    const { volatile: _one, ...evidence } = manifest;
    const { volatile: _other, ...same } = buildManifest(dataset, [], options);
    expect(evidence).toEqual(same);
  });

  it('changes with the definition of the report, not with the place where it lies', () => {
    const { definition } = dataset;
    const hashOf = (changed: Dataset['definition']): string =>
      buildManifest({ ...dataset, definition: changed }, [], options).definitionSha256;
    const own = hashOf(definition);
    expect(hashOf({ ...definition, queries: definition.queries.map((query) => ({ ...query, file: '/elsewhere/x.kql' })) })).toBe(own);
    expect(hashOf({ ...definition, queries: definition.queries.map((query) => ({ ...query, text: `${query.text} ` })) })).not.toBe(own);
    expect(hashOf({ ...definition, settings: { ...definition.settings, lookbackDays: 1 } })).not.toBe(own);
  });

  it('says what each watched table held, and whether the report needs it', () => {
    const { tables } = buildManifest(dataset, [], options);
    const required = dataset.definition.settings.tables.filter((table) => table.required).map(({ name }) => name);
    expect(tables.map(({ table }) => table)).toEqual(dataset.tables.map(({ table }) => table));
    expect(tables.filter(({ isRequired }) => isRequired).map(({ table }) => table)).toEqual(required);
    expect(required.length).toBeGreaterThan(0);
  });

  it('changes with what the report says beyond the workspace', () => {
    const { customer, operator } = dataset;
    const own = hashSources({ customer, operator, ledgers: {} });
    const others = [
      hashSources({ customer: { ...customer, name: 'Another' }, operator, ledgers: {} }),
      hashSources({ customer, operator: { ...operator, name: 'Another' }, ledgers: {} }),
      hashSources({ customer, operator, ledgers: { hunts: [] } }),
      hashSources({ customer, operator, ledgers: {}, logo: { dataUri: 'data:,a', alt: '' } }),
      hashSources({ customer, operator, ledgers: {}, operatorLogo: { dataUri: 'data:,a', alt: '' } }),
    ];
    expect(new Set([own, ...others]).size).toBe(6);
    expect(hashSources({ customer, operator, ledgers: {} })).toBe(own);
  });

  it('is read back whole, and any changed byte of its file is told', async () => {
    // GIVEN
    const text = writeManifest(
      buildManifest(dataset, [{ name: 'a.html', bytes: 'x' }], { ...options, templatesSha256: await hashTemplates() }),
    );
    expect(readManifest(text)).toMatchObject({
      state: 'whole',
      manifest: { reportId: 'service-review', tenantId: dataset.customer.tenantId },
    });
    // WHEN
    const states = new Set<string>();
    for (let at = 0; at < text.length; at += 97) {
      const changed = `${text.slice(0, at)}${String.fromCodePoint(text.codePointAt(at)! ^ 1)}${text.slice(at + 1)}`;
      states.add(readManifest(changed).state);
    }
    // THEN
    expect([...states].toSorted()).toEqual(['damaged', 'unreadable']);
    expect(readManifest(`${text} `)).toMatchObject({ state: 'damaged' });
  });
});
