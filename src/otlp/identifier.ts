import { digest } from '../engine/base/hash.ts'

/** The id of a trace or a span, from a text that is unique to it. */
export function hexadecimalOf(text: string, length: number): string {
  return `${digest(text)}${digest(`${text}/more`)}${digest(`${text}/most`)}`.slice(0, length)
}
