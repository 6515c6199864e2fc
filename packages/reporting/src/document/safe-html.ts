declare const safeHtmlBrand: unique symbol;

/** Markup that our own renderers made and that may be written without escaping. Nothing else gets this type. */
export type SafeHtml = string & { readonly [safeHtmlBrand]: true };

/** For renderers whose output is escaped already: charts, templates, generated CSS. Never for text of a model. */
export function trustMarkup(markup: string): SafeHtml {
  return markup as SafeHtml;
}
