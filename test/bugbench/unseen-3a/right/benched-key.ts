import { ApiError, FinishReason, GoogleGenAI } from '@google/genai'
import { permissionDenied } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { commonSteps, notSaid } from '../common-steps.ts'

const benchedFor = 900_000

function isRefusedKey(error: unknown): error is ApiError {
  if (!(error instanceof ApiError)) return false
  return error.status === 401 || error.status === 403 || (error.status === 400 && error.message.includes('API key'))
}

/** A plant guide that does not knock on a locked door. */
export const benchedKey: YardstickApp = {
  name: 'benched-key',
  story:
    'A plant guide on Google GenAI remembers that its key was refused: for 15 minutes it does not call at all and repeats the refusal with its date, then it tries again. Other errors are handed on and not remembered.',
  sources: ['syifan/thebotcompany#96', 'tbphp/gpt-load#407'],
  kind: 'permanent',
  make() {
    const client = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 40_000 } })
    let refusal: { readonly at: number; readonly error: ApiError } | undefined
    return async ({ observe, signal }) => {
      if (refusal !== undefined && Date.now() - refusal.at < benchedFor) {
        throw new Error(`The key was refused at ${new Date(refusal.at).toISOString()}: ${refusal.error.message}`, { cause: refusal.error })
      }
      try {
        const contents = 'How often does a peace lily want water?'
        const answer = await client.models.generateContent({ model: 'gemini-2.5-flash', contents, config: { abortSignal: signal } })
        if (answer.candidates?.[0]?.finishReason !== FinishReason.STOP || !answer.text) throw new Error('The answer is not complete.')
        refusal = undefined
        return answer.text
      } catch (error) {
        if (isRefusedKey(error)) {
          refusal = { at: Date.now(), error }
          observe.alert(`The key of Gemini is refused: ${error.message}`)
        }
        throw error
      }
    }
  },
  scripts: [...commonSteps, [{ inject: [permissionDenied()] }, { after: 60_000 }, { after: benchedFor }]].map((steps) => ({
    steps,
    wrong(runs) {
      const { value } = runs.at(-1)?.[0] ?? {}
      return typeof value === 'string' ? notSaid(value, runs) : 'The guide does not recover.'
    },
  })),
}
