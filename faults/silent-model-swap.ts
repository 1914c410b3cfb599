import { z } from 'zod'
import {
  defineFault,
  inAnotherStyle,
  inSpace,
  jsonOfVector,
  numbersOf,
  type FaultFactory,
  type Random,
  type Reply,
  type Usage,
} from '../src/kit.ts'

const parameters = z.object({
  to: z.string().min(1).default('gpt-4o-mini-2024-07-18').describe('the model that answers instead of the requested one'),
  traces: z
    .enum(['all', 'name'])
    .default('all')
    .describe('what differs: fingerprint, token counts, pace and style, or only the name of the model in the response'),
  disclosed: z.boolean().default(false).describe('whether the reply names the model that answers'),
})

/** Another tokenizer counts the same text differently: 10 to 20% more is common between model families. */
function countedByAnother(usage: Usage | undefined, random: Random): Usage | undefined {
  if (usage === undefined) return undefined
  const factor = 1.1 + 0.1 * random.next()
  return { ...usage, inputTokens: Math.ceil(usage.inputTokens * factor) + 1, outputTokens: Math.ceil(usage.outputTokens * factor) + 1 }
}

/** A vector as another model would compute it: similar texts stay close, but all are far from stored vectors. */
function inSpaceOf(model: string, json: string): string {
  return json.startsWith('[') ? jsonOfVector(inSpace(numbersOf(json), model)) : json
}

function masked(reply: Reply, to: string, random: Random, isProse: boolean): Reply {
  return {
    ...reply,
    answeredBy: to,
    fingerprint: `fp_${random.id(10, 'hexadecimal')}`,
    usage: countedByAnother(reply.usage, random),
    pace: { firstToken: Math.round(reply.pace.firstToken * 0.4), perDelta: Math.round(reply.pace.perDelta * 0.4) },
    parts: reply.parts.map((part) => {
      if (part.type === 'data') return { ...part, text: inSpaceOf(to, part.text) }
      return part.type === 'text' && isProse ? { ...part, text: inAnotherStyle(part.text, random) } : part
    }),
  }
}

/**
 * A different model answers. If disclosed, the response names it. If masked, it does not, but the fingerprint,
 * token counts, pace and style change. JSON and tool arguments keep their content.
 * Reported in: https://github.com/MoonshotAI/K2-Vendor-Verifier (hosts serve different quality under one model's name).
 * @example
 * chaos.inject(silentModelSwap({ to: 'gpt-3.5-turbo', disclosed: false }))
 */
export const silentModelSwap: FaultFactory<typeof parameters> = defineFault({
  name: 'silent-model-swap',
  summary: 'another model answers instead of the requested one',
  family: 'Model identity',
  needs: [],
  shows: 'wrong-metadata',
  persistence: 'sticky',
  frequency: 'occasional',
  sources: [
    'https://github.com/MoonshotAI/K2-Vendor-Verifier',
    'https://www.anthropic.com/engineering/a-postmortem-of-three-recent-issues',
    'https://arxiv.org/abs/2307.09009',
  ],
  breaks: ['detects-model-swap', 'spends-at-most'],
  parameters,
  answer(reply, { call, parameters: { to, disclosed, traces }, random }) {
    if (to === reply.answeredBy) return reply
    if (traces === 'name') return { ...reply, answeredBy: to, model: to }
    const swapped = masked(reply, to, random, call.output === undefined)
    return disclosed ? { ...swapped, model: to } : swapped
  },
})
