import { setMaxListeners } from 'node:events';
import type { TokenCredential } from '@azure/identity';
import type { Clock, NotReadReason, Operator, TenantFactName, TenantFacts, TenantReader } from '@mxdr/core';
import { tenantFactsSchema } from '@mxdr/core';
import type { Sleep } from '../pause.ts';
import { pause } from '../pause.ts';
import type { FactReader, ReadScope } from './fact-reader.ts';
import { createRateLimiter } from './rate-limiter.ts';
import type { Read } from './read-failure.ts';
import { readConditionalAccessPolicies } from './readers/conditional-access-policies.ts';
import { readCrossTenantAccess } from './readers/cross-tenant-access.ts';
import { readDelegatedAdminRelationships } from './readers/delegated-admin-relationships.ts';
import { readDelegations } from './readers/delegations.ts';
import type { DevicesRead } from './readers/devices.ts';
import { antivirusRequest, machinesRequest, readDevices } from './readers/devices.ts';
import { readGrantedPermissions } from './readers/granted-permissions.ts';
import { readGroups } from './readers/groups.ts';
import { readOpenIdConfiguration } from './readers/openid-configuration.ts';
import { readSecureScore } from './readers/secure-score.ts';
import { readServiceSignIns } from './readers/service-sign-ins.ts';
import { readSubscribedSkus } from './readers/subscribed-skus.ts';
import { readUsers } from './readers/users.ts';
import { readDataConnectors, readDiagnosticSettings, readSentinelSettings, readWorkspace } from './readers/workspace.ts';
import type { ReadLimits, Reading, TenantSession } from './reading.ts';
import { startReading } from './reading.ts';
import type { RateName, ServiceName } from './service-api.ts';
import { rateLimits, rateNames } from './service-api.ts';
import { createServiceClient } from './service-client.ts';

/** How a tenant is read. */
export interface AzureTenantReaderProps {
  /** From `createCredential`, for the customer's tenant. */
  readonly credential: TokenCredential;
  /** For the operator's own tenant, which keeps the service provider relationships. @default they are not read */
  readonly operatorCredential?: TokenCredential;
  /** Whose people and relationships are looked for. @default what concerns the operator is not read */
  readonly operator?: Operator;
  /** A server on this machine that stands for all services. @default the services themselves */
  readonly endpoint?: string;
  /** PEM of a certificate authority to trust beside Node's own, for a server on this machine. @default none */
  readonly certificateAuthority?: string;
  readonly clock: Clock;
  /** @default as `ReadLimits` says */
  readonly limits?: Partial<ReadLimits>;
  /** Waits between attempts and for the limits of the services. @default a timer */
  readonly sleep?: Sleep;
  /** Spreads pauses; from 0 to below 1. @default Math.random */
  readonly random?: () => number;
  /** Told of each fact as soon as it is there. @default nobody is told */
  readonly onFact?: (told: FactTold) => void;
}

/** One fact has been read, or has not. */
export interface FactTold {
  readonly name: TenantFactName;
  readonly requests: number;
  readonly rows: number;
  /** Absent where it was read. */
  readonly reason?: NotReadReason;
}

export const defaultReadLimits: ReadLimits = {
  maxAttempts: 5,
  maxPauseSeconds: 120,
  answerSeconds: 100,
  totalSeconds: 1800,
  maxPages: 2000,
};

/** Readers that need nothing of each other. */
const independentReaders: readonly FactReader[] = [
  readOpenIdConfiguration,
  readSubscribedSkus,
  readUsers,
  readConditionalAccessPolicies,
  readDelegations,
  readCrossTenantAccess,
  readServiceSignIns,
  readSecureScore,
  readGrantedPermissions,
  readWorkspace,
  readDataConnectors,
  readSentinelSettings,
  readDiagnosticSettings,
];

/** A fact before its value was held against the schema. */
type Candidate =
  | {
      readonly status: 'read';
      readonly readAt: string;
      readonly request: string;
      readonly requests: number;
      readonly rows: number;
      readonly value: unknown;
    }
  | Extract<TenantFacts['users'], { readonly status: 'not-read' }>;

/**
 * Reads the facts of a tenant with read-only permissions. What cannot be read is recorded as such, with the reason and the permission that
 * is missing; it never becomes an empty value. Sends nothing until `read`, and loads the Azure SDK only then.
 *
 * `read` rejects with the signal's reason once it is aborted, and with nothing else that the tenant may answer.
 *
 * @throws AppError `MXDR-AZURE-ADDRESS-…`
 */
