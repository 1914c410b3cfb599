import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ResilienceError } from '../../src/property/index.ts'

/** The record of a failure for its replay: the app and its incident. */
export interface KeptFailure {
  readonly name: string
  readonly incident: ResilienceError['incident']
}

const script = fileURLToPath(new URL('./replay.ts', import.meta.url))

/** Replays failures in a process that knows nothing but their incidents; gives the names of the apps that failed again. */
export function replayElsewhere(failures: readonly KeptFailure[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-bugbench-'))
  try {
    const file = join(folder, 'failures.json')
    writeFileSync(file, JSON.stringify(failures))
    return JSON.parse(execFileSync(process.execPath, ['--no-warnings', script, file], { encoding: 'utf8' })) as string[]
  } finally {
    rmSync(folder, { recursive: true })
  }
}
