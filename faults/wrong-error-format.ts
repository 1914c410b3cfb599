import { z } from 'zod'
import { defineFault, replaceBody, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  status: z.int().min(400, 'expected 400 to 599').max(599, 'expected 400 to 599').default(429).describe('the HTTP status'),
  text: z.string().default('come back later').describe('value of `status` in the body'),
})

/**
 * An HTTP error whose body is not in the provider's format. It is JSON, but from a gateway, an edge or a proxy in front of the
 * provider: `{"status":"come back later"}` instead of `{"error":{"type":...,"message":...}}`. An app that reads the error's type or
 * code from the body finds neither; only the HTTP status is reliable. For an HTML page, see `htmlError`.
 * Reported in: OpenAI on 2023-11-08, whose edge answered 429 with a bare status when its recovery began, recorded by a monitor
 * (apicontext.com).
 * @example
 * chaos.inject(wrongErrorFormat({ status: 503 }).first(3))
 */
export const wrongErrorFormat: FaultFactory<typeof parameters> = defineFault({
  name: 'wrong-error-format',
  summary: 'an HTTP error has a body that is not in the format of the provider',
  family: 'HTTP errors',
  needs: [],
  shows: 'foreign-body',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://apicontext.com/openai-outage-chatgpt-down-apimetrics-tells-the-story'],
  breaks: ['typed-errors', 'errors-identify-cause', 'retries-at-most'],
  parameters,
  frame: (items, { parameters: { status, text } }) =>
    replaceBody(items, { status, contentType: 'application/json', text: JSON.stringify({ status: text }) }),
})
