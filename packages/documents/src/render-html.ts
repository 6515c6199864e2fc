import { createHash } from 'node:crypto';
import { escapeHtml as escape, isLinkable } from './escape-text.ts';
import type { PageBlock, PageDocument, PageStep } from './page-document.ts';
import { renderMatrix } from './render-matrix.ts';

function facts(items: readonly (readonly [string, string])[]): string {
  return `<dl class="facts">${items.map(([name, value]) => `<div><dt>${escape(name)}</dt><dd>${escape(value)}</dd></div>`).join('')}</dl>`;
}

function table({ caption, columns, rows, tones, emptyText }: Extract<PageBlock, { readonly kind: 'table' }>): string {
  if (rows.length === 0) return `<div class="empty"><p class="caption">${escape(caption)}</p><p>${escape(emptyText)}</p></div>`;
  const head = columns.map((column) => `<th scope="col">${escape(column)}</th>`).join('');
  const body = rows
    .map(
      ([first = '', ...rest], index) =>
        `<tr${tones?.[index] === undefined ? '' : ` class="${tones[index]}"`}><th scope="row">${escape(first)}</th>${rest.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`,
    )
    .join('\n');
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escape(caption)}"><table class="columns-${columns.length}"><caption>${escape(caption)}</caption><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

function step({ title, who, text, commands }: PageStep): string {
  const code = commands.length === 0 ? '' : `<pre tabindex="0"><code>${commands.map(escape).join('\n')}</code></pre>`;
  return `<li><h3>${escape(title)}</h3><p class="who">${escape(who)}</p>${text === '' ? '' : `<p>${escape(text)}</p>`}${code}</li>`;
}

function link({ text, address }: { readonly text: string; readonly address: string }): string {
  if (!isLinkable(address)) return `<li>${escape(text)} (${escape(address)})</li>`;
  return `<li><a href="${escape(address)}" rel="noopener noreferrer">${escape(text)}</a></li>`;
}

function renderBlock(block: PageBlock): string {
  switch (block.kind) {
    case 'text':
      return `<p>${escape(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return facts(block.items);
    case 'table':
      return table(block);
    case 'note':
      return `<aside class="note ${block.tone}"><p><strong>${escape(block.title)}.</strong> ${escape(block.text)}</p></aside>`;
    case 'steps':
      return `<ol class="steps">\n${block.steps.map(step).join('\n')}\n</ol>`;
    case 'code':
      return `<pre tabindex="0"><code>${escape(block.text)}</code></pre>`;
    case 'matrix':
      return renderMatrix(block);
    case 'links':
      return `<ul>${block.items.map(link).join('')}</ul>`;
    default:
      return `<div class="signatures">${(block satisfies { readonly kind: 'signature' }).parties
        .map(
          ({ party, role }) =>
            `<div class="party"><p class="party-name">${escape(party)}</p><p class="who">${escape(role)}</p><dl class="lines"><div><dt>Name</dt><dd></dd></div><div><dt>Date</dt><dd></dd></div><div><dt>Signature</dt><dd></dd></div></dl></div>`,
        )
        .join('')}</div>`;
  }
}

/**
 * The document as one file: no script, nothing from elsewhere, and it prints as it looks.
 * @param css our own style; never text of a customer
 */
export function renderHtml(document: PageDocument, css: string): string {
  const hash = createHash('sha256').update(css, 'utf8').digest('base64');
  const contents = document.sections
    .map(({ id, title }, index) => `<li><a href="#${escape(id)}"><span>${index + 1}</span>${escape(title)}</a></li>`)
    .join('');
  const sections = document.sections
    .map(
      ({ id, title, blocks, isWide }, index) =>
        `<section id="${escape(id)}"${isWide === true ? ' class="wide"' : ''} aria-labelledby="${escape(id)}-title">\n<h2 id="${escape(id)}-title"><span class="number">${index + 1}</span>${escape(title)}</h2>\n${blocks.map(renderBlock).join('\n')}\n</section>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light">
<title>${escape(`${document.title}: ${document.subject}`)}</title>
<style>${css}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the document</a>
<header class="cover">
<p class="service">${escape(document.serviceName)} <span>${escape(document.operatorName)}</span></p>
<p class="subject">${escape(document.subject)}</p>
<h1>${escape(document.title)}</h1>
${facts(document.summary)}
</header>
<div class="${document.sections.some(({ isWide }) => isWide === true) ? 'frame across' : 'frame'}">
<nav aria-label="Contents"><ol>${contents}</ol></nav>
<main id="main">
${sections}
</main>
</div>
<footer><p>${escape(document.imprint)}</p></footer>
</body>
</html>
`;
}
