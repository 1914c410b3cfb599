import OpenAI from 'openai'
import { vectorsMissing, serverError, usageMissing } from '../../../../../faults/index.ts'
import { faultsOf } from '../../../../../src/property/index.ts'
import { ask } from '../../client.ts'
import type { CheckCase } from '../../judged.ts'

const passages = ['Parcels take three days.', 'Gift cards never expire.', 'Returns are free in May.', 'Lamps are replaced at once.']
const question = passages[3]!

async function vectorsOf(texts: readonly string[]): Promise<number[][]> {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0, timeout: 60_000, logLevel: 'off' })
  const { data } = await client.embeddings.create({ model: 'text-embedding-3-small', input: [...texts] })
  return data.map(({ embedding }) => embedding)
}

/** The passage whose vector is nearest to that of the question. */
async function nearest(vectors: readonly number[][]): Promise<string> {
  const [asked] = await vectorsOf([question])
  if (asked === undefined) throw new Error('the question has no vector')
  const score = (vector: readonly number[]): number => vector.reduce((sum, value, index) => sum + value * asked[index]!, 0)
  const ranked = vectors.map((vector, index) => ({ passage: passages[index]!, score: score(vector) }))
  return ranked.toSorted((one, other) => other.score - one.score)[0]!.passage
}

const costly = { apiKey: 'test', maxRetries: 0, timeout: 60_000, logLevel: 'off' } as const

async function usageOf(content: string): Promise<{ readonly text: string; readonly tokens: number | undefined }> {
  const { choices, usage } = await new OpenAI(costly).chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] })
  return { text: choices[0]!.message.content ?? '', tokens: usage?.total_tokens }
}

/** An app with a budget of tokens, in which a function computes the cost of an answer. */
const budgeted =
  (costOf: (text: string, tokens: number | undefined) => number, refuse: () => unknown): CheckCase['wrong'][string] =>
  () => {
    let left = 150
    return async () => {
      if (left <= 0) return refuse()
      const { text, tokens } = await usageOf('Where is my parcel?')
      left -= costOf(text, tokens)
      return { text, state: 'answered' }
    }
  }

const usedUp = (): unknown => ({ text: 'Your budget is used up.', state: 'refused' })

const hour = 3_600_000

interface Kept {
  readonly text: string
  readonly at: number
}

/** An app that keeps an answer for an hour, and serves it with a mark if it cannot get a new one. */
const keepingAnswers =
  (served: (kept: Kept, now: number) => Kept): CheckCase['wrong'][string] =>
  () => {
    let kept: Kept | undefined
    return async () => {
      const now = Date.now()
      if (kept !== undefined && now < kept.at + hour) return { text: kept.text, isOld: false }
      try {
        kept = { text: (await ask('Brief me on timber.')).text, at: now }
        return { text: kept.text, isOld: false }
      } catch (error) {
        if (kept === undefined) throw error
        kept = served(kept, now)
        return { text: kept.text, isOld: true }
      }
    }
  }

