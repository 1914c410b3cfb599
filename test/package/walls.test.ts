import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = new URL('../..', import.meta.url).pathname
const house = mkdtempSync(join(tmpdir(), 'brownout-walls-'))

/** A file in a room, what it imports, and whether a wall stands between. */
const imports: readonly (readonly [file: string, imported: string, isWalled: boolean])[] = [
  ['src/engine/a.ts', 'node:fs', true],
  ['src/engine/a.ts', 'msw', true],
  ['src/engine/a.ts', '../msw/handlers.ts', true],
  ['src/engine/deep/a.ts', '../../time/index.ts', true],
  ['src/engine/deep/a.ts', '../call.ts', false],
  ['src/engine/a.ts', 'zod', false],
  ['src/providers/openai/a.ts', '../../../faults/index.ts', true],
  ['src/providers/openai/a.ts', 'openai', true],
  ['src/providers/openai/a.ts', '../framing/sse.ts', false],
  ['src/providers/framing/a.ts', '@smithy/eventstream-codec', false],
  ['src/answers/a.ts', '../providers/encoding.ts', true],
  ['src/canary/a.ts', '../../faults/index.ts', true],
  ['src/canary/a.ts', '../engine/errors.ts', false],
  ['src/import/a.ts', '../providers/openai/index.ts', true],
  ['src/import/a.ts', '../../faults/index.ts', false],
  ['src/export/a.ts', '../import/otel-names.ts', false],
  ['src/export/a.ts', 'node:fs', true],
  ['src/msw/a.ts', '../brownout.ts', true],
  ['src/property/a.ts', '../server/index.ts', true],
  ['src/property/a.ts', '../../faults/index.ts', false],
  ['src/index.ts', './cli/main.ts', true],
  ['src/server/a.ts', '../cli/main.ts', true],
  ['src/cli/a.ts', '../server/index.ts', false],
  ['faults/a.ts', '../src/msw/handlers.ts', true],
  ['faults/a.ts', '../src/index.ts', true],
  ['faults/a.ts', '../src/engine/fault.ts', false],
  ['recipes/a.ts', '../src/providers/openai/index.ts', true],
  ['recipes/a.ts', '../faults/index.ts', false],
]

let reported: Set<string>

/** Lints a house of the same rooms, in which every file has one import. */
beforeAll(() => {
  for (const name of ['oxlint.config.ts', 'package.json', 'tsconfig.json']) cpSync(join(root, name), join(house, name))
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
  imports.forEach(([file, imported], index) => {
    const path = join(house, named(file, index))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `export * from '${imported}'\n`)
  })
  reported = new Set(walled())
})
afterAll(() => rmSync(house, { recursive: true }))

function named(file: string, index: number): string {
  return file === 'src/index.ts' ? file : file.replace(/a\.ts$/, `a${index}.ts`)
}

function walled(): string[] {
  const lint = join(root, 'node_modules/.bin/oxlint')
  try {
    execFileSync(process.execPath, [lint, '--format=json', '-A', 'all', '-D', 'no-restricted-imports'], { cwd: house, encoding: 'utf8' })
  } catch (error) {
    const { diagnostics } = JSON.parse((error as { stdout: string }).stdout) as { diagnostics: { code: string; filename: string }[] }
    return diagnostics.flatMap(({ code, filename }) => (code === 'eslint(no-restricted-imports)' ? [filename] : []))
  }
  return []
}

describe('the walls between the rooms', () => {
  it.each(imports.map(([file, imported, isWalled], index) => ({ file, imported, isWalled, index, verb: isWalled ? 'stand' : 'are open' })))(
    '$verb between $file and $imported',
    ({ file, index, isWalled }) => {
      expect(reported.has(named(file, index))).toBe(isWalled)
    },
  )
})
