import { workspacesOf } from '@mxdr/core';
import type { ConsentFile, ConsentInput } from './consent-input.ts';
import { gdapAssignments, gdapNameOf, usesGdap } from './graph-requests.ts';
import { definitionIdOf } from './lighthouse-template.ts';
import { readerOf } from './reader-application.ts';
import { addReaderScript, readerReadScope, readerRemoveScope, readerValues, removeReader, verifyReader } from './reader-scripts.ts';
import { calls, dryRunFirst, script, signedIn } from './shell-script.ts';

const servicesApi = 'api-version=2022-10-01';

/** Least permissions of Microsoft Graph, which the person signs in with. */
const readScopes = 'Policy.Read.All';
const trustScopes = 'Policy.Read.All,Policy.ReadWrite.CrossTenantAccess';
const gdapScopes = 'DelegatedAdminRelationship.ReadWrite.All';

/** Permissions of the person who signs in: one more where there is an application to look at. */
function withReader(input: ConsentInput, scopes: string, more: string): string {
  return readerOf(input) === undefined ? scopes : `${scopes},${more}`;
}

function delegationValues(input: ConsentInput) {
  const { plan, names } = input;
  return {
    tenant: plan.customer.tenantId,
    operator: plan.operator.tenantId,
    definition: definitionIdOf(input),
    groups: workspacesOf(plan).map(({ resourceGroup }) => resourceGroup.id),
    assignments: workspacesOf(plan).map(({ resourceGroup }) => names.assignments[resourceGroup.id] ?? ''),
  };
}

function delegate({ plan }: ConsentInput): string {
  return script({
    purpose:
      'Registers the services and delegates the resource group. Says what it would do; --apply does it. Running it again changes nothing.',
    tools: ['az'],
    values: {
      tenant: plan.customer.tenantId,
      subscription: plan.customer.subscriptionId,
      region: plan.workspace.region,
      providers: plan.providers,
    },
    body: `${dryRunFirst}
${signedIn}
for provider in "\${providers[@]}"; do
  state=$(az provider show --namespace "$provider" --subscription "$subscription" --query registrationState --output tsv)
  if [ "$state" = Registered ]; then printf 'already registered: %s\\n' "$provider"; continue; fi
  would "register $provider"
  if [ "$apply" = true ]; then az provider register --namespace "$provider" --subscription "$subscription" --wait; fi
done
if [ "$apply" = true ]; then
  az deployment sub create --name mxdr-delegation --location "$region" --subscription "$subscription" --template-file lighthouse.json --output none
  printf 'delegated; now run ./verify.sh\\n'
else
  az deployment sub what-if --name mxdr-delegation --location "$region" --subscription "$subscription" --template-file lighthouse.json
fi`,
  });
}

function crossTenant({ plan }: ConsentInput): string {
  return script({
    purpose: "Trusts multi-factor authentication and compliant devices of the operator's tenant. Says what it would do; --apply does it.",
    tools: ['jq', 'pwsh'],
    values: { tenant: plan.customer.tenantId, operator: plan.operator.tenantId, scopes: trustScopes },
    body: `${dryRunFirst}
${calls}
found=$(partner)
if [ -z "$found" ]; then
  would "add a cross-tenant access setting for tenant $operator"
  if [ "$apply" = true ]; then graph post /policies/crossTenantAccessPolicy/partners graph/cross-tenant-access.json >/dev/null; fi
elif jq -e --slurpfile wanted graph/cross-tenant-access-change.json '.inboundTrust == $wanted[0].inboundTrust' <<<"$found" >/dev/null; then
  printf 'already trusted: tenant %s\\n' "$operator"
else
  would "change the inbound trust of tenant $operator"
  if [ "$apply" = true ]; then graph patch "/policies/crossTenantAccessPolicy/partners/$operator" graph/cross-tenant-access-change.json >/dev/null; fi
fi`,
  });
}

