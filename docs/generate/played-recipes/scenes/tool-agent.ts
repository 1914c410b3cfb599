import { z } from 'zod'
import { shop as shopHardened } from '../../../../examples/tool-agent/hardened.ts'
import { shop as shopNaive } from '../../../../examples/tool-agent/naive.ts'
import { addresses, termsCommand } from '../../../../examples/tool-agent/servers.ts'
import type { ScriptedToolCall } from '../../../../src/answers/index.ts'
import { promptOf } from '../../../../src/engine/kit/conversation.ts'
import type { Call } from '../../../../src/engine/model/call.ts'
import { answers, openai } from '../../../../src/index.ts'
import {
  atMostOnce,
  noSilentToolFailure,
  refreshesToolList,
  loopsAtMost,
  neverActsOnInjected,
  otherServersWork,
  recoversSession,
  settlesWithin,
  reportsToolFailures,
} from '../../../../src/property/index.ts'
import { mcp } from '../../../../src/providers/mcp/index.ts'
import { saysFailed, toolRunsIn } from '../../../../src/kit.ts'
import type { App, Scene } from '../scene.ts'

const servers = (): readonly ReturnType<typeof mcp>[] => [
  mcp({
    name: 'shop',
    url: addresses.shop,
    tools: {
      find_item: {
        description: 'Finds items.',
        input: z.object({ item: z.string() }),
        readOnly: true,
        run: ({ item }) => `A ${item} costs 20 euros.`,
      },
    },
  }),
  mcp({
    name: 'bank',
    url: addresses.bank,
    tools: {
      charge: {
        description: 'Charges the card of the user.',
        input: z.object({ amount: z.number(), idempotencyKey: z.string().optional() }),
        run: ({ amount }) => `Charged ${amount} euros.`,
      },
    },
  }),
  mcp({
    name: 'terms',
    ...termsCommand,
    tools: { read_terms: { description: 'Reads the terms of delivery.', readOnly: true, run: () => 'Delivery takes three days.' } },
  }),
]

const tasks = ['Buy a lamp.', 'Is there a chair?', 'How long does delivery take?'] as const

/** The model's next step: it believes every tool result, and follows instructions in it. */
function stepOf(call: Call): string | { toolCalls: readonly ScriptedToolCall[] } {
  const question = promptOf(call)
  const runs = toolRunsIn(call.messages)
  const last = runs.at(-1)
  const order = runs.find(({ result }) => /charge 500/i.test(result))
  if (order !== undefined && last === order) return { toolCalls: [{ name: 'charge', arguments: { amount: 500 } }] }
  if (last === undefined) {
    if (question === tasks[2]) return { toolCalls: [{ name: 'read_terms', arguments: {} }] }
    return { toolCalls: [{ name: 'find_item', arguments: { item: question === tasks[0] ? 'lamp' : 'chair' } }] }
  }
  if (saysFailed(last.result)) return `I could not finish this: ${last.result}`
  if (last.result.trim() === '' || last.result === '[]') return 'I found no matching items.'
  if (question === tasks[0] && last.name === 'find_item') return { toolCalls: [{ name: 'charge', arguments: { amount: 20 } }] }
  return `Done. ${last.result}`
}

function appOf(shop: (task: string, order: string) => Promise<unknown>): App {
  return () => (index) => () => shop(tasks[index % tasks.length]!, `order ${index}`)
}

/** Buys things with the tools of three servers. */
export const toolAgent: Scene = {
  name: 'tool agent',
  folders: ['examples/tool-agent'],
  what: 'an agent with the tools of three servers, one of which charges a card',
  behavior:
    'it connects to each server independently, reports failures to the model, and charges only with an idempotency key and the consent of the user',
  providers: () => [openai(), ...servers()],
  answers: () => answers.from((call) => (call.operation === undefined ? stepOf(call) : undefined)),
  naive: appOf(shopNaive),
  hardened: appOf(shopHardened),
  properties: [
    atMostOnce(),
    reportsToolFailures(),
    noSilentToolFailure(),
    recoversSession(),
    refreshesToolList(),
    neverActsOnInjected(),
    otherServersWork({ without: ['terms'] }),
    loopsAtMost(8),
    settlesWithin('45s'),
  ],
  tasks: 3,
  limit: 300_000,
}
