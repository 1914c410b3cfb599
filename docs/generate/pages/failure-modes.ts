import { readdirSync, readFileSync } from 'node:fs'
import { table } from '../markdown.ts'
import type { FailureMode, FailureSection, RehearsalName } from '../failure-modes/failure-modes.ts'

const folder = new URL('../failure-modes/rehearsals/', import.meta.url)

/** The source of all rehearsals: the page prints the code that runs. */
const sources = readdirSync(folder)
  .toSorted()
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))

function fileOf(name: string): string {
  const text = readFileSync(new URL(name, folder), 'utf8').replaceAll(/'[./]+\/src\/index\.ts'/g, "'brownout'")
  return fenced(`// ${name}\n${text.trim()}`)
}

/** Writes the page about failure modes, each with its rehearsal and that code. */
export function failureModePage(sections: readonly FailureSection[]): string {
  const shown = new Set<RehearsalName>()
  return `${[
    '# Failure modes',
    'Written by `npm run docs` from `docs/generate/failure-modes/`, whose examples a test runs; change it there.',
    'Ways in which AI apps that work in a demo fail in production. Each has the [fault](faults.md) that reproduces it, the [recipe](recipes.md) of an outage in which it happened, the [property](properties.md) that checks an app for it, and an example test.',
    "An example is the body of a test, and takes milliseconds: `test('...', async ({ chaos }) => { ... })` with `test` and `expect` from `brownout/vitest`, faults from `brownout/faults`, recipes from `brownout/recipes` and properties from `brownout/property`. All of them use these functions, which call the official SDKs:",
    fileOf('asking.ts'),
    "So that the truth is known, `test` is `withChaos({ seed: 'tuesday', answers: answers.facts(facts) })`:",
    fileOf('facts.ts'),
    ...sections.map((section) => chapterOf(section, shown)),
  ].join('\n\n')}\n`
}

function chapterOf({ title, modes }: FailureSection, shown: Set<RehearsalName>): string {
  const names = new Set(modes.flatMap((mode) => ('run' in mode ? [mode.run] : [])))
  const fresh = [...names].filter((name) => !shown.has(name))
  for (const name of fresh) shown.add(name)
  return [
    `## ${title}`,
    table(['what fails', 'fault', 'recipe', 'property', 'example'], modes.map(rowOf)),
    ...fresh.map((name) => `### ${inWords(name)}\n\n${fenced(bodyOf(name))}`),
  ].join('\n\n')
}

function rowOf(mode: FailureMode): string[] {
  if ('instead' in mode) return [mode.claim, mode.instead, '', '', '']
  const example = `[${inWords(mode.run)}](#${inWords(mode.run).replaceAll(' ', '-')})`
  return [mode.claim, link('faults', mode.fault), link('recipes', mode.recipe), link('properties', mode.property), example]
}

function link(page: string, name: string | undefined): string {
  return name === undefined ? '' : `[\`${name}\`](${page}.md#${name})`
}

/** `liesWithA200` as "lies with a 200". */
export function inWords(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z0-9])/g, ' ').toLowerCase()
}

/** The body of a rehearsal, as written in its file. */
export function bodyOf(name: string): string {
  const body = sources
    .map((source) => new RegExp(`^export async function ${name}\\(.*\\n([\\s\\S]*?)\\n\\}$`, 'm').exec(source)?.[1])
    .find((found) => found !== undefined)
  if (body === undefined) throw new Error(`Cannot show "${name}": no file in ${folder.pathname} has a function of this name.`)
  return body.replaceAll(/^ {2}/gm, '')
}

function fenced(code: string): string {
  return `\`\`\`ts\n${code}\n\`\`\``
}
