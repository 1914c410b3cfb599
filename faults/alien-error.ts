import { z } from 'zod'
import { defineFault, replaceBody, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  status: z.int().min(400, 'expected 400 to 599').max(599, 'expected 400 to 599').default(429).describe('the HTTP status'),
  text: z.string().default('come back later').describe('what the body says as its `status`'),
})

/**
 * An error comes in a form that is not the provider's: some machine before it answers in words of its own.
 * Seen in: OpenAI on 2023-11-08, whose edge answered 429 with a bare status as its recovery began (status.openai.com/incidents/00fpy0yxrx1q).
 * @example
 * chaos.inject(alienError({ status: 503 }).first(3))
 */
export const alienError: FaultFactory<typeof parameters> = defineFault({
  name: 'alien-error',
  summary: 'an error comes in a form that the provider never uses',
  family: 'HTTP errors',
  needs: [],
  shows: 'foreign-body',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://status.openai.com/incidents/00fpy0yxrx1q'],
  breaks: ['typed-errors', 'errors-name-cause', 'retries-at-most'],
  parameters,
  frame: (items, { parameters: { status, text } }) =>
    replaceBody(items, { status, contentType: 'application/json', text: JSON.stringify({ status: text }) }),
})
