import { join } from 'node:path'
import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { counted } from '../engine/base/counted.ts'
import { shellWord } from '../engine/base/shell.ts'
import { answerProcesses } from '../processes/answer-processes.ts'
import { chaosOf, inForce } from './chaos-of-settings.ts'
import type { ChaosSettings } from './chaos-options.ts'
import { runChild } from './child.ts'
import { incidentFolder, keepIncident, writeIncidentFile } from './incident-file.ts'
import { everyRemoteHost } from './every-provider.ts'
import { logRequests } from './request-log.ts'
import { oneLine } from './printed.ts'
import { summaryOf } from './run-summary.ts'
import { startedServers } from './started-servers.ts'
import { telemetryOf } from './telemetry.ts'

/**
 * Runs a command whose Node processes get their answers from emulated providers, and prints a summary afterwards.
 * @returns the exit code of the command
 * @throws UsageError if the command cannot be started
 */
export async function run(command: readonly string[], settings: ChaosSettings): Promise<number> {
  const chaos = await chaosOf(settings, everyRemoteHost)
  keepIncident(chaos, settings.incident)
  logRequests(chaos, settings.log)
  const telemetry = telemetryOf(settings)
  telemetry.watch(chaos)
  const servers = await startedServers(chaos)
  const processes = await answerProcesses(chaos, process.env['NODE_OPTIONS'], servers.commands)
  const started = (): void =>
    tell([...[`brownout runs ${shellLine(command)} with the seed "${chaos.seed}".`, ...inForce(chaos, settings)].map(oneLine), ''])
  let code: number
  try {
    code = await runChild(command, processes.env, started)
  } finally {
    await processes.close()
    await servers.close()
  }
  tell(['', ...summaryOf(chaos, callersOf(chaos, processes.count)), ...kept(chaos, command, settings)])
  // At last: a collector that does not answer is waited for.
  tell(await telemetry.close())
  return code
}

function callersOf(chaos: Chaos, processes: number): string {
  const { arrived, refused } = coreOf(chaos).run.journal
  if (arrived + refused === 0) return 'No Node process called a model provider.'
  return `${counted(arrived, 'call')} by ${counted(processes, 'process')}`
}

/** Writes the incident file, and prints how to replay it. A replay is written only if requested. */
function kept(chaos: Chaos, command: readonly string[], { incident, replay }: ChaosSettings): readonly string[] {
  const isWorthIt = chaos.journal.calls.length > 0 && replay === undefined
  const path = incident ?? (isWorthIt ? join(incidentFolder, `run-${fileNameOf(chaos.seed)}.json`) : undefined)
  if (path === undefined) return []
  writeIncidentFile(chaos, path)
  return [`Incident: ${path}`, `Replay: npx brownout run --replay ${shellWord(path, process.platform)} -- ${shellLine(command)}`]
}

function shellLine(words: readonly string[]): string {
  return words.map((word) => shellWord(word, process.platform)).join(' ')
}

function fileNameOf(seed: string): string {
  return seed.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')
}

/** On the other stream than the command's own output. */
function tell(lines: readonly string[]): void {
  for (const line of lines) console.error(line)
}
