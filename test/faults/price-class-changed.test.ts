import { describe, expect } from 'vitest'
import { priceClassChanged } from '../../faults/price-class-changed.ts'
import { test, truth } from './bench.ts'
import { completion, response } from './replies.ts'

describe('priceClassChanged', () => {
  test('names another class of service than the usual one', async ({ chaos }) => {
    expect((await completion()).service_tier).toBe('default')
    chaos.inject(priceClassChanged())
    const { choices, service_tier } = await completion()
    expect(service_tier).toBe('priority')
    expect(choices[0]!.message.content).toBe(truth)
    expect((await response()).service_tier).toBe('priority')
    expect(chaos.journal).toHaveFired('price-class-changed', { times: 2 })
  })

  test('names the given class', async ({ chaos }) => {
    chaos.inject(priceClassChanged({ to: 'flex' }))
    expect((await completion()).service_tier).toBe('flex')
  })

  test('does not fire if the response already names that class', async ({ chaos }) => {
    chaos.inject(priceClassChanged(), priceClassChanged())
    await completion()
    expect(chaos.neverFired).toHaveLength(1)
  })
})
