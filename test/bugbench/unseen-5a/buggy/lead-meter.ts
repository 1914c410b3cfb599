import { FinishReason, GoogleGenAI } from '@google/genai'
import { z } from 'zod'
import { invalidStructuredOutput } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

const Lead = z.object({ industry: z.string().min(1), isUrgent: z.boolean() })
type Lead = z.infer<typeof Lead>

interface Qualified {
  readonly lead: Lead
  /** What the tenant is billed for. */
  readonly tokens: number
  readonly isEstimate: boolean
}

interface Attempt {
  readonly text: string | undefined
  readonly tokens: number
  readonly isEstimate: boolean
}

const prompt = 'Qualify this lead: "We run four bakeries and need a till system before Easter."'
const schema = {
  type: 'object',
  properties: { industry: { type: 'string' }, isUrgent: { type: 'boolean' } },
  required: ['industry', 'isUrgent'],
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const [disturbed, calm] = runs.map(([run]) => run)
  const [one, other] = [disturbed?.value as Qualified | undefined, calm?.value as Qualified | undefined]
  const calls = disturbed?.journal.calls.length ?? 0
  if (one === undefined || other === undefined || calls < 2 || one.tokens >= 1.5 * other.tokens) return undefined
  return `${calls} calls were made, and ${one.tokens} tokens are billed, as with a single call (${other.tokens}).`
}

export const leadMeter: YardstickApp = {
  name: 'lead-meter',
  story: `Qualifies leads as JSON on the Google SDK, and bills the tenant for the tokens; if the provider does not say them, an estimate is
    billed and marked as one. JSON that is not valid is asked for once more. Bug: only the tokens of the last attempt are billed, so the
    company pays for the others itself, and more than it earns on days on which the model is unsteady.`,
  sources: ['elastic/kibana#282747', 'octos-org/octos#1533', 'growthxai/output#391'],
  faultsNeeded: 1,
  kind: 'accounting',
  make() {
    const client = new GoogleGenAI({ apiKey: 'test' })

    let leads = 0

    async function attempt(signal: AbortSignal): Promise<Attempt> {
      const limit = AbortSignal.timeout(30_000)
      try {
        const response = await client.models.generateContent({
          model: 'gemini-2.5-flash',
          contents: prompt,
          config: { abortSignal: AbortSignal.any([signal, limit]), responseMimeType: 'application/json', responseJsonSchema: schema },
        })
        const candidate = response.candidates?.[0]
        if (candidate === undefined) throw new Error('there is no candidate')
        const text = (candidate.content?.parts ?? []).map((part) => part.text ?? '').join('')
        const said = response.usageMetadata?.totalTokenCount
        const tokens = said ? said : Math.ceil((prompt.length + text.length) / 4)
        return { text: candidate.finishReason === FinishReason.STOP ? text : undefined, tokens, isEstimate: !said }
      } catch (error) {
        if (signal.aborted) throw error
        const reason = limit.aborted ? 'no answer within 30 s' : error instanceof Error ? error.message : String(error)
        throw new Error(`The lead cannot be qualified now: ${reason}`, { cause: error })
      }
    }

    function parse(text: string | undefined): Lead | undefined {
      try {
        return text === undefined ? undefined : Lead.parse(JSON.parse(text))
      } catch {
        return undefined
      }
    }

    return async ({ observe, signal }): Promise<Qualified> => {
      let last = await attempt(signal)
      let lead = parse(last.text)
      if (lead === undefined) {
        last = await attempt(signal)
        lead = parse(last.text)
      }
      leads += 1
      observe.effect(`bill lead ${leads}`, { arguments: { tokens: last.tokens } })
      if (lead === undefined) throw new Error(`The lead cannot be qualified: no valid JSON in two attempts, ${last.tokens} tokens billed.`)
      return { lead, tokens: last.tokens, isEstimate: last.isEstimate }
    }
  },
  scripts: [
    { steps: [{ inject: [invalidStructuredOutput({ kind: 'truncated' }).first(1)] }, {}], wrong },
    { steps: [{ inject: [invalidStructuredOutput({ kind: 'missing-field' }).first(1)] }, {}], wrong },
  ],
}
