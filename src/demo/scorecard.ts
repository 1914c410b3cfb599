import { formatDuration } from '../engine/base/duration.ts'
import { fitted, span, type Line, type Style } from './screen/line.ts'
import { experienceOf, patience, type Experience } from './experience.ts'
import type { Take } from './rehearsal.ts'
import { rules } from './rules.ts'

/** A count over the day, and whether it is bad. */
interface Score {
  readonly what: string
  readonly words: string
  readonly isBad: boolean
}

function scoresOf({ episodes }: Take): Score[] {
  const count = (kind: Experience['kind']): number => episodes.filter(({ evidence }) => experienceOf(evidence).kind === kind).length
  const slowest = Math.max(...episodes.map(({ evidence }) => evidence.outcome.settledAt))
  const calls = episodes.reduce((sum, { evidence }) => sum + evidence.journal.calls.length, 0)
  const kept = rules.filter((property) => episodes.every(({ evidence }) => property.judge(evidence).type !== 'violated'))
  const bad = (what: string, value: number): Score => ({ what, words: String(value), isBad: value > 0 })
  return [
    {
      what: 'customers served',
      words: `${count('served')} of ${episodes.length}`,
      isBad: count('served') < episodes.length,
    },
    bad('a truncated answer, shown as complete', count('truncated')),
    bad('a wrong answer, shown as correct', count('misled')),
    bad('no answer at all', count('let down')),
    { what: 'longest wait', words: formatDuration(slowest), isBad: slowest > patience },
    { what: 'calls made', words: String(calls), isBad: false },
    {
      what: 'properties kept',
      words: `${kept.length} of ${rules.length}`,
      isBad: kept.length < rules.length,
    },
  ]
}

const [nameWidth, scoreWidth] = [44, 12]

function styleOf({ isBad }: Score): Style {
  return isBad ? 'red' : 'green'
}

/** The result of a day, app next to app. */
export function scorecard(takes: readonly Take[]): Line[] {
  const columns = takes.map(scoresOf)
  const heads = takes.flatMap(({ name }) => fitted([span(name, 'bold')], scoreWidth))
  return [
    [span(' '.repeat(nameWidth)), ...heads],
    ...columns[0]!.map(({ what }, row) => [
      ...fitted([span(what)], nameWidth),
      ...columns.flatMap((scores) => fitted([span(scores[row]!.words, styleOf(scores[row]!))], scoreWidth)),
    ]),
  ]
}
