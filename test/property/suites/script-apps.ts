import OpenAI from 'openai'
import type { FreshApp } from '../../../src/property/task-or-app.ts'

const openai = (): OpenAI => new OpenAI({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })

async function ask(content: string, signal?: AbortSignal): Promise<string> {
  const messages = [{ role: 'user' as const, content }]
  const { choices } = await openai().chat.completions.create(
    { model: 'gpt-4o', messages },
    { signal: AbortSignal.any([AbortSignal.timeout(60_000), ...(signal === undefined ? [] : [signal])]) },
  )
  if (choices[0]?.finish_reason !== 'stop' || !choices[0].message.content) throw new Error('The answer is not complete.')
  return choices[0].message.content
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms))
}

/** An app from the view of its task: a function that does one thing. */
type Doing = (signal: AbortSignal) => Promise<unknown>

function appOf(make: () => Doing): FreshApp<Doing> {
  return { app: make, task: (doing, { signal }) => doing(signal) }
}

/** Apps whose bug shows only in several runs, in copies, or after an abort. */
export const scriptApps = {
  /** It shows what a failure leaves behind in the next run. */
  'keeps a failure': appOf(() => {
    let kept: Promise<string> | undefined
    return () => (kept ??= ask('Where is my parcel?'))
  }),
  /** It is stuck in the run after one that failed. */
  'keeps a lock': appOf(() => {
    const lock = { isHeld: false }
    return async (signal) => {
      while (lock.isHeld) await sleep(1_000)
      lock.isHeld = true
      const answer = await ask('Where is my parcel?', signal)
      lock.isHeld = false
      return answer
    }
  }),
  /** An abort of one user ends the request of another. */
  'shares a request': appOf(() => {
    let shared: Promise<string> | undefined
    return (signal) => (shared ??= ask('Where is my parcel?', signal).finally(() => (shared = undefined)))
  }),
  /** Two at once write into one draft. */
  'shares a draft': appOf(() => {
    const draft: string[] = []
    return async () => {
      draft.length = 0
      draft.push(await ask('Where is my parcel?'))
      draft.push(await ask('When will it come?'))
      return draft.join(' ')
    }
  }),
} satisfies Readonly<Record<string, FreshApp<Doing>>>

export type ScriptApp = keyof typeof scriptApps
