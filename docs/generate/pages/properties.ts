import { nameOf, type PropertyEntry } from '../../../src/property/catalogue.ts'

/** The properties as a page of documentation. */
export function propertyPage(entries: readonly PropertyEntry[]): string {
  const links = entries.map(({ property }) => `[\`${nameOf(property)}\`](#${nameOf(property)})`)
  return `${[
    '# Properties',
    'Written by `npm run docs` from the properties themselves; change it there.',
    'A property says of a run that it held, that it is broken and how, or that the run shows nothing of it: nothing came up that it speaks of, or its evidence is missing. That is never taken for held. Those that need more than calls and the value are told by the app: `observe.streamed(text)`, `observe.retracted()`, `observe.effect(key, { name, arguments })`, `observe.alert(text)`, and `observe.task({ name, tenant, asks, meaning }, (observe) => ...)` for each of several tasks.',
    links.join(', '),
    ...entries.map(chapterOf),
  ].join('\n\n')}\n`
}

/** The names of all properties in code, for a sentence. */
export function propertyNames(entries: readonly PropertyEntry[]): string {
  return entries.map(({ example }) => `\`${factoryIn(example)}\``).join(', ')
}

function factoryIn(example: string): string {
  return example.split('(')[0]!
}

function chapterOf({ property, example }: PropertyEntry): string {
  const { statement, evidence, hint } = property
  return [
    `## ${nameOf(property)}`,
    `${statement[0]!.toUpperCase()}${statement.slice(1)}.`,
    `\`\`\`ts\n${example}\n\`\`\``,
    `Judged by: ${evidence}.`,
    `Usual mend: ${hint}`,
  ].join('\n\n')
}
