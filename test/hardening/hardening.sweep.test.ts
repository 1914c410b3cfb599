import { createOpenAI } from '@ai-sdk/openai'
import { describe, it } from 'vitest'
import { ask as askAgents } from '../../examples/hardening/agents.ts'
import { ask as askAiSdk } from '../../examples/hardening/ai-sdk.ts'
import { ask as askAnthropic } from '../../examples/hardening/anthropic.ts'
import { ask as askLangchain } from '../../examples/hardening/langchain.ts'
import { ask as askOpenai } from '../../examples/hardening/openai.ts'
import { anthropic, openai } from '../../src/index.ts'
import { anyFault, noSilentTruncation, retriesAtMost, settlesWithin, survives } from '../../src/property/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { expectProtected } from './outcomes.ts'

const test = withChaos({ seed: 'tuesday', providers: [openai(), anthropic()], clientBehavior: 'ignore' })
const question = 'Where is my parcel?'

const asking = {
  openai: () => askOpenai(question),
  '@anthropic-ai/sdk': () => askAnthropic(question),
  ai: () => askAiSdk(question, createOpenAI({ apiKey: 'test' })('gpt-4o')),
  LangChain: () => askLangchain(question),
  '@openai/agents': () => askAgents(question),
} as const

describe('the ten lines', () => {
  it('protect an app of @anthropic-ai/sdk', () => expectProtected(anthropic, askAnthropic))
  it('protect an app of ai', () => expectProtected(openai, (asked) => askAiSdk(asked, createOpenAI({ apiKey: 'test' })('gpt-4o'))))
  it('protect an app of LangChain', () => expectProtected(openai, askLangchain))
  it('protect an app of @openai/agents', () => expectProtected(openai, askAgents))

  for (const [name, ask] of Object.entries(asking))
    test(`pass properties with ${name}`, ({ chaos }) =>
      survives(chaos, ask, { faults: anyFault(), runs: 100, properties: [settlesWithin('2m'), noSilentTruncation(), retriesAtMost(2)] }))
})
