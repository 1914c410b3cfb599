import { describe, expect } from 'vitest'
import { usageMissing } from '../../faults/usage-missing.ts'
import { clients, hear, pieces, test, truth } from './bench.ts'
import { completion, response } from './replies.ts'

describe('usageMissing', () => {
  test('leaves the usage out of completions and responses', async ({ chaos }) => {
    chaos.inject(usageMissing())
    expect((await completion()).usage).toBeUndefined()
    expect((await response()).usage).toBeNull()
    expect(chaos.journal).toHaveFired('usage-missing', { times: 2 })
  })

  test.for(clients)('leaves the answer as it is with $name', async ({ ask, stream }, { chaos }) => {
    chaos.inject(usageMissing())
    expect(await ask()).toBe(truth)
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    const call = { ending: 'complete', received: truth, usage: undefined }
    expect(chaos.journal.calls).toMatchObject([call, call])
  })
})
