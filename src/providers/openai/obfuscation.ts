import type { WireRequest } from '../../kit.ts'

const letters = 'u7XbQ2mPz0RkLd9VtHsA4yWcE'

/**
 * The padding of a stream's deltas, so that byte counts do not reveal word lengths: letters and digits of random
 * length. Here the length is derived from the text, so it needs no random draw.
 */
export function obfuscationOf(text: string): string {
  return letters.slice(0, 1 + ((text.length * 7) % letters.length))
}

/** Whether the deltas of a stream are padded, which the app can turn off. */
export function asksForObfuscation({ text }: WireRequest): boolean {
  if (!text.includes('include_obfuscation')) return true
  const { stream_options: options } = JSON.parse(text) as { stream_options?: { include_obfuscation?: boolean } | null }
  return options?.include_obfuscation !== false
}
