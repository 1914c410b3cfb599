import { vi } from 'vitest'
import { execute } from '../../src/cli/execute.ts'

/** What a command printed, and its exit code. */
export interface Executed {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command of brownout in this process, which is quicker than a process of its own. */
export async function inProcess(...words: readonly string[]): Promise<Executed> {
  let [out, err] = ['', '']
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((line: string) => void (out += `${line}\n`)),
    vi.spyOn(console, 'error').mockImplementation((line: string) => void (err += `${line}\n`)),
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true)),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true)),
  ]
  const before = process.exitCode
  process.exitCode = undefined
  try {
    await execute(words)
    return { code: exitCode(), out, err }
  } finally {
    process.exitCode = before
    for (const spy of spies) spy.mockRestore()
  }
}

function exitCode(): number {
  return Number(process.exitCode ?? 0)
}
