import { z } from 'zod'
import { defineFault, hasBody, headerValue, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  contentType: headerValue.min(1).default('text/plain').describe('value of the header'),
})

/**
 * The body is correct, the content type is wrong. Clients that choose their parser by it misread the body.
 * Reported in: openai-node's `defaultParseResponse`, which returns text if the type is not JSON.
 * @example
 * chaos.inject(wrongContentType({ contentType: 'text/html' }))
 */
export const wrongContentType: FaultFactory<typeof parameters> = defineFault({
  name: 'wrong-content-type',
  summary: 'the content type does not match the body',
  family: 'Connection',
  needs: [],
  shows: 'foreign-body',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://github.com/openai/openai-node/blob/master/src/internal/parse.ts'],
  breaks: ['typed-errors', 'schema-valid-or-error'],
  parameters,
  *frame(items, { parameters: { contentType } }) {
    for (const item of items)
      yield item.type === 'head' && hasBody(item) && item.headers['content-type'] !== contentType
        ? { ...item, headers: { ...item.headers, 'content-type': contentType } }
        : item
  },
})
