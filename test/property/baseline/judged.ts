import { anthropic, brownout, openai } from '../../../src/index.ts'
import { baselineChecks } from '../../../src/property/baseline/index.ts'
import {
  ResilienceError,
  survives,
  type BaselineCheckId,
  type Concurrency,
  type FaultChoices,
  type Property,
  type SurvivalReport,
  type Task,
} from '../../../src/property/index.ts'

/** Makes a fresh app, and gives its task. */
export type App = () => Task

/** A search of few runs. */
export interface Search {
  readonly faults: FaultChoices
  /** Default: 12 */
  readonly runs?: number
  /** The most faults in one plan. Default: 1 */
  readonly atMost?: number
  /** What the app promises. Default: nothing */
  readonly concurrency?: Concurrency
}

const chaos = brownout({ seed: 'tuesday', providers: [openai(), anthropic()], pace: { firstToken: '300ms', perDelta: 2 } })

/** What every app holds, so that nothing but the checks judges. */
const anything: Property = { id: 'anything', statement: 'anything goes', hint: 'none', judge: () => ({ type: 'held' }) }

/** What a search found. */
export interface Found {
  /** The check that was violated, and how. */
  readonly violated: BaselineCheckId | undefined
  readonly message: string
  /** If nothing was violated. */
  readonly report: SurvivalReport | undefined
}

/** What a search finds in an app, by all checks or by one. */
export async function found(app: App, { faults, runs = 12, atMost = 1, concurrency }: Search, only?: BaselineCheckId): Promise<Found> {
  const except = only === undefined ? [] : baselineChecks.map(({ id }) => id).filter((id) => id !== only)
  const task = (made: Task, tools: Parameters<Task>[0]): unknown => made(tools)
  const release = chaos.intercept()
  try {
    const report = await survives(
      chaos,
      { app, task },
      { faults, runs, atMost, properties: [anything], baseline: { except, ...(concurrency === undefined ? {} : { concurrency }) } },
    )
    return { violated: undefined, message: '', report }
  } catch (error) {
    if (!(error instanceof ResilienceError)) throw error
    return { violated: baselineChecks.find(({ id }) => id === error.property)?.id, message: error.message, report: undefined }
  } finally {
    release()
  }
}

/** Apps that a check finds, and apps that it must not accuse. They are named by what they do. */
export interface CheckCase {
  readonly search: Search
  readonly wrong: Readonly<Record<string, App>>
  readonly right: Readonly<Record<string, App>>
  /** What the wrong apps lead to. Default: violated */
  readonly grade?: 'violated' | 'remark'
}
