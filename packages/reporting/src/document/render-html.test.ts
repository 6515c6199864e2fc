import { fontFamilies } from '@mxdr/core';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { cssString } from './document-css.ts';
import { embedFonts, neededSubsets } from './embedded-fonts.ts';
import { galleryModel } from '../testing/gallery-model.ts';
import { hostileModel, hostileText } from '../testing/hostile-model.ts';
import { renderHtml } from './render-html.ts';

/** What is between the tags, without the style and script that are ours. */
const bodyOf = (html: string): string => html.slice(html.search(/<body[ >]/), html.lastIndexOf('<script>'));

describe('renderHtml', () => {
  it('gives the same bytes for the same model', async () => {
    expect(await renderHtml(galleryModel())).toBe(await renderHtml(galleryModel()));
  });

  it('allows exactly its own style and script, before anything else in the head', async () => {
    const html = await renderHtml(galleryModel());
    const policy =
      /<head>\n<meta http-equiv="Content-Security-Policy" content="([^"]*)">/
        .exec(html)?.[1]
        ?.replaceAll('&#x27;', "'")
        .replaceAll('&#x3D;', '=') ?? '';
    const blocks = {
      style: html.slice(html.indexOf('<style>') + 7, html.indexOf('</style>')),
      script: html.slice(html.lastIndexOf('<script>') + 8, html.lastIndexOf('</script>')),
    };
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src ${hash(blocks.style)}`);
    expect(policy).toContain(`script-src ${hash(blocks.script)}`);
    expect(policy).not.toContain('unsafe');
    expect(html.match(/<style/g)).toHaveLength(1);
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  it.each([
    ['gallery', galleryModel],
    ['hostile', hostileModel],
  ] as const)('writes the %s without inline style, event attributes or addresses to fetch', async (_, model) => {
    const tags = bodyOf(await renderHtml(model())).match(/<[a-z][^>]*>/gi) ?? [];
    const attributes = tags.map((tag) => tag.replaceAll(/"[^"]*"/g, '""'));
    expect(attributes.filter((tag) => /\s(style|on[a-z]+|srcset|action|formaction)\s*=/i.test(tag))).toEqual([]);
    expect(tags.filter((tag) => /\s(src|href)="(?!#|data:image\/|mailto:)/.test(tag))).toEqual([]);
  });

  it('keeps hostile text text, in every block', async () => {
    const html = await renderHtml(hostileModel());
    expect(bodyOf(html)).not.toContain('<img');
    expect(bodyOf(html)).not.toContain('<script');
    expect(html.slice(html.indexOf('<style>'), html.indexOf('</style>'))).not.toContain('attacker.example');
    expect(bodyOf(html)).toContain('&lt;img src');
    expect(html).not.toContain('href="javascript:');
  });

  it('tells "none" from "not available" and from 0', async () => {
    const html = await renderHtml(galleryModel());
    expect(html).toContain('<li class="card unavailable">');
    expect(html).toMatch(
      /<li class="card known">\n<p class="card-label">Waiting for you today<\/p>\n<p class="card-value"><span class="card-number">0</,
    );
    expect(html).toContain('<p class="empty">No incident waits for you.</p>');
    expect(html).toMatch(/<td class="r n unknown" data-missing>not available/);
  });

  it('has one h1, no jump in its headings, ids used once, and links that go somewhere', async () => {
    const html = await renderHtml(galleryModel());
    const levels = [...bodyOf(html).matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, index) => index === 0 || level - levels[index - 1]! <= 1)).toBe(true);
    const ids = [...bodyOf(html).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...bodyOf(html).matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('refuses ids, colours and addresses that break the contract, all at once', async () => {
    const model = galleryModel();
    const broken = {
      ...model,
      brand: {
        accent: 'red;}',
        font: "Inter';}" as 'Inter',
        logo: { dataUri: 'https://x.example/logo.png', alt: '' },
        operatorLogo: { dataUri: 'javascript:1', alt: '' },
      },
      sections: [...model.sections, model.sections[0]!],
    };
    await expect(renderHtml(broken)).rejects.toMatchObject({
      code: 'MXDR-REPORT-MODEL-INVALID',
      message: expect.stringMatching(/font.*accent.*logo.*operatorLogo.*used twice/) as string,
    });
  });
});

describe('cssString', () => {
  it('cannot be left by anything that stands in it', () => {
    const text = cssString(hostileText);
    expect(text.slice(1, -1)).toMatch(/^(?:[A-Za-z0-9 ]|\\[0-9a-f]+ )*$/);
    expect(cssString('a·1')).toBe('"a\\b7 1"');
  });
});

describe('embedFonts', () => {
  const familiesOf = async (text: string): Promise<readonly string[]> => [
    ...new Set([...(await embedFonts(text, 'Inter')).matchAll(/font-family:"([^"]+)"/g)].map(([, family]) => family!)),
  ];

  it.each([
    ['Contoso GmbH, Ελλάδα, Россия', ['Inter']],
    ['株式会社', ['Inter', 'Noto Sans JP']],
    ['شركة النور', ['Inter', 'Noto Sans Arabic']],
    ['חברה', ['Inter', 'Noto Sans Hebrew']],
    ['บริษัท', ['Inter', 'Noto Sans Thai']],
    ['alert 🚨', ['Inter', 'Noto Emoji']],
  ])('takes for "%s" the fonts that it needs, and no other', async (text, families) => {
    expect(await familiesOf(text)).toEqual(families);
  });
});

describe('a document in a family of the brand', () => {
  it.each(fontFamilies)('names and embeds %s, for every script that it has, and Inter nowhere else', async (font) => {
    // GIVEN a customer with Greek in its name
    const model = galleryModel();
    const html = await renderHtml({ ...model, customer: { ...model.customer, name: 'Ελλάδα Łódź' }, brand: { ...model.brand, font } });

    // THEN
    const faces = [...html.matchAll(/@font-face\{font-family:"([^"]+)"[^}]*?font-weight:(\d+);/g)].map(
      ([, family, weight]) => `${family} ${weight}`,
    );
    expect([...new Set(faces)].filter((face) => face.startsWith(font))).toEqual([400, 600, 700].map((weight) => `${font} ${weight}`));
    expect(faces.filter((face) => face === `${font} 400`).length).toBeGreaterThanOrEqual(3);
    expect(/\bInter\b/.test(html)).toBe(font === 'Inter');
  });
});

describe('neededSubsets', () => {
  const ranges = { latin: 'U+0000-00FF', 'latin-ext': 'U+0100-02BA', greek: 'U+0370-03FF', cyrillic: 'U+0400-045F' };
  it.each([
    ['Northwind', ['latin']],
    ['Łódź', ['latin', 'latin-ext']],
    ['Київ', ['latin', 'cyrillic']],
    ['北風', ['latin']],
  ])('of "%s" are %j', (text, expected) => {
    expect(neededSubsets(new Set([...text].map((character) => character.codePointAt(0)!)), ranges)).toEqual(expected);
  });
});
