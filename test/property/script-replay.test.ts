import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { brownout, openai } from '../../src/index.ts'
import { ResilienceError, survives, type SurvivalReport } from '../../src/property/index.ts'
import { scriptApps, type ScriptApp } from './suites/script-apps.ts'

/** Plays incidents back in a process of its own. */
const script = fileURLToPath(new URL('suites/replays-scripts.ts', import.meta.url))
const failures = new Map<ScriptApp, ResilienceError>()

async function failureOf(name: ScriptApp): Promise<ResilienceError> {
  const known = failures.get(name)
  if (known !== undefined) return known
  const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
  const release = chaos.intercept()
  let report: SurvivalReport
  try {
    report = await survives(chaos, scriptApps[name])
  } catch (error) {
    if (!(error instanceof ResilienceError)) throw error
    failures.set(name, error)
    return error
  } finally {
    release()
  }
  throw new Error(`Expected "${name}" to break, but it survived: ${JSON.stringify(report.remarks)}`)
}

describe('a failure in several runs', { timeout: 60_000 }, () => {
  it.for([
    ['keeps a failure', 'recovers-after-faults'],
    ['keeps a lock', 'concurrent-tasks-isolated'],
    ['shares a request', 'concurrent-tasks-isolated'],
    ['shares a draft', 'concurrent-tasks-isolated'],
  ] as const)('is found: an app that %s', async ([name, property]) => {
    const failure = await failureOf(name)
    expect(failure.property).toBe(property)
    expect(failure.incident.script).toBeDefined()
  })

  it('replays to the byte in a process that knows only its incident', async () => {
    const names = Object.keys(scriptApps) as ScriptApp[]
    for (const name of names) await failureOf(name)
    const expected = Object.fromEntries([...failures].map(([name, { property, incident }]) => [name, { property, incident }]))
    const file = join(mkdtempSync(join(tmpdir(), 'brownout-')), 'incidents.json')
    writeFileSync(file, JSON.stringify(Object.fromEntries([...failures].map(([name, { incident }]) => [name, incident]))))
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', script, file], { maxBuffer: 1e8 })
    const again = JSON.parse(stdout) as typeof expected
    for (const name of names) expect(JSON.stringify(again[name])).toBe(JSON.stringify(expected[name]))
  })
})
