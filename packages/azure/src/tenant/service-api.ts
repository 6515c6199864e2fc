import type { RateLimit } from './rate-limiter.ts';

/** Calls that share one limit of a service. */
export const rateNames = ['graph', 'conditional-access', 'reports', 'hunting', 'machines', 'antivirus', 'management', 'discovery'] as const;
export type RateName = (typeof rateNames)[number];

/** One service that facts are read from, in the commercial cloud. */
export interface ServiceApi {
  readonly origin: string;
  /** Hosts that may send the next page, and so get the token. */
  readonly hosts: readonly string[];
  /** What tokens are asked for; absent where anybody may read. */
  readonly scope?: string;
}

export const serviceApis = {
  graph: {
    origin: 'https://graph.microsoft.com',
    hosts: ['graph.microsoft.com'],
    scope: 'https://graph.microsoft.com/.default',
  },
  defender: {
    origin: 'https://api.security.microsoft.com',
    // Pages of this service have named both hosts.
    hosts: ['api.security.microsoft.com', 'api.securitycenter.microsoft.com'],
    scope: 'https://api.securitycenter.microsoft.com/.default',
  },
  management: {
    origin: 'https://management.azure.com',
    hosts: ['management.azure.com'],
    scope: 'https://management.azure.com/.default',
  },
  discovery: {
    origin: 'https://login.microsoftonline.com',
    hosts: ['login.microsoftonline.com'],
  },
} as const satisfies Readonly<Record<string, ServiceApi>>;
export type ServiceName = keyof typeof serviceApis;

/**
 * The documented limits per tenant: Graph counts resource units by size of tenant, of which the smallest allowance is taken and every call
 * is charged three; conditional access allows one request a second for all applications together.
 */
export const rateLimits = {
  graph: [{ calls: 1_166, periodMs: 10_000 }],
  'conditional-access': [{ calls: 1, periodMs: 1_000 }],
  reports: [{ calls: 5, periodMs: 10_000 }],
  hunting: [{ calls: 45, periodMs: 60_000 }],
  machines: [
    { calls: 100, periodMs: 60_000 },
    { calls: 1_500, periodMs: 3_600_000 },
  ],
  antivirus: [
    { calls: 30, periodMs: 60_000 },
    { calls: 1_000, periodMs: 3_600_000 },
  ],
  management: [{ calls: 25, periodMs: 1_000 }],
  discovery: [{ calls: 10, periodMs: 1_000 }],
} as const satisfies Readonly<Record<RateName, readonly RateLimit[]>>;
