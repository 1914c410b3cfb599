import { Mistral } from '@mistralai/mistralai'
import { authenticationFailed, emptyAnswer, overloaded, serverError, wrongContentLength } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Report {
  tenant: string
  text: string
  asOf: string
  stale: boolean
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const reports = runs.flat().flatMap(({ value }) => (value === undefined ? [] : [value as Report]))
  for (const [at, report] of reports.entries()) {
    if (report.text === '') return 'A report is empty.'
    const origin = reports.slice(0, at).find(({ text, stale }) => text === report.text && !stale)
    if (report.stale && origin?.tenant !== report.tenant) return 'A stale report is of another tenant.'
  }
  return undefined
}

export const tenantDashboardServesYesterday: YardstickApp = {
  name: 'tenant-dashboard-serves-yesterday',
  story:
    'Dashboard of several tenants with a daily report by Mistral. If the report of today fails for whatever reason, even for a bad key, the last good one of the same tenant is shown with its date and the mark "stale", for up to a week; without one the error is handed on.',
  sources: ['sindresorhus/got#1059', 'getnora-io/nora#557', 'dulnan/nuxt-multi-cache#55'],
  kind: 'state',
  make() {
    const client = new Mistral({ apiKey: 'test' })
    const tenants = ['Alder Bakery', 'Birch Dental']
    const kept = new Map<string, { text: string; at: number }>()
    let run = 0

    async function write(tenant: string, signal: AbortSignal): Promise<string> {
      const messages = [{ role: 'user' as const, content: `Write the daily report for ${tenant}.` }]
      const reply = await client.chat.complete(
        { model: 'mistral-large-latest', messages },
        { fetchOptions: { signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]) } },
      )
      const choice = reply.choices[0]
      const text = choice?.message?.content
      if (choice?.finishReason !== 'stop' || typeof text !== 'string' || text.trim() === '')
        throw new Error(`The report ended with ${choice?.finishReason}.`)
      return text
    }

    return async ({ observe, signal }): Promise<Report> => {
      const tenant = tenants[run++ % tenants.length] ?? ''
      try {
        const text = await write(tenant, signal)
        kept.set(tenant, { text, at: Date.now() })
        return { tenant, text, asOf: new Date().toISOString(), stale: false }
      } catch (error) {
        const last = kept.get(tenant)
        if (signal.aborted || last === undefined || Date.now() - last.at > 7 * 86_400_000) throw error
        observe.alert(`The report of ${tenant} is of ${new Date(last.at).toISOString()}: ${String(error)}`)
        return { tenant, text: last.text, asOf: new Date(last.at).toISOString(), stale: true }
      }
    }
  },
  scripts: [
    { steps: [{}, {}, { inject: [serverError()], after: 86_400_000 }, { inject: [serverError()] }], wrong },
    { steps: [{ inject: [wrongContentLength()] }, {}, {}, { inject: [emptyAnswer()] }], wrong },
    { steps: [{ copies: 2 }, { inject: [authenticationFailed()], copies: 2, after: 86_400_000 }], wrong },
    { steps: [{}, { inject: [overloaded().first(1)] }, { inject: [overloaded()], after: 9 * 86_400_000 }, {}], wrong },
  ],
}
