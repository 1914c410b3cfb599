import { GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
import { contentFilter, truncatedAtMaxTokens, serverError } from '../../../../faults/index.ts'
import { noSilentTruncation } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

/** Explains lab results, by Gemini if OpenAI cannot be reached. */
class LabExplainer {
  readonly #openai = new OpenAI({ apiKey: 'test', maxRetries: 1, timeout: 30_000 })
  readonly #gemini = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 30_000 } })

  async #byOpenAI(prompt: string, signal: AbortSignal): Promise<string> {
    const { choices } = await this.#openai.chat.completions.create(
      { model: 'gpt-4o', messages: [{ role: 'user', content: prompt }] },
      { signal },
    )
    const [choice] = choices
    if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error(`The answer ended with ${choice?.finish_reason}.`)
    return choice.message.content
  }

  async #byGemini(prompt: string, abortSignal: AbortSignal): Promise<string> {
    const { text } = await this.#gemini.models.generateContent({ model: 'gemini-2.5-pro', contents: prompt, config: { abortSignal } })
    if (!text) throw new Error('Gemini gave no answer.')
    return text
  }

  async explain(result: string, signal: AbortSignal): Promise<{ by: string; text: string }> {
    const prompt = `Explain this lab result to a patient: ${result}`
    try {
      return { by: 'openai', text: await this.#byOpenAI(prompt, signal) }
    } catch (error) {
      const isDown = error instanceof OpenAI.APIError && (error.status === undefined || error.status >= 429)
      if (signal.aborted || !isDown) throw error
      return { by: 'gemini', text: await this.#byGemini(prompt, signal) }
    }
  }
}

export const fallbackUnchecked: YardstickApp = {
  name: 'fallback-unchecked',
  story:
    'An explainer of lab results checks how an answer of OpenAI ended. The way to Gemini was added later, and takes any text: while OpenAI is down, an explanation that Gemini cut at its token limit or its filter goes to the patient as complete.',
  sources: ['WorkflowAI/WorkflowAI#443', 'QwenLM/qwen-code#1704', 'diegosouzapw/OmniRoute#12885'],
  faultsNeeded: 2,
  kind: 'fallback',
  fitting: noSilentTruncation(),
  make() {
    const explainer = new LabExplainer()
    return ({ signal }) => explainer.explain('ferritin 9 ng/ml', signal)
  },
  scripts: [truncatedAtMaxTokens({ after: 6 }), contentFilter()].map((cut) => ({
    steps: [{ inject: [serverError().for('openai'), cut.for('gemini')] }],
    wrong: ([step]) => {
      const run = step?.[0]
      const last = run?.journal.calls.at(-1)
      return run?.value !== undefined && last?.finish !== 'stop' ? 'An answer that was cut goes out as complete.' : undefined
    },
  })),
}
