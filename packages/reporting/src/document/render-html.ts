import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportModel } from '../model/report-model.ts';
import { checkModel } from './check-model.ts';
import { modelCss } from './document-css.ts';
import { embedFonts } from './embedded-fonts.ts';
import { trustMarkup } from './safe-html.ts';
import { forgetCompiledTemplates, loadTemplates } from './template-engine.ts';
import { templatesFolder } from './templates-folder.ts';

/**
 * One self-contained file: opens from disk, asks for nothing, prints as the PDF. The same model gives the same bytes.
 * @throws AppError MXDR-REPORT-MODEL-INVALID where an id, colour or address of the model is not what its contract says
 */
export async function renderHtml(model: ReportModel): Promise<string> {
  checkModel(model);
  const [{ viewReport }, render, look] = await Promise.all([import('./report-view.ts'), loadTemplates(), loadLook()]);
  const content = viewReport(model, render);
  const fonts = await embedFonts([JSON.stringify(model), JSON.stringify({ ...content, sections: [] }), ...content.sections].join(''));
  const css = `${fonts}\n${modelCss(model)}\n${look.css}`;
  return render('report', {
    ...content,
    contentSecurityPolicy: contentSecurityPolicy(css, look.script),
    css: trustMarkup(css),
    script: trustMarkup(look.script),
  });
}

interface Look {
  readonly css: string;
  readonly script: string;
}

let look: Promise<Look> | undefined;

/** Templates, style and script are read anew for the next document: for whoever changes them while documents are made. */
export function forgetTemplates(): void {
  forgetCompiledTemplates();
  look = undefined;
}

function loadLook(): Promise<Look> {
  look ??= (async () => {
    const folder = join(templatesFolder(), 'report');
    const [base, print, script] = await Promise.all(
      ['report.css', 'print.css', 'report.js'].map((name) => readFile(join(folder, name), 'utf8')),
    );
    return { css: `${base}\n${print}`, script: script! };
  })();
  return look;
}

/** Our own style and script by their hashes, fonts and pictures from inside the file, and nothing else. */
export function contentSecurityPolicy(css: string, script: string): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(css)}`,
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
