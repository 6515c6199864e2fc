import { describe, expect, it } from 'vitest';
import { redactionKinds } from '@mxdr/core';
import { findNames, indexNames } from './find-names.ts';
import { canonicalName, writtenForms } from './name-forms.ts';

const known = [
  ['users', 'ann.lee@contoso.com'],
  ['users', 'Zoë Müller'],
  ['users', 'svc_backup'],
  ['hosts', 'PC-0042.contoso.com'],
  ['hosts', 'srv'],
] as const;
const index = indexNames(
  known.flatMap(([kind, name]) => writtenForms(kind, name).map((form) => ({ form, kind, name }))),
  'contoso.com',
);

/** The text with what was found in brackets. */
function marked(text: string): string {
  return findNames(text, index, new Set(redactionKinds)).reduceRight(
    (marks, { start, end, kind }) => `${marks.slice(0, start)}[${kind}]${marks.slice(end)}`,
    text,
  );
}

describe('names in a text', () => {
  it.each([
    ['Sign-in by Ann.Lee@contoso.com failed', 'Sign-in by [users] failed'],
    ['Sign-in by ANN.LEE failed', 'Sign-in by [users] failed'],
    ['(zoë müller)', '([users])'],
    ['svc_backup ran; svc_backup2 did not', '[users] ran; svc_backup2 did not'],
    ['stranger@elsewhere.example wrote', '[users] wrote'],
    ['"o\'neil+x@elsewhere.co.uk"', '"[users]"'],
    ['bob[@]elsewhere[.]example', '[users]'],
    ['user=bob@elsewhere.example;', 'user=[users];'],
    ['guest_fabrikam.com#EXT#@contoso.onmicrosoft.com', '[users]'],
    ['CONTOSO\\j.doe opened C:\\Users\\j.doe\\a.exe', '[users] opened C:\\Users\\[users]\\a.exe'],
    ['C:\\Windows\\System32\\cmd.exe', 'C:\\Windows\\System32\\cmd.exe'],
    ['C:\\Users\\Public\\a.exe', 'C:\\Users\\Public\\a.exe'],
    ['/home/jane/.ssh', '/home/[users]/.ssh'],
    ['S-1-5-21-1004336348-1177238915-682003330-512', '[users]'],
    ['pc-0042 and PC-0042.contoso.com.', '[hosts] and [hosts].'],
    ['files.emea.contoso.com', '[hosts]'],
    ['www[.]contoso[.]com', '[hosts]'],
    ['contoso.com and evil.example', 'contoso.com and evil.example'],
    ['srv-01 by srv', '[hosts]-01 by [hosts]'],
    ['DESKTOP-4GH7KQ2', '[hosts]'],
    ['from 10.0.0.1, 192[.]168[.]1[.]20:443 and 2001:db8::1', 'from [addresses], [addresses]:443 and [addresses]'],
    ['fe80::1%eth0 ::ffff:10.0.0.1', '[addresses] [addresses]'],
    ['version 10.0.19041.1, build 1.2.3.4.5, at 10:05:33, 12::', 'version 10.0.19041.1, build 1.2.3.4.5, at 10:05:33, [addresses]'],
    ['incidents@2026-10', 'incidents@2026-10'],
    ['Brute force: 300 attempts', 'Brute force: 300 attempts'],
    ['İ ann.lee', 'İ [users]'],
  ])('%j becomes %j', (text, expected) => {
    expect(marked(text)).toBe(expected);
  });

  it('lead to one form, however they are written', () => {
    for (const name of ['Ann.Lee@contoso.com', 'ann.lee', 'CONTOSO\\Ann.Lee'])
      expect(canonicalName('users', name, 'Contoso.com')).toBe('ann.lee');
    expect(canonicalName('users', 'ann.lee@fabrikam.com', 'contoso.com')).toBe('ann.lee@fabrikam.com');
    for (const name of ['PC-1', 'pc-1.contoso.com', 'PC-1$']) expect(canonicalName('hosts', name, 'contoso.com')).toBe('pc-1');
  });

  it('are not looked for where everybody is called so', () => {
    expect(writtenForms('users', 'admin@contoso.com')).toEqual(['admin@contoso.com']);
    expect(writtenForms('hosts', 'server.contoso.com')).toEqual(['server.contoso.com']);
    expect(writtenForms('hosts', '10')).toEqual([]);
  });
});
