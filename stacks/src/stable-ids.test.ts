import { describe, expect, it } from 'vitest';
import { addressOf, stableId, uuidV5 } from './stable-ids.ts';

describe('derived ids', () => {
  it('agrees with the example of RFC 9562', () => {
    // The namespace of DNS names, and the name of its example.
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('never changes: every resource of every tenant is named by it', () => {
    expect(stableId('contoso', 'rule', '0b7c2a95-5e84-4d36-b1f0-2a9d6c83e7b2')).toBe('cbc7fa77-a8d6-591b-bb4a-09140bd54f3b');
  });

  it('differs by customer, kind and content, and not by the case of a GUID', () => {
    const ids = [
      stableId('contoso', 'rule', 'a'),
      stableId('fabrikam', 'rule', 'a'),
      stableId('contoso', 'workbook', 'a'),
      stableId('contoso', 'rule', 'b'),
      // Joined with a plain separator, these two would be one text.
      stableId('contoso","rule', 'rule', 'a'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(stableId('contoso', 'rule', 'ABCDEF')).toBe(stableId('contoso', 'rule', 'abcdef'));
  });

  it('makes addresses that Terraform takes', () => {
    expect(addressOf('provider', 'Microsoft.SecurityInsights')).toBe('provider-microsoft-securityinsights');
  });
});
