import { describe, expect } from 'vitest'
import { client, clientAuto } from '../../../docs/generate/mcp-clients/packages/client.ts'
import type { McpPackage, Reach } from '../../../docs/generate/mcp-clients/packages/package.ts'
import { resultLost } from '../../../faults/index.ts'
import { atMostOnce, faultsOf, survives, type Task } from '../../../src/property/index.ts'
import { mcp } from '../../../src/providers/mcp/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'
import { failureOf } from '../apps.ts'

const tools = {
  charge: { input: { type: 'object' }, run: () => 'Charged.' },
  cancel: { input: { type: 'object' }, idempotent: true, run: () => 'Cancelled.' },
  balance: { input: { type: 'object' }, readOnly: true, run: () => 'There are 20 euros.' },
} as const
const places = {
  sessions: { url: 'https://old.example/mcp' },
  stateless: { url: 'https://new.example/mcp' },
  process: { command: 'npx', args: ['bank-server'] },
} satisfies Record<string, Reach>

const test = withChaos({
  providers: [
    mcp({ name: 'old', ...places.sessions, tools, versions: ['2025-11-25'] }),
    mcp({ name: 'new', ...places.stateless, tools, versions: ['2026-07-28'] }),
    mcp({ name: 'bank', ...places.process, tools }),
  ],
  clientBehavior: 'ignore',
  unfiredFaults: 'ignore',
})

/** Calls a tool, and once more on a new connection if that fails. */
const calling =
  ({ connect }: McpPackage, place: Reach, name: string, input: Readonly<Record<string, unknown>> = {}): Task =>
  async () => {
    const call = async (): Promise<string> => {
      const bank = await connect(place)
      try {
        return (await bank.call(name, input)).text
      } finally {
        await bank.close()
      }
    }
    return call().catch(call)
  }

const options = { faults: faultsOf(resultLost), runs: 5, properties: [atMostOnce()] }

describe.for([
  ['with sessions', client, places.sessions],
  ['without sessions', clientAuto, places.stateless],
  ['over stdio', client, places.process],
] as const)('atMostOnce across reconnects, %s', ([, used, place]) => {
  test('finds an effect that is repeated on a new connection', async ({ chaos }) => {
    expect((await failureOf(chaos, calling(used, place, 'charge'), options)).message).toContain('/charge" happened 2 times in the task')
  })

  test.for([
    ['sends its idempotency key again', 'charge', { idempotencyKey: 'order 7' }],
    ['repeats a tool that is idempotent', 'cancel', { order: 7 }],
  ] as const)('does not accuse an app that %s', async ([, name, input], { chaos }) => {
    const { properties } = await survives(chaos, calling(used, place, name, input), options)
    expect(properties['at-most-once']!.held).toBeGreaterThan(0)
  })

  test('is inconclusive for a tool that only reads', async ({ chaos }) => {
    const reading = survives(chaos, calling(used, place, 'balance'), options)
    await expect(reading).rejects.toThrow('did not exercise at-most-once (no effect was observed')
  })
})
