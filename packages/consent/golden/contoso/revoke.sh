#!/usr/bin/env bash
# Takes the delegation and the trust back. Says what it would do; --apply does it. What only you can do by hand is printed at the end.
set -euo pipefail
cd "$(dirname "$0")"
here=.
for tool in az jq pwsh; do command -v "$tool" >/dev/null || { printf 'missing: %s; Azure Cloud Shell (Bash) has it\n' "$tool" >&2; exit 3; }; done
tenant='3b1f6c1e-7a2d-4f0e-9c55-2a8d4e7f1001'
operator='5f0c7a52-3a41-4c0b-9f57-0d2d6f1c9a10'
definition='/subscriptions/a4c3d2e1-0f9e-4d8c-b7a6-95847362b101/providers/Microsoft.ManagedServices/registrationDefinitions/11111111-1111-5111-8111-111111111111'
groups=('/subscriptions/a4c3d2e1-0f9e-4d8c-b7a6-95847362b101/resourceGroups/rg-contoso-sentinel')
assignments=('22222222-2222-5222-8222-222222222220')
scopes='Policy.Read.All,Policy.ReadWrite.CrossTenantAccess,Application.ReadWrite.All'
reader='7e4a9c18-5d26-4b7f-a0c3-8b1f2e6d4402'
readerName='mxdr-reader'
permissions=('00000003-0000-0000-c000-000000000000 b0afded3-3588-46d8-8b3d-9842eff778da AuditLog.Read.All' '00000003-0000-0000-c000-000000000000 5b567255-7703-4780-807c-7be8301ae99b Group.Read.All' '00000003-0000-0000-c000-000000000000 498476ce-e0fe-48b0-b801-37ba7e2685c6 Organization.Read.All' '00000003-0000-0000-c000-000000000000 246dd0d5-5bd0-4def-940b-0421030a5b68 Policy.Read.All' '00000003-0000-0000-c000-000000000000 bf394140-e372-4bf9-a898-299cfc7564e5 SecurityEvents.Read.All' '00000003-0000-0000-c000-000000000000 dd98c7f5-2d42-42d3-a0e4-633161547251 ThreatHunting.Read.All' '00000003-0000-0000-c000-000000000000 df021288-bdef-4463-88db-98f22de89214 User.Read.All' 'fc780465-2017-40d4-a0c5-307022471b92 ea8291d3-4b9a-44b5-bc3a-6cea3026dc79 Machine.Read.All')
apply=false
case "${1:-}" in
  '') ;;
  --apply) apply=true ;;
  *) printf 'usage: %s [--apply]\n' "$0" >&2; exit 3 ;;
esac
would() { if [ "$apply" = true ]; then printf 'now: %s\n' "$1"; else printf 'would: %s\n' "$1"; fi; }
actual=$(az account show --query tenantId --output tsv)
if [ "$actual" != "$tenant" ]; then printf 'signed in to tenant %s, expected %s: az login --tenant %s\n' "$actual" "$tenant" "$tenant" >&2; exit 3; fi
azure() { # METHOD PATH
  local answer
  if answer=$(az rest --method "$1" --url "https://management.azure.com$2" --output json 2>&1); then printf '%s\n' "$answer"; return 0; fi
  case "$answer" in
    *NotFound*|*'Not Found'*|*'does not exist'*) return 4 ;;
    *) printf 'no answer: %s %s\n%s\n' "$1" "$2" "$answer" >&2; return 2 ;;
  esac
}
graph() { # METHOD PATH [BODY]
  local file code=0
  file=$(mktemp)
  pwsh -NoProfile -File "$here/graph.ps1" -Tenant "$tenant" -Scopes "$scopes" -Method "$1" -Uri "https://graph.microsoft.com/v1.0$2" -OutFile "$file" ${3:+-BodyFile "$3"} >&2 || code=$?
  if [ "$code" = 0 ]; then cat "$file"; fi
  rm -f "$file"
  if [ "$code" != 0 ] && [ "$code" != 4 ]; then printf 'no answer: %s %s\n' "$1" "$2" >&2; code=2; fi
  return "$code"
}
partner() { graph get /policies/crossTenantAccessPolicy/partners | jq -c --arg tenant "$operator" '[.value[] | select(.tenantId == $tenant)][0] // empty'; }
remove() { # WHAT CALL...
  local what=$1 code=0
  shift
  would "remove $what"
  if [ "$apply" = false ]; then return 0; fi
  "$@" >/dev/null || code=$?
  case "$code" in 0) ;; 4) printf 'gone already: %s\n' "$what" ;; *) exit 2 ;; esac
}
for index in "${!groups[@]}"; do
  remove "the delegation of ${groups[$index]}" azure delete "${groups[$index]}/providers/Microsoft.ManagedServices/registrationAssignments/${assignments[$index]}?api-version=2022-10-01"
done
remove 'the definition of the delegation' azure delete "$definition?api-version=2022-10-01"
remove "the cross-tenant access setting of tenant $operator" graph delete "/policies/crossTenantAccessPolicy/partners/$operator"
principal() { graph get "/servicePrincipals(appId='$1')"; }
# Sets found to the principal of an application, or to nothing; ends the script where that cannot be read.
look_up() {
  local code=0
  found=$(principal "$1") || code=$?
  case "$code" in 0) ;; 4) found='' ;; *) exit 2 ;; esac
}
look_up "$reader"
if [ -n "$found" ]; then remove "the application $readerName" graph delete "/servicePrincipals/$(jq -r .id <<<"$found")"
else printf 'gone already: the application %s\n' "$readerName"; fi
printf '%s\n' 'By hand: what "How you take it back" of the document names. Then: ./verify.sh --expect-absent'
