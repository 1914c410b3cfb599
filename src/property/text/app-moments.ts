import type { Outcome, Settlement } from '../verdict/outcome.ts'
import { excerpt } from './ending-in-words.ts'
import { valueInWords } from './injection-in-words.ts'
import type { Moment } from './timeline.ts'

/** Everything a task did besides its calls: its reports, its abort, and how it or its process ended. */
export function momentsOfTask(outcome: Outcome, task = 'the task'): Moment[] {
  const { abortedAt, settledAt, settlement, crashed } = outcome
  const aborted = abortedAt === undefined ? [] : [{ at: abortedAt, text: `${task} is aborted from outside` }]
  const isCutShort = crashed !== undefined && settlement.type === 'stuck'
  const end = isCutShort ? [] : [{ at: settledAt, text: `${task} ${settlementInWords(settlement)}` }]
  return [...aborted, ...momentsOfApp(outcome), ...end, ...(crashed === undefined ? [] : [crashed])]
}

/** The most characters of a value or an error. */
const usualMost = 100

/** How a task ended, as a predicate: `rejects: TypeError: terminated`. */
export function settlementInWords(settlement: Settlement, most = usualMost): string {
  switch (settlement.type) {
    case 'value':
      return `resolves: ${shortened(valueInWords(settlement.value), most)}`
    case 'error':
      return `rejects: ${shortened(String(settlement.error).split('\n')[0]!, most)}`
    case 'stuck':
      return 'never settles'
  }
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}

/** The app's own reports. The deltas of a stream are one moment, at the time of the last one. */
function momentsOfApp({ streamed, effects, alerts, uncaught }: Outcome): Moment[] {
  const last = streamed.at(-1)
  const seen = excerpt(streamed.map(({ text }) => text).join(''))
  return [
    ...(last === undefined ? [] : [{ ...last, text: `the user has seen "${seen}"` }]),
    ...effects.map((effect) => ({ ...effect, text: `${effect.isServers === true ? 'the tool runs' : 'the app does'}: ${effect.text}` })),
    ...alerts.map((alert) => ({ ...alert, text: `the app reports: ${alert.text}` })),
    ...uncaught.map((error) => ({ ...error, text: `not handled: ${excerpt(error.text)}` })),
  ]
}
