import { createHash } from 'node:crypto';

/** How the last try to make the report ended. */
export type PreviewState =
  | { readonly kind: 'making' }
  | { readonly kind: 'made'; readonly summary: string }
  | { readonly kind: 'broken'; readonly problems: readonly string[] };

const style = `
:root{color-scheme:light dark;font:14px/1.5 system-ui,sans-serif}
body{margin:0;display:flex;flex-direction:column;height:100vh}
header{display:flex;gap:16px;padding:6px 14px;background:#1b2330;color:#fff;align-items:baseline}
header p{margin:0}
#state{margin-left:auto}
#problems{margin:0;padding:10px 14px;background:#fdf1ef;color:#7a1b12;white-space:pre-wrap;overflow:auto;max-height:45vh;font:13px/1.5 ui-monospace,monospace}
#problems[hidden]{display:none}
iframe{flex:1;border:0;width:100%;background:#fff}
`;

// Texts of problems come from files and from the workspace: they are only ever set as text.
const script = `
'use strict';
const frame = document.getElementById('report');
const problems = document.getElementById('problems');
const state = document.getElementById('state');
let shown = '';
const show = (event) => {
  const told = JSON.parse(event.data);
  problems.hidden = told.kind !== 'broken';
  problems.textContent = told.kind === 'broken' ? told.problems.join('\\n\\n') : '';
  state.textContent = told.kind === 'making' ? 'making …' : told.kind === 'made' ? told.summary : 'broken: the last good one is shown';
  if (told.kind !== 'made' || event.lastEventId === shown) return;
  shown = event.lastEventId;
  const top = frame.contentWindow ? frame.contentWindow.scrollY : 0;
  frame.addEventListener('load', () => frame.contentWindow.scrollTo(0, top), { once: true });
  frame.contentWindow.location.replace('/report');
};
const events = new EventSource('/events');
events.addEventListener('state', show);
events.addEventListener('error', () => { state.textContent = 'mxdr has ended, or cannot be reached'; });
`;

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The page around the report: what became of the last change, and the report itself in a frame. */
export function previewPage(title: string): string {
  const text = escape(title);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${text}</title><style>${style}</style></head>
<body><header><p>${text}</p><p id="state" role="status">making …</p></header>
<pre id="problems" role="alert" hidden></pre>
<iframe id="report" title="The report" src="/report"></iframe>
<script>${script}</script></body></html>
`;
}

/** Nothing but its own style and script, its frame and its events. */
export const previewPolicy = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  `style-src ${hash(style)}`,
  "frame-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
