import type { Cell, RequestRow } from './matrix.ts'

/** An error and its causes in one line. */
export function errorInWords({ name, message, status, code, cause }: NonNullable<Cell['error']>): string {
  const facts = [status, code].filter((fact) => fact !== undefined).join(' ')
  const own = `${name}${facts === '' ? '' : ` (${facts})`}: ${message}`
  return cause === undefined ? own : `${own} ← ${errorInWords(cause)}`
}

const endings: Readonly<Record<string, string>> = {
  complete: 'complete',
  truncated: 'truncated',
  reset: 'connection broken',
  aborted: 'aborted by the client',
  hung: 'never ended',
  refused: 'refused',
  open: 'still open',
}

/** One request in one line. */
export function requestInWords([at, provider, status, ending, until, deltas, fired]: RequestRow, index: number): string {
  const parts = [
    status === null ? 'no response' : `HTTP ${status}`,
    `${endings[ending] ?? ending}${until === null ? '' : ` at ${until} ms`}`,
    ...(deltas === 0 ? [] : [`${deltas} deltas`]),
    ...(fired === 1 ? ['fault'] : []),
  ]
  return `${at} ms request ${index + 1} to ${provider}: ${parts.join(', ')}`
}
