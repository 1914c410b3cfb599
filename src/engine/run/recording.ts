import type { Answer } from '../model/answer.ts'
import { keyOf } from './call-key.ts'
import { questionOf } from '../kit/conversation.ts'
import type { Call } from '../model/call.ts'
import { digest } from '../base/hash.ts'
import type { RecordedAnswer, RecordedAnswers } from '../plan/recorded-answers.ts'
import type { ScheduledCall } from '../plan/scheduled-call.ts'

/** The data of a run that an incident file needs in addition to its journal. */
export class Recording {
  readonly #calls: { readonly call: Call; readonly chosen: readonly string[] }[] = []
  readonly #answers: { readonly key: string; readonly answer: RecordedAnswer }[] = []

  chose(call: Call, chosen: readonly string[]): void {
    this.#calls.push({ call, chosen })
  }

  /** @param key of the request that the model read, which a fault can have changed */
  answered(key: string, attempt: number, answer: Answer): void {
    this.#answers.push({ key, answer: { attempt, ...answer } })
  }

  schedule(prompts: 'keep' | 'hash'): ScheduledCall[] {
    const positions = new Map<string, number>()
    return this.#calls.map(({ call, chosen }) => {
      const { provider, endpoint, model, key, attempt } = call
      const place = `${provider}/${endpoint}`
      const position = positions.get(place) ?? 0
      positions.set(place, position + 1)
      const question = questionOf(call)
      return {
        provider,
        endpoint,
        model,
        key,
        attempt,
        position,
        chosen: [...chosen],
        asked: prompts === 'hash' ? digest(question) : question,
      }
    })
  }

  /** Returns the answers to each request, with their first attempts. Compared only here: few runs become an incident file. */
  answers(): RecordedAnswers {
    const byKey = new Map<string, RecordedAnswer[]>()
    for (const { key, answer } of this.#answers) {
      const known = byKey.get(key)
      if (known === undefined) byKey.set(key, [answer])
      else if (!isSame(known.at(-1)!, answer)) known.push(answer)
    }
    return Object.fromEntries([...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }
}

function isSame(last: RecordedAnswer, answer: RecordedAnswer): boolean {
  return JSON.stringify(last) === JSON.stringify({ ...answer, attempt: last.attempt })
}

/** Returns the recorded answer for a call: of its attempt, otherwise of the last one before it, otherwise of the first. */
export function recordedAnswer(answers: RecordedAnswers, call: Call): Answer | undefined {
  const known = answers[keyOf(call, call)] ?? []
  const found = known.findLast(({ attempt }) => attempt <= call.attempt) ?? known[0]
  if (found === undefined) return undefined
  const { attempt: _attempt, ...answer } = found
  return answer
}
