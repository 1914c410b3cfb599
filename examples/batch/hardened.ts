import OpenAI from 'openai'
import { instructions, type Around, type Batch, type Job } from './job.ts'

/** How many jobs run concurrently. */
const workers = 6
/** Attempts per job. A rate limit with a Retry-After does not count. */
const attempts = 3
/** The longest that the batch waits for a rate limit, in ms. */
const patience = 120_000

const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

/** How long to wait after a rate limit, in ms. `undefined` for any other error. */
function retryAfterOf(error: unknown): number | undefined {
  const { status, headers } = error as { status?: number; headers?: Headers }
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN)
  return status === 429 && Number.isFinite(seconds) ? seconds * 1_000 : undefined
}

/** A few at a time, as fast as the rate limit allows. Each result is kept when it arrives. */
export async function summarizeAll(jobs: readonly Job[], around: Around): Promise<Batch> {
  const client = new OpenAI({ apiKey: 'test', logLevel: 'off', maxRetries: 0, timeout: 30_000 })
  const results: Record<string, string> = {}
  const failed: string[] = []
  const giveUpAt = Date.now() + patience
  // All workers share one pace: after a 429, requests start one at a time, spaced by its Retry-After.
  let [nextStart, spacing] = [0, 0]

  async function turn(): Promise<void> {
    const start = Math.max(Date.now(), nextStart)
    nextStart = start + spacing
    if (start > Date.now()) await sleep(start - Date.now())
  }

  async function summarize(job: Job, attempt = 1): Promise<string> {
    await turn()
    try {
      const reply = await client.chat.completions.create({
        model: job.model,
        messages: [
          { role: 'system', content: instructions },
          { role: 'user', content: job.text },
        ],
      })
      return reply.choices[0]?.message.content ?? ''
    } catch (error) {
      const retryAfter = retryAfterOf(error)
      if (Date.now() > giveUpAt || (retryAfter === undefined && attempt === attempts)) throw error
      if (retryAfter === undefined) {
        await sleep(Math.random() * 1_000 * 2 ** attempt)
        return summarize(job, attempt + 1)
      }
      spacing = retryAfter
      nextStart = Math.max(nextStart, Date.now() + retryAfter)
      return summarize(job, attempt)
    }
  }

  // All workers take from one iterator.
  const queue = jobs.values()
  async function work(): Promise<void> {
    for (const job of queue) {
      try {
        results[job.name] = await around(job, () => summarize(job))
      } catch {
        failed.push(job.name)
      }
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return { results, failed, partial: failed.length > 0 }
}
