import { anthropic, brownout, cohere, gemini, mistral, ollama, openai, openrouter } from '../../src/index.ts'
import { injectionInWords } from '../../src/property/text/injection-in-words.ts'
import { InconclusiveError, ResilienceError, survives, type SurvivesOptions } from '../../src/property/index.ts'
import type { YardstickApp } from './yardstick-app.ts'

/** What the search said of an app. */
export interface AppVerdict {
  readonly name: string
  readonly kind: string
  readonly faultsNeeded: number | undefined
  readonly grade: 'violated' | 'remark' | 'nothing' | 'error'
  /** What was said: the id and the sentence of each finding, and the plan. */
  readonly said: readonly string[]
  /** In which run it was found. */
  readonly foundIn: number | undefined
  readonly error: ResilienceError | undefined
}

/** Searches an app with the default options, as a user would who knows nothing of it. */
export async function judgeApp(app: YardstickApp, options: SurvivesOptions = {}): Promise<AppVerdict> {
  const { name, kind, faultsNeeded } = app
  const providers = [openai(), anthropic(), gemini(), mistral(), cohere(), ollama(), openrouter()]
  const chaos = brownout({ seed: name, providers })
  const release = chaos.intercept()
  const verdict = (grade: AppVerdict['grade'], said: readonly string[], error?: ResilienceError): AppVerdict => ({
    name,
    kind,
    faultsNeeded,
    grade,
    said,
    foundIn: error?.foundIn,
    error,
  })
  try {
    const report = await survives(chaos, { app: () => app.make(), task: (task, tools) => task(tools) }, options)
    const said = report.remarks.map(({ id, how, injections }) => `${id}: ${how} [${injections.map(injectionInWords).join(' + ')}]`)
    if (!report.isRepeatable) return verdict('nothing', ['not repeatable', ...said])
    return verdict(said.length > 0 ? 'remark' : 'nothing', said)
  } catch (error) {
    if (error instanceof ResilienceError)
      return verdict(
        'violated',
        [`${error.message.split('\n')[0]} [${error.plan.injections.map(injectionInWords).join(' + ')}] run ${error.foundIn}`],
        error,
      )
    if (error instanceof InconclusiveError) return verdict('nothing', [error.message.split('\n')[0]!])
    return verdict('error', [String((error as Error).stack ?? error)])
  } finally {
    release()
  }
}
