import { table } from '../markdown.ts'
import type { FaultDefinition } from '../../../src/engine/model/fault.ts'
import { entryOf, type FaultEntry, type ParameterEntry } from '../../../src/cli/fault-entry.ts'

/** Writes the page about faults. */
export function faultPage(catalogue: readonly FaultDefinition[]): string {
  const entries = catalogue.map(entryOf)
  return [
    '# Faults',
    'Written by `npm run docs` from the faults themselves; change it there. `npx brownout faults` shows the same in a terminal.',
    ...tablesOf(entries),
    '## All faults',
    ...entries.map(chapterOf),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}

/**
 * Faults as a table, one line each.
 * @param page the page that describes them
 */
export function faultTable(faults: readonly FaultDefinition[], page: string): string {
  return table(
    ['fault', 'what happens'],
    faults.map(({ name, summary }) => [`[\`${name}\`](${page}#${name})`, summary]),
  )
}

/** A table for each family. */
function tablesOf(entries: readonly FaultEntry[]): string[] {
  return [...Map.groupBy(entries, ({ family }) => family)].map(([family, own]) => `## ${family}\n\n${tableOf(own)}`)
}

/** One line for each fault, linked to its chapter. */
function tableOf(entries: readonly FaultEntry[]): string {
  return table(
    ['fault', 'what happens'],
    entries.map(({ name, summary }) => [`[\`${name}\`](#${name})`, summary]),
  )
}

function chapterOf({ name, summary, needs, shows, persistence, frequency, parameters, breaks, sources, example }: FaultEntry): string {
  return [
    `### ${name}`,
    `${summary[0]!.toUpperCase()}${summary.slice(1)}.`,
    `\`\`\`ts\n${example.code}\n\`\`\``,
    ...(parameters.length === 0 ? [] : [table(['parameter', 'value', 'default', 'meaning'], parameters.map(rowOf))]),
    ...(needs.length === 0 ? [] : [`Needs: ${needs.join('; ')}.`]),
    `A client sees: ${shows}.`,
    `Lasts: ${persistence}. In production: ${frequency}.`,
    ...(breaks.length === 0 ? [] : [`Tends to break: ${breaks.map((property) => `\`${property}\``).join(', ')}.`]),
    `Sources: ${sources.map((source) => (URL.canParse(source) ? `<${source}>` : source)).join(', ')}.`,
  ].join('\n\n')
}

function rowOf({ name, type, default: usual, description }: ParameterEntry): string[] {
  return [`\`${name}\``, type, usual === undefined ? '' : `\`${String(usual)}\``, description]
}
