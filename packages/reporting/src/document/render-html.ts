import type { ReportModel } from '../model/report-model.ts';
import { checkModel } from './check-model.ts';
import { modelCss } from './document-css.ts';
import { contentSecurityPolicy, forgetLooks, loadLook } from './document-look.ts';
import { embedFonts, setInFont } from './embedded-fonts.ts';
import { trustMarkup } from './safe-html.ts';
import { forgetCompiledTemplates, loadTemplates } from './template-engine.ts';

/**
 * One self-contained file: opens from disk, asks for nothing, prints as the PDF. The same model gives the same bytes.
 * @throws AppError MXDR-REPORT-MODEL-INVALID where an id, colour or address of the model is not what its contract says
 */
export async function renderHtml(model: ReportModel): Promise<string> {
  checkModel(model);
  const [{ viewReport }, render, look] = await Promise.all([import('./report-view.ts'), loadTemplates(), loadLook('report')]);
  const content = viewReport(model, render);
  const fonts = await embedFonts(
    [JSON.stringify(model), JSON.stringify({ ...content, sections: [] }), ...content.sections].join(''),
    model.brand.font,
  );
  const css = `${fonts}\n${modelCss(model)}\n${setInFont(look.css, model.brand.font)}`;
  return render('report', {
    ...content,
    contentSecurityPolicy: contentSecurityPolicy(css, look.script),
    css: trustMarkup(css),
    script: trustMarkup(look.script),
  });
}

/** Templates, style and script are read anew for the next document: for whoever changes them while documents are made. */
export function forgetTemplates(): void {
  forgetCompiledTemplates();
  forgetLooks();
}
