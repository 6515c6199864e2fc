/** Why a stack did not get to its end. Plain data: it goes into tables, JSON and records. */
export interface Failure {
  readonly code: `MXDR-${string}`;
  /** What happened, in one sentence. */
  readonly message: string;
  /** Terraform's own words, scrubbed and cut. */
  readonly why?: string;
  readonly mend: string;
}

interface KnownFailure {
  readonly pattern: RegExp;
  readonly code: Failure['code'];
  readonly message: string;
  readonly mend: string;
}

/** What Terraform and Azure say, most specific first. */
const knownFailures: readonly KnownFailure[] = [
  {
    pattern: /Error acquiring the state lock|state blob is already locked/u,
    code: 'MXDR-STATE-LOCKED',
    message: 'The state is locked by another run.',
    mend: 'Wait for that run. If it is dead, release its lock in the folder of the stack with "force-unlock ID"; nothing else breaks a lock.',
  },
  {
    pattern: /Saved plan is stale|plan file can no longer be applied/u,
    code: 'MXDR-PLAN-STALE',
    message: 'The state changed after the plan was made, so the plan was not applied.',
    mend: 'Find out who else applied this stack, then plan again.',
  },
  {
    pattern: /AADSTS700024/u,
    code: 'MXDR-SIGN-IN-EXPIRED',
    message: 'The token of the pipeline expired during the run.',
    mend: 'Run again with --resume; choose fewer customers for one job.',
  },
  {
    pattern: /AADSTS\d+|could not configure \w+ Authorizer|building account|unable to build authorizer|obtain a token|az login/u,
    code: 'MXDR-SIGN-IN-FAILED',
    message: 'Nobody could be signed in for this stack.',
    mend: 'In CI give ARM_CLIENT_ID and the OIDC settings of the platform; at a desk run "az login --tenant TENANT" for the tenant named in the stack.',
  },
  {
    pattern: /AuthorizationFailed|does not have authorization|AuthorizationPermissionMismatch|\b403\b.*Forbidden|StatusCode=403/su,
    code: 'MXDR-ACCESS-DENIED',
    message: 'The identity of this stack may not do this.',
    mend: "access and connectors need the customer's identity; service needs the delegation that access makes; the state needs Storage Blob Data Contributor.",
  },
  {
    pattern: /Failed to query available provider packages|Failed to install provider|could not connect to registry/iu,
    code: 'MXDR-PROVIDERS-UNAVAILABLE',
    message: 'The provider plugins could not be fetched.',
    mend: 'Give access to the registry, or a mirror: name a CLI configuration with "provider_installation" in TF_CLI_CONFIG_FILE.',
  },
  {
    pattern: /Backend configuration changed|Backend initialization required/u,
    code: 'MXDR-BACKEND-CHANGED',
    message: 'The state of this stack has moved since the folder was initialised.',
    mend: 'Move the state on purpose with "init -migrate-state" in the folder, or use a fresh folder with --out if it was moved already.',
  },
  {
    pattern: /ScopeLocked|following scope\(s\) are locked/u,
    code: 'MXDR-SCOPE-LOCKED',
    message: 'A lock keeps Azure from deleting this, or anything below it.',
    mend: "Ask the customer to lift the lock on the workspace for the time of this deployment; it is in their connectors stack, and the operator's identity may not touch it.",
  },
  {
    pattern:
      /already exists - to be managed via Terraform|RoleAssignmentExists|AlreadyTaken|NameAlreadyInUse|NameUnavailable|SoftDeleted|soft-deleted/u,
    code: 'MXDR-RESOURCE-EXISTS',
    message: 'Something that the stack would make exists already.',
    mend: 'Import it into the state ("import ADDRESS ID" in the folder of the stack), remove it if it is a leftover, or choose another name where the name is taken.',
  },
  {
    pattern: /One of the tables does not exist|SEM0100|Failed to resolve table/u,
    code: 'MXDR-TABLE-NOT-THERE-YET',
    message: 'Azure refuses a rule over a table that has no data yet.',
    mend: 'Deploy the connectors stack, wait for the first data, then deploy service again. "mxdr synth" names the rules that wait.',
  },
  {
    pattern: /StatusCode=429|TooManyRequests|\b429\b/u,
    code: 'MXDR-THROTTLED',
    message: 'Azure asked for fewer requests than the run made.',
    mend: 'Run again with --resume and a smaller --parallel.',
  },
  {
    pattern: /AnotherOperationInProgress|OperationNotAllowed.*in progress|StatusCode=409|\b409\b|Conflict/su,
    code: 'MXDR-CONFLICT',
    message: 'Azure was still busy with an earlier change of the same thing.',
    mend: 'Run again with --resume; the rest of the plan was applied.',
  },
];

const longestWhy = 400;

/** The errors that Terraform's output holds, in its order, each without its frame and in one line. */
function errorsOf(lines: readonly string[]): readonly string[] {
  const bare = lines.map((line) => line.replace(/^[│╷╵|]\s?/u, '').trimEnd());
  return bare.flatMap((first, start) => {
    if (!first.startsWith('Error: ')) return [];
    const end = bare.findIndex((line, i) => i > start && /^(?:Error|Warning): /u.test(line));
    const text = bare.slice(start, end < 0 ? undefined : end).join(' ');
    return [
      text
        .replaceAll(/\s+/gu, ' ')
        .replace(/^Error: /u, '')
        .trim(),
    ];
  });
}

const busyCodes: ReadonlySet<string> = new Set(['MXDR-CONFLICT', 'MXDR-THROTTLED']);

/**
 * True where everything that went wrong is Azure being busy, so that the same may well succeed a little later: another operation in progress
 * (409), too many requests (429). One error of another kind, and repeating would only hide it.
 */
export function isBusyFailure(lines: readonly string[]): boolean {
  const errors = errorsOf(lines);
  return errors.length > 0 && errors.every((error) => busyCodes.has(knownFailures.find(({ pattern }) => pattern.test(error))?.code ?? ''));
}

/** Who holds the lock and since when, as Terraform prints it. */
function lockHolder(lines: readonly string[]): string | undefined {
  const valueOf = (name: string): string | undefined =>
    lines.map((line) => new RegExp(`^\\W*${name}:\\s+(\\S.*)$`, 'u').exec(line)?.[1]).find((value) => value !== undefined);
  const [id, who, created] = [valueOf('ID'), valueOf('Who'), valueOf('Created')];
  return id === undefined ? undefined : `lock ${id}, held by ${who ?? 'somebody unnamed'} since ${created ?? 'an unknown time'}`;
}

/**
 * Names what went wrong from the (scrubbed) output of one step.
 * @param step e.g. `plan`
 */
export function readFailure(step: string, code: number, lines: readonly string[]): Failure {
  const text = lines.join('\n');
  const [error] = errorsOf(lines);
  const known = knownFailures.find(({ pattern }) => pattern.test(error ?? '')) ?? knownFailures.find(({ pattern }) => pattern.test(text));
  const words = known?.code === 'MXDR-STATE-LOCKED' ? (lockHolder(lines) ?? error) : error;
  const why = words === undefined ? undefined : words.length > longestWhy ? `${words.slice(0, longestWhy - 1)}…` : words;
  return {
    code: known?.code ?? 'MXDR-TERRAFORM-FAILED',
    message: known?.message ?? `The step "${step}" ended with ${code}.`,
    ...(why === undefined ? {} : { why }),
    mend: known?.mend ?? 'Read the log of the stack; mend what it names, then run again with --resume.',
  };
}