function verify(input: ConsentInput): string {
  const { plan } = input;
  const { lighthouse, directory } = plan;
  return script({
    purpose:
      'Compares what is in the tenant with what was agreed: neither less nor more. Changes nothing. --expect-absent: everything must be gone.',
    tools: ['az', 'jq', 'pwsh'],
    values: {
      ...delegationValues(input),
      scopes: withReader(input, readScopes, readerReadScope),
      ...readerValues(input),
      permanent: lighthouse.permanent.map(({ principalId, roleDefinitionId }) => `${principalId} ${roleDefinitionId}`),
      eligible: lighthouse.eligible.map(({ principalId, roleDefinitionId, justInTime }) =>
        [
          principalId,
          roleDefinitionId,
          justInTime.maximumActivationDuration,
          justInTime.multiFactorAuthProvider,
          ...justInTime.approvers.map((approver) => approver.principalId).toSorted(),
        ].join(' '),
      ),
      policies: directory.conditionalAccess.map(({ displayName, state }) => `${state} ${displayName}`),
    },
    body: `absent=false
case "\${1:-}" in
  '') ;;
  --expect-absent) absent=true ;;
  *) printf 'usage: %s [--expect-absent]\\n' "$0" >&2; exit 3 ;;
esac
${signedIn}
${calls}
failed=0
good() { printf 'ok    %s\\n' "$1"; }
bad() { printf 'DIFF  %s\\n' "$1"; failed=1; }
sorted() { printf '%s\\n' "$1" | tr 'A-Z' 'a-z' | sed '/^$/d' | LC_ALL=C sort; }
list() { if [ "$#" -gt 0 ]; then printf '%s\\n' "$@"; fi; }
same() { # WHAT AGREED FOUND
  if [ "$(sorted "$2")" = "$(sorted "$3")" ]; then good "$1"; return; fi
  bad "$1"
  diff <(sorted "$2") <(sorted "$3") | sed -n 's/^< /        agreed, missing: /p; s/^> /        found, not agreed: /p' || true
}
# Whether it is there; ends the script when that cannot be read.
there() { local code=0; "$@" || code=$?; case "$code" in 0) return 0 ;; 4) return 1 ;; *) exit 2 ;; esac; }
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
if there azure get "$definition?${servicesApi}" >"$answer"; then
  if [ "$absent" = true ]; then bad 'the delegation still exists'; else
    good 'the delegation exists'
    same 'the managing tenant is the operator' "$operator" "$(jq -r '.properties.managedByTenantId' "$answer")"
    same 'permanent roles are as agreed' "$(list \${permanent[@]+"\${permanent[@]}"})" \\
      "$(jq -r '.properties.authorizations[]? | "\\(.principalId) \\(.roleDefinitionId)"' "$answer")"
    same 'just-in-time roles are as agreed' "$(list \${eligible[@]+"\${eligible[@]}"})" \\
      "$(jq -r '.properties.eligibleAuthorizations[]? | [.principalId, .roleDefinitionId, (.justInTimeAccessPolicy | .maximumActivationDuration, .multiFactorAuthProvider, ([.managedByTenantApprovers[]?.principalId] | sort[]))] | join(" ")' "$answer")"
  fi
elif [ "$absent" = true ]; then good 'the delegation is gone'; else bad 'the delegation does not exist'; fi
for index in "\${!groups[@]}"; do
  if there azure get "\${groups[$index]}/providers/Microsoft.ManagedServices/registrationAssignments/\${assignments[$index]}?${servicesApi}" >"$answer"; then
    if [ "$absent" = true ]; then bad "still delegated: \${groups[$index]}"; else good "delegated: \${groups[$index]}"; fi
  elif [ "$absent" = true ]; then good "no longer delegated: \${groups[$index]}"; else bad "not delegated: \${groups[$index]}"; fi
done
found=$(partner) || exit 2
if [ "$absent" = true ]; then
  if [ -z "$found" ]; then good 'no cross-tenant access setting is left'; else bad 'the cross-tenant access setting still exists'; fi
elif [ -n "$found" ] && jq -e --slurpfile wanted graph/cross-tenant-access-change.json '.inboundTrust == $wanted[0].inboundTrust' <<<"$found" >/dev/null; then
  good "the operator's sign-in is trusted as agreed"
else bad "the operator's sign-in is not trusted as agreed"; fi
found=$(graph get /identity/conditionalAccess/policies | jq -r '.value[] | select(.displayName | startswith("Microsoft Security Experts-")) | "\\(.state) \\(.displayName)"') || exit 2
if [ "$absent" = true ]; then
  if [ -z "$found" ]; then good 'no policy of the service is left'; else bad "policies are left: $found"; fi
else
  for policy in \${policies[@]+"\${policies[@]}"}; do
    if grep -Fxq -- "$policy" <<<"$found"; then good "policy: $policy"; else bad "policy missing or in another state: $policy"; fi
  done
fi
${readerOf(input) === undefined ? '' : `${verifyReader}\n`}exit "$failed"`,
  });
}

function revoke(input: ConsentInput): string {
  return script({
    purpose:
      'Takes the delegation and the trust back. Says what it would do; --apply does it. What only you can do by hand is printed at the end.',
    tools: ['az', 'jq', 'pwsh'],
    values: { ...delegationValues(input), scopes: withReader(input, trustScopes, readerRemoveScope), ...readerValues(input) },
    body: `${dryRunFirst}
${signedIn}
${calls}
remove() { # WHAT CALL...
  local what=$1 code=0
  shift
  would "remove $what"
  if [ "$apply" = false ]; then return 0; fi
  "$@" >/dev/null || code=$?
  case "$code" in 0) ;; 4) printf 'gone already: %s\\n' "$what" ;; *) exit 2 ;; esac
}
for index in "\${!groups[@]}"; do
  remove "the delegation of \${groups[$index]}" azure delete "\${groups[$index]}/providers/Microsoft.ManagedServices/registrationAssignments/\${assignments[$index]}?${servicesApi}"
done
remove 'the definition of the delegation' azure delete "$definition?${servicesApi}"
remove "the cross-tenant access setting of tenant $operator" graph delete "/policies/crossTenantAccessPolicy/partners/$operator"
${readerOf(input) === undefined ? '' : `${removeReader}\n`}printf '%s\\n' 'By hand: what "How you take it back" of the document names. Then: ./verify.sh --expect-absent'`,
  });
}

