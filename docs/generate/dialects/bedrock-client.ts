import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime'
import { FetchHttpHandler } from '@smithy/fetch-http-handler'
import { wholeTime } from './dialect.ts'

/** The official client, set up to use `fetch`, to read no settings of this machine, and not to retry by default. */
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
 * Sends the request and aborts it at the end, as a careful app does: after its own time limit, or an event that it cannot
 * read, the SDK throws but leaves the request open.
 */
export async function releasing<Result>(ask: (abortSignal: AbortSignal) => Promise<Result>): Promise<Result> {
  const over = new AbortController()
  try {
    return await ask(AbortSignal.any([over.signal, AbortSignal.timeout(wholeTime)]))
  } finally {
    over.abort()
  }
}

/** Faults that need text, which only a response without streaming has. */
export const streamSparedByBinaryFraming: Readonly<Record<string, string>> = {
  'byte-order-mark': 'the binary stream has no text at its start',
}

/** Faults that need a text format. */
export const sparedByBinaryFraming: Readonly<Record<string, string>> = {
  'comments-only': 'the binary stream has no comments',
  'keep-alive-comments': 'the binary stream has no comments',
  'carriage-returns': 'the binary stream has no lines',
  'unterminated-event': 'the binary stream has no lines',
  'unspaced-fields': 'the binary stream has no lines',
}
