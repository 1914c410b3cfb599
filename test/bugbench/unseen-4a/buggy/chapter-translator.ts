import { rateLimited } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Completion {
  readonly choices?: readonly { readonly message?: { readonly content?: string }; readonly finish_reason?: string }[]
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    })
  })
}

/** The wait that the provider demands, in ms. */
function waitAsked(headers: Headers): number {
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN)
  if (ms >= 0) return ms
  const text = headers.get('retry-after') ?? ''
  const seconds = Number(text)
  const wait = Number.isNaN(seconds) ? Date.parse(text) - Date.now() : seconds * 1_000
  return wait > 0 ? wait : 0
}

/** Slots for calls at the same time: 50% fewer after a refusal, one more after each success. */
class Slots {
  #limit = 4
  #taken = 0

  async take(signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + 120_000
    while (this.#taken >= this.#limit) {
      if (Date.now() >= deadline) throw new Error('No slot has become free within two minutes.')
      await sleep(250, signal)
    }
    this.#taken += 1
  }

  leave(): void {
    this.#taken -= 1
  }

  refused(): void {
    this.#limit = Math.floor(this.#limit / 2)
  }

  succeeded(): void {
    this.#limit = Math.min(this.#limit + 1, 8)
  }
}

export const chapterTranslator: YardstickApp = {
  name: 'chapter-translator',
  story: `A book translator on plain fetch that learns how many calls at once its account may make: half as many after each 429, one more
    after each success. Bug: half of one is none. With a limit of 0 no call is made, so none succeeds, and the limit stays 0 until the
    process is started again: every book after a short burst of refusals fails.`,
  sources: ['zhushanwen321/llm-simple-router#178', 'wangyingsm/dr-strange#17', 'UKGovernmentBEIS/inspect_ai#5138'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const slots = new Slots()

    async function request(chapter: string, signal: AbortSignal): Promise<Response> {
      await slots.take(signal)
      try {
        return await fetch('https://api.openai.com/v1/chat/completions', {
          method: 'POST',
          headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
          body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: `Translate ${chapter} into Portuguese.` }] }),
          signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
        })
      } finally {
        slots.leave()
      }
    }

    async function translate(chapter: string, signal: AbortSignal): Promise<string> {
      for (let attempt = 1; ; attempt += 1) {
        const response = await request(chapter, signal)
        if (response.status === 429 && attempt < 4) {
          slots.refused()
          const asked = waitAsked(response.headers)
          await response.body?.cancel()
          if (asked > 120_000) throw new Error(`${chapter}: the provider asks to wait for ${asked / 1_000} s.`)
          await sleep(Math.max(asked, 1_000 * 2 ** attempt), signal)
          continue
        }
        if (!response.ok) throw new Error(`${chapter}: the provider answered ${response.status}.`)
        const choice = ((await response.json()) as Completion).choices?.[0]
        if (choice?.finish_reason !== 'stop' || !choice.message?.content) throw new Error(`${chapter}: the translation is not complete.`)
        slots.succeeded()
        return choice.message.content
      }
    }

    return async ({ signal }) => {
      const chapters = ['chapter 1', 'chapter 2', 'chapter 3'].map((chapter) => translate(chapter, signal))
      const settled = await Promise.allSettled(chapters)
      const failure = settled.find((one) => one.status === 'rejected')
      if (failure !== undefined) throw failure.reason
      return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    }
  },
  scripts: [
    {
      steps: [{ inject: [rateLimited({ retryAfter: '2s' }).first(3)] }, { after: 3_600_000 }, { after: 86_400_000 }],
      wrong(runs) {
        const [, hour, day] = runs.map(([run]) => run)
        if (day?.error === undefined || day.journal.calls.length > 0) return undefined
        return `A day after three refusals no call is made at all (an hour after: ${hour?.journal.calls.length ?? 0}).`
      },
    },
  ],
}
