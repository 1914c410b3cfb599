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
  console.log(asJson ? JSON.stringify(found, null, 2) : listOf(found))
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

function linesOf(parameter: ParameterEntry): string[] {
  const usual = parameter.default === undefined ? 'may be left out' : `${JSON.stringify(parameter.default)} where it is left out`
  return [`${parameter.name}: ${parameter.type}; ${usual}`, `  ${parameter.description}`]
}
