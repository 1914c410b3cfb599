import { z } from 'zod'
import { defineFault, replaceBody, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * A 200 with an empty body.
 * Seen in: https://github.com/BerriAI/litellm/issues/24442, answers that are a success and hold nothing.
 * @example
 * chaos.inject(emptyBody().nth(2))
 */
export const emptyBody: FaultFactory<typeof parameters> = defineFault({
  name: 'empty-body',
  summary: 'a 200 with an empty body',
  family: 'Connection',
  needs: [],
  shows: 'empty',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://github.com/BerriAI/litellm/issues/24442'],
  breaks: ['typed-errors', 'schema-valid-or-error', 'no-silent-truncation'],
  parameters,
  frame: (items) => replaceBody(items, { status: 200, contentType: 'application/json', text: '' }),
})
