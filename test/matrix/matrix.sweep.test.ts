import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { cellsOf } from '../../bench/matrix/cells.ts'
import { outcomeOf, type OutcomeName } from '../../bench/matrix/classify.ts'
import type { Mode } from '../../bench/matrix/client.ts'
import { readMatrix } from '../../bench/matrix/files.ts'
import { playOverSockets } from '../../bench/matrix/over-sockets.ts'
import { plans } from '../../bench/matrix/plans.ts'
import { play } from '../../bench/matrix/play.ts'
import { clientFiles, clientsIn, type ClientFile } from '../../bench/matrix/registry.ts'
import { playFile } from '../../bench/matrix/run.ts'

const written = readMatrix()!
/** Longer cells wait for retries, which take real time over sockets. */
const longestWait = 1_500
/** One cell of this many is played over sockets. */
const oneIn = 12
/** Unhandled rejections end the process of the test, and requests without end never end. */
const unplayable: readonly string[] = ['crash', 'hang'] satisfies OutcomeName[]

describe('the matrix', () => {
  it.each(['openai-agents', 'cohere', 'ai-fallback'] satisfies ClientFile[])(
    'has the same bytes in each run: %s',
    async (file) => {
      const [first, second] = [await playFile(file), await playFile(file)]
      expect(JSON.stringify(first)).toBe(JSON.stringify(second))
      for (const client of first) expect(written.clients.find(({ name }) => name === client.name)).toEqual(client)
    },
    120_000,
  )

  it.each(clientFiles)(
    'agrees with real sockets: %s',
    async (file) => {
      const disagreements: string[] = []
      for (const client of await clientsIn(file)) {
        const row = written.clients.find(({ name }) => name === client.name)!
        const sampled = cellsOf({ clients: [row] }).filter(
          ({ cell, plan }, at) =>
            at % oneIn === 0 && cell.waited < longestWait && !unplayable.includes(cell.outcome) && !plan.startsWith('connection-'),
        )
        for (const { mode, plan, cell } of sampled) {
          const { observed: undisturbed } = await play(client, mode satisfies Mode, [])
          const { injection } = plans.find(({ name }) => name === plan)!
          const observed = await playOverSockets(client, mode, [injection])
          const seen = [outcomeOf(observed, undisturbed), observed.error?.name]
          if (JSON.stringify(seen) !== JSON.stringify([cell.outcome, cell.error?.name]))
            disagreements.push(`${client.name} / ${mode} / ${plan}: ${cell.outcome} ${cell.error?.name}, over sockets ${seen.join(' ')}`)
        }
      }
      expect(disagreements).toEqual([])
    },
    300_000,
  )

  it('has trophies that are reproduced in a fresh process', () => {
    const printed = execFileSync(process.execPath, ['--no-warnings', 'bench/trophies/main.ts'], { encoding: 'utf8' })
    expect(printed).toMatch(/^(\d+) of \1 reproduced$/m)
  }, 300_000)
})
