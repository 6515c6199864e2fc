import type { RedactionKind } from '@mxdr/core';

/** Accounts and machines that are named after what they do: in a text they are words, and they name nobody. */
const commonWords = new Set(
  `access account admin administrator alert all anonymous any app backup default domain email finance guest helpdesk high host info information it
  local low mail medium network new none office printer public reception root sales scan security server service support sync system test unknown
  user users web network windows`.split(/\s+/),
);

/**
 * The one form that all ways of writing a name lead to. It depends on the name and the customer's domain alone, so that the same name leads to the
 * same pseudonym in every month, whichever other names are there.
 */
export function canonicalName(kind: RedactionKind, name: string, primaryDomain: string): string {
  const lower = name.trim().toLowerCase();
  const domain = primaryDomain.toLowerCase();
  if (kind === 'users') {
    const account = lower.includes('\\') ? lower.slice(lower.lastIndexOf('\\') + 1) : lower;
    return account.endsWith(`@${domain}`) ? account.slice(0, -domain.length - 1) : account;
  }
  if (kind === 'hosts') {
    const machine = lower.replace(/^\\\\/, '').replace(/\$$/, '');
    return machine.endsWith(`.${domain}`) ? machine.slice(0, -domain.length - 1) : machine;
  }
  return lower;
}

/** How a name that was found in a column may be written in texts. Short and common words are left out: they would be found where nobody is named. */
export function writtenForms(kind: RedactionKind, name: string): readonly string[] {
  const whole = name.trim().toLowerCase();
  const forms = new Set([whole]);
  if (kind === 'users') {
    forms.add(whole.slice(whole.lastIndexOf('\\') + 1));
    if (whole.includes('@')) forms.add(whole.slice(whole.lastIndexOf('\\') + 1, whole.indexOf('@')));
  }
  if (kind === 'hosts') {
    forms.add(whole.replace(/\$$/, ''));
    if (/^[^.]*[a-z]/.test(whole)) forms.add(whole.split('.')[0]!);
  }
  return [...forms].filter((form) => isTelling(form));
}

function isTelling(form: string): boolean {
  return [...form].length >= 3 && !commonWords.has(form) && !/^\d{1,5}$/.test(form) && /[\p{L}\p{N}]/u.test(form);
}
