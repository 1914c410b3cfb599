import { Command } from 'commander'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { overloaded } from '../../faults/index.ts'
import { takesFaultOptions, type ChaosSettings } from '../../src/cli/chaos-options.ts'
import { replay } from '../../src/cli/replay.ts'
import { summaryOf } from '../../src/cli/run-summary.ts'
import { answers, brownout, openai, type Chaos } from '../../src/index.ts'

function keepOf(...words: readonly string[]): number {
  const verb = takesFaultOptions(new Command('serve').exitOverride().configureOutput({ writeErr: () => {} }))
  return verb.parse(words, { from: 'user' }).opts<ChaosSettings>().keep
}

describe('--keep', () => {
  it('is 10,000 by default, a number, or all', () => {
    expect([keepOf(), keepOf('--keep', '5'), keepOf('--keep', 'all')]).toEqual([10_000, 5, Infinity])
  })

  it.each(['0', '-1', '1.5', 'many', '', '1e308', '0x10', ' 5', '1000001'])('is not "%s"', (text) => {
    expect(() => keepOf('--keep', text)).toThrow('Expected an integer from 1 to 1,000,000, or "all".')
  })
})

const releases: (() => void)[] = []
afterEach(() => releases.splice(0).forEach((release) => release()))

async function called(keep: number | undefined, times: number): Promise<Chaos> {
  const chaos = brownout({ providers: [openai()], answers: answers.from(() => 'Tomorrow.'), ...(keep === undefined ? {} : { keep }) })
  chaos.inject(overloaded().first(1))
  releases.push(chaos.intercept())
  const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is my parcel?' }] })
  const headers = { authorization: 'Bearer none', 'content-type': 'application/json' }
  for (let count = 0; count < times; count++) {
    const response = await fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', body, headers })
    await response.text()
  }
  await fetch('https://api.openai.com/v1/nothing').catch(() => {})
  return chaos
}

describe('the summary of a run that did not keep all calls', () => {
  it('counts all of them, and reports how many were dropped', async () => {
    const lines = summaryOf(await called(2, 4), '4 calls')
    expect(lines.slice(0, 6)).toEqual([
      '4 calls',
      'dropped from the journal (--keep): 2 calls, the oldest',
      'Calls',
      '  openai chat.completions: 4 calls, 1 refused, 3 complete',
      'Fired',
      '  overloaded on the first call: 1 call',
    ])
    expect(lines).toContain('Client, by the calls in the journal')
  })

  it('does not mention dropped calls if none were dropped', async () => {
    const lines = summaryOf(await called(undefined, 4), '4 calls')
    expect(lines.slice(0, 2)).toEqual(['4 calls', 'Calls'])
    expect(lines).toContain('Client')
  })
})

it('is reported for an incident file that is to be replayed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-keep-'))
  const lines = vi.spyOn(console, 'error').mockImplementation(() => {})
  try {
    const file = join(folder, 'incident.json')
    writeFileSync(file, JSON.stringify((await called(2, 3)).incident()))
    await replay(file, [])
    expect(lines.mock.calls.flat()).toContain('dropped from the journal (--keep): 1 call, the oldest')
  } finally {
    lines.mockRestore()
    rmSync(folder, { recursive: true })
  }
})
