import { z } from 'zod'
import { defineFault, duration, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  within: duration.default(60_000).describe('how long after the first batch of the run was created, in ms'),
})

/** When the first batch of the run was created. `undefined` before that. */
interface State {
  createdAt: number | undefined
}

/**
 * A batch that was just created returns a 404 until all of the provider's machines have it.
 * Reported in: Anthropic's batches, one second after they were created.
 * @example
 * chaos.inject(batchNotFound({ within: '30s' }).for('anthropic'))
 */
export const batchNotFound: FaultFactory<typeof parameters> = defineFault({
  name: 'batch-not-found',
  summary: 'a batch that was just created returns a 404',
  family: 'Batches',
  needs: ['batch'],
  shows: '4xx-permanent',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://github.com/anthropics/anthropic-sdk-python/issues/1432'],
  breaks: ['settles-within'],
  parameters,
  state: (): State => ({ createdAt: undefined }),
  admit({ operation }, { parameters: { within }, state, now }) {
    if (operation === 'create-batch') state.createdAt ??= now()
    const isRead = operation === 'retrieve-batch' || operation === 'read-batch-results'
    const isFresh = state.createdAt !== undefined && now() < state.createdAt + within
    return isRead && isFresh ? { kind: 'not-found', passes: true } : undefined
  },
})
