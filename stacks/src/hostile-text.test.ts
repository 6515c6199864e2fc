import { fileURLToPath } from 'node:url';
import { customerStacks, findCustomer, loadCustomers, planEnvironment, requireOperator } from '@mxdr/core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ServiceContent } from './service-content.ts';
import { loadServiceContent } from './service-content.ts';
import { planSites } from './service/plan-sites.ts';
import type { StackInput } from './synthesize-customer.ts';
import { synthesizeStacks } from './synthesize-customer.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Fields that hold what a person wrote; the others are ids and names whose form the schemas fix. */
const freeTexts = new Set([
  'body',
  'definitionName',
  'description',
  'displayName',
  'name of a tag',
  'principalDisplayName',
  'query',
  'reason',
  'serviceName',
  'title',
]);

/** The same data with a text behind every free text, and in every cell and tag; ids stay. */
function poison(value: unknown, text: string, key = ''): { readonly value: unknown; readonly count: number } {
  if (typeof value === 'string') return freeTexts.has(key) ? { value: `${value}${text}`, count: 1 } : { value, count: 0 };
  if (typeof value !== 'object' || value === null || value instanceof Map) return { value, count: 0 };
  const within = key === 'tags' || key === 'row' ? 'description' : undefined;
  const entries = Object.entries(value).map(([name, one]) => {
    const { value: poisoned, count } = poison(one, text, Array.isArray(value) ? key : (within ?? name));
    return { name, poisoned, count };
  });
  return {
    value: Array.isArray(value)
      ? entries.map(({ poisoned }) => poisoned)
      : Object.fromEntries(entries.map(({ name, poisoned }) => [name, poisoned])),
    count: entries.reduce((sum, { count }) => sum + count, 0),
  };
}

/** Every template that Terraform would run in a text: what begins with a mark that is not doubled, to the end of the text. */
function templatesIn(text: string): readonly string[] {
  for (let i = 0; i < text.length; i += 1) {
    const mark = text[i];
    if ((mark !== '$' && mark !== '%') || (text.slice(i, i + 2) === `${mark}${mark}` && text[i + 2] !== '{')) continue;
    if (text.slice(i, i + 3) === `${mark}${mark}{`) i += 2;
    else if (text[i + 1] === '{') return [text.slice(i)];
  }
  return [];
}

function allTemplates(json: string): readonly string[] {
  const found: string[] = [];
  JSON.parse(json, (key, value: unknown) => {
    found.push(...templatesIn(key), ...(typeof value === 'string' ? templatesIn(value) : []));
    return value;
  });
  return found.toSorted();
}

let input: StackInput;

beforeAll(async () => {
  const book = await loadCustomers(`${root}test/reference-customers`);
  const plan = planEnvironment(findCustomer(book, 'largest'), requireOperator(book));
  if (!('schemaVersion' in plan)) throw new Error(JSON.stringify(plan));
  const content: ServiceContent = await loadServiceContent(`${root}stacks/content`);
  input = { plan, sites: planSites(plan, content, new Map()), moves: [], registeredProviders: [], stacks: customerStacks };
});

describe("texts of customers and rules in Terraform's configuration", () => {
  it('never become a template, whatever is in them', async () => {
    // GIVEN the templates that the stacks make themselves: references between resources
    const own = (await synthesizeStacks(input)).map(({ json }) => allTemplates(json));
    expect(own.flat().length).toBeGreaterThan(20);
    const piece = fc.constantFrom(
      '${',
      '$${',
      '%{',
      '%%{',
      '$',
      '%',
      '{',
      '}',
      '${file("/etc/passwd")}',
      '%{ for x in y }',
      '${~',
      '"',
      '\\',
      '\n',
      ' ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), async (pieces) => {
        // WHEN every text that somebody wrote ends in this
        const { value, count } = poison(input, pieces.join(''));
        expect(count).toBeGreaterThan(100);
        // eslint-disable-next-line typescript/no-unsafe-type-assertion -- the copy differs in the content of texts only
        const stacks = await synthesizeStacks(value as StackInput);
        // THEN Terraform would run what it ran before, and nothing else
        expect(stacks.map(({ json }) => allTemplates(json))).toEqual(own);
      }),
      { numRuns: 5, examples: [[['$', '${file("/etc/passwd")}']], [['%{ if true }x%{ endif }']]] },
    );
  });

  it('would be noticed if one did', () => {
    expect(allTemplates('{"a":"x ${b} y","${c}":1,"d":"$${e} $$${f} %%{g}","h":"$$ %"}')).toEqual(['${b} y', '${c}']);
    expect(allTemplates('{"a":"%{ if }"}')).toEqual(['%{ if }']);
  });
});
