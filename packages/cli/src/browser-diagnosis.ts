import { isAppError } from '@mxdr/core';
import { findBrowser } from '@mxdr/reporting';

/** What `doctor` says of the browser: where it is and how it was found, or why not and what to do. */
export interface BrowserDiagnosis {
  readonly path: string | undefined;
  readonly detail: string;
  readonly mend: string;
}

/** Looks for the browser without starting it. */
export async function diagnoseBrowser(env: Readonly<Record<string, string | undefined>>): Promise<BrowserDiagnosis> {
  try {
    const found = await findBrowser(env);
    return { path: found.path, detail: `${found.path} (${found.origin})`, mend: '' };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { path: undefined, detail: error.message, mend: error.mend };
  }
}
