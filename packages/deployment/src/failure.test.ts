import { describe, expect, it } from 'vitest';
import { readFailure } from './failure.ts';

describe('naming a failure', () => {
  it.each([
    ['Error: Failed to query available provider packages', 'MXDR-PROVIDERS-UNAVAILABLE'],
    ['Error: unable to build authorizer for Storage API: could not configure AzureCli Authorizer', 'MXDR-SIGN-IN-FAILED'],
    ['Error: AADSTS700024: Client assertion is not within its valid time range', 'MXDR-SIGN-IN-EXPIRED'],
    [
      'Error: unexpected status 403 (403 Forbidden) with error: AuthorizationFailed: The client does not have authorization',
      'MXDR-ACCESS-DENIED',
    ],
    ['Error: Saved plan is stale', 'MXDR-PLAN-STALE'],
    ['Error: Backend configuration changed', 'MXDR-BACKEND-CHANGED'],
    [
      'Error: A resource with the ID "/subscriptions/x" already exists - to be managed via Terraform this resource needs to be imported',
      'MXDR-RESOURCE-EXISTS',
    ],
    ['Error: BadRequest: Failed to run the analytics rule query. One of the tables does not exist.', 'MXDR-TABLE-NOT-THERE-YET'],
    ['Error: unexpected status 429 (429 Too Many Requests)', 'MXDR-THROTTLED'],
    ['Error: something new', 'MXDR-TERRAFORM-FAILED'],
  ])('%s', (line, code) => {
    const failure = readFailure('plan', 1, ['Warning: old thing', '', line, '', 'more words']);
    expect(failure.code).toBe(code);
    expect(failure.why).toBe(`${line.replace('Error: ', '')} more words`);
    expect(failure.mend).not.toBe('');
  });

  it('is still a failure where nothing was said', () => {
    expect(readFailure('init', 137, [])).toEqual({
      code: 'MXDR-TERRAFORM-FAILED',
      message: 'The step "init" ended with 137.',
      mend: expect.any(String),
    });
  });
});
