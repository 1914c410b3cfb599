import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { RunningTest } from '../../src/vitest/running-test.ts'
import { shellWord } from '../../src/engine/base/shell.ts'
import { replayLineOf, runLineOf } from '../../src/vitest/run-line.ts'

function running(name: string, file = 'ask.test.ts', suite?: { name: string }): RunningTest {
  return { task: { name, file: { name: file }, suite } } as unknown as RunningTest
}

/** The words that a shell makes of a line, without running anything. */
function wordsOf(line: string): string[] {
  return JSON.parse(
    execFileSync('sh', ['-c', `"$NODE" -p 'JSON.stringify(process.argv.slice(1))' -- ${line}`], {
      encoding: 'utf8',
      env: { ...process.env, NODE: process.execPath },
    }),
  ) as string[]
}

const odd = [
  'careless (expected to fail)',
  'x+y',
  'costs $5 or "less" & what?',
  "it's `a` test!",
  'trailing \\',
  'a|b',
  '$(touch x)',
  '[a] {b}',
  'a ^ b',
  'two\nlines',
  '100% of !them',
  'it\u2019s \u201Cquoted\u201D \u{1F600} \u001B[2J',
]

describe('the line that runs one test', () => {
  it.each(odd)('matches that test and no other: %s', (name) => {
    const [, , , file, , pattern] = wordsOf(runLineOf(running(name, 'sub dir/my case.test.ts')))
    expect(file).toBe('sub dir/my case.test.ts')
    expect(name).toMatch(new RegExp(pattern!))
    expect(`${name} more`).not.toMatch(new RegExp(pattern!))
  })

  it('contains nothing that bash, fish or PowerShell expands between single quotes', () => {
    for (const name of odd)
      expect(runLineOf(running(name))).toMatch(/^npx vitest run ask\.test\.ts -t '\^[^'`"$!%\u2018-\u201B\p{C}]*\$'$/u)
  })

  it('sets variables as PowerShell does on Windows, and takes them back', () => {
    const line = runLineOf(running("it's $HOME"), { BROWNOUT_SEED: "it\u2019s '$HOME'" }, { platform: 'win32', vitest: '5.1.1' })
    expect(line).toBe(
      String.raw`$env:BROWNOUT_SEED='it’’s ''$HOME'''; npx vitest run ask.test.ts -t '^it\x27s \x24HOME$'; $env:BROWNOUT_SEED=$null`,
    )
  })

  it('names the suites as vitest 4 does, and the project', () => {
    const test = running('retries', 'ask.test.ts', { name: 'ask' })
    Object.assign(test.task.file, { projectName: 'unit tests' })
    expect(runLineOf(test, {}, { platform: 'linux', vitest: '4.1.12' })).toBe(
      "npx vitest run ask.test.ts --project 'unit tests' -t '^ask retries$'",
    )
  })

  it('names the suites that the test is in', () => {
    expect(runLineOf(running('retries', 'ask.test.ts', { name: 'ask' }))).toBe("npx vitest run ask.test.ts -t '^ask > retries$'")
  })

  it('runs that test alone in vitest', () => {
    const line = runLineOf(running('a+b', 'test/vitest/suites/odd-names.ts', { name: "costs $5 (it's `all` of it)" }))
    const { VITEST: _inside, ...env } = process.env
    const printed = execFileSync('sh', ['-c', `${line} --config test/vitest/suites/odd-names.config.ts`], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { ...env, NO_COLOR: '1' },
      encoding: 'utf8',
    })
    expect(printed).toMatch(/Tests +1 passed \| 1 skipped/)
  }, 30_000)

  it('names the incident that is replayed, since a seed alone would not give it', () => {
    vi.stubEnv('BROWNOUT_INCIDENT', 'a b.json')
    expect(replayLineOf(running('t'), 'tuesday')).toBe("BROWNOUT_INCIDENT='a b.json' npx vitest run ask.test.ts -t '^t$'")
    vi.unstubAllEnvs()
  })

  it('carries no seed that a shell would run', () => {
    expect(replayLineOf(running('t'), '$(reboot)')).toBe("BROWNOUT_SEED='$(reboot)' npx vitest run ask.test.ts -t '^t$'")
  })
})

describe('shellWord', () => {
  it('is one word for a shell, with any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (text) => {
        expect(wordsOf(shellWord(text, 'linux'))).toEqual([text])
      }),
      { numRuns: 20 },
    )
  })

  it('quotes for PowerShell only what needs it, so that plain words are right in cmd.exe as well', () => {
    const plain = [
      'node',
      String.raw`.brownout\run-a.json`,
      String.raw`C:\a\b.mjs`,
      './ask.ts',
      '../a',
      'overloaded:nth=1',
      '--runs',
      '-t',
      'a-b_c',
      '.npmrc',
    ]
    for (const word of plain) expect(shellWord(word, 'win32')).toBe(word)
    const others = [
      '',
      '--',
      'a b',
      '1.50',
      '.5',
      '-5',
      '-a.b',
      '--a=b',
      '@acme/shop',
      'a,b',
      '%PATH%',
      '$a',
      '#a',
      'ü',
      '{a',
      'a;b',
      '&',
      'a\nb',
    ]
    for (const word of others) expect(shellWord(word, 'win32')).toMatch(/^'[^']*'$/)
    expect(shellWord("it's", 'win32')).toBe("'it''s'")
  })
})
