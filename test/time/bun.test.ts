import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs a body under virtual time in Bun, and returns its output: the time on the clock, or why it never settled. */
function underBun(body: string): string {
  const program = `
    import { setTimeout as imported } from 'node:timers/promises'
    import { virtualTime } from './src/index.ts'
    const { sleep } = Bun
    const passed = virtualTime(async (clock) => {
      ${body}
      return clock.now()
    })
    console.log(await passed.catch((error) => error.message), Bun.sleep === sleep)
    process.exit()`
  const { stdout, stderr } = spawnSync('node_modules/.bin/bun', ['-e', program], { cwd: root, encoding: 'utf8' })
  return stderr + stdout
}

describe('virtual time in Bun', () => {
  it.each([
    ['setTimeout', 'await new Promise((resolve) => setTimeout(resolve, 60_000))'],
    ['AbortSignal.timeout', 'const signal = AbortSignal.timeout(60_000); await new Promise((resolve) => (signal.onabort = resolve))'],
    ['Bun.sleep', 'await Bun.sleep(60_000)'],
    ['Bun.sleep until a date', 'await Bun.sleep(new Date(Date.now() + 60_000))'],
  ])('moves by %s, and gives the timers back', (_, body) => {
    expect(underBun(body)).toBe('60000 true\n')
  })

  it('reports what it cannot see', () => {
    expect(underBun('await imported(60_000)')).toContain('a timer imported by its name from node:timers or node:timers/promises')
  })
})
