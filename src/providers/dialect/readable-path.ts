/**
 * Formats the path of an endpoint for readers: the first of several alternatives, and a name for each part that differs by
 * request.
 * @example
 * readablePathOf(/^(?:\/v1)?\/models\/[^/]+$/) // => '/v1/models/{id}'
 */
export function readablePathOf(path: string | RegExp): string {
  if (typeof path === 'string') return path
  return path.source
    .replaceAll('\\/', '/')
    .replaceAll(/^\^|\$$/g, '')
    .replaceAll(/\[\^[^\]]*\][*+]|\.[*+]/g, '{id}')
    .replaceAll(/\(\?:[^()]*\{id\}[^()]*\)\?/g, '')
    .replaceAll(/\(\?:([^()|]*)(?:\|[^()]*)?\)\??/g, '$1')
    .replaceAll('\\', '')
}
