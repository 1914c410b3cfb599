import { describe, expect } from 'vitest'
import { connectionReset, toolFails } from '../../../faults/index.ts'
import { noSilentToolFailure } from '../../../src/property/index.ts'
import { judged } from './judged.ts'
import { call, connect, test } from './tool-servers.ts'

const broken = [toolFails(), connectionReset().for({ endpoint: 'tools/call' })]

/** What a task answers, or what it makes of a failure. */
function tried(searched: Promise<unknown>, or: (error: unknown) => unknown): Promise<unknown> {
  return searched.catch(or)
}

describe('noSilentToolFailure', () => {
  test.for([
    [
      'rejects',
      (error: unknown): never => {
        throw error
      },
    ],
    ['reports it', () => 'The search is unavailable, so I could not look.'],
    ['marks it', () => ({ items: [], degraded: true })],
  ] as const)('holds if the task %s', async ([, or], { chaos }) => {
    const task = async (): Promise<unknown> => tried(call(await connect('shop'), 'search'), or)
    for (const fault of broken) expect(await judged(chaos, task, noSilentToolFailure(), fault)).toMatchObject({ type: 'held' })
  })

  test.for([
    ['a text', 'I found no matching items.'],
    ['an empty list', []],
    ['an object with nothing in it', { items: [], total: 0 }],
  ] as const)('is violated by %s', async ([, value], { chaos }) => {
    const task = async (): Promise<unknown> => call(await connect('shop'), 'search').catch(() => value)
    for (const fault of broken) expect(await judged(chaos, task, noSilentToolFailure(), fault)).toMatchObject({ type: 'violated' })
  })

  test('is inconclusive if another source has the answer, or nothing failed', async ({ chaos }) => {
    const task = async (): Promise<unknown> =>
      call(await connect('shop'), 'search').catch(async () => call(await connect('weather'), 'forecast').then(() => []))
    expect(await judged(chaos, task, noSilentToolFailure(), toolFails().for('shop'))).toMatchObject({ type: 'inconclusive' })
    expect(await judged(chaos, async () => [], noSilentToolFailure())).toMatchObject({ type: 'inconclusive' })
  })
})
