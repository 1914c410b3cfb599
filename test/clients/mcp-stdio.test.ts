import { packages } from '../../docs/generate/mcp-clients/packages/index.ts'
import type { McpPackage } from '../../docs/generate/mcp-clients/packages/package.ts'
import { describe, expect, it } from 'vitest'
import { processExits, commandNotFound, ignoresShutdown, neverResponds, stdoutNoise, slowFirstToken } from '../../faults/index.ts'
import { brownout, virtualTime, type Chaos, type Injection } from '../../src/index.ts'
import { command, order, shop } from '../stdio/shop.ts'

/** What a client makes of an order within three minutes of its time, and the journal. */
async function ordered(
  { connect }: McpPackage,
  ...faults: readonly Injection[]
): Promise<{ readonly outcome: unknown; readonly chaos: Chaos }> {
  const chaos = brownout({ providers: [shop], seed: 'tuesday' })
  chaos.inject(...faults)
  const release = chaos.intercept()
  let outcome: unknown
  await virtualTime(async () => {
    const late = new Promise((resolve) => setTimeout(resolve, 180_000, 'no end'))
    const used = async (): Promise<unknown> => {
      const client = await connect(command)
      try {
        await client.list()
        return (await client.call(order.name, order.arguments)).text
      } finally {
        await client.close()
      }
    }
    outcome = await Promise.race([used(), late]).catch((error: unknown) => `rejected: ${String(error)}`)
    // Not every client waits until the process has ended.
    await new Promise((resolve) => setTimeout(resolve, 5_000))
  }).finally(release)
  return { outcome, chaos }
}

const silentCall = neverResponds().for({ endpoint: 'tools/call' })
/** What happens to the server, and whether a client can still have its order. */
const days: Readonly<Record<string, { readonly fault: Injection; readonly isOrdered: boolean }>> = {
  'a slow start': { fault: slowFirstToken({ by: '2s' }).for({ endpoint: 'spawn' }), isOrdered: true },
  'a process that does not end': { fault: ignoresShutdown(), isOrdered: true },
  'lines of noise': { fault: stdoutNoise({ where: 'line' }), isOrdered: true },
  'noise in the lines': { fault: stdoutNoise({ where: 'same-line' }), isOrdered: false },
  'a missing command': { fault: commandNotFound(), isOrdered: false },
  'an exit at the start': { fault: processExits({ during: 'start' }), isOrdered: false },
  'an exit in the call': { fault: processExits(), isOrdered: false },
  'a call without an answer': { fault: silentCall, isOrdered: false },
}

describe.for(packages)('$name over stdio', (client) => {
  it('orders, and leaves no process behind', async () => {
    const { outcome, chaos } = await ordered(client)
    expect(outcome).toBe('Ordered: lamp')
    expect([chaos.journal.bugs, chaos.journal.unhandled]).toEqual([[], []])
    expect(chaos.journal.calls.filter(({ endpoint, exitedAt }) => endpoint === 'spawn' && exitedAt === undefined)).toEqual([])
  })

  it.for(Object.entries(days))('handles %s in the same way twice, with any timeouts', async ([, { fault, isOrdered }]) => {
    const [first, second] = [await ordered(client, fault), await ordered(client, fault)]
    if (isOrdered) expect(first.outcome).toBe('Ordered: lamp')
    else expect(first.outcome).toMatch(/^rejected|no end/)
    expect(first.chaos.neverFired).toEqual([])
    expect(JSON.stringify(second.chaos.journal)).toBe(JSON.stringify(first.chaos.journal))
  })
})
