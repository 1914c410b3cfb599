import { styleText } from 'node:util'
import { CommanderError } from 'commander'
import { nearest } from '../engine/base/nearest.ts'

/** Something that can be listed by its name. */
interface Listed {
  readonly name: string
  readonly summary: string
}

/** A part of a page, under its title. */
export function section(title: string, lines: readonly string[]): string {
  return [styleText('bold', title), ...lines.map((line) => `  ${line}`)].join('\n')
}

/** One line each: the name and the summary. */
export function listOf(all: readonly Listed[]): string {
  const width = Math.max(...all.map(({ name }) => name.length))
  return all.map(({ name, summary }) => `${styleText('bold', name.padEnd(width))}  ${summary}`).join('\n')
}

/** The values whose texts contain a word. */
export function speakingOf<Value>(word: string, all: readonly Value[], textsOf: (value: Value) => readonly string[]): readonly Value[] {
  return all.filter((value) => textsOf(value).some((text) => text.toLowerCase().includes(word.toLowerCase())))
}

/** Reports that no fault or recipe matches a word, with the nearest name. */
export function nothingFound(kind: 'fault' | 'recipe', name: string, names: readonly string[]): CommanderError {
  const meant = nearest(name, names)
  const hint = meant === undefined ? ` "brownout ${kind}s" lists them all.` : ` Did you mean "${meant}"?`
  const message = `error: no ${kind} has "${name}" in its name or summary.${hint}`
  console.error(message)
  return new CommanderError(1, `brownout.unknown.${kind}`, message)
}
