import { describe, expect, it } from 'vitest';
import type { PageDocument } from './page-document.ts';
import { renderHtml } from './render-html.ts';
import { renderMarkdown } from './render-markdown.ts';

/** A document with this text in every place that takes text. */
function documentWith(text: string): PageDocument {
  return {
    title: text,
    subject: text,
    serviceName: text,
    operatorName: text,
    summary: [[text, text]],
    imprint: text,
    sections: [
      {
        id: 'all',
        title: text,
        blocks: [
          { kind: 'text', text },
          { kind: 'list', items: [text] },
          { kind: 'facts', items: [[text, text]] },
          { kind: 'table', caption: text, columns: [text, text], rows: [[text, text]], tones: ['bad'], emptyText: text },
          { kind: 'table', caption: text, columns: [text], rows: [], emptyText: text },
          { kind: 'note', tone: 'attention', title: text, text },
          { kind: 'steps', steps: [{ title: text, who: text, text, commands: [text] }] },
          { kind: 'code', language: 'kusto', text },
          {
            kind: 'links',
            items: [
              { text, address: 'https://example.org/a' },
              { text, address: text },
            ],
          },
          {
            kind: 'matrix',
            caption: text,
            legend: [{ mark: 'full', word: text, text }],
            columns: [
              {
                title: text,
                note: text,
                sectionId: 'all',
                cells: [
                  { id: 'all-1', code: text, title: text, address: 'https://example.org/b', mark: 'full', word: text, note: text },
                  { id: 'all-2', code: text, title: text, address: text, mark: 'none', word: text, note: '' },
                ],
              },
            ],
            paperNote: text,
          },
          { kind: 'signature', parties: [{ party: text, role: text }] },
        ],
      },
    ],
  };
}

const hostile = [
  '<script>alert(1)</script>',
  '</style><img src=x onerror=alert(1)>',
  '"onmouseover="alert(1)',
  "javascript:alert('x')",
  '[a](javascript:alert(1))',
  '```\n<script>',
  '| a | b |',
  '# title\n## more',
  '{{constructor}}',
];

describe('a rendered document', () => {
  it.each(hostile)('holds %j as text only', (text) => {
    const html = renderHtml(documentWith(text), 'body { margin: 0 }');
    expect(html).not.toMatch(/<script|<img|onmouseover="|href="javascript/u);
    expect(html.match(/<\/style>/gu)).toHaveLength(1);
    expect([...html.matchAll(/href="(?<address>[^"]*)"/gu)].map(({ groups }) => groups?.['address'])).toEqual([
      '#main',
      '#all',
      'https://example.org/a',
      '#all',
      'https://example.org/b',
    ]);
    const markdown = renderMarkdown(documentWith(text)).replaceAll(/^( *)(`{3,})[a-z]+\n[\s\S]*?\n\1\2$/gmu, '');
    expect(markdown).not.toMatch(/(?<!\\)<(?!https:\/\/example)|\n# title|(?<!\\)\]\(j/u);
  });

  it('says the tone of a row beside its words', () => {
    expect(renderHtml(documentWith('a'), '')).toContain('<tr class="bad"><th scope="row">a</th><td>a</td></tr>');
  });

  it('says the state of a cell in words and by a shape of its own', () => {
    const marks = ['full', 'half', 'ring', 'warning', 'none'] as const;
    const cells = marks.map((mark) => ({ id: mark, code: mark, title: mark, address: '', mark, word: `is ${mark}`, note: '' }));
    const html = renderHtml(
      {
        ...documentWith('a'),
        sections: [
          {
            id: 'm',
            title: 'm',
            isWide: true,
            blocks: [
              { kind: 'matrix', caption: 'c', legend: [], columns: [{ title: 't', note: 'n', sectionId: 'm', cells }], paperNote: 'p' },
            ],
          },
        ],
      },
      '',
    );
    const said = [...html.matchAll(/<svg[^>]*aria-hidden="true">(?<shape>.*?)<\/svg><span>(?<word>[^<]*)/gu)].map(({ groups }) => groups);
    expect(said.map((one) => one?.['word'])).toEqual(marks.map((mark) => `is ${mark}`));
    expect(new Set(said.map((one) => one?.['shape'])).size).toBe(marks.length);
    expect(html).toContain('<div class="frame across">');
  });

  it('allows its own style and nothing else', () => {
    expect(renderHtml(documentWith('a'), 'x{}')).toContain("default-src 'none'; style-src 'sha256-");
  });
});
