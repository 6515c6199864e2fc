import { escapeHtml as escape, isLinkable } from './escape-text.ts';
import type { MatrixBlock, MatrixCell, MatrixColumn, MatrixMark } from './page-document.ts';

/** Shapes that differ without colour: a disc, half a disc, a ring, a triangle, a dash. */
const shapes: Readonly<Record<MatrixMark, string>> = {
  full: '<circle cx="8" cy="8" r="6.5"/>',
  half: '<circle class="line" cx="8" cy="8" r="5.75"/><path d="M8 2.25a5.75 5.75 0 0 1 0 11.5z"/>',
  ring: '<circle class="line" cx="8" cy="8" r="5.75"/>',
  warning: '<path class="line" d="M8 2.2 14.4 13.4H1.6z"/><path class="line" d="M8 6.4v3.4M8 11.4v.2"/>',
  none: '<path class="line" d="M4 8h8"/>',
};

const shape = (mark: MatrixMark): string => `<svg viewBox="0 0 16 16" aria-hidden="true">${shapes[mark]}</svg>`;

function cell({ id, code, title, address, mark, word, note }: MatrixCell): string {
  const name = `<span class="code">${escape(code)}</span> ${escape(title).replaceAll('/', '/<wbr>')}`;
  const linked = isLinkable(address) ? `<a href="${escape(address)}" rel="noopener noreferrer">${name}</a>` : name;
  const said = `<p class="state">${shape(mark)}<span>${escape(word)}</span></p>${note === '' ? '' : `<p class="more">${escape(note)}</p>`}`;
  return `<li id="${escape(id)}" class="${mark}"><p class="name">${linked}</p>${said}</li>`;
}

function column({ title, note, sectionId, cells }: MatrixColumn): string {
  return `<div class="column"><h3><a href="#${escape(sectionId)}">${escape(title)}</a></h3><p class="share">${escape(note)}</p><ul>${cells.map(cell).join('')}</ul></div>`;
}

/** The matrix as lists under headings, which a style sheet sets side by side: it reads the same with none. */
export function renderMatrix({ caption, legend, columns, paperNote }: MatrixBlock): string {
  const keys = legend
    .map(({ mark, word, text }) => `<li class="${mark}">${shape(mark)}<span><strong>${escape(word)}</strong> ${escape(text)}</span></li>`)
    .join('');
  return `<div class="matrix"><p class="caption">${escape(caption)}</p><ul class="legend">${keys}</ul><div class="columns" role="region" tabindex="0" aria-label="${escape(caption)}">${columns.map(column).join('\n')}</div><p class="on-paper">${escape(paperNote)}</p></div>`;
}
