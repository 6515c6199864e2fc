import { checkInWords } from './check-in-words.ts';
import { deckWords } from './deck-words.ts';
import { coverageWords } from './coverage-words.ts';
import { deliveryWords } from './delivery-words.ts';
import { documentWords } from './document-words.ts';
import { readiness } from './readiness.ts';
import { reasons } from './reasons.ts';
import { redactionWords } from './redaction-words.ts';
import { sentences } from './sentences.ts';
import { values } from './values.ts';

/** Every word that documents say by themselves, in English: the measure for all other languages. */
export const english = {
  ...values,
  ...sentences,
  readiness,
  coverage: coverageWords,
  reasons,
  document: documentWords,
  delivery: deliveryWords,
  redaction: redactionWords,
  checkIn: checkInWords,
  deck: deckWords,
} as const;