export function createAzureTenantReader(props: AzureTenantReaderProps): TenantReader {
  const { clock, endpoint, certificateAuthority, operator, operatorCredential, onFact } = props;
  const sleep = props.sleep ?? pause;
  const limits = { ...defaultReadLimits, ...props.limits };
  const clientsFor = (credential: TokenCredential): TenantSession['clients'] => {
    const open = (service: ServiceName) => createServiceClient({ service, credential, endpoint, certificateAuthority, clock });
    return { graph: open('graph'), defender: open('defender'), management: open('management'), discovery: open('discovery') };
  };
  const clients = clientsFor(props.credential);
  const operatorClients = operatorCredential === undefined ? undefined : clientsFor(operatorCredential);
  // One set for each tenant: limits count by tenant and application.
  const limiters = openLimiters(clock, sleep);
  const operatorLimiters = openLimiters(clock, sleep);

  return {
    async read(customer, signal): Promise<TenantFacts> {
      const startedMs = clock.now();
      const session: TenantSession = {
        clients,
        limiters,
        limits,
        clock,
        sleep,
        random: props.random ?? Math.random,
        deadlineMs: startedMs + limits.totalSeconds * 1000,
        signal: shareAmongMany(signal),
      };
      const scope: ReadScope = { customer, operator };
      const candidates: Partial<Record<TenantFactName, Candidate>> = {};
      const tell = (name: TenantFactName, reading: Reading, told: Told): void => {
        const candidate = holdAgainstSchema(name, toCandidate(reading, told));
        candidates[name] = candidate;
        const { requests, rows } = reading;
        onFact?.({ name, requests, rows, ...(candidate.status === 'read' ? {} : { reason: candidate.reason }) });
      };
      const run = async (reader: FactReader, reading: Reading = startReading(session)): Promise<void> => {
        const outcome = await reader.read(reading, scope);
        tell(reader.name, reading, { request: reader.request, outcome });
      };

      const devicesReading = startReading(session);
      const antivirusReading = startReading(session);
      const devices = readDevices(devicesReading, antivirusReading);
      const deviceFacts = async (): Promise<void> => {
        const { onDevices, onAntivirus } = tellDevices(await devices);
        tell('devices', devicesReading, onDevices);
        tell('antivirus', antivirusReading, onAntivirus);
      };
      const deviceGroups = devices.then((read) => ('failure' in read ? read : { value: read.value.tally.groups }));
      // Whoever waits for it may have been stopped before; a rejection that nobody hears would end the process.
      deviceGroups.catch(() => undefined);
      const operatorReading =
        operatorClients === undefined ? undefined : startReading({ ...session, clients: operatorClients, limiters: operatorLimiters });
      await Promise.all([
        deviceFacts(),
        run(readGroups(deviceGroups)),
        run(readDelegatedAdminRelationships(operatorReading), operatorReading),
        ...independentReaders.map(async (reader) => run(reader)),
      ]);
      return tenantFactsSchema.parse({
        schemaVersion: 1,
        tenantId: customer.tenantId,
        takenAt: new Date(startedMs).toISOString(),
        ...candidates,
      });
    },
  };
}

/** The same signal for many requests at a time, without Node's warning of a leak. */
function shareAmongMany(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (signal === undefined) return undefined;
  const shared = AbortSignal.any([signal]);
  setMaxListeners(0, shared);
  return shared;
}

function openLimiters(clock: Clock, sleep: Sleep): TenantSession['limiters'] {
  const open = (name: RateName) => createRateLimiter(rateLimits[name], clock, sleep);
  return Object.fromEntries(rateNames.map((name) => [name, open(name)])) as unknown as TenantSession['limiters'];
}

interface Told {
  readonly request: string;
  readonly outcome: Read<unknown>;
}

function tellDevices(read: Read<DevicesRead>): { readonly onDevices: Told; readonly onAntivirus: Told } {
  if ('failure' in read) {
    const { failure } = read;
    // Modes without devices judge nothing: they would be a list of nobody.
    const message = `The devices that the modes belong to were not read: ${failure.message}`;
    return {
      onDevices: { request: machinesRequest, outcome: { failure } },
      onAntivirus: { request: antivirusRequest, outcome: { failure: { ...failure, message } } },
    };
  }
  const { tally, antivirusFailure, devicesRequest, antivirusRequest: request } = read.value;
  return {
    onDevices: { request: devicesRequest, outcome: { value: tally.devices } },
    onAntivirus: { request, outcome: antivirusFailure === undefined ? { value: tally.antivirus } : { failure: antivirusFailure } },
  };
}

function toCandidate({ session, requests, rows }: Reading, { request, outcome }: Told): Candidate {
  const at = new Date(session.clock.now()).toISOString();
  if (!('failure' in outcome)) return { status: 'read', readAt: at, request, requests, rows, value: outcome.value };
  const { reason, permission, message } = outcome.failure;
  return { status: 'not-read', reason, ...(permission === undefined ? {} : { permission }), message, triedAt: at, request, requests };
}

/** An answer of a form that is not known is a fact that was not read, with the place. */
function holdAgainstSchema(name: TenantFactName, candidate: Candidate): Candidate {
  const held = tenantFactsSchema.shape[name].safeParse(candidate);
  if (held.success || candidate.status !== 'read') return candidate;
  const [issue] = held.error.issues;
  const place = issue?.path.map(String).filter((part) => part !== 'value') ?? [];
  const where = place.length === 0 ? 'its top' : place.join('.');
  const { readAt, request, requests } = candidate;
  const message = `The answer has a form that mxdr does not know, at ${where}: ${issue?.message ?? ''}`;
  return { status: 'not-read', reason: 'error', message, triedAt: readAt, request, requests };
}
