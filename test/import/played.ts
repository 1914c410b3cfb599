import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { catalogue } from '../../faults/catalogue.ts'
import { anthropic, brownout, openai, readIncident, virtualTime, type BrownoutOptions, type Chaos, type Incident } from '../../src/index.ts'

/** The calls of an app, in order, with the official clients and without retries; `stop` is the longest that it waits, in ms. */
export type Question = 'openai' | 'anthropic'

/** Runs something with the providers in its way, under virtual time. */
export async function within(options: Partial<BrownoutOptions>, act: (chaos: Chaos) => Promise<void>): Promise<Chaos> {
  const chaos = brownout({ seed: 'tuesday', providers: [openai(), anthropic()], ...options })
  const release = chaos.intercept()
  try {
    await virtualTime(() => act(chaos))
  } finally {
    release()
  }
  return chaos
}

/** An app that makes its calls in this order, on the day of an incident. */
export function playedOn(incident: Incident, questions: readonly Question[]): Promise<Chaos> {
  return within({ replay: readIncident(JSON.stringify(incident), catalogue) }, async () => {
    for (const [index, provider] of questions.entries()) await ask(provider, `Question ${index}?`).catch(() => {})
  })
}

async function ask(provider: Question, content: string): Promise<void> {
  const options = { apiKey: 'test', maxRetries: 0, timeout: 60_000 }
  const messages = [{ role: 'user' as const, content }]
  const stream =
    provider === 'openai'
      ? await new OpenAI(options).chat.completions.create({ model: 'gpt-4o', stream: true, messages })
      : await new Anthropic(options).messages.create({ model: 'claude-sonnet-5', max_tokens: 100, stream: true, messages })
  for await (const _event of stream) void _event
}
