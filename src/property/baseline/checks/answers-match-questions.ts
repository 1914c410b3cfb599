import type { JournalCall } from '../../../engine/model/journal.ts'
import type { Snapshot } from '../../trial/snapshot.ts'
import { isAnswer } from '../../verdict/calls.ts'
import { held, inconclusive, violated } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import { short } from '../comparison.ts'

/** The shortest answer that is recognized. */
const shortest = 8

/** No prompt gets the answer to another one. */
export const answersMatchQuestions: BaselineCheck = {
  id: 'answers-match-questions',
  title: 'A part of the value holds the answer to another question',
  statement: 'each part of the value holds the answer to its own question',
  hint: 'Key every cache, fallback and result by the complete question: user, tenant, document and model.',
  judge({ pairs, rehearsal, baseline }) {
    for (const { copy, wasCopy } of pairs) {
      const places = placesOf(wasCopy.value, baseline.journal.calls)
      if (places.length < 2) continue
      const given = new Map(textsAt(copy.value).map(({ path, text }) => [path, text]))
      for (const one of places)
        for (const other of places) {
          // A list can be in the order in which answers arrived.
          if (one.path === other.path || one.key === other.key || withoutIndexes(one.path) === withoutIndexes(other.path)) continue
          const text = given.get(one.path)
          const theirs = rehearsal.journal.calls.find(
            (call) => call.key === other.key && isAnswer(call) && call.received.length >= shortest,
          )
          if (
            text !== undefined &&
            theirs !== undefined &&
            text.includes(theirs.received.trim()) &&
            !one.text.includes(theirs.received.trim())
          )
            return violated(`${one.path} holds ${short(text, 60)}, the answer to the question of ${other.path}`)
        }
    }
    return pairs.some(({ wasCopy }) => placesOf(wasCopy.value, baseline.journal.calls).length >= 2)
      ? held
      : inconclusive('the value does not hold several answers')
  },
}

interface Place {
  readonly path: string
  readonly text: string
  readonly key: string
}

/** The parts of a value that contain the complete answer of one call. */
function placesOf(value: Snapshot, calls: readonly JournalCall[]): Place[] {
  return textsAt(value).flatMap(({ path, text }) => {
    const call = calls.find((one) => isAnswer(one) && one.received.length >= shortest && text.includes(one.received.trim()))
    return call === undefined ? [] : [{ path, text, key: call.key }]
  })
}

function withoutIndexes(path: string): string {
  return path.replaceAll(/(^|\.)\d+(?=\.|$)/g, '$1*')
}

function textsAt(value: Snapshot, path = ''): { readonly path: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ path: path === '' ? 'value' : path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => textsAt(member, path === '' ? name : `${path}.${name}`))
}
