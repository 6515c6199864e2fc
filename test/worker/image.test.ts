import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from '../command-line/run-mxdr.ts';

interface Step {
  readonly name: string;
  readonly text: string;
}

/** The instructions of a Dockerfile, continued lines joined, comments left out. */
function readSteps(): readonly Step[] {
  const lines = readFileSync(path.join(repository, 'Dockerfile'), 'utf8').split('\n');
  const joined = lines
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/gu, ' ');
  return joined.split('\n').flatMap((line) => {
    const [name = '', ...rest] = line.trim().split(' ');
    return name === '' ? [] : [{ name, text: rest.join(' ') }];
  });
}

const steps = readSteps();
const textsOf = (name: string): readonly string[] => steps.filter((step) => step.name === name).map(({ text }) => text);
/** The stage that ships: what comes after the last FROM. */
const shipped = steps.slice(steps.findLastIndex(({ name }) => name === 'FROM'));
const ignored = readFileSync(path.join(repository, '.dockerignore'), 'utf8').split('\n');

describe('the image of the jobs', () => {
  it('consists of instructions that Docker knows', () => {
    const known = new Set(['ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'FROM', 'HEALTHCHECK', 'RUN', 'USER', 'WORKDIR']);
    expect([...new Set(steps.map(({ name }) => name))].filter((name) => !known.has(name))).toEqual([]);
    expect(steps.length).toBeGreaterThan(15);
  });

  it('stands on one base, which a pipeline can name by digest, and never on a tag that means whatever is newest', () => {
    expect(textsOf('FROM')).toEqual(['${NODE_IMAGE} AS build', '${NODE_IMAGE}']);
    const [base = ''] = textsOf('ARG');
    expect(base).toMatch(/^NODE_IMAGE=node:\d+-[a-z]+-slim$/u);
    // The line of Node.js that CI tests.
    const ci = readFileSync(path.join(repository, '.github/workflows/ci.yml'), 'utf8');
    expect(ci).toContain(`'${/\d+/u.exec(base)?.[0]}'`);
  });

  it('runs as nobody in particular, and cannot change itself', () => {
    const users = shipped.filter(({ name }) => name === 'USER').map(({ text }) => text);
    expect(users).toEqual(['1000:1000']);
    const after = shipped.slice(shipped.findIndex(({ name }) => name === 'USER') + 1);
    expect(after.filter(({ name }) => ['COPY', 'RUN', 'USER'].includes(name))).toEqual([]);
    expect(textsOf('COPY').filter((text) => text.includes('--chown') || text.includes('--chmod'))).toEqual([]);
  });

  it('takes no secret in, neither by a file nor by a setting', () => {
    for (const text of [...textsOf('ENV'), ...textsOf('ARG')]) expect(text).not.toMatch(/secret|password|token|key|sas|connection/iu);
    expect(ignored).toContain('*');
    for (const pattern of ['**/.env*', '**/*.key', '**/*.pem', '**/*.tfstate*', '**/node_modules', '**/dist'])
      expect(ignored).toContain(pattern);
    expect(ignored.lastIndexOf('*')).toBeLessThan(ignored.findIndex((line) => line.startsWith('!')));
  });

  it('copies what there is, and what is not left out', () => {
    const sources = textsOf('COPY')
      .filter((text) => !text.startsWith('--from'))
      .flatMap((text) => text.split(' ').slice(0, -1));
    expect(sources.length).toBeGreaterThan(8);
    expect(sources.filter((source) => !existsSync(path.join(repository, source)))).toEqual([]);
    expect(sources.filter((source) => !ignored.includes(`!${source}`))).toEqual([]);
  });

  it('ships what runs: no development dependencies, no sources, with a list of what is in it', () => {
    const run = textsOf('RUN').join('\n');
    expect(run).toContain('npm ci --omit=dev');
    expect(run).toContain('npm sbom --omit=dev --sbom-format=cyclonedx > sbom.cdx.json');
    expect(run).toContain('-type d -name src');
    expect(run).not.toMatch(/curl|wget|\| *sh\b/u);
    expect(run).toContain('--no-install-recommends');
  });

  it('brings a browser that keeps its sandbox, and starts a command that there is', () => {
    expect(shipped.map(({ text }) => text).join('\n')).toContain('chromium-headless-shell');
    expect(readFileSync(path.join(repository, 'Dockerfile'), 'utf8')).not.toContain('no-sandbox');
    const [entry = '[]'] = textsOf('ENTRYPOINT');
    const program = (JSON.parse(entry) as readonly string[]).at(-1) ?? '';
    expect(existsSync(path.join(repository, program.replace('/app/', '')))).toBe(true);
    expect(JSON.parse(textsOf('CMD')[0] ?? '[]')).toEqual(['worker']);
    expect(textsOf('HEALTHCHECK')[0]).toContain(program);
  });
});
