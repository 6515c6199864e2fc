import type { Messages } from '../messages.ts';
import { coverageWords } from './coverage-words.ts';
import { checkInWords } from './check-in-words.ts';
import { deckWords } from './deck-words.ts';
import { deliveryWords } from './delivery-words.ts';
import { documentWords } from './document-words.ts';
import { reasons } from './reasons.ts';
import { readiness } from './readiness.ts';
import { redactionWords } from './redaction-words.ts';
import { sentences } from './sentences.ts';
import { values } from './values.ts';

/** Every word that documents say by themselves, in Japanese. Sentences are in the polite form; headings are nouns. */
export const japanese: Messages = {
  ...values,
  ...sentences,
  reasons,
  document: documentWords,
  delivery: deliveryWords,
  redaction: redactionWords,
  readiness,
  coverage: coverageWords,
  checkIn: checkInWords,
  deck: deckWords,
};
