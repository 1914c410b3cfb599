import OpenAI from 'openai'
import { median } from './median.ts'
import { atLeast, beside, heading, report } from './report.ts'
import { brownout, faultsOf, openai, overloaded, retriesAtMost, serverError, survives } from './subject.ts'

const rounds = 5
const runs = 1_000

/** How many plans a second `survives` tries, with one call in each. */
export async function benchSurvives(): Promise<void> {
  heading('survives')
  const chaos = brownout({ providers: [openai()], answers: () => ({ parts: [{ type: 'text', text: 'It is on its way.' }] }) })
  const release = chaos.intercept()
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
  const app = async (): Promise<unknown> =>
    client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is my parcel?' }] }).catch(() => 'sorry')
  const options = { faults: faultsOf(overloaded, serverError), atMost: 1, properties: [retriesAtMost(0)] }
  await survives(chaos, app, { ...options, runs: 200 })
  const perSecond: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await survives(chaos, app, { ...options, runs })
    perSecond.push(runs / ((performance.now() - start) / 1_000))
  }
  release()
  report('  plans a second, one call each', median(perSecond).toFixed(0), beside(median(perSecond), atLeast(600)))
}
