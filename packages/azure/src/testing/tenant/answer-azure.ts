import type { TenantModel } from './tenant-model.ts';
import type { TenantAnswer, TenantQuestion } from './tenant-server.ts';

/** Azure: what the model names exists; the rest is not found, in the words of Azure. */
export function answerAzure(model: TenantModel, { url, isGranted }: TenantQuestion): TenantAnswer {
  if (!url.searchParams.has('api-version'))
    return {
      status: 400,
      body: { error: { code: 'MissingApiVersionParameter', message: 'The api-version query parameter is required.' } },
    };
  const path = decodeURIComponent(url.pathname).toLowerCase();
  const needed = path.startsWith('/providers/microsoft.aadiam') ? 'Security Reader' : 'Reader';
  if (!isGranted(needed)) {
    const message = `The client does not have authorization to perform action over scope '${path}'.`;
    return { status: 403, body: { error: { code: 'AuthorizationFailed', message } } };
  }
  const body = model.azure[path];
  if (body !== undefined) return { status: 200, body };
  const code =
    path.includes('/resourcegroups/') && !Object.keys(model.azure).some((id) => id.startsWith(groupOf(path)))
      ? 'ResourceGroupNotFound'
      : 'ResourceNotFound';
  return { status: 404, body: { error: { code, message: `'${path}' could not be found.` } } };
}

function groupOf(path: string): string {
  return path.split('/').slice(0, 5).join('/');
}
