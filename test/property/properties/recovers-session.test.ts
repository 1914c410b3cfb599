import { describe, expect } from 'vitest'
import { sessionLost } from '../../../faults/index.ts'
import { recoversSession } from '../../../src/property/index.ts'
import { connect, test } from '../mcp/agents.ts'
import { judged } from './judged.ts'

const lost = sessionLost().nth(1).for({ endpoint: 'tools/call' })
const input = { name: 'charge', arguments: { amount: 20 } }

describe('recoversSession', () => {
  test('holds if a new session is begun', async ({ chaos }) => {
    const renewing = async (): Promise<void> => {
      const first = await connect()
      await first.callTool(input).catch(async () => (await connect()).callTool(input))
    }
    expect(await judged(chaos, renewing, recoversSession(), lost)).toMatchObject({ type: 'held' })
  })

  test('is violated if the lost one is sent again', async ({ chaos }) => {
    const stubborn = async (): Promise<void> => {
      const client = await connect()
      for (let attempt = 0; attempt < 3; attempt++) await client.callTool(input).catch(() => undefined)
    }
    expect(await judged(chaos, stubborn, recoversSession(), lost)).toEqual({
      type: 'violated',
      how: 'bank had lost the session, and was called with it 3 times',
    })
  })

  test('is violated if the task ends with it', async ({ chaos }) => {
    const failing = async (): Promise<unknown> => (await connect()).callTool(input)
    expect(await judged(chaos, failing, recoversSession(), lost)).toMatchObject({ type: 'violated' })
  })

  test('is inconclusive if no session is lost, or the task continues without the server', async ({ chaos }) => {
    const calling = async (): Promise<unknown> => (await connect()).callTool(input).catch(() => 'later')
    expect(await judged(chaos, calling, recoversSession())).toMatchObject({ type: 'inconclusive' })
    expect(await judged(chaos, calling, recoversSession(), lost)).toMatchObject({ type: 'inconclusive' })
  })
})
