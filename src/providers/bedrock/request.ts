import type { Problem, Decoded, WireRequest } from '../../kit.ts'

/** The model that a path names: an id, an inference profile or an ARN, percent-encoded or not. */
export function modelOf({ pathname }: URL): string {
  const encoded = /\/model\/(.+)\/[^/]+$/.exec(pathname)?.[1] ?? ''
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}

/**
 * What is wrong with a request's credentials. A signature is not checked, nor is a key; that there is one is.
 * It stands in a header, or in the query of a URL that was signed beforehand.
 */
export function problemOfCredentials({ headers, url }: WireRequest): Problem | undefined {
  const isSigned = /^(?:aws4-\S+|bearer) \S/i.test(headers.get('authorization') ?? '') || url.searchParams.has('X-Amz-Signature')
  return isSigned
    ? undefined
    : { kind: 'authentication', code: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token' }
}

/** The value of a body, or why it has none. */
export function valueOf(text: string): { readonly value: unknown } | { readonly problem: Problem } {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return {
      problem: { kind: 'bad-request', code: 'SerializationException', message: 'The request body could not be parsed as JSON.' },
    }
  }
}

/** A request that is refused. */
export function refused(problem: Problem, model: string, stream: boolean): Decoded {
  return { type: 'problem', problem, model, stream }
}
