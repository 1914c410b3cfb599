import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { printable } from '../engine/base/printable.ts'
import { redactionIn } from '../engine/run/write-incident.ts'

/** Makes a text about a run one safe line of a terminal: without the credentials that clients sent, and without control characters. */
export function printed(chaos: Chaos, text: string): string {
  return oneLine(redactionIn(coreOf(chaos).run)(text))
}

/** Makes a text of unknown origin one line of a terminal, without control characters. */
export function oneLine(text: string): string {
  return printable(text).replaceAll('\n', String.raw`\n`)
}
