import { contentsPlaceholder } from './contents-numbers.ts';

/** A document of `renderHtml`, changed so that it prints at once. */
export interface PrintableDocument {
  readonly html: string;
  /** Ids of the sections that the contents name, in order. */
  readonly sections: readonly string[];
}

/** The place of a page number in the contents; templates/report/report.hbs writes it. No other text can hold its quotes unescaped. */
const numberPlace = /(<span class="entry-page" id="page-of-([^"]+)"[^>]*>)(<\/span>)/g;

/**
 * Writes placeholders where the contents show page numbers, and hides the document on the screen: a printed page is laid out for paper only,
 * and what is never shown need not be laid out for a screen first, which would take a quarter of the time.
 */
export function preparePrint(html: string): PrintableDocument {
  const sections: string[] = [];
  const filled = html.replaceAll(numberPlace, (_, opening: string, section: string, closing: string) => {
    sections.push(section);
    return `${opening}${contentsPlaceholder(sections.length - 1)}${closing}`;
  });
  return { html: filled.replace(/<html\b/, '$& class="to-print"'), sections };
}
