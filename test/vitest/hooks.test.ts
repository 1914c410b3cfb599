import { describe } from 'vitest'
import { overloaded } from '../../faults/index.ts'
import { expect, test } from '../../src/vitest/index.ts'

describe('a hook that uses the chaos', () => {
  test.beforeEach(({ chaos }) => chaos.inject(overloaded()))

  test('sets up the chaos of the test', async ({ chaos }) => {
    const headers = { authorization: 'Bearer test' }
    const response = await fetch('https://api.openai.com/v1/models', { headers })
    await response.text()
    expect(chaos.journal).toHaveFired('overloaded')
  })
})
