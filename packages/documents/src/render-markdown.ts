import { escapeMarkdown as escape, isLinkable } from './escape-text.ts';
import type { MatrixColumn, PageBlock, PageDocument } from './page-document.ts';

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escape).join(' | ')} |`;
  return [line(columns), `|${columns.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

/** A column of a matrix as one item: what is there by name, with what it means. */
function matrixColumn({ title, note, cells }: MatrixColumn): string {
  const said = cells.map(({ code: short, title: name, word }) => `${short} ${name} (${word})`).join('; ');
  return `- **${escape(title)}** (${escape(note)}): ${escape(said)}`;
}

/** A fence must be longer than any run of backticks in it. */
function code(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

function renderBlock(block: PageBlock): string {
  switch (block.kind) {
    case 'text':
      return escape(block.text);
    case 'list':
      return block.items.map((item) => `- ${escape(item)}`).join('\n');
    case 'facts':
      return block.items.map(([name, value]) => `- **${escape(name)}:** ${escape(value)}`).join('\n');
    case 'table':
      return `**${escape(block.caption)}**\n\n${block.rows.length === 0 ? escape(block.emptyText) : table(block.columns, block.rows)}`;
    case 'note':
      return `> **${escape(block.title)}.** ${escape(block.text)}`;
    case 'steps':
      return block.steps
        .map(({ title, who, text, commands }, index) =>
          [
            `${index + 1}. **${escape(title)}** (${escape(who)})`,
            ...(text === '' ? [] : [`   ${escape(text)}`]),
            ...(commands.length === 0 ? [] : [code('bash', commands.join('\n')).replaceAll(/^/gmu, '   ')]),
          ].join('\n\n'),
        )
        .join('\n\n');
    case 'code':
      return code(block.language, block.text);
    case 'matrix':
      return `**${escape(block.caption)}**\n\n${block.columns.map(matrixColumn).join('\n')}`;
    case 'links':
      return block.items
        .map(({ text, address }) => (isLinkable(address) ? `- [${escape(text)}](<${address}>)` : `- ${escape(text)} (${escape(address)})`))
        .join('\n');
    default:
      return table(
        ['Party', 'Role', 'Name', 'Date', 'Signature'],
        (block satisfies { readonly kind: 'signature' }).parties.map(({ party, role }) => [party, role, '', '', '']),
      );
  }
}

/** The document as Markdown. */
export function renderMarkdown(document: PageDocument): string {
  const head = [
    `# ${escape(document.title)}`,
    `${escape(document.subject)}, for ${escape(document.serviceName)} by ${escape(document.operatorName)}`,
    document.summary.map(([name, value]) => `- **${escape(name)}:** ${escape(value)}`).join('\n'),
  ];
  const sections = document.sections.map(({ title, blocks }, index) =>
    [`## ${index + 1}. ${escape(title)}`, ...blocks.map(renderBlock)].join('\n\n'),
  );
  return `${[...head, ...sections].join('\n\n')}\n`;
}
