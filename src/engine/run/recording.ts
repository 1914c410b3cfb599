import { appended } from '../base/appended.ts'
import type { Answer } from '../model/answer.ts'
import { keyOf } from './call-key.ts'
import { promptOf } from '../kit/conversation.ts'
import type { Call } from '../model/call.ts'
import { digest } from '../base/hash.ts'
import type { RecordedAnswer, RecordedAnswers } from '../plan/recorded-answers.ts'
import type { ScheduledCall } from '../plan/scheduled-call.ts'

/** The injections that were chosen for a call, or for a part of one. */
interface RecordedChoice {
  readonly order: number
  readonly call: Call
  /** Its position among the calls to its provider and endpoint. */
  readonly position: number
  readonly chosen: readonly string[]
}

interface GivenAnswer {
  readonly order: number
  readonly key: string
  readonly answer: RecordedAnswer
}

/** The data of one call that an incident file needs in addition to its entry in the journal. */
export interface RecordedCall {
  readonly recorded: { choices: RecordedChoice[]; answers: GivenAnswer[] }
}

/** Writes the data of a run that an incident file needs in addition to its journal. It is part of the records of the calls. */
export class Recording {
  readonly #positions = new Map<string, number>()
  #order = 0

  chose({ recorded }: RecordedCall, call: Call, chosen: readonly string[]): void {
    const place = `${call.provider}/${call.endpoint}`
    const position = this.#positions.get(place) ?? 0
    this.#positions.set(place, position + 1)
    recorded.choices = appended(recorded.choices, { order: this.#order++, call, position, chosen })
  }

  /** @param key of the request that the model read, which a fault can have changed */
  answered({ recorded }: RecordedCall, key: string, attempt: number, answer: Answer): void {
    recorded.answers = appended(recorded.answers, { order: this.#order++, key, answer: { attempt, ...answer } })
  }
}

/** Returns the injections that were chosen for calls, in the order in which they were chosen. */
export function scheduleOf(calls: readonly RecordedCall[], prompts: 'keep' | 'hash'): ScheduledCall[] {
  return inOrder(calls.flatMap(({ recorded }) => recorded.choices)).map(({ call, position, chosen }) => {
    const { provider, endpoint, model, key, attempt } = call
    const question = promptOf(call)
    const asked = prompts === 'hash' ? digest(question) : question
    return { provider, endpoint, model, key, attempt, position, chosen: [...chosen], asked }
  })
}

/** Returns the answers to each request, with their first attempts. Compared only here: few runs become an incident file. */
export function answersOf(calls: readonly RecordedCall[]): RecordedAnswers {
  const byKey = new Map<string, RecordedAnswer[]>()
  for (const { key, answer } of inOrder(calls.flatMap(({ recorded }) => recorded.answers))) {
    const known = byKey.get(key)
    if (known === undefined) byKey.set(key, [answer])
    else if (!isSame(known.at(-1)!, answer)) known.push(answer)
  }
  return Object.fromEntries([...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function inOrder<Item extends { readonly order: number }>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => a.order - b.order)
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
