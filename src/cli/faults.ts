import { styleText } from 'node:util'
import { catalogue } from '../../faults/catalogue.ts'
import { entryOf, type FaultEntry, type ParameterEntry } from './fault-entry.ts'
import { listOf, nothingFound, section, speakingOf } from './listing.ts'

/** Prints the faults, those that match a word, or one in detail. */
export function faults(name: string | undefined, asJson: boolean): void {
  const entries = catalogue.map(entryOf)
  const exact = entries.find((entry) => entry.name === name || entry.factory === name)
  if (exact !== undefined) return console.log(asJson ? JSON.stringify(exact, null, 2) : detailOf(exact))
  const found = name === undefined ? entries : speakingOf(name, entries, (entry) => [entry.name, entry.summary, ...entry.breaks])
  if (name !== undefined && found.length === 0)
    throw nothingFound(
      'fault',
      name,
      entries.map((entry) => entry.name),
    )
  console.log(asJson ? JSON.stringify(found, null, 2) : byFamily(found))
}

/** One line for each fault, below the heading of its family. */
function byFamily(entries: readonly FaultEntry[]): string {
  const families = Map.groupBy(entries, ({ family }) => family)
  return [...families].map(([family, own]) => section(family, listOf(own).split('\n'))).join('\n\n')
}

function detailOf({ name, summary, parameters, ...entry }: FaultEntry): string {
  return [
    `${styleText('bold', name)}: ${summary}`,
    section('Parameters', parameters.length === 0 ? ['none'] : parameters.flatMap(linesOf)),
    section('Needs', entry.needs.length === 0 ? ['nothing: it can fire on any call'] : entry.needs),
    section('A client sees', [entry.shows]),
    section('Lasts', [entry.persistence]),
    section('In production', [entry.frequency]),
    section('Acts at', [entry.stages.join(', ')]),
    section('Tends to break', [entry.breaks.join(', ') || 'nothing']),
    section('Sources', entry.sources),
    section('Example', [entry.example.code, entry.example.commandLine]),
  ].join('\n\n')
}

function linesOf(parameter: ParameterEntry): string[] {
  const usual = parameter.default === undefined ? 'optional' : `default: ${JSON.stringify(parameter.default)}`
  return [`${parameter.name}: ${parameter.type}; ${usual}`, `  ${parameter.description}`]
}
