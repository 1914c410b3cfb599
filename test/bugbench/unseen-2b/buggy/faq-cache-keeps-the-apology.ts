import { FinishReason, GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
import { serverError } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const apology = 'Sorry, I cannot look that up right now. Please try again in a minute.'
const cosine = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0) / (Math.hypot(...a) * Math.hypot(...b))

export const faqCacheKeepsTheApology: YardstickApp = {
  name: 'faq-cache-keeps-the-apology',
  story:
    'FAQ bot with a semantic cache: embeddings of OpenAI find a near question, Gemini answers a new one. If Gemini fails, the user reads an apology, marked as no answer. Bug: the apology is cached like an answer. Long after Gemini is back, everybody who asks reads it, as a cached answer.',
  sources: ['Aharshi3614/Devwhisper#293', 'vllm-project/semantic-router#2130', 'promptfoo/promptfoo#8070'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const embedder = new OpenAI({ apiKey: 'test', timeout: 20_000 })
    const gemini = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 20_000 } })
    const cache: { vector: readonly number[]; answer: string }[] = []

    async function generate(question: string, signal: AbortSignal): Promise<{ answer: string; answered: boolean }> {
      try {
        const reply = await gemini.models.generateContent({
          model: 'gemini-2.5-flash',
          contents: question,
          config: { abortSignal: signal },
        })
        const finish = reply.candidates?.[0]?.finishReason
        if (finish !== FinishReason.STOP || !reply.text) throw new Error(`Gemini ended with ${finish}.`)
        return { answer: reply.text, answered: true }
      } catch (error) {
        if (signal.aborted) throw error
        return { answer: apology, answered: false }
      }
    }

    return async ({ signal, observe }) => {
      const question = 'How long may I return shoes?'
      const { data } = await embedder.embeddings.create({ model: 'text-embedding-3-small', input: question }, { signal })
      const vector = data[0]?.embedding ?? []
      if (vector.length !== 1536 || !vector.every(Number.isFinite)) throw new Error('The embedding cannot be used.')
      const hit = cache.find((entry) => cosine(entry.vector, vector) > 0.95)
      if (hit !== undefined) return { answer: hit.answer, answered: true, from: 'cache' }
      const result = await generate(question, signal)
      if (!result.answered) observe.alert('Gemini did not answer a question.')
      cache.push({ vector, answer: result.answer })
      return { ...result, from: 'model' }
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError().for('gemini')] }, { after: 86_400_000 }],
      wrong: (runs) => {
        const value = runs[1]?.[0]?.value as { answer?: string; answered?: boolean } | undefined
        return value?.answered === true && value.answer === apology ? 'A day later the cached apology passes as the answer.' : undefined
      },
    },
  ],
}
