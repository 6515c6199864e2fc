import { AppError } from '@mxdr/core';

export const packageUnknown = (part: string, what: string): AppError =>
  new AppError({
    kind: 'internal',
    code: 'MXDR-PPTX-UNKNOWN',
    message: `The deck could not be finished: ${part} does not hold ${what} where it should.`,
    mend: 'The library that writes decks has changed: its repairs have to be looked at. Make HTML or PDF until then.',
  });
