import { execFile } from 'node:child_process'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const modules = fileURLToPath(new URL('../../../../node_modules', import.meta.url))

/** The start of every file: a type as it looks in JSON, without what clients add, such as methods, dates, enums and the joined text. */
const prelude = `type Wire<T> = unknown extends T ? T
  : T extends Date ? string
  : T extends string ? \`\${T}\`
  : T extends (infer Item)[] ? Wire<Item>[]
  : T extends object ? { [Key in keyof T as T[Key] extends (...all: never[]) => unknown ? never : Key extends 'output_text' ? never : Key]: Wire<T[Key]> }
  : T
`

/** A value and its expected type, as a TypeScript expression. */
export interface Typed {
  readonly value: unknown
  readonly type: string
}

const options = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: 'es2024',
    lib: ['es2024', 'dom', 'dom.iterable', 'dom.asynciterable'],
    module: 'nodenext',
    types: ['node'],
  },
  files: ['values.ts'],
}

/** Checks values against types with the TypeScript compiler. Returns the error of each value, `undefined` if its type matches. */
export async function typeErrors(imports: string, values: readonly Typed[]): Promise<readonly (string | undefined)[]> {
  const folder = await mkdtemp(join(tmpdir(), 'brownout-types-'))
  try {
    await symlink(modules, join(folder, 'node_modules'))
    const lines = values.map(({ value, type }) => `void (${JSON.stringify(value)} satisfies Wire<${type}>)`)
    const before = `${imports.trim()}\n${prelude}`
    await writeFile(join(folder, 'package.json'), '{"type":"module"}')
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(options))
    await writeFile(join(folder, 'values.ts'), `${before}${lines.join('\n')}\n`)
    const found = await compilerOutput(folder)
    const offset = before.split('\n').length
    return values.map((_, index) => found.get(index + offset))
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The compiler's errors, by line of the file. */
async function compilerOutput(folder: string): Promise<ReadonlyMap<number, string>> {
  const compiler = join(modules, 'typescript/bin/tsc')
  const { stdout } = await promisify(execFile)(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
    cwd: folder,
    maxBuffer: 1e8,
  }).catch((error: unknown) => error as { stdout: string })
  const found = new Map<number, string>()
  let line = 0
  for (const text of stdout.split('\n')) {
    const [, at, message = text.trim()] = /^values\.ts\((\d+),\d+\): (.*)$/.exec(text) ?? []
    if (at !== undefined) line = Number(at)
    if (message !== '') found.set(line, `${found.get(line) ?? ''}${message} `)
  }
  const elsewhere = found.get(0)
  if (elsewhere !== undefined) throw new Error(elsewhere)
  return found
}
