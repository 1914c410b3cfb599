import { describe, expect } from 'vitest'
import { retiredModel } from '../../faults/retired-model.ts'
import { clients, errorOf, test, timePasses, truth } from './bench.ts'
import { refused } from './refused.ts'

describe.for(clients)('retiredModel with $name', ({ ask, errors }) => {
  test('answers until the given moment, and throws NotFoundError (404) from then on', async ({ chaos }) => {
    chaos.inject(retiredModel({ at: '1h' }))
    await timePasses(3_599_999)
    expect(await ask()).toBe(truth)
    await timePasses(1)
    expect(await errorOf(ask())).toBeInstanceOf(errors.NotFoundError)
    await timePasses('20h')
    expect(await errorOf(ask({ maxRetries: 3 }))).toBeInstanceOf(errors.NotFoundError)
    const gone = refused('retired-model', { status: 404, kind: 'model-not-found', permanent: true })
    expect(chaos.journal.calls).toMatchObject([{ startedAt: 3_599_999, ending: 'complete', fired: [] }, gone, gone])
  })

  test('is gone from the beginning without a moment', async ({ chaos }) => {
    chaos.inject(retiredModel())
    expect(await errorOf(ask())).toBeInstanceOf(errors.NotFoundError)
  })
})
