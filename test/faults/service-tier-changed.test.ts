import { describe, expect } from 'vitest'
import { serviceTierChanged } from '../../faults/service-tier-changed.ts'
import { test, truth } from './bench.ts'
import { completion, response } from './replies.ts'

describe('serviceTierChanged', () => {
  test('names another class of service than the usual one', async ({ chaos }) => {
    expect((await completion()).service_tier).toBe('default')
    chaos.inject(serviceTierChanged())
    const { choices, service_tier } = await completion()
    expect(service_tier).toBe('priority')
    expect(choices[0]!.message.content).toBe(truth)
    expect((await response()).service_tier).toBe('priority')
    expect(chaos.journal).toHaveFired('service-tier-changed', { times: 2 })
  })

  test('names the given class', async ({ chaos }) => {
    chaos.inject(serviceTierChanged({ to: 'flex' }))
    expect((await completion()).service_tier).toBe('flex')
  })

  test('does not fire if the response already names that class', async ({ chaos }) => {
    chaos.inject(serviceTierChanged(), serviceTierChanged())
    await completion()
    expect(chaos.neverFired).toHaveLength(1)
  })
})
