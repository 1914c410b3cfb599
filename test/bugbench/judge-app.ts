import { catalogue } from '../../faults/catalogue.ts'
import {
  anthropic,
  brownout,
  cohere,
  gemini,
  mistral,
  ollama,
  openai,
  openrouter,
  readIncident,
  type BrownoutOptions,
  type Chaos,
} from '../../src/index.ts'
import { InconclusiveError, ResilienceError, survives, type SurvivalReport, type SurvivesOptions } from '../../src/property/index.ts'
import { kindOf } from '../../src/property/shrink/signature.ts'
import { properSubsets } from './hunt.ts'
import type { YardstickApp } from './yardstick-app.ts'

/** The report of the search on an app, for a reader who knows nothing of it. */
export interface AppVerdict {
  readonly app: YardstickApp
  readonly grade: 'violated' | 'remark' | 'nothing'
  /** The report, a sentence for each finding. */
  readonly said: readonly string[]
  readonly failure: ResilienceError | undefined
}

/** Searches an app with the default options. */
export async function judgeApp(app: YardstickApp, options: SurvivesOptions = {}): Promise<AppVerdict> {
  const result = await within({ seed: app.name }, (chaos) => search(chaos, app, options))
  if (result instanceof ResilienceError) return { app, grade: 'violated', said: [result.message.split('\n')[0]!], failure: result }
  if (result instanceof InconclusiveError) return { app, grade: 'nothing', said: [result.message], failure: undefined }
  const said = result.remarks.map(({ id, how }) => `${id}: ${how}`)
  return {
    app,
    grade: said.length > 0 ? 'remark' : 'nothing',
    said: result.isRepeatable ? said : ['not repeatable', ...said],
    failure: undefined,
  }
}

/** Whether a failure happens again when its incident is replayed. */
export async function failsAgain(app: YardstickApp, incident: ResilienceError['incident']): Promise<boolean> {
  return isViolated(await within({ replay: readIncident(incident, catalogue) }, (chaos) => search(chaos, app)))
}

/** Whether no choice of some of the injections of a failure violates the same in the same way. */
export async function isMinimal(app: YardstickApp, failure: ResilienceError): Promise<boolean> {
  const { incident, plan } = failure
  for (const injections of properSubsets(plan.injections)) {
    const { schedule: _schedule, ...unscheduled } = incident
    const replay = readIncident({ ...unscheduled, plan: { version: 1, injections } }, catalogue)
    const result = await within({ replay }, (chaos) => search(chaos, app))
    if (isViolated(result) && findingOf(result) === findingOf(failure)) return false
  }
  return true
}

function isViolated(result: SurvivalReport | Error): result is ResilienceError {
  return result instanceof ResilienceError
}

/** What was violated, and how, without the texts and numbers of one run. */
function findingOf({ message }: ResilienceError): string {
  return kindOf(message.split('\n')[0]!)
}

async function search(
  chaos: Chaos,
  app: YardstickApp,
  options: SurvivesOptions = {},
): Promise<SurvivalReport | ResilienceError | InconclusiveError> {
  try {
    return await survives(chaos, { app: () => app.make(), task: (task, tools) => task(tools) }, options)
  } catch (error) {
    if (error instanceof ResilienceError || error instanceof InconclusiveError) return error
    throw error
  }
}

/** Each app has a seed of its own, so that what is found does not depend on what was tried before. */
async function within<Value>(options: Omit<BrownoutOptions, 'providers'>, use: (chaos: Chaos) => Promise<Value>): Promise<Value> {
  const chaos = brownout({ ...options, providers: [openai(), anthropic(), gemini(), mistral(), cohere(), ollama(), openrouter()] })
  const close = chaos.intercept()
  try {
    return await use(chaos)
  } finally {
    close()
  }
}
