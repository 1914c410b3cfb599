import { styleText } from 'node:util'
import { CommanderError } from 'commander'
import { catalogue } from '../../faults/catalogue.ts'
import { nearest } from '../engine/nearest.ts'
import { entryOf, type FaultEntry, type ParameterEntry } from './fault-entry.ts'

/** Prints the faults, those that match a word, or one in detail. */
export function faults(name: string | undefined, asJson: boolean): void {
  const entries = catalogue.map(entryOf)
  const exact = entries.find((entry) => entry.name === name || entry.factory === name)
  if (exact !== undefined) return console.log(asJson ? JSON.stringify(exact, null, 2) : detailOf(exact))
  const found = name === undefined ? entries : entries.filter((entry) => matches(entry, name.toLowerCase()))
  if (name !== undefined && found.length === 0) throw nothingFound(name, entries)
  console.log(asJson ? JSON.stringify(found, null, 2) : listOf(found))
}

function matches({ name, summary, breaks }: FaultEntry, word: string): boolean {
  return [name, summary, ...breaks].some((text) => text.toLowerCase().includes(word))
}

function nothingFound(name: string, entries: readonly FaultEntry[]): CommanderError {
  const meant = nearest(
    name,
    entries.map((entry) => entry.name),
  )
  const message = `error: no fault is called "${name}" or speaks of it.${meant === undefined ? ' "brownout faults" lists them all.' : ` Did you mean "${meant}"?`}`
  console.error(message)
  return new CommanderError(1, 'brownout.unknownFault', message)
}

function listOf(entries: readonly FaultEntry[]): string {
  const width = Math.max(...entries.map(({ name }) => name.length))
  return entries.map(({ name, summary }) => `${styleText('bold', name.padEnd(width))}  ${summary}`).join('\n')
}

function detailOf({ name, summary, parameters, stages, breaks, sources, example }: FaultEntry): string {
  return [
    `${styleText('bold', name)}: ${summary}`,
    section('Parameters', parameters.length === 0 ? ['none'] : parameters.flatMap(linesOf)),
    section('Acts at', [stages.join(', ')]),
    section('Tends to break', [breaks.join(', ') || 'nothing']),
    section('Seen in', sources),
    section('Example', [example.code, example.commandLine]),
  ].join('\n\n')
}

function section(title: string, lines: readonly string[]): string {
  return [styleText('bold', title), ...lines.map((line) => `  ${line}`)].join('\n')
}

function linesOf(parameter: ParameterEntry): string[] {
  const usual = parameter.default === undefined ? 'may be left out' : `${JSON.stringify(parameter.default)} where it is left out`
  return [`${parameter.name}: ${parameter.type}; ${usual}`, `  ${parameter.description}`]
}
