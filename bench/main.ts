import { execFileSync } from 'node:child_process'
import { benchCalls } from './calls.ts'
import { benchGrowth } from './growth.ts'
import { benchIdleConnections } from './idle-connections.ts'
import { benchImport } from './import.ts'
import { benchKeptCalls } from './kept-calls.ts'
import { benchLeftovers } from './leftovers.ts'
import { benchMemory } from './memory.ts'
import { benchOpenStreams } from './open-streams.ts'
import { benchReportPage } from './report-page.ts'
import { benchServerCpu } from './server-cpu.ts'
import { benchSurvives } from './survives.ts'
import { benchCrowd, benchDay, benchWholeDay } from './virtual-time.ts'

/** The parts that run if none is named. */
const usual: Readonly<Record<string, () => Promise<void>>> = {
  calls: () => benchCalls('intercept', 'setup-server', 'serve'),
  growth: benchGrowth,
  survives: benchSurvives,
  day: benchDay,
  crowd: benchCrowd,
  memory: benchMemory,
  leftovers: benchLeftovers,
  import: benchImport,
}

/** Parts that take long, need a browser, or are within another one. */
const extra: Readonly<Record<string, () => Promise<void>>> = {
  intercept: () => benchCalls('intercept'),
  'setup-server': () => benchCalls('setup-server'),
  serve: () => benchCalls('serve'),
  'report-page': benchReportPage,
  'open-streams': benchOpenStreams,
  'idle-connections': benchIdleConnections,
  'kept-calls': benchKeptCalls,
  'server-cpu': benchServerCpu,
  'whole-day': benchWholeDay,
}

const parts = { ...usual, ...extra }
const named = process.argv.slice(2)
const unknown = named.find((name) => !(name in parts))
if (unknown !== undefined) {
  console.error(`Cannot measure "${unknown}": expected any of ${Object.keys(parts).join(', ')}.`)
  process.exit(1)
}
const [only, ...others] = named.length === 0 ? Object.keys(usual) : named
if (others.length > 0) {
  // A process for each part: what one leaves on the heap, or has the engine optimize for, would slow the next.
  for (const name of [only!, ...others])
    execFileSync(process.execPath, [...process.execArgv, import.meta.filename, name], { stdio: 'inherit' })
} else {
  const start = performance.now()
  await parts[only!]!()
  console.log(`(${only!}: ${((performance.now() - start) / 1_000).toFixed(0)} s)`)
}
