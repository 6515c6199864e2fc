import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSecretScrubber } from './secret-scrubber.ts';

describe('scrubbing secrets', () => {
  const scrubber = createSecretScrubber({
    ARM_CLIENT_SECRET: 'p4ss.w0rd+of(the)app',
    ARM_CLIENT_ID: '7e4a9c18-5d26-4b7f-a0c3-8b1f2e6d4401',
  });

  it.each([
    ['a known value', 'sent p4ss.w0rd+of(the)app to Entra', 'sent (secret) to Entra'],
    ['a token', 'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhcGk6In0.c2lnbmF0dXJl!', '(secret)!'],
    ['a bearer header', 'Authorization: Bearer abcdefghijkl', 'Authorization: Bearer (secret)'],
    ['a connection string', 'AccountName=a;AccountKey=abc/def==;X=1', 'AccountName=a;AccountKey=(secret);X=1'],
    [
      'a signed address',
      'https://a.blob.core.windows.net/c?sv=1&sig=abc%2F&se=2',
      'https://a.blob.core.windows.net/c?sv=1&sig=(secret)&se=2',
    ],
    ['a shared key', `key ${'A'.repeat(86)}==`, 'key (secret)'],
    ['an assignment', 'password = "a \\"b\\" c", x', 'password = (secret), x'],
    ['a client secret', 'abc8Q~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh', '(secret)'],
  ])('takes out %s', (_name, line, expected) => {
    expect(scrubber.scrub(line)).toBe(expected);
  });

  it.each([
    'azurerm_resource_group.sentinel: Creation complete after 2s [id=/subscriptions/a4c3d2e1-0f9e-4d8c-b7a6-95847362b101]',
    'client_id 7e4a9c18-5d26-4b7f-a0c3-8b1f2e6d4401',
    '+ primary_shared_key = (sensitive value)',
    'Plan: 3 to add, 0 to change, 0 to destroy.',
  ])('leaves alone: %s', (line) => {
    expect(scrubber.scrub(line)).toBe(line);
  });

  it('takes out a key block whole', () => {
    const block = createSecretScrubber({});
    expect(['x -----BEGIN PRIVATE KEY-----', 'MIIB', '-----END PRIVATE KEY-----', 'y'].map((line) => block.scrub(line))).toEqual([
      '(secret)',
      '(secret)',
      '(secret)',
      'y',
    ]);
  });

  it('never lets a known value through, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 8 }), fc.string(), (before, secret, after) => {
        fc.pre(!secret.startsWith('/') && !secret.startsWith('http') && !'(secret)'.includes(secret));
        expect(createSecretScrubber({}, [secret]).scrub(`${before}${secret}${after}`)).not.toContain(secret);
      }),
    );
  });
});
