import { describe, expect } from 'vitest'
import { toolRemoved } from '../../../faults/index.ts'
import { refreshesToolList } from '../../../src/property/index.ts'
import { judged } from './judged.ts'
import { call, connect, test } from './tool-servers.ts'

describe('refreshesToolList', () => {
  test('holds if the list is read again', async ({ chaos }) => {
    const task = async (): Promise<unknown> => {
      const client = await connect('shop')
      return call(client, 'search').catch(async () => (await client.listTools()).tools.map(({ name }) => name))
    }
    expect(await judged(chaos, task, refreshesToolList(), toolRemoved({ tool: 'search' }))).toMatchObject({ type: 'held' })
  })

  test('is violated if the tool is called again at once', async ({ chaos }) => {
    const task = async (): Promise<unknown> => {
      const client = await connect('shop')
      return call(client, 'search')
        .catch(() => call(client, 'search'))
        .catch(() => 'failed')
    }
    expect(await judged(chaos, task, refreshesToolList(), toolRemoved({ tool: 'search' }))).toEqual({
      type: 'violated',
      how: 'shop no longer has "search", and it was called again without a look at the list',
    })
  })

  test('is inconclusive if the task continues without the tool', async ({ chaos }) => {
    const task = async (): Promise<unknown> => call(await connect('shop'), 'search').catch(() => 'failed')
    expect(await judged(chaos, task, refreshesToolList(), toolRemoved())).toMatchObject({ type: 'inconclusive' })
    expect(await judged(chaos, task, refreshesToolList())).toMatchObject({ type: 'inconclusive' })
  })
})
