export * from './escape-text.ts';
export type * from './page-document.ts';
export * from './render-html.ts';
export * from './render-markdown.ts';
