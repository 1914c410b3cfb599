import { nameOf, type PropertyEntry } from '../../../src/property/catalogue.ts'
import { titlesOf } from '../../../src/property/text/titles.ts'

/** Writes the page about properties. */
export function propertyPage(entries: readonly PropertyEntry[]): string {
  const links = entries.map(({ property }) => `[\`${nameOf(property)}\`](#${nameOf(property)})`)
  return `${[
    '# Properties',
    'Written by `npm run docs` from the properties themselves; change it there.',
    'A property holds or is violated in a run, or the run does not exercise it: the situation it is about did not occur, or its evidence is missing. A property that was not exercised does not count as held. Some need more than the calls and the returned value; the app reports this with `observe.streamed(text)`, `observe.retracted()`, `observe.effect(name, { key })` (with `{ name, arguments }` of the tool call that caused it), `observe.alert(text)`, and `observe.task({ name, tenant, prompt, meaning }, (observe) => ...)` for each of several tasks.',
    links.join(', '),
    ...entries.map(chapterOf),
  ].join('\n\n')}\n`
}

function chapterOf({ property, example }: PropertyEntry): string {
  const { statement, evidence, hint } = property
  const { titles } = titlesOf(property)
  return [
    `## ${nameOf(property)}`,
    `**${titles.held}.** ${statement[0]!.toUpperCase()}${statement.slice(1)}.`,
    `Violated: ${titles.violated}.`,
    `\`\`\`ts\n${example}\n\`\`\``,
    `Based on: ${evidence}.`,
    `Fix: ${hint}`,
  ].join('\n\n')
}
