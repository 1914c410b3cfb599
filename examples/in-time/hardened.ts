import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import type { Answerer } from './answerer.ts'

/** The time limit for one provider, in ms. A user waits long enough for two. */
const patience = 4_500

/** A time limit for each attempt, a fallback to another provider, and an alert if a different model answers. */
export function createAnswerer(alert: (text: string) => void): Answerer {
  const options = { apiKey: 'test', logLevel: 'off', maxRetries: 0, timeout: patience } as const
  const [openai, anthropic] = [new OpenAI(options), new Anthropic(options)]

  function checkModel(asked: string, answered: string): void {
    if (!answered.startsWith(asked)) alert(`${answered} answered instead of ${asked}.`)
  }

  async function askOpenAI(question: string): ReturnType<Answerer['answer']> {
    const model = 'gpt-4o'
    const reply = await openai.chat.completions.create({ model, messages: [{ role: 'user', content: question }] })
    const text = reply.choices[0]?.message.content ?? ''
    if (text === '') throw new Error('OpenAI returned no text.')
    checkModel(model, reply.model)
    return { text, provider: 'openai', model: reply.model }
  }

  async function askAnthropic(question: string): ReturnType<Answerer['answer']> {
    const model = 'claude-sonnet-4-6'
    const reply = await anthropic.messages.create({ model, max_tokens: 500, messages: [{ role: 'user', content: question }] })
    const text = reply.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    if (text === '') throw new Error('Anthropic returned no text.')
    checkModel(model, reply.model)
    return { text, provider: 'anthropic', model: reply.model }
  }

  return {
    answer: (question) => askOpenAI(question).catch(() => askAnthropic(question)),
  }
}
