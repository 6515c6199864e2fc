import { describe, expect, it } from 'vitest';
import { adviseSignIn } from './sign-in-advice.ts';

/** Codes as Microsoft lists them for the identity platform, and what the advice must speak of. */
const codes: readonly (readonly [code: string, about: string])[] = [
  ['AADSTS700024', 'fresh one'],
  ['AADSTS70021', 'issuer, subject and audience'],
  ['AADSTS700211', 'issuer'],
  ['AADSTS700212', 'audience'],
  ['AADSTS700213', 'subject'],
  ['AADSTS700016', 'client id'],
  ['AADSTS7000112', 'disabled'],
  ['AADSTS70008', 'again'],
  ['AADSTS700082', 'again'],
  ['AADSTS700084', 'again'],
  ['AADSTS70043', 'again'],
  ['AADSTS50173', 'again'],
  ['AADSTS50078', 'again'],
  ['AADSTS50076', 'multi-factor'],
  ['AADSTS50079', 'multi-factor'],
  ['AADSTS50158', 'multi-factor'],
  ['AADSTS53000', 'Conditional Access'],
  ['AADSTS53003', 'Conditional Access'],
  ['AADSTS50020', 'does not belong'],
  ['AADSTS50034', 'not known'],
  ['AADSTS50053', 'locked'],
  ['AADSTS50057', 'disabled'],
  ['AADSTS50105', 'assign'],
  ['AADSTS500011', 'Microsoft.OperationalInsights'],
  ['AADSTS65001', 'consent'],
  ['AADSTS90002', 'tenant id'],
  ['AADSTS900023', 'tenant id'],
  ['AADSTS90033', 'some minutes'],
];

describe('advice for a sign-in that failed', () => {
  it.each(codes)('for %s is about "%s"', (code, about) => {
    expect(adviseSignIn(`${code}: The identity platform says something. Trace ID: 1`)).toContain(about);
  });

  it('for a code that nobody knows says what can be checked', () => {
    expect(adviseSignIn('AADSTS99999999: Something new.')).toContain('Check the identity');
  });

  it.each([
    ['Azure CLI could not be found. Please install.', 'Install the Azure CLI'],
    ["Please run 'az login' to set up an account.", 'az login --tenant'],
    ['endpoints_resolution_error: Endpoints cannot be resolved', 'NODE_EXTRA_CA_CERTS'],
    ['ManagedIdentityCredential authentication failed.', 'no managed identity'],
  ])('for "%s" is about "%s"', (message, about) => {
    expect(adviseSignIn(message)).toContain(about);
  });
});
