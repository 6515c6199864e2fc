import { roleDeclarations, roleRules } from '../charts/chart-css.ts';
import { inkOn, mix, readableOn } from '../charts/contrast.ts';
import { pageColours } from '../charts/severity-scale.ts';
import { messagesFor } from '../languages/find-messages.ts';
import { contentBlocks } from '../model/content-blocks.ts';
import type { ReportModel } from '../model/report-model.ts';
import { printClass } from './table-view.ts';

/** Contrast that text needs on its ground (WCAG 1.4.3). */
const textRatio = 4.5;

/** What the model decides of the look: the accent, the inks, the paper, and the words in the margin of every page. */
export function modelCss(model: ReportModel): string {
  return [colourCss(model.brand.accent), paperRows(model), pageRules(model)].join('\n');
}

/** The inks that follow from an accent, on light and on dark pages. */
export function colourCss(accent: string): string {
  const roles = roleDeclarations();
  const light = `--page:${pageColours.light};--cover:${accent};--on-cover:${inkOn(accent)};${accentDeclarations(accent, pageColours.light)}${roles.light}`;
  const dark = `--page:${pageColours.dark};${accentDeclarations(accent, pageColours.dark)}${roles.dark}`;
  return [
    `:root{${light}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme="light"]){${dark}}}`,
    `@media screen{:root[data-theme="dark"]{${dark}}}`,
    roleRules(),
    heatShares
      .map(
        (_, index) =>
          `.chart .heat-${index + 1}{fill:var(--heat-${index + 1})}.chart .on-heat-${index + 1}{fill:var(--on-heat-${index + 1})}`,
      )
      .join(''),
  ].join('\n');
}

/** Hides the rows that only the screen shows: counted, so that it is the same number of rows however the reader has sorted them. */
function paperRows({ sections }: ReportModel): string {
  const tables = sections.flatMap(contentBlocks).filter((block) => block.kind === 'table');
  const limits = tables.flatMap(({ rows, printLimit = rows.length }) => (rows.length > printLimit ? [printLimit] : []));
  const rules = [...new Set(limits)]
    .toSorted((a, b) => a - b)
    .map((limit) => `.${printClass(limit)} tbody tr:nth-child(n+${limit + 1}){display:none}`);
  return rules.length === 0 ? '' : `@media print{${rules.join('')}}`;
}

/** How much of the accent each shade of a heat map has, from the least. */
const heatShares = [0.14, 0.32, 0.52, 0.75, 1];

/** The accent, darkened or lightened until text in it can be read on this page, and a faint tint of it. */
function accentDeclarations(accent: string, page: string): string {
  const readable = readableOn(accent, page, textRatio);
  const tint = mix(page, readable, 0.08);
  const shades = heatShares.map((share, index) => {
    const shade = mix(page, readable, share);
    return `--heat-${index + 1}:${shade};--on-heat-${index + 1}:${inkOn(shade)};`;
  });
  return `--brand:${readable};--on-brand:${inkOn(readable)};--tint:${tint};--accent-on-tint:${readableOn(readable, tint, textRatio)};${shades.join('')}`;
}

function pageRules(model: ReportModel): string {
  const size = model.paper === 'Letter' ? 'letter' : 'A4';
  const [width, height] = model.paper === 'Letter' ? ['8.5in', '11in'] : ['210mm', '297mm'];
  const headLeft = `${shortenWords(model.customer.name, 48)}  ·  ${model.customer.tenantId}`;
  const footLeft = `${shortenWords(model.title, 60)}  ·  ${shortenWords(model.period.short, 30)}`;
  const boxes = [
    `@top-left{content:${cssString(headLeft)}}`,
    `@top-right{content:${cssString(shortenWords(model.classification, 40))}}`,
    `@bottom-left{content:${cssString(footLeft)}}`,
    `@bottom-right{content:${pageCounter(messagesFor(model.locale).document.page)}}`,
  ];
  return [
    `@page{size:${size};margin:23mm 16mm 19mm}`,
    `@page{${boxes.join('')}}`,
    `@page cover{margin:0;@top-left{content:none}@top-right{content:none}@bottom-left{content:none}@bottom-right{content:none}}`,
    `@page wide{size:${size} landscape}`,
    `@media print{:root{--paper-width:${width};--paper-height:${height}}}`,
  ].join('\n');
}

/** The words of a page's number, as CSS counts it. */
function pageCounter(word: (page: string, pages: string) => string): string {
  const [page, pages] = ['\u0001', '\u0002'];
  const parts = word(page, pages).split(/([\u0001\u0002])/u);
  return parts.map((part) => (part === page ? 'counter(page)' : part === pages ? 'counter(pages)' : cssString(part))).join(' ');
}

/** The margin has one line: what is too long is cut, and the cover has it whole. */
function shortenWords(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most
    ? `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : text;
}

/** A CSS string in which everything but letters, digits and spaces is escaped: nothing can end the string, the rule or the style block. */
export function cssString(text: string): string {
  // The blank ends the escape: without it a following letter or blank would become part of it.
  const escaped = [...text].map((character) =>
    /[A-Za-z0-9 ]/.test(character) ? character : `\\${(character.codePointAt(0) ?? 0xff_fd).toString(16)} `,
  );
  return `"${escaped.join('')}"`;
}
