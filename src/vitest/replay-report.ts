import { appendFileSync } from 'node:fs'
import type { ReplayReport } from '../engine/run/schedule.ts'
import { replayInWords } from '../property/text/replay-in-words.ts'

/** Reports at the end of a test which part of an incident was reproduced, to the replaying command or else as a warning. */
export function tellReplay(test: string, report: ReplayReport | undefined): void {
  if (report === undefined) return
  const lines = replayInWords(report)
  const listening = process.env['BROWNOUT_REPLAY_REPORT']
  if (listening !== undefined && listening !== '') appendFileSync(listening, `${[test, ...lines.map((line) => `  ${line}`)].join('\n')}\n`)
  // oxlint-disable-next-line no-console -- a test prints here what its verdict cannot contain
  else if (lines.length > 1) console.warn(`brownout: replayed with differences\n${lines.map((line) => `  ${line}`).join('\n')}`)
}
