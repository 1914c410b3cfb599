import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The code of one `@example` in a docstring. */
export interface Example {
  /** The line at which it begins: `src/index.ts:12`. */
  readonly place: string
  /** The module that the docstring is in. */
  readonly module: string
  readonly code: string
}

/** Every example in the docstrings of the package. */
export function examplesOfPackage(): readonly Example[] {
  return globSync('{src,faults,recipes}/**/*.ts', { cwd: root })
    .toSorted()
    .flatMap((module) => examplesIn(module, textOf(module)))
}

function textOf(module: string): string {
  return readFileSync(join(root, module), 'utf8')
}

/** The examples in the docstrings of a module. An example ends at the next tag or with its docstring. */
export function examplesIn(module: string, text: string): readonly Example[] {
  return [...text.matchAll(/\/\*\*.*?\*\//gs)].flatMap(({ 0: comment, index: at }) =>
    [...comment.matchAll(/@example\b(.*?)(?=\n\s*\*\s*@\w|\*\/)/gs)].map(({ 1: body, index }) => ({
      place: `${module}:${text.slice(0, at + index).split('\n').length}`,
      module,
      code: body!.replaceAll(/^[ \t]*\* ?/gm, '').trim(),
    })),
  )
}

/** What the examples can use without an import, after what their own module exports. */
const entries = [
  'src/index.ts',
  'faults/catalogue.ts',
  'recipes/catalogue.ts',
  'src/property/index.ts',
  'src/kit.ts',
  'src/vitest/index.ts',
  'src/server/index.ts',
]

/** A name that an example can use. */
interface Exported {
  readonly name: string
  readonly kind: 'value' | 'type' | 'declared'
}

/** What a module exports. `export * from` is followed. */
function exportsOf(module: string): readonly Exported[] {
  const text = textOf(module)
  const listed = [...text.matchAll(/^export (type )?\{(.*?)\}/gms)].flatMap(([, type, list]) =>
    list!.split(',').map((item): Exported => {
      const [, own, name = ''] = /^\s*(type\s)?(?:.*\bas\s)?\s*(\w+)/s.exec(item) ?? []
      return { name, kind: (type ?? own) === undefined ? 'value' : 'type' }
    }),
  )
  const made = [...text.matchAll(/^export (declare )?(?:async )?(const|function\*?|class|interface|type|\* as) (\w+)/gm)].map(
    ([, declare, word, name]): Exported => ({
      name: name!,
      kind: word === 'interface' || word === 'type' ? 'type' : declare === undefined ? 'value' : 'declared',
    }),
  )
  const starred = [...text.matchAll(/^export \* from '\.\/(.*?)'/gm)].flatMap(({ 1: file }) => exportsOf(join(module, '..', file!)))
  return [...listed, ...made, ...starred]
}

/** What an example imports for one of its names, and whether it can run with that. */
interface Import {
  readonly line: string
  readonly canRun: boolean
}

function importsFrom(module: string): ReadonlyMap<string, Import> {
  return new Map(
    exportsOf(module).map(({ name, kind }) => [
      name,
      {
        line: `import { ${kind === 'type' ? 'type ' : ''}${name} } from '${join(root, module)}'`,
        // What belongs to a test runner works in its workers only, and what belongs to a page in a browser.
        canRun: kind !== 'declared' && !/^src\/(?:vitest|playwright|browser)\//.test(module),
      },
    ]),
  )
}

/** Names that examples use without a definition, such as `chaos` and `ask`. */
const prelude = importsFrom('test/package/examples-prelude.ts')
const fromEntries = entries.map(importsFrom)

/** An example as a module of its own. */
interface ExampleModule extends Example {
  readonly file: string
  readonly text: string
  /** Whether it needs no app, so that it can be run as well as compiled. */
  readonly canRun: boolean
}

function moduleOf(example: Example, index: number): ExampleModule {
  const { code, module } = example
  const sources = [importsFrom(module), ...fromEntries, prelude]
  const used = new Set(code.replaceAll(/'[^'\n]*'/g, "''").match(/(?<![\w$]|(?<!\.\.)\.)[A-Za-z_$][\w$]*/g))
  const declared = new Set([...code.matchAll(/\b(?:const|let|function|class|interface|type) (\w+)/g)].map(({ 1: name }) => name!))
  const imports = [...used].flatMap((name) => {
    const found = declared.has(name) ? undefined : sources.find((source) => source.has(name))?.get(name)
    return found === undefined ? [] : [found]
  })
  const text = [
    "import assert from 'node:assert/strict'",
    ...imports.map(({ line }) => line),
    'export async function example(): Promise<unknown> {',
    asserting(code),
    'return assert',
    '}',
    '',
  ].join('\n')
  return { ...example, file: `example-${index}.ts`, text, canRun: imports.every(({ canRun }) => canRun) }
}

/** The code with `expression // => value` as an assertion. */
function asserting(code: string): string {
  return code.replaceAll(/^([ \t]*)(\S.*?)[ \t]*\n?[ \t]*\/\/ => (.+)$/gm, '$1assert.deepEqual($2, $3)')
}

const compilerOptions = {
  target: 'es2024',
  lib: ['es2024', 'esnext.disposable', 'dom', 'dom.iterable', 'dom.asynciterable'],
  module: 'nodenext',
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  allowUnreachableCode: true,
  noEmit: true,
}

/** Runs the modules that its arguments name, and prints the ones that throw. Exits, also if an example leaves a server open. */
const runner = `
for (const file of process.argv.slice(2))
  await import(file).then(({ example }) => example()).catch((error) => console.log(file + ': ' + String(error).replaceAll('\\n', ' ')))
process.exit()
`

/**
 * Compiles examples, all in one run of the compiler, and runs those that need nothing but the package.
 * @returns what failed, one line each
 */
export function failuresOf(examples: readonly Example[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-examples-'))
  try {
    const modules = examples.map(moduleOf)
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    for (const { file, text } of modules) writeFileSync(join(folder, file), text)
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: modules.map(({ file }) => file) }))
    writeFileSync(join(folder, 'run.js'), runner)
    const runnable = modules.filter(({ canRun }) => canRun).map(({ file }) => `./${file}`)
    const output = [
      execute(folder, join(root, 'node_modules/typescript/bin/tsc'), '-p', '.', '--pretty', 'false'),
      execute(folder, '--no-warnings', 'run.js', ...runnable),
    ].join('\n')
    return output.split(/\n(?!\s)/).flatMap((line) => (line.trim() === '' ? [] : [withPlace(line, modules)]))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function execute(folder: string, ...words: readonly string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' })
  return stdout + stderr
}

function withPlace(line: string, modules: readonly ExampleModule[]): string {
  const [, index] = /example-(\d+)\.ts/.exec(line) ?? []
  return index === undefined ? line : `${modules[Number(index)]!.place}: ${line}`
}
