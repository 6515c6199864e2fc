import { AppError } from '@mxdr/core';

/** A variable names a browser that cannot be started. Never falls through to another browser: the person asked for this one. */
export function browserNotExecutable(variable: string, path: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-BROWSER-NOT-EXECUTABLE',
    message: `${variable} is set to ${path}, which is not a program that can be run.`,
    where: variable,
    mend: `Correct ${variable}, or unset it to let the browser be found.`,
  });
}

/** No browser on this machine. `placesLookedAt` is the full list, in order. */
export function browserMissing(installCommand: string, placesLookedAt: readonly string[]): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-BROWSER-MISSING',
    message: 'No Chromium-based browser was found, and PDF needs one.',
    why: `Looked at: ${placesLookedAt.join(', ')}.`,
    mend: `Run: ${installCommand}\nOr set MXDR_BROWSER to the path of a Chromium, Chrome or Edge.`,
  });
}

/** A page asked for something outside itself: a fault in a template, or an injection. The document is not to be trusted. */
export function requestBlocked(urls: readonly string[]): AppError {
  return new AppError({
    kind: 'internal',
    code: 'MXDR-BROWSER-REQUEST-BLOCKED',
    message: `The document asked for ${urls.length === 1 ? 'an address' : `${urls.length} addresses`} outside itself: ${urls.slice(0, 5).map(shortenUrl).join(', ')}.`,
    why: 'Documents carry everything they show. A request comes from a faulty template or from hostile data.',
    mend: 'No document was written. Report it, with the report id and the period.',
  });
}

/** The browser stopped twice on the same document. */
export function browserCrashed(cause: unknown): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-BROWSER-CRASHED',
    message: 'The browser stopped while it printed, also on the second attempt.',
    mend: 'Look for too little memory (each page needs about 300 MB), then run the report again.',
    cause,
  });
}

function shortenUrl(url: string): string {
  return url.length > 120 ? `${url.slice(0, 117)}...` : url;
}
