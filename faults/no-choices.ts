import { z } from 'zod'
import { carriesContent, changeEvent, defineFault, jsonObjectOf, type FaultFactory, type Frame } from '../src/kit.ts'

const parameters = z.object({
  afterDeltas: z.int().nonnegative().default(3).describe('text or tool-argument events before the empty one, in a stream'),
})

/** The lists in which providers put an answer, or a piece of one. */
const lists = ['choices', 'candidates', 'output', 'content', 'embeddings', 'data'] as const

/** A payload whose answer is an empty list; `undefined` if it has no such list. */
function withoutChoices({ data }: Frame): string | undefined {
  const payload = jsonObjectOf(data)
  const list = lists.find((name) => Array.isArray(payload?.[name]) && (payload[name] as readonly unknown[]).length > 0)
  return list === undefined ? undefined : JSON.stringify({ ...payload, [list]: [] })
}

/**
 * The list of choices is empty: of a whole answer, or of one more event in the middle of a stream. Code that reads its first item fails.
 * Seen in: https://github.com/pydantic/pydantic-ai/issues/7909 and https://github.com/madox2/vim-ai/issues/72.
 * @example
 * chaos.inject(noChoices({ afterDeltas: 0 }))
 */
export const noChoices: FaultFactory<typeof parameters> = defineFault({
  name: 'no-choices',
  summary: 'the list of choices is empty, in a whole answer or in the middle of a stream',
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
      yield data === undefined || item.type !== 'frame' ? item : { ...item, data, received: '' }
    }
  },
})
