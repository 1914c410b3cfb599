import { FinishReason, GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
import { slowFirstToken } from '../../../../faults/index.ts'
import { atMostOnce } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const request = 'Confirm a table for four at eight in one friendly sentence.'

export const hedgeBooksTwice: YardstickApp = {
  name: 'hedge-books-twice',
  story:
    'A restaurant assistant asks Gemini too if OpenAI has not confirmed a booking after four seconds, and takes whoever is first. Each of the two attempts writes the booking once its sentence is there: on a slow day the guest has two tables and pays for the one that stays empty.',
  sources: ['anthony-chaudhary/fak#8975', 'hugalafutro/model-hotel#259', 'bircex/llmr#48'],
  faultsNeeded: 1,
  kind: 'effects',
  fitting: atMostOnce(),
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 1, logLevel: 'off' })
    const gemini = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 20_000, retryOptions: { attempts: 1 } } })

    async function viaOpenAI(abortSignal: AbortSignal): Promise<string> {
      const reply = await openai.chat.completions.create(
        { model: 'gpt-4o-mini', messages: [{ role: 'user', content: request }] },
        { signal: abortSignal },
      )
      const [choice] = reply.choices
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('OpenAI gave no complete answer')
      return choice.message.content
    }

    async function viaGemini(abortSignal: AbortSignal): Promise<string> {
      const reply = await gemini.models.generateContent({ model: 'gemini-2.5-flash', contents: request, config: { abortSignal } })
      if (reply.candidates?.[0]?.finishReason !== FinishReason.STOP || !reply.text) throw new Error('Gemini gave no complete answer')
      return reply.text
    }

    let bookings = 0
    return async ({ observe, signal }) => {
      bookings += 1
      const key = `book:${bookings}`
      const within = AbortSignal.any([signal, AbortSignal.timeout(45_000)])
      const book = async (words: Promise<string>): Promise<string> => {
        const confirmation = await words
        signal.throwIfAborted()
        observe.effect(key)
        return confirmation
      }
      const first = book(viaOpenAI(within))
      const late = new Promise<'late'>((resolve) => void setTimeout(() => resolve('late'), 4_000))
      const early = await Promise.race([first.catch(() => 'late' as const), late])
      if (early !== 'late') return { confirmation: early }
      try {
        return { confirmation: await Promise.any([first, book(viaGemini(within))]) }
      } catch (error) {
        signal.throwIfAborted()
        throw new Error('neither OpenAI nor Gemini has confirmed the table', { cause: error })
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [slowFirstToken({ by: '7s' }).for('openai')] }],
      wrong(steps) {
        const run = steps[0]?.[0]
        const bookings = run?.effects.length ?? 0
        return bookings > 1 ? `The guest has ${bookings} tables.` : undefined
      },
    },
  ],
}
