import type { ScalarFunction } from '../scalar-function.ts';
import { valueFunction } from '../scalar-function.ts';
import { textAt } from './argument-values.ts';
import { decodePunycode, encodePunycode } from './punycode.ts';

/** The dot of domain names and the signs that stand for it in East Asian scripts. */
const DOTS = /[.\u3002\uff0e\uff61]/;

/** Every part between dots by itself: those with other characters than ASCII get the prefix of international names. */
function encodeDomain(domain: string): string {
  return domain
    .split(DOTS)
    .map((label) => (/[^\0-\x7f]/.test(label) ? `xn--${encodePunycode(label)}` : label))
    .join('.');
}

function decodeDomain(domain: string): string {
  const labels = domain.split(DOTS).map((label) => (/^xn--/i.test(label) ? decodePunycode(label.slice(4)) : label));
  return labels.includes(undefined) ? '' : labels.join('.');
}

function textFunction(name: string, doc: string, compute: (text: string) => string): ScalarFunction {
  return valueFunction(name, { doc, args: 1, result: 'string' }, (values, types) => compute(textAt(values, types, 0)));
}

/** Functions between text and its form in ASCII. The names are the language's: `..._domain_from_string` decodes. */
export const punycodeFunctions: readonly ScalarFunction[] = [
  textFunction('punycode_from_string', 'Text in Punycode', encodePunycode),
  textFunction('punycode_to_string', 'Text of Punycode; empty when it is none', (text) => decodePunycode(text) ?? ''),
  textFunction('punycode_domain_to_string', 'A domain name in Punycode', encodeDomain),
  textFunction('punycode_domain_from_string', 'The domain name of one in Punycode; empty when it is none', decodeDomain),
];
