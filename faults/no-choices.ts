import { z } from 'zod'
import { carriesContent, changeEvent, defineFault, jsonObjectOf, type FaultFactory, type Frame } from '../src/kit.ts'

const parameters = z.object({
  afterDeltas: z.int().nonnegative().default(3).describe('text or tool-argument events before the empty one, in a stream'),
})

/** The fields in which providers put an answer or a delta, usually in a list. */
const containers = ['choices', 'candidates', 'output', 'content', 'message', 'embeddings', 'embedding', 'data', 'delta'] as const

function emptied(container: unknown): unknown {
  if (Array.isArray(container)) return []
  return typeof container === 'string' ? '' : {}
}

/** The payload without its answer. `undefined` if its answer is in none of these places. */
function withoutChoices({ data }: Frame): string | undefined {
  const payload = jsonObjectOf(data)
  const container = containers.find((name) => payload?.[name] != null)
  return payload === undefined || container === undefined
    ? undefined
    : JSON.stringify({ ...payload, [container]: emptied(payload[container]) })
}

/**
 * The list of choices is empty, in a response body or in an extra event of a stream. Code that reads its first item
 * fails. If a provider uses an object instead of a list, the object is empty.
 * Reported in: https://github.com/pydantic/pydantic-ai/issues/7909 and https://github.com/madox2/vim-ai/issues/72.
 * @example
 * chaos.inject(noChoices({ afterDeltas: 0 }))
 */
export const noChoices: FaultFactory<typeof parameters> = defineFault({
  name: 'no-choices',
  summary: 'the list of choices is empty',
  family: 'Answer content',
  needs: [],
  shows: 'empty',
  persistence: 'transient',
  frequency: 'occasional',
  sources: [
    'https://github.com/pydantic/pydantic-ai/issues/7909',
    'https://github.com/madox2/vim-ai/issues/72',
    'https://github.com/genkit-ai/genkit/issues/6232',
  ],
  breaks: ['typed-errors', 'falls-back'],
  parameters,
  *frame(items, { call, parameters: { afterDeltas } }) {
    if (call.stream) {
      yield* changeEvent(items, 'delta', afterDeltas, (delta) => {
        const data = withoutChoices(delta)
        const { received: _received, ...silent } = delta
        return data === undefined ? [delta] : [{ ...silent, role: 'opening', data }, delta]
      })
      return
    }
    for (const item of items) {
      const data = carriesContent(item) ? withoutChoices(item) : undefined
      // An answer without content, such as one of reasoning that is not shown, is empty already.
      const isEmptied = item.type === 'frame' && data !== undefined && data !== item.data
      yield isEmptied ? { ...item, data, received: '' } : item
    }
  },
})
