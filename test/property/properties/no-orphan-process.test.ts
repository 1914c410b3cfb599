import { describe, expect } from 'vitest'
import { ignoresShutdown, neverResponds, slowFirstToken } from '../../../faults/index.ts'
import { noOrphanProcess } from '../../../src/property/index.ts'
import { judged } from './judged.ts'
import { call, connect, test } from './tool-servers.ts'

/** A fault that changes nothing for these apps: what holds without any is not exercised. */
const slow = slowFirstToken({ by: '10ms' })
const silent = neverResponds().for({ endpoint: 'initialize' })

/** Connects once more if that fails, and closes what it has opened. */
async function closing(): Promise<string> {
  const client = await connect('files')
  try {
    return await call(client, 'read')
  } finally {
    await client.close()
  }
}

describe('noOrphanProcess', () => {
  test('holds if each client is closed', async ({ chaos }) => {
    expect(await judged(chaos, closing, noOrphanProcess(), slow)).toMatchObject({ type: 'held' })
    expect(await judged(chaos, closing, noOrphanProcess(), ignoresShutdown())).toMatchObject({ type: 'held' })
  })

  test('holds if one process is kept, or is about to end', async ({ chaos }) => {
    expect(await judged(chaos, async () => call(await connect('files'), 'read'), noOrphanProcess(), slow)).toMatchObject({ type: 'held' })
    const unawaited = async (): Promise<void> => {
      for (let count = 0; count < 3; count++) void (await connect('files')).close()
    }
    expect(await judged(chaos, unawaited, noOrphanProcess(), ignoresShutdown())).toMatchObject({ type: 'held' })
  })

  test('is violated if a process is left behind at each turn', async ({ chaos }) => {
    const leaking = async (): Promise<void> => {
      for (let count = 0; count < 3; count++) await call(await connect('files'), 'read')
    }
    expect(await judged(chaos, leaking, noOrphanProcess())).toEqual({ type: 'violated', how: '3 processes of files still run' })
  })

  test('is inconclusive without processes', async ({ chaos }) => {
    expect(await judged(chaos, async () => call(await connect('shop'), 'search'), noOrphanProcess())).toMatchObject({
      type: 'inconclusive',
    })
    expect(await judged(chaos, () => closing().catch(() => 'failed'), noOrphanProcess(), silent)).toMatchObject({ type: 'held' })
  })
})
