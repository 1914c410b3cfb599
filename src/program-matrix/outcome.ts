import type { Ran } from './launch.ts'
import { startOf, wordsOf } from './words.ts'

/** What the user of a program got, as text. */
export const outcomes = {
  complete: 'the complete answer',
  repeated: 'part of an answer, and the complete answer',
  flagged: 'part of an answer and exit code 0, with a message',
  truncated: 'part of an answer and exit code 0, without a message',
  empty: 'nothing and exit code 0',
  other: 'another text and exit code 0',
  error: 'another exit code',
  crash: 'a signal, or an exception that was not caught',
  hang: 'no end at the time limit',
  retrying: 'no end at the time limit, and still calling',
} as const
export type ProgramOutcome = keyof typeof outcomes

/** What a program prints if its answer is complete. */
export interface Complete {
  /** The answers that can be expected, as words. None if the program does not print answers as they are. */
  readonly answers: readonly string[]
  /** A text or a pattern of its output, instead of the answers. */
  readonly expected?: string | RegExp | undefined
  /** The run without faults. */
  readonly baseline: Pick<Ran, 'stdout' | 'stderr'>
}

/** The last lines of runtimes whose program has thrown an exception that nothing caught. */
const uncaught = /^Node\.js v\d+|^Traceback \(most recent call last\):|^panic: |^thread '.*' panicked at|^Bun v\d+/m

/**
 * Names what the user of a program got.
 * @param isCalling whether it was still calling a provider at its time limit
 */
export function outcomeOf(ran: Ran, complete: Complete, isCalling: boolean): ProgramOutcome {
  const { exitCode, isLate, stdout, stderr } = ran
  if (isLate) return isCalling ? 'retrying' : 'hang'
  if (exitCode === undefined) return 'crash'
  if (exitCode !== 0) return uncaught.test(stderr) ? 'crash' : 'error'
  if (isComplete(stdout, complete)) return restOf(stdout, complete).start === '' ? 'complete' : 'repeated'
  const { start, others } = restOf(stdout, complete)
  const isTold = others !== restOf(complete.baseline.stdout, complete).others || hasMessage(stderr, complete.baseline.stderr)
  if (start !== '') return isTold ? 'flagged' : 'truncated'
  return wordsOf(stdout) === '' && !hasMessage(stderr, complete.baseline.stderr) ? 'empty' : 'other'
}

/** Whether an output has the complete answer. */
export function isComplete(stdout: string, { answers, expected, baseline }: Complete): boolean {
  if (typeof expected === 'string') return stdout.includes(expected)
  if (expected !== undefined) return expected.test(stdout)
  const words = wordsOf(stdout)
  return answers.length === 0 ? words === wordsOf(baseline.stdout) : answers.some((answer) => words.includes(answer))
}

/** What an output has next to complete answers: the start of one, and other words. */
function restOf(stdout: string, { answers }: Complete): { readonly start: string; readonly others: string } {
  let rest = wordsOf(stdout)
  for (const answer of answers) rest = rest.replaceAll(answer, ' ')
  const [start = ''] = answers.map((answer) => startOf(answer, rest)).toSorted((a, b) => b.length - a.length)
  return { start, others: wordsOf(rest.replace(start, ' ')) }
}

/** Whether standard error has a message that the run without faults had not. Numbers, such as times, differ in each run. */
function hasMessage(stderr: string, usual: string): boolean {
  const [words, usualWords] = [stderr, usual].map((text) => wordsOf(text).replaceAll(/\p{N}+/gu, ''))
  return words !== '' && words !== usualWords
}
