import { describe, expect } from 'vitest'
import { client, clientAuto } from '../../../docs/generate/mcp-clients/packages/client.ts'
import { aiSdk } from '../../../docs/generate/mcp-clients/packages/ai-sdk.ts'
import type { McpPackage, Reach } from '../../../docs/generate/mcp-clients/packages/package.ts'
import { slowFirstToken } from '../../../faults/index.ts'
import { cancelsOnAbort, faultsOf, survives, type Task } from '../../../src/property/index.ts'
import { mcp } from '../../../src/providers/mcp/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'
import { failureOf } from '../apps.ts'

const tools = { order: { run: () => 'Ordered: a lamp, and it will be with you in three days.' } } as const
const places = {
  sessions: { url: 'https://old.example/mcp' },
  stateless: { url: 'https://new.example/mcp' },
  process: { command: 'npx', args: ['shop-server'] },
} satisfies Record<string, Reach>

const test = withChaos({
  providers: [
    mcp({ name: 'old', ...places.sessions, tools, versions: ['2025-11-25'] }),
    mcp({ name: 'new', ...places.stateless, tools, versions: ['2026-07-28'] }),
    mcp({ name: 'files', ...places.process, tools }),
  ],
  clientBehavior: 'ignore',
  unfiredFaults: 'ignore',
})

const options = { faults: faultsOf(slowFirstToken), runs: 12, properties: [cancelsOnAbort()] }

/** Orders, and passes the signal on or not. */
const ordering =
  ({ connect }: McpPackage, place: Reach, passes: boolean): Task =>
  async ({ signal }) => {
    const shop = await connect(place)
    await shop.list()
    await shop.call('order', {}, passes ? signal : undefined)
  }

describe('cancelsOnAbort', () => {
  test.for([
    ['with sessions', client, places.sessions],
    ['without sessions', clientAuto, places.stateless],
    ['over stdio', client, places.process],
    ['without sessions, by the AI SDK', aiSdk, places.stateless],
  ] as const)('holds for a client that cancels %s', async ([, used, place], { chaos }) => {
    const { properties } = await survives(chaos, ordering(used, place, true), options)
    expect(properties['cancels-on-abort']!.held).toBeGreaterThan(0)
  })

  test('holds for an app that ends the session instead', async ({ chaos }) => {
    const ending: Task = async ({ signal }) => {
      const shop = await aiSdk.connect(places.sessions)
      await shop.list()
      signal.addEventListener('abort', () => void shop.close())
      await shop.call('order', {}, signal)
    }
    const { properties } = await survives(chaos, ending, options)
    expect(properties['cancels-on-abort']!.held).toBeGreaterThan(0)
  })

  test.for([
    ['closes only the stream of a session', aiSdk, places.sessions, true, 'the server got no notifications/cancelled'],
    ['ignores its signal, with sessions', client, places.sessions, false, 'the server got no notifications/cancelled'],
    ['ignores its signal, without sessions', clientAuto, places.stateless, false, 'its stream stayed open'],
    ['ignores its signal, over stdio', client, places.process, false, 'the server got no notifications/cancelled'],
  ] as const)('is violated by an app that %s', async ([, used, place, passes, how], { chaos }) => {
    const { message } = await failureOf(chaos, ordering(used, place, passes), options)
    expect(message).toContain(`while "order" ran, and ${how}`)
  })
})
