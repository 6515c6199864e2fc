import { badOption } from './errors.ts';

/** A whole number between two bounds, both included. @throws AppError MXDR-OPTION-… naming the option */
export function readWhole(flag: string, value: unknown, least: number, most: number): number {
  const text = String(value);
  const number = Number(text);
  if (!/^\d+$/u.test(text) || number < least || number > most) throw badOption(flag, text, `a whole number from ${least} to ${most}`);
  return number;
}
