import { appendFileSync } from 'node:fs'
import type { ReplayReport } from '../engine/run/schedule.ts'

/** The matches between the calls of a test and an incident file, in lines; the first has the counts. */
export function reportInWords({ byKey, byPosition, missing, unforeseen }: ReplayReport): string[] {
  return [
    `matched ${byKey} calls by request, ${byPosition} by their position`,
    ...missing.map(
      ({ provider, endpoint, model, position, chosen }) =>
        `not made: call ${position + 1} to ${[provider, endpoint, model].filter((word) => word !== undefined).join(' ')}${chosen.length === 0 ? '' : `, with ${chosen.join(', ')}`}`,
    ),
    ...unforeseen.map(
      ({ provider, endpoint, model, attempt }) =>
        `not recorded, so without faults: ${provider} ${endpoint} ${model}, attempt ${attempt + 1}`,
    ),
  ]
}

/** Tells at the end of a test what of an incident was found again: to the replaying command, where one listens, else as a warning. */
export function tellReplay(test: string, report: ReplayReport | undefined): void {
  if (report === undefined) return
  const lines = reportInWords(report)
  const listening = process.env['BROWNOUT_REPLAY_REPORT']
  if (listening !== undefined && listening !== '') appendFileSync(listening, `${[test, ...lines.map((line) => `  ${line}`)].join('\n')}\n`)
  // oxlint-disable-next-line no-console -- this is where a test says what its verdict cannot
  else if (lines.length > 1) console.warn(`brownout: replayed with differences\n${lines.map((line) => `  ${line}`).join('\n')}`)
}
