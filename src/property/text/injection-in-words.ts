import type { InjectionData } from '../../engine/plan/injection.ts'
import { triggerInWords } from '../../engine/plan/trigger-in-words.ts'

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
  const calls = conditional === undefined ? triggerInWords(trigger) : scheduledCalls(trigger)
  return `${fault}${parametersInWords(parameters)} on ${calls}`
}

function scheduledCalls(trigger: InjectionData['trigger']): string {
  const among = Object.keys(trigger).length === 0 ? '' : ` among ${triggerInWords(trigger)}`
  return `the calls that the schedule names${among}`
}
