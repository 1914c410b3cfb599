import { test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { overloaded, serverError, slowFirstToken } from '../../faults/index.ts'
import { brownout, openai, virtualTime } from '../../src/index.ts'
import { faultsOf, plans } from '../../src/property/index.ts'
import { askOpenAI } from './apps.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
const anyBadDay = plans({ faults: faultsOf(overloaded, serverError, slowFirstToken), atMost: 2 })

describe('a property of @fast-check/vitest', () => {
  test.prop([anyBadDay])('takes plans as any other value', async (plan) => {
    const release = chaos.intercept()
    chaos.reset()
    chaos.inject(...plan)
    try {
      const answer = await virtualTime(() => askOpenAI().catch(() => 'Sorry, not now.'))
      expect(answer).not.toBe('')
      expect(chaos.journal.calls).toHaveLength(1)
    } finally {
      release()
    }
  })
})
