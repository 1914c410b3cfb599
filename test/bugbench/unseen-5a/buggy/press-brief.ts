import { FinishReason, GoogleGenAI } from '@google/genai'
import { Mistral } from '@mistralai/mistralai'
import { neverResponds, overloaded, slowFirstToken } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Brief {
  readonly text: string
  readonly writtenBy: 'mistral' | 'google, as mistral failed'
}

const prompt = 'Write a press brief of one paragraph about the new tram line to the airport.'
const cancelAfter = 6_000

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const { settledAfter } = runs[0]![0]!
  if (settledAfter < cancelAfter + 2_000) return undefined
  return `The user cancelled after ${cancelAfter} ms, and the work went on until ${settledAfter} ms.`
}

export const pressBrief: YardstickApp = {
  name: 'press-brief',
  story: `A writing assistant with a cancel button, on the Mistral SDK, that turns to Google when Mistral fails, and says so. Bug: the call to
    Google has a time limit, but not the signal of the button. Who cancels while the second provider writes waits on, and pays for it.`,
  sources: ['langgenius/dify#36164', 'Zoo-Code-Org/Zoo-Code#404', 'smallmain/vscode-unify-chat-provider#50'],
  faultsNeeded: 2,
  kind: 'abort',
  make() {
    const mistral = new Mistral({ apiKey: 'test' })
    const google = new GoogleGenAI({ apiKey: 'test' })

    async function writeByMistral(signal: AbortSignal): Promise<string> {
      const { choices } = await mistral.chat.complete(
        { model: 'mistral-small-latest', messages: [{ role: 'user', content: prompt }] },
        { fetchOptions: { signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]) } },
      )
      const choice = choices[0]
      const text = choice?.message?.content
      if (choice?.finishReason !== 'stop' || typeof text !== 'string' || text.trim() === '')
        throw new Error('Mistral wrote no whole brief.')
      return text
    }

    async function writeByGoogle(): Promise<string> {
      const limit = AbortSignal.timeout(40_000)
      const response = await google.models
        .generateContent({ model: 'gemini-2.5-flash', contents: prompt, config: { abortSignal: limit } })
        .catch((error: unknown) => {
          throw new Error(limit.aborted ? 'Google gave no answer within 40 s.' : `Google failed: ${String(error)}`, { cause: error })
        })
      const candidate = response.candidates?.[0]
      const text = (candidate?.content?.parts ?? []).map((part) => part.text ?? '').join('')
      if (candidate?.finishReason !== FinishReason.STOP || text.trim() === '') throw new Error('Google wrote no whole brief.')
      return text
    }

    return async ({ signal }): Promise<Brief> => {
      try {
        return { text: await writeByMistral(signal), writtenBy: 'mistral' }
      } catch (first) {
        if (signal.aborted) throw first
        try {
          return { text: await writeByGoogle(), writtenBy: 'google, as mistral failed' }
        } catch (second) {
          throw new AggregateError([first, second], `No brief: ${String(first)} ${String(second)}`, { cause: second })
        }
      }
    }
  },
  scripts: [
    { steps: [{ abortAfter: cancelAfter, inject: [overloaded().for('mistral'), slowFirstToken({ by: '25s' }).for('gemini')] }], wrong },
    { steps: [{ abortAfter: cancelAfter, inject: [overloaded().for('mistral'), neverResponds().for('gemini')] }], wrong },
  ],
}
