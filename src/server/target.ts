import { BrownoutError } from '../engine/base/errors.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import type { Incoming } from '../sockets/message.ts'

/** The path of requests about the server itself, not for a provider. */
export const ownFolder = '/__brownout'

const scopeFolder = `${ownFolder}/scope/`

/** The header that names the scope of a request. */
export const scopeHeader = 'x-brownout-scope'

/** The target of a request to a server. */
export interface Target {
  /** The scope that its path or its header names. */
  readonly scope: string | undefined
  /** Its path without the scope, with its query. */
  readonly path: string
}

/** The path of a scope. The scope answers requests below it like those to the same path without it. */
export function pathOfScope(name: string | undefined): string {
  return name === undefined ? '' : scopeFolder + encodeURIComponent(name)
}

/**
 * Returns the target of a request: `/__brownout/scope/worker-3/openai/v1/models` is `/openai/v1/models` in the scope `worker-3`, and so is
 * `/openai/v1/models` with the header `x-brownout-scope: worker-3`.
 * @throws BrownoutError if its path and its header name different scopes, the path none, or it has no path or no host
 */
export function targetOf({ url = '/', headers, httpVersion }: Pick<Incoming, 'url' | 'headers' | 'httpVersion'>): Target {
  if (!url.startsWith('/'))
    throw new BrownoutError(
      `Cannot read the target ${valueInWords(url)} of the request: expected a path, such as /openai/v1/models. The server is not a proxy: its address is the base URL.`,
    )
  if (httpVersion === '1.1' && headers.host === undefined) throw new BrownoutError('The request has no header Host, which HTTP/1.1 needs.')
  const inHeader = headers[scopeHeader]?.toString()
  if (!url.startsWith(scopeFolder)) return { scope: inHeader, path: url }
  const [, encoded = '', rest = ''] = /^([^/?]*)(.*)$/s.exec(url.slice(scopeFolder.length)) ?? []
  const scope = decoded(encoded)
  if (inHeader !== undefined && inHeader !== scope)
    throw new BrownoutError(`The path names the scope "${scope}" and the header ${scopeHeader} names "${inHeader}". Expected one of them.`)
  return { scope, path: rest.startsWith('/') ? rest : `/${rest}` }
}

/** A part of a path as it was before it was encoded. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
