import { FinishReason, GoogleGenAI } from '@google/genai'
import { usageMissing } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const budget = 400

export const unknownUsageLiftsBudget: YardstickApp = {
  name: 'unknown-usage-lifts-budget',
  story:
    'A tenant of a tutoring service may use so many tokens of Gemini in a day, and is refused beyond. Usage that a reply does not state is added as not-a-number: no comparison with the budget holds after that, and the tenant is not refused again on that day. The service pays.',
  sources: ['usestrix/strix#576', 'Metabuilder-Labs/tokenjam#628', 'AgentBudget/agentbudget#15'],
  faultsNeeded: 1,
  kind: 'accounting',
  make() {
    const gemini = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 20_000, retryOptions: { attempts: 1 } } })
    let spent = 0
    let day = 0
    return async ({ signal }) => {
      const today = Math.floor(Date.now() / 86_400_000)
      if (day !== today) spent = 0
      day = today
      if (spent >= budget) return { ok: false, reason: 'the budget of the tenant is used up' }
      const reply = await gemini.models.generateContent({
        model: 'gemini-2.5-flash',
        contents: 'Explain photosynthesis to a pupil of ten years.',
        config: { abortSignal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
      })
      spent += Number(reply.usageMetadata?.totalTokenCount)
      if (reply.candidates?.[0]?.finishReason !== FinishReason.STOP || !reply.text) throw new Error('the explanation is not complete')
      return { ok: true, text: reply.text }
    }
  },
  scripts: [
    {
      steps: [{ inject: [usageMissing()] }, ...Array.from({ length: 14 }, () => ({ after: 60_000 }))],
      wrong(steps) {
        const runs = steps.flat()
        const used = runs
          .flatMap(({ journal }) => journal.calls)
          .reduce((sum, { usage }) => sum + (usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0), 0)
        const isRefused = runs.some(({ value }) => (value as { ok?: boolean } | undefined)?.ok === false)
        return used > 2 * budget && !isRefused ? `The tenant used ${used} tokens of ${budget} and was not refused.` : undefined
      },
    },
  ],
}
