import type { InjectionData } from '../../engine/plan/injection.ts'
import { triggerInWords } from '../../engine/plan/trigger-in-words.ts'

/** Formats any value for a message. */
export function valueInWords(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    // Circular, or with a bigint: an app can return anything.
    return String(value)
  }
}

function parametersInWords(parameters: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(parameters)
  return entries.length === 0 ? '' : ` { ${entries.map(([name, value]) => `${name}: ${valueInWords(value)}`).join(', ')} }`
}

/** Formats an injected fault for a message: `truncated-stream { afterDeltas: 0 } on call 1 to openai`. */
export function injectionInWords(injection: InjectionData): string {
  return injectionInScript(injection, undefined)
}

/**
 * Formats an injected fault of a script: `overloaded on every call, in run 1 of 3`.
 * @param runs the number of runs of the script, if known
 */
export function injectionInScript({ fault, parameters, trigger, conditional }: InjectionData, runs: number | undefined): string {
  const calls = conditional === undefined ? triggerInWords(trigger, runs) : scheduledCalls(trigger, runs)
  return `${fault}${parametersInWords(parameters)} on ${calls}`
}

function scheduledCalls(trigger: InjectionData['trigger'], runs: number | undefined): string {
  const among = Object.keys(trigger).length === 0 ? '' : ` among ${triggerInWords(trigger, runs)}`
  return `the calls that the schedule names${among}`
}
