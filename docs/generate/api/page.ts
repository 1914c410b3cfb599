import { table } from '../markdown.ts'
import { readDocstring, type Docstring } from './docstring.ts'
import type { Declared } from './module.ts'
import { defaultsOf, kindOf, membersOf, signatureOf, type Kind } from './signature.ts'

/** An export that has a page already. */
interface Elsewhere {
  readonly name: string
  readonly page: string
}

/** What a page of the reference is about. */
export interface Subpath {
  /** As it is imported: `brownout/faults`. */
  readonly name: string
  readonly about: string
  readonly declared: readonly Declared[]
  readonly elsewhere: readonly Elsewhere[]
}

const headings: Readonly<Record<Kind, string>> = { function: 'Functions', class: 'Classes', value: 'Values', type: 'Types' }

/** A page of the API reference. */
export function apiPage({ name, about, declared, elsewhere }: Subpath): string {
  const sections = (['function', 'class', 'value', 'type'] as const).flatMap((kind) => {
    const entries = [
      ...Map.groupBy(
        declared.filter((one) => kindOf(one) === kind),
        (one) => one.name,
      ).values(),
    ]
    return entries.length === 0 ? [] : [`## ${headings[kind]}`, ...entries.map(entryOf)]
  })
  return [
    `# ${name}`,
    'Written by `npm run docs` from the docstrings; change them there.',
    about,
    ...sections,
    ...(elsewhere.length === 0
      ? []
      : [`## Also exported`, elsewhere.map(({ name: other, page }) => `[\`${other}\`](${page}#${other.toLowerCase()})`).join(', ')]),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n')
}

/** An export: with overloads, several declarations. The docstring is that of the first one that has one. */
function entryOf(overloads: readonly Declared[]): string {
  const shown = overloads.length > 1 ? overloads.filter(({ node }) => node.type === 'TSDeclareFunction') : overloads
  const [first] = shown
  const docstring = readDocstring(shown.find((one) => one.docstring !== undefined)?.docstring)
  const members = first === undefined ? [] : membersOf(first)
  return [
    `### ${first!.name}`,
    ...paragraph(docstring.description),
    `\`\`\`ts\n${shown.map(signatureOf).join('\n\n')}\n\`\`\``,
    ...parametersOf(docstring, defaultsOf(first!)),
    ...(members.length === 0 ? [] : [memberTable(members)]),
    ...(docstring.returns === undefined ? [] : [`Returns: ${docstring.returns}`]),
    ...docstring.throws.map((thrown) => `Throws: ${thrown}`),
    ...docstring.examples.map((example) => `\`\`\`ts\n${example}\n\`\`\``),
    ...(docstring.see.length === 0 ? [] : [`See ${docstring.see.join(', ')}`]),
  ].join('\n\n')
}

const paragraph = (text: string): readonly string[] => (text === '' ? [] : [text])

function parametersOf({ parameters }: Docstring, defaults: ReadonlyMap<string, string>): readonly string[] {
  if (parameters.length === 0) return []
  const rows = parameters.map(({ name, text }) => {
    const value = defaults.get(name)
    return [`\`${name}\``, text, value === undefined ? '' : `\`${value}\``]
  })
  const hasDefaults = rows.some(([, , value]) => value !== '')
  return [
    table(
      ['parameter', 'meaning', ...(hasDefaults ? ['default'] : [])],
      rows.map((row) => (hasDefaults ? row : row.slice(0, 2))),
    ),
  ]
}

function memberTable(members: ReturnType<typeof membersOf>): string {
  return table(
    ['member', 'type', 'meaning'],
    members.map(({ name, type, docstring }) => {
      const { description, throws } = readDocstring(docstring)
      const meaning = [description, ...throws.map((thrown) => `Throws: ${thrown}`)].filter((text) => text !== '').join(' ')
      return [`\`${name}\``, `\`${type}\``, meaning.replaceAll(/\s+/g, ' ')]
    }),
  )
}
