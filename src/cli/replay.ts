import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { catalogue } from '../../faults/catalogue.ts'
import { printable } from '../engine/base/printable.ts'
import { shellWord } from '../engine/base/shell.ts'
import { readIncident, readIncidentPlan, readRecord } from '../engine/plan/incident.ts'
import { injectionInScript } from '../property/text/injection-in-words.ts'
import { isSingleRun, scriptInWords } from '../engine/plan/script.ts'
import { runChild } from './child.ts'
import { droppedInWords } from './dropped-in-words.ts'
import { readInput } from './files.ts'
import { recordedRun } from './recorded-run.ts'

/**
 * Prints the content of an incident file: its faults, and without a command the timeline and the verdicts. A command runs with it active.
 * @returns the exit code of the command; 0 without one
 * @throws BrownoutError if the file is not an incident; UsageError if the command cannot be started
 */
export async function replay(file: string, [command, ...words]: readonly string[]): Promise<number> {
  const text = await readInput(file, 'replay')
  const { seed, plan, script, dropped } = readIncidentPlan(text)
  const names = new Set(plan.injections.map(({ fault }) => fault))
  const own = [...names].filter((fault) => !catalogue.some(({ name }) => name === fault))
  // A test can define faults of its own. Without a test, a name that is not in the catalogue is most likely a typo.
  if (own.length === 0 || command === undefined) readIncident(text, catalogue)
  const print = (line: string): void => console.error(printable(line))
  print(`Replays ${file}: seed "${seed}"${plan.injections.length === 0 ? ', without a fault.' : ' with'}`)
  const runs = isSingleRun(script) ? undefined : script.length
  for (const injection of plan.injections) print(`  ${injectionInScript(injection, runs)}`)
  if (runs !== undefined) print(['Script:', ...scriptInWords(script)].join('\n  '))
  for (const line of droppedInWords(dropped)) print(line)
  for (const fault of own) print(`"${fault}" is not in the catalogue: the test must name it in withChaos({ faults: [...] }).`)
  if (command !== undefined)
    return reporting((report) => runChild([command, ...words], { BROWNOUT_INCIDENT: resolve(file), BROWNOUT_REPLAY_REPORT: report }))
  const record = readRecord(text)
  for (const line of recordedRun(record)) print(line)
  const word = shellWord(file, process.platform)
  console.error(`\nTo run a test with it: brownout replay ${word} -- npx vitest run <the test's file>`)
  if (record.client !== undefined) console.error(`To emulate it at a port: brownout serve --replay ${word}`)
  return 0
}

/** Runs a function that reports how its calls matched those in the incident file, and prints the report after it. */
async function reporting(act: (report: string) => Promise<number>): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'brownout-replay-'))
  try {
    const report = join(folder, 'report.txt')
    const code = await act(report)
    // Commands that never create a chaos write nothing.
    const told = await readFile(report, 'utf8').catch(() => '')
    console.error(told === '' ? 'No test replayed the incident.' : printable(`Replayed:\n${told.trimEnd()}`))
    return code
  } finally {
    await rm(folder, { recursive: true })
  }
}
