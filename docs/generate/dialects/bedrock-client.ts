import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime'
import { FetchHttpHandler } from '@smithy/fetch-http-handler'
import { wholeTime } from './dialect.ts'

/** The official client, set up so that it goes through `fetch`, looks for nothing on this machine, and tries but once where nothing else is said. */
export function bedrockClient(customFetch?: typeof fetch, maxAttempts = 1): BedrockRuntimeClient {
  return new BedrockRuntimeClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
    authSchemePreference: ['aws.auth#sigv4'],
    requestHandler: new FetchHttpHandler(customFetch === undefined ? {} : { customFetch }),
    maxAttempts,
    retryMode: 'standard',
    defaultsMode: 'standard',
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    userAgentAppId: 'test',
  })
}

/**
 * Asks, and lets go of the request in the end, as a careful app does: after a time limit of its own, or an event that it cannot
 * read, the SDK throws, and leaves the request open.
 */
export async function releasing<Result>(ask: (abortSignal: AbortSignal) => Promise<Result>): Promise<Result> {
  const over = new AbortController()
  try {
    return await ask(AbortSignal.any([over.signal, AbortSignal.timeout(wholeTime)]))
  } finally {
    over.abort()
  }
}

/** What can happen to lines of text only. */
export const sparedByBinaryFraming: Readonly<Record<string, string>> = {
  'comments-only': 'the binary stream has no comments',
  'keep-alive-comments': 'the binary stream has no comments',
  'carriage-returns': 'the binary stream has no lines',
  'unended-event': 'the binary stream has no lines',
  'unspaced-fields': 'the binary stream has no lines',
}
