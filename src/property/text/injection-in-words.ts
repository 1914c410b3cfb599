import { formatDuration } from '../../engine/base/duration.ts'
import type { InjectionData } from '../../engine/plan/injection.ts'

/** Formats any value for a message. */
export function valueInWords(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    // Circular, or with a bigint in it: an app can return anything.
    return String(value)
  }
}

function parametersInWords(parameters: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(parameters)
  return entries.length === 0 ? '' : ` { ${entries.map(([name, value]) => `${name}: ${valueInWords(value)}`).join(', ')} }`
}

/** Formats an injected fault for a message: `truncated-stream { afterDeltas: 0 } on call 1 to openai`. */
export function injectionInWords({ fault, parameters, trigger, conditional }: InjectionData): string {
  const targets = trigger.for?.map((target) => Object.values(target).join(' ')).join(' or ')
  const to = targets === undefined ? '' : ` to ${targets}`
  const which = [
    conditional === undefined ? [] : ['the calls that the schedule names'],
    trigger.nth === undefined ? [] : [`call ${trigger.nth}`],
    trigger.first === undefined ? [] : [`the first ${trigger.first === 1 ? 'call' : `${trigger.first} calls`}`],
    trigger.every === undefined ? [] : [`every ${trigger.every}. call`],
    trigger.chance === undefined ? [] : [`${trigger.chance.rate * 100} % of the calls`],
    trigger.between === undefined ? [] : [`calls from ${formatDuration(trigger.between.from)} to ${formatDuration(trigger.between.to)}`],
  ].flat()
  return `${fault}${parametersInWords(parameters)} on ${which.length === 0 ? 'every call' : which.join(', ')}${to}`
}
