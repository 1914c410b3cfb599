import type { z } from 'zod'
import { badRequest, firstIssue, jsonReader, placeOf, type Problem, type RequestDecoding, type WireRequest } from '../../kit.ts'

/** The error for a request without a key or a token. @ai-sdk/gateway has its own message for it. */
export function missingCredentials({ headers }: WireRequest): Problem | undefined {
  return headers.has('authorization') ? undefined : { kind: 'authentication' }
}

const json = jsonReader(() => badRequest('Invalid JSON'))

/** The gateway's error for a schema violation: the place and zod's message, like Vercel's own services. */
function misshapen(error: z.ZodError): Problem {
  const { issue, path } = firstIssue(error, (branches) => branches[0]?.[0])
  return { ...badRequest(`Invalid input: ${placeOf(path)}: ${issue.message}`), parameter: placeOf(path) }
}

/**
 * The common request checks of the gateway's own protocol: headers name the model, and whether to stream
 * (@ai-sdk/gateway, src/gateway-language-model.ts).
 */
export function readingOf(
  request: WireRequest,
  modelHeader: 'ai-language-model-id' | 'ai-model-id',
): Pick<RequestDecoding<never>, 'refusal' | 'json' | 'outline' | 'misshapen'> & { readonly model: string; readonly stream: boolean } {
  const model = request.headers.get(modelHeader) ?? ''
  const stream = request.headers.get('ai-language-model-streaming') === 'true'
  return {
    model,
    stream,
    json,
    misshapen,
    outline: () => ({ model, stream }),
    refusal: (given) => missingCredentials(given) ?? (model === '' ? badRequest(`Missing required header: ${modelHeader}`) : undefined),
  }
}
