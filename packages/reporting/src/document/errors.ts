import { AppError } from '@mxdr/core';

/** The templates are part of the installation; without them no document can be made. */
export function templatesMissing(lookedFrom: string): AppError {
  return new AppError({
    kind: 'internal',
    code: 'MXDR-TEMPLATES-MISSING',
    message: 'The folder templates/report was not found.',
    where: lookedFrom,
    mend: 'Reinstall mxdr, or run it from a complete checkout.',
  });
}

/** A template asked for something that its view does not have. */
export function templateBroken(template: string, cause: unknown): AppError {
  return new AppError({
    kind: 'internal',
    code: 'MXDR-TEMPLATE-BROKEN',
    message: `The template ${template} could not be rendered: ${cause instanceof Error ? cause.message : String(cause)}.`,
    where: `templates/report/${template}.hbs`,
    mend: 'Correct the template; `npm test` names the path that does not exist.',
    cause,
  });
}

/** The model breaks its own contract. All breaches at once, each with its path in the model. */
export function modelInvalid(breaches: readonly string[]): AppError {
  return new AppError({
    kind: 'internal',
    code: 'MXDR-REPORT-MODEL-INVALID',
    message: `The report model cannot be rendered: ${breaches.join('; ')}.`,
    mend: 'Correct the report definition or the code that builds the model.',
  });
}

/** The numbers in the contents moved the sections that they point at. */
export function sectionsMoved(sections: readonly string[]): AppError {
  return new AppError({
    kind: 'internal',
    code: 'MXDR-PDF-SECTIONS-MOVED',
    message: `Once the contents had their page numbers, these sections began on other pages: ${sections.join(', ')}.`,
    mend: 'Look for a style in templates/report/print.css that lets the width of a page number move the text.',
  });
}

/** The browser wrote a PDF in a form that this program does not know. */
export function pdfUnreadable(what: string): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-PDF-UNREADABLE',
    message: `The browser's PDF could not be read: ${what}.`,
    mend: 'Run `mxdr doctor` for the browser in use, and try another Chromium through MXDR_BROWSER.',
  });
}