/** Apps whose values show a bug. */
export const valueCases = {
  'vectors-match-texts': {
    search: { faults: faultsOf(vectorsMissing), runs: 20 },
    grade: 'remark',
    wrong: {
      'pairs vectors with passages by their place': () => async () => nearest(await vectorsOf(passages)),
      'has a model answer from the nearest passage': () => async () =>
        (await ask(`Use this: ${await nearest(await vectorsOf(passages))}`)).text,
    },
    right: {
      'rejects a short batch': () => async () => {
        const vectors = await vectorsOf(passages)
        if (vectors.length !== passages.length) throw new Error('a vector is missing')
        return nearest(vectors)
      },
      'embeds the passages one by one if the batch is short': () => async () => {
        const vectors = await vectorsOf(passages)
        if (vectors.length === passages.length) return nearest(vectors)
        return nearest((await Promise.all(passages.map((passage) => vectorsOf([passage])))).flat())
      },
      'reports that the search is by words only': () => async () => {
        const vectors = await vectorsOf(passages)
        if (vectors.length !== passages.length) return { passage: passages[1], degraded: true }
        return { passage: await nearest(vectors), degraded: false }
      },
      'does what it does without vectors': () => async () => {
        const vectors = await vectorsOf(passages).catch(() => [])
        return vectors.length === passages.length ? nearest(vectors) : passages[0]
      },
    },
  },
  'limits-still-hold': {
    search: { faults: faultsOf(usageMissing), runs: 20 },
    wrong: {
      'counts a missing usage as nothing': budgeted((_, tokens) => tokens ?? 0, usedUp),
      'counts a missing usage as not-a-number': budgeted(
        (_, tokens) => Number(tokens),
        () => {
          throw new Error('the budget is used up')
        },
      ),
    },
    right: {
      'estimates what is missing': budgeted((text, tokens) => tokens ?? text.length / 4 + 10, usedUp),
      'counts the most that it can be': budgeted((_, tokens) => tokens ?? 400, usedUp),
      'gives out no answer that cannot be metered': budgeted((_, tokens) => {
        if (tokens === undefined) throw new Error('the answer cannot be metered')
        return tokens
      }, usedUp),
      'has no limit': () => async () => (await ask('Where is my parcel?')).text,
    },
  },
  'failures-cost-nothing': {
    search: { faults: faultsOf(serverError), runs: 24 },
    grade: 'remark',
    wrong: {
      'takes a credit for a call that failed': () => {
        let credits = 3
        return async () => {
          if (credits === 0) throw new Error('You have no credits left.')
          credits -= 1
          return (await ask('Where is my parcel?')).text
        }
      },
      'reports that fewer credits are left': () => {
        let credits = 100
        return async () => {
          credits -= 1
          return { text: (await ask('Where is my parcel?')).text, credits }
        }
      },
    },
    right: {
      'gives the credit back': () => {
        let credits = 3
        return async () => {
          if (credits === 0) throw new Error('You have no credits left.')
          credits -= 1
          try {
            return { text: (await ask('Where is my parcel?')).text, credits }
          } catch (error) {
            credits += 1
            throw error
          }
        }
      },
      'takes the credit once there is an answer': () => {
        let credits = 100
        return async () => {
          const { text } = await ask('Where is my parcel?')
          credits -= 1
          return { text, credits }
        }
      },
      'counts how often it was used': () => {
        let uses = 0
        return async () => {
          uses += 1
          return { text: (await ask('Where is my parcel?')).text, uses }
        }
      },
    },
  },
  'stale-stays-marked': {
    search: { faults: faultsOf(serverError), runs: 24 },
    wrong: {
      'renews the time of an old answer when it serves it': keepingAnswers(({ text }, now) => ({ text, at: now })),
    },
    right: {
      'leaves the old answer as it is': keepingAnswers((kept) => kept),
      'makes no call for a while, and reports it': () => {
        let kept: Kept | undefined
        let restsUntil = 0
        return async () => {
          const [old, now] = [kept, Date.now()]
          if (old !== undefined && now < Math.max(old.at + hour, restsUntil)) return { text: old.text, isOld: now >= old.at + hour }
          try {
            kept = { text: (await ask('Brief me on timber.')).text, at: now }
            return { text: kept.text, isOld: false }
          } catch (error) {
            if (old === undefined) throw error
            restsUntil = now + hour
            return { text: old.text, isOld: true }
          }
        }
      },
      'rejects instead of serving what is old': () => {
        let kept: Kept | undefined
        return async () => {
          if (kept === undefined || Date.now() > kept.at + hour) kept = { text: (await ask('Brief me on timber.')).text, at: Date.now() }
          return { text: kept.text, isOld: false }
        }
      },
    },
  },
} satisfies Record<string, CheckCase>
