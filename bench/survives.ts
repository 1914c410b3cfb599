import OpenAI from 'openai'
import { brownout, openai } from '../src/index.ts'
import { intercept } from '../src/intercept/network.ts'
import { faultsOf, retriesAtMost, survives } from '../src/property/index.ts'
import { overloaded, serverError } from '../faults/index.ts'

/** How many plans a second `survives` tries, with one call in each. */
export async function benchSurvives(): Promise<void> {
  const chaos = brownout({ providers: [openai()], answers: () => ({ parts: [{ type: 'text', text: 'It is on its way.' }] }) })
  const close = intercept({ handlers: chaos.handlers, knows: () => true, escaped: () => {} })
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
  const app = async (): Promise<unknown> =>
    client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is my parcel?' }] }).catch(() => 'sorry')
  const options = { faults: faultsOf(overloaded, serverError), atMost: 1, properties: [retriesAtMost(0)] }
  await survives(chaos, app, { ...options, runs: 200 })
  const runs = 2_000
  const start = performance.now()
  await survives(chaos, app, { ...options, runs })
  const perSecond = runs / ((performance.now() - start) / 1_000)
  close()
  console.log('plans a second in survives, one call each'.padEnd(62), `${perSecond.toFixed(0)}   (asked: at least 300)`)
}
