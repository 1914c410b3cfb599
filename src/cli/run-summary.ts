import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { counted } from '../engine/base/counted.ts'
import { AnswersError, type BrownoutError } from '../engine/base/errors.ts'
import type { Injection } from '../engine/plan/injection.ts'
import type { CallCounts } from '../engine/run/call-counts.ts'
import { injectionInWords } from '../property/text/injection-in-words.ts'
import { replayInWords } from '../property/text/replay-in-words.ts'
import { clientVerdicts, verdictLine } from './client-verdicts.ts'
import { droppedInWords } from './dropped-in-words.ts'
import { section } from './listing.ts'
import { printed } from './printed.ts'

/**
 * Summarizes a run like {@link happenedIn}, with the behavior of the models' client.
 * @param first its first line: the callers and their number of calls
 */
export function summaryOf(chaos: Chaos, first: string): readonly string[] {
  const { journal } = coreOf(chaos).run
  const { counts, dropped, unhandled } = journal
  const isQuiet = counts.total === 0 && unhandled.length === 0
  const part = partOf(chaos)
  const title = dropped === undefined ? 'Client' : 'Client, by the calls in the journal'
  return [...happenedIn(chaos, first), ...part(title, isQuiet ? [] : clientVerdicts(journal).map(verdictLine))]
}

/** Summarizes a scope: the calls, and the rules that its client violated. */
export function summaryOfScope(name: string, chaos: Chaos): readonly string[] {
  const { journal } = coreOf(chaos).run
  const { total, hit } = journal.counts
  const violated = clientVerdicts(journal).filter(({ verdict }) => verdict === 'violated')
  return [`${name}: ${counted(total, 'call')}, ${hit} hit`, ...violated.map((verdict) => `  ${printed(chaos, verdictLine(verdict))}`)]
}

/**
 * Summarizes a run: the calls, the faults that fired and those that never did, and the refused requests.
 * @param first its first line: the callers and their number of calls
 */
export function happenedIn(chaos: Chaos, first: string): readonly string[] {
  const { injections, replayReport } = chaos
  const { counts, dropped, unhandled, bugs } = coreOf(chaos).run.journal
  const part = partOf(chaos)
  if (counts.total === 0 && unhandled.length === 0) return [first, ...part('Never fired', injections.map(inWords))]
  const fired = injections.map((injection) => [injection, counts.hitsOf(injection)] as const)
  return [
    first,
    ...droppedInWords(dropped),
    ...part('Calls', callLines(counts)),
    ...part(
      'Fired',
      fired.flatMap(([injection, hit]) => (hit === 0 ? [] : `${inWords(injection)}: ${counted(hit, 'call')}`)),
    ),
    ...part('Never fired', chaos.neverFired.map(inWords)),
    ...part('Refused, nothing was sent', grouped(unhandled.map(({ method, url }) => `${method} ${url}`))),
    ...part('Failed in your answers', grouped(messagesOf(bugs, true))),
    ...part('Failed within brownout', grouped(messagesOf(bugs, false))),
    ...part('Replayed', replayReport === undefined ? [] : replayInWords(replayReport)),
  ]
}

/** Returns a function that formats a part of a summary: a title, and lines that can contain text of clients. */
function partOf(chaos: Chaos): (title: string, lines: readonly string[]) => readonly string[] {
  return (title, lines) => {
    if (lines.length === 0) return []
    const safe = lines.map((line) => printed(chaos, line))
    return section(title, safe).split('\n')
  }
}

function inWords(injection: Injection): string {
  return injectionInWords(injection.toJSON())
}

/** The errors of calls that could not be answered: those of the user's own answers, or all others. */
function messagesOf(bugs: readonly BrownoutError[], isOfAnswers: boolean): readonly string[] {
  return bugs.flatMap((bug) => (bug instanceof AnswersError === isOfAnswers ? [bug.message] : []))
}

/** One line for each endpoint: how many calls, and how they ended. */
function callLines({ endings: places }: CallCounts): readonly string[] {
  return [...places].map(([place, endings]) => {
    const total = [...endings.values()].reduce((sum, count) => sum + count, 0)
    return `${place}: ${counted(total, 'call')}, ${[...endings].map(([ending, count]) => `${count} ${ending}`).join(', ')}`
  })
}

/** Lines that occur several times once, with their number. */
function grouped(lines: readonly string[]): readonly string[] {
  return [...Map.groupBy(lines, (line) => line)].map(([line, { length }]) => (length === 1 ? line : `${line} (${length} times)`))
}
