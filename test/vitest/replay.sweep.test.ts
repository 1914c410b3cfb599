import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { vitestMain } from './vitest-command.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Report {
  readonly testResults: readonly { readonly assertionResults: readonly { readonly title: string; readonly failureMessages: string[] }[] }[]
}

/** How the tests of the small suite failed in a process of their own, and what was printed. */
async function run(environment: Record<string, string>): Promise<{ failures: Map<string, string>; printed: string }> {
  const reportFile = join(mkdtempSync(join(tmpdir(), 'brownout-')), 'report.json')
  const { VITEST: _inside, BROWNOUT_SEED: _seed, BROWNOUT_INCIDENT: _incident, ...env } = process.env
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  const printed = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [vitestMain, 'run', '--config', 'test/vitest/suites/replayed.config.ts', ...options],
      { cwd: root, env: { ...env, ...environment, NO_COLOR: '1' } },
      (_error, out, err) => resolve(out + err),
    )
  })
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  return { failures: new Map(results.map(({ title, failureMessages }) => [title, failureMessages.join('\n')])), printed }
}

/** The contents of a report, except for how it was found and how to replay it. */
function tale(report: string): string {
  const lines = report.split('\n').slice(
    0,
    report.split('\n').findIndex((line) => line.startsWith('  hint')),
  )
  return lines.filter((line) => !/^ +\(.*\)$/.test(line)).join('\n')
}

/** Why a test failed, without its stack. */
function reasonOf({ failures }: Awaited<ReturnType<typeof run>>, title: string): string {
  return failures.get(title)!.split('\n    at ')[0]!
}

let first: Awaited<ReturnType<typeof run>>
beforeAll(async () => {
  first = await run({})
}, 60_000)

describe('a failed test, in a process of its own', () => {
  it('names two ways to replay it, the second with the file that it was written to', () => {
    const report = first.failures.get('survives any fault')!
    const [, seed] = /BROWNOUT_SEED=([0-9a-f]{8}) npx vitest run /.exec(report)!
    const [, path] = /BROWNOUT_INCIDENT=(\S+\.json) npx vitest run /.exec(report)!
    expect(path).toMatch(new RegExp(`^\\.brownout/.*survives-any-fault-${seed}\\.json$`))
    expect(JSON.parse(readFileSync(join(root, path!), 'utf8'))).toMatchObject({ format: 'brownout-incident', seed })
  })

  it.for(['survives any fault', 'gets the complete answer'])('fails the same again by its seed: %s', { timeout: 60_000 }, async (title) => {
    const [, seed] = new RegExp(`BROWNOUT_SEED=([0-9a-f]{8}) npx vitest run \\S+ -t '\\^${title}\\$'`).exec(first.printed)!
    const again = await run({ BROWNOUT_SEED: seed! })
    expect(again.failures.get(title)).toBe(first.failures.get(title))
  })

  it('fails the same again by its incident', { timeout: 60_000 }, async () => {
    const report = first.failures.get('survives any fault')!
    const [, path] = /BROWNOUT_INCIDENT=(\S+\.json) npx vitest run /.exec(report)!
    const again = await run({ BROWNOUT_INCIDENT: path! })
    expect(tale(again.failures.get('survives any fault')!)).toBe(tale(report))
    // The file is of this one test, which found all its calls again.
    const ofIt = again.printed.split('stderr | ').filter((part) => part.startsWith('test/vitest/suites/replayed.ts > survives any fault'))
    expect(ofIt.join('')).not.toMatch(/replayed with differences|never came|never fired/)
  })

  it.for(['gets the complete answer', 'gets an answer despite a fault of its own'])(
    'fails the same again by its incident, though only an expectation failed: %s',
    { timeout: 60_000 },
    async (title) => {
      const [, path] = new RegExp(`BROWNOUT_INCIDENT=(\\S+\\.json) npx vitest run \\S+ -t '\\^${title}\\$'`).exec(first.printed)!
      const again = await run({ BROWNOUT_INCIDENT: path! })
      expect(reasonOf(again, title)).toBe(reasonOf(first, title))
    },
  )
})
