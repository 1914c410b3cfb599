import { anthropic, brownout, cohere, gemini, mistral, ollama, openai, openrouter, virtualTime, type Chaos } from '../../src/index.ts'
import type { Task } from '../../src/property/index.ts'
import type { ScriptedRun, ScriptStep, YardstickApp } from './yardstick-app.ts'

/** How long a task can run before it counts as hung, in ms. */
const patience = 6 * 3_600_000
/** How long what a task left behind is watched after it has settled, in ms. */
const linger = 120_000

/** The beginning of the alert for a promise that rejected without a handler. */
export const unhandledRejection = 'unhandled rejection: '

const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

async function settled(work: Promise<unknown>): Promise<Pick<ScriptedRun, 'value' | 'error'>> {
  let timer: NodeJS.Timeout | undefined
  const hung = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The task did not settle within 6 hours.')), patience)
  })
  try {
    return { value: await Promise.race([work, hung]), error: undefined }
  } catch (error) {
    return { value: undefined, error }
  } finally {
    clearTimeout(timer)
  }
}

/** Runs one copy of the task. Its reports after it has settled are in the result of `finish`. */
async function runCopy(task: Task, chaos: Chaos, now: () => number, abortAfter: number | undefined): Promise<() => ScriptedRun> {
  const effects: string[] = []
  const alerts: string[] = []
  let streamed = ''
  const observe: Parameters<Task>[0]['observe'] = {
    streamed: (text) => void (streamed += text),
    retracted: () => void (streamed = ''),
    effect: (key) => void effects.push(key),
    alert: (text) => void alerts.push(text),
    task: async (_mark, run) => run(observe),
  }
  const abort = new AbortController()
  const timer = abortAfter === undefined ? undefined : setTimeout(() => abort.abort(), abortAfter)
  const { journal } = chaos
  const begun = now()
  const end = await settled(Promise.resolve().then(() => task({ observe, signal: abort.signal })))
  const settledAfter = now() - begun
  clearTimeout(timer)
  return () => ({ ...end, settledAfter, effects, streamed, alerts, journal })
}

async function runStep(task: Task, chaos: Chaos, now: () => number, step: ScriptStep): Promise<ScriptedRun[]> {
  await sleep(step.after ?? 0)
  chaos.reset()
  chaos.inject(...(step.inject ?? []))
  const finishes = await Promise.all(Array.from({ length: step.copies ?? 1 }, () => runCopy(task, chaos, now, step.abortAfter)))
  await sleep(linger)
  return finishes.map((finish) => finish())
}

/** Listens for promises that reject without a handler, instead of all other listeners. */
function listenForUnhandled(): { take(): string[]; stop(): void } {
  const texts: string[] = []
  const listeners = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', (reason) => void texts.push(`${unhandledRejection}${String(reason)}`))
  return {
    take: () => texts.splice(0),
    stop() {
      process.removeAllListeners('unhandledRejection')
      for (const listener of listeners) process.on('unhandledRejection', listener)
    },
  }
}

/**
 * Runs the steps of a script against a fresh app, in virtual time. Returns the runs by step and copy. The injections of a step hold
 * for that step only, and each step has its own journal. A promise that rejected without a handler is an alert of the step's first
 * run, see {@link unhandledRejection}.
 */
export async function runScript(app: YardstickApp, steps: readonly ScriptStep[]): Promise<ScriptedRun[][]> {
  const providers = [openai(), anthropic(), gemini(), mistral(), cohere(), ollama(), openrouter()]
  const chaos = brownout({ seed: app.name, providers })
  const release = chaos.intercept()
  const unhandled = listenForUnhandled()
  try {
    return await virtualTime(
      async (clock) => {
        const task = app.make()
        const runs: ScriptedRun[][] = []
        for (const step of steps) {
          const [first, ...others] = await runStep(task, chaos, () => clock.now(), step)
          if (first !== undefined) runs.push([{ ...first, alerts: [...first.alerts, ...unhandled.take()] }, ...others])
        }
        return runs
      },
      { seed: app.name, limit: '2000h' },
    )
  } finally {
    unhandled.stop()
    release()
  }
}
