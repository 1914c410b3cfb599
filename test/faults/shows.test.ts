import { describe, expect, it } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { digest } from '../../src/engine/base/hash.ts'
import type { AnswerSource, FaultDefinition } from '../../src/index.ts'
import { anthropicMessages } from '../../docs/generate/dialects/anthropic-messages.ts'
import { batchDialects } from '../../docs/generate/dialects/batches.ts'
import type { Dialect } from '../../docs/generate/dialects/dialect.ts'
import { httpDialect } from '../../docs/generate/dialects/http.ts'
import { mcpDialect } from '../../docs/generate/dialects/mcp.ts'
import { mcpTaskDialect } from '../../docs/generate/dialects/mcp-task.ts'
import { mcpProcessDialect } from '../../docs/generate/dialects/mcp-process.ts'
import { openaiChat } from '../../docs/generate/dialects/openai-chat.ts'
import { openaiResponses } from '../../docs/generate/dialects/openai-responses.ts'
import { answers, playFault } from '../../docs/generate/dialects/play.ts'
import { whyNotShown } from '../../docs/generate/dialects/why-not-shown.ts'

/** A model whose answers depend on everything that it has read. */
const attentive: AnswerSource = (call, context) =>
  call.messages.at(-1)?.role === 'user' && call.output === undefined && call.tools.length === 0
    ? {
        parts: [{ type: 'text', text: `Your parcel is in Lyon, on shelf ${digest(JSON.stringify(call.messages))}.` }],
        usage: { cachedInputTokens: 5 },
      }
    : answers(call, context)

/** All that an official SDK returns or throws, and when each call ended. */
async function seen(dialect: Dialect, fault: FaultDefinition, way: { stream: boolean; isInjected: boolean }): Promise<string> {
  const outcomes: unknown[] = []
  const watched: Dialect = {
    ...dialect,
    ask: (scenario) =>
      dialect.ask(scenario).then(
        (value) => outcomes.push(value),
        (error: unknown) => outcomes.push(String(error)),
      ),
  }
  const { calls } = (await playFault(watched, fault, { ...way, answers: attentive })).journal
  return JSON.stringify([outcomes, calls.map(({ endedAt }) => endedAt)])
}

const ways = [
  openaiChat,
  openaiResponses,
  anthropicMessages,
  ...batchDialects,
  mcpDialect,
  mcpTaskDialect,
  mcpProcessDialect,
  httpDialect,
].flatMap((dialect) => [true, false].map((stream) => ({ dialect, stream })))

/** Whether the outcome under a fault differs from the undisturbed one, in at least one of the ways in which the fault can fire. */
async function differs(fault: FaultDefinition): Promise<boolean> {
  for (const { dialect, stream } of ways) {
    if (whyNotShown(dialect, fault, stream) !== undefined) continue
    const disturbed = await seen(dialect, fault, { stream, isInjected: true })
    if (disturbed !== (await seen(dialect, fault, { stream, isInjected: false }))) return true
  }
  return false
}

describe('the official SDKs of OpenAI and Anthropic', () => {
  it.for(catalogue.filter(({ shows }) => shows === 'nothing'))('return the same under $name', async (fault) => {
    expect(await differs(fault)).toBe(false)
  })

  it.for(catalogue.filter(({ shows, needs }) => shows !== 'nothing' && !needs.includes('vectors')))(
    'return something else, or later, under $name',
    async (fault) => {
      expect(await differs(fault)).toBe(true)
    },
  )
})
