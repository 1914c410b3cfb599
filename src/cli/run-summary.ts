import type { Chaos } from '../chaos/chaos.ts'
import { counted } from '../engine/base/counted.ts'
import type { JournalCall } from '../engine/model/journal.ts'
import type { Injection } from '../engine/plan/injection.ts'
import { callsHit } from '../engine/run/calls-hit.ts'
import { verdictsOf, type JournalVerdict } from '../property/client-behavior.ts'
import { injectionInWords } from '../property/text/injection-in-words.ts'
import { replayInWords } from '../property/text/replay-in-words.ts'
import { section } from './listing.ts'

/**
 * What happened in a run, as {@link happenedIn} says it, and how the client of the models behaved.
 * @param first its first line: who called how often
 */
export function summaryOf(chaos: Chaos, first: string): readonly string[] {
  const { journal } = chaos
  const isQuiet = journal.calls.length === 0 && journal.unhandled.length === 0
  return [...happenedIn(chaos, first), ...part('Client', isQuiet ? [] : verdictsOf(journal).map(verdictLine))]
}

/**
 * What happened in a run: the calls, the faults that fired and those that never did, and what was refused.
 * @param first its first line: who called how often
 */
export function happenedIn(chaos: Chaos, first: string): readonly string[] {
  const { journal, injections, replayReport } = chaos
  const { calls, unhandled, bugs } = journal
  if (calls.length === 0 && unhandled.length === 0) return [first, ...part('Never fired', injections.map(inWords))]
  const fired = injections.map((injection) => [injection, callsHit(injection, calls)] as const)
  return [
    first,
    ...part('Calls', callLines(calls)),
    ...part(
      'Fired',
      fired.flatMap(([injection, hit]) => (hit === 0 ? [] : `${inWords(injection)}: ${counted(hit, 'call')}`)),
    ),
    ...part('Never fired', chaos.neverFired.map(inWords)),
    ...part('Refused, nothing was sent', grouped(unhandled.map(({ method, url }) => `${method} ${url}`))),
    ...part('Failed within brownout', grouped(bugs.map(({ message }) => message))),
    ...part('Replayed', replayReport === undefined ? [] : replayInWords(replayReport)),
  ]
}

function part(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : section(title, lines).split('\n')
}

function inWords(injection: Injection): string {
  return injectionInWords(injection.toJSON())
}

/** One line for each endpoint: how many calls, and how they ended. */
function callLines(calls: readonly JournalCall[]): readonly string[] {
  return [...Map.groupBy(calls, ({ provider, endpoint }) => `${provider} ${endpoint}`)].map(([place, own]) => {
    const endings = Map.groupBy(own, ({ ending }) => ending ?? 'open')
    return `${place}: ${counted(own.length, 'call')}, ${[...endings].map(([ending, { length }]) => `${length} ${ending}`).join(', ')}`
  })
}

/** Lines that occur several times once, with their number. */
function grouped(lines: readonly string[]): readonly string[] {
  return [...Map.groupBy(lines, (line) => line)].map(([line, { length }]) => (length === 1 ? line : `${line} (${length} times)`))
}

function verdictLine({ rule, verdict, hint }: JournalVerdict): string {
  switch (verdict.type) {
    case 'held':
      return `✓ ${rule}`
    case 'violated':
      return `✕ ${rule}: ${verdict.how}. ${hint}`
    case 'remark':
      return `! ${rule}: ${verdict.how}`
    case 'inconclusive':
      return `- ${rule}: not exercised, ${verdict.why}`
  }
}