function requestGdap(input: ConsentInput): string {
  const given = gdapAssignments(input);
  return script({
    purpose:
      'For the operator, signed in to its own tenant: requests the relationship and, once the customer approved it, gives it to groups.',
    tools: ['jq', 'pwsh'],
    home: '..',
    values: {
      tenant: input.operator.tenantId,
      operator: input.operator.tenantId,
      name: gdapNameOf(input),
      scopes: gdapScopes,
      tiers: given.map(({ tier }) => tier),
      groups: given.map(({ group }) => group.principalId),
    },
    body: `${dryRunFirst}
${calls}
base=/tenantRelationships/delegatedAdminRelationships
# One that ended keeps its name; only a living one counts.
found=$(graph get "$base" | jq -c --arg name "$name" '[.value[] | select(.displayName == $name and .status != "terminated" and .status != "expired")][0] // empty')
if [ -z "$found" ]; then
  would "request the relationship $name"
  if [ "$apply" = false ]; then exit 0; fi
  found=$(graph post "$base" gdap-relationship.json)
fi
id=$(jq -r .id <<<"$found")
status=$(jq -r .status <<<"$found")
if [ "$status" = created ]; then
  would 'lock the request for approval'
  if [ "$apply" = true ]; then graph post "$base/$id/requests" gdap-lock.json >/dev/null; status=approvalPending; fi
fi
if [ "$status" != active ]; then
  printf 'status %s; the customer approves at https://admin.microsoft.com/AdminPortal/Home#/partners/invitation/granularAdminRelationships/%s\\n' "$status" "$id"
  exit 0
fi
held=$(graph get "$base/$id/accessAssignments" | jq -r '.value[] | select(.status != "deleted" and .status != "deleting") | .accessContainer.accessContainerId')
for index in "\${!tiers[@]}"; do
  if grep -Fxiq -- "\${groups[$index]}" <<<"$held"; then printf 'already given: %s\\n' "\${tiers[$index]}"; continue; fi
  would "give the role to \${tiers[$index]}"
  if [ "$apply" = true ]; then graph post "$base/$id/accessAssignments" "gdap-assignment-\${tiers[$index]}.json" >/dev/null; fi
done`,
  });
}

/** One call to Graph, signed in as the person: everything else is in the scripts, which tests can run. */
const graphCall = `# One call to Microsoft Graph, signed in as you. Writes the answer as JSON to a file; ends with 4 for what does not exist.
param(
  [Parameter(Mandatory)][string]$Tenant,
  [Parameter(Mandatory)][string]$Scopes,
  [Parameter(Mandatory)][string]$Method,
  [Parameter(Mandatory)][string]$Uri,
  [Parameter(Mandatory)][string]$OutFile,
  [string]$BodyFile
)
$ErrorActionPreference = 'Stop'
Connect-MgGraph -TenantId $Tenant -Scopes ($Scopes -split ',') -ContextScope CurrentUser -UseDeviceCode -NoWelcome
$call = @{ Method = $Method.ToUpperInvariant(); Uri = $Uri; OutputType = 'Json' }
if ($BodyFile) {
  $call.Body = Get-Content -Raw -Path $BodyFile
  $call.ContentType = 'application/json'
}
try {
  Invoke-MgGraphRequest @call | Set-Content -Path $OutFile -Encoding utf8NoBOM
} catch {
  [Console]::Error.WriteLine("$Method \${Uri}: $($_.Exception.Message)")
  if ($_.Exception.Response -and [int]$_.Exception.Response.StatusCode -eq 404) { exit 4 }
  exit 1
}
`;

/** Scripts for Azure Cloud Shell (Bash). Every one that changes something says first what it would do, and can be run again. */
export function scriptFiles(input: ConsentInput): readonly ConsentFile[] {
  return [
    { name: 'delegate.sh', text: delegate(input), isScript: true },
    { name: 'cross-tenant-access.sh', text: crossTenant(input), isScript: true },
    ...(readerOf(input) === undefined ? [] : [{ name: 'reader-application.sh', text: addReaderScript(input), isScript: true }]),
    { name: 'verify.sh', text: verify(input), isScript: true },
    { name: 'revoke.sh', text: revoke(input), isScript: true },
    { name: 'graph.ps1', text: graphCall },
    ...(usesGdap(input) ? [{ name: 'operator/request-gdap.sh', text: requestGdap(input), isScript: true }] : []),
  ];
}
