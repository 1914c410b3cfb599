import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { generateText, type LanguageModel } from 'ai'
import type { Task } from '../../../../src/property/index.ts'
import { slowFirstToken } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { AnswerError, patiently, pause } from '../patiently.ts'

interface Chat {
  title: string
  readonly messages: { readonly role: 'user' | 'assistant'; readonly content: string }[]
}

async function say(who: string, model: LanguageModel, prompt: string, signal: AbortSignal | undefined): Promise<string> {
  return patiently(
    async (within) => {
      const { text, finishReason } = await generateText({ model, prompt, abortSignal: within, maxRetries: 0 })
      if (finishReason !== 'stop' || text.trim() === '') throw new AnswerError(`${who} did not finish: ${finishReason}.`)
      return text
    },
    { who, signal, perTry: 30_000 },
  )
}

function make(): Task {
  const gpt = createOpenAI({ apiKey: 'test' })('gpt-4o')
  const flash = createGoogleGenerativeAI({ apiKey: 'test' })('gemini-2.5-flash')

  async function nameChat(chat: Chat, question: string): Promise<void> {
    const title = await say('Gemini', flash, `Find a title of at most six words for a chat that begins with: ${question}`, undefined)
    chat.title = title.split(/\s+/).slice(0, 6).join(' ')
  }

  /** What a user does: sends a question, reads the answer, gives the chat a name, and opens it again later. */
  return async ({ observe, signal }) => {
    const chat: Chat = { title: 'New chat', messages: [] }
    const question = 'Which receipts do I need for my tax return?'
    const named = nameChat(chat, question).catch((error: unknown) => observe.alert(`No title: ${String(error)}`))
    chat.messages.push({ role: 'user', content: question })
    const answer = await say('OpenAI', gpt, question, signal)
    chat.messages.push({ role: 'assistant', content: answer })
    observe.streamed(answer)
    await pause(4000, signal)
    chat.title = 'Taxes 2026'
    await named
    return { title: chat.title, messages: chat.messages.length }
  }
}

export const chatNames: YardstickApp = {
  name: 'chat-names',
  story:
    'A chat with the ai SDK: GPT answers, and Gemini finds a title in the background, which may fail with an alert. The bug: the title is set whenever it arrives. If Gemini is slow, it replaces the name that the user has given the chat meanwhile, and the user does not find the chat again.',
  sources: ['brightwave-inc/tidebreak#2058', 'GSA-TTS/10x-ai-sandbox#733', 'danny-avila/LibreChat#13318'],
  faultsNeeded: 1,
  kind: 'race',
  make,
  scripts: [
    {
      steps: [{ inject: [slowFirstToken({ by: '12s' }).for('gemini')] }],
      wrong: ([[run] = [undefined]]) => {
        const value = run?.value as { title: string } | undefined
        return value !== undefined && value.title !== 'Taxes 2026' ? `The chat "Taxes 2026" is called "${value.title}" now.` : undefined
      },
    },
  ],
}
