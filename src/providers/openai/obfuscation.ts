import type { WireRequest } from '../../kit.ts'

const letters = 'u7XbQ2mPz0RkLd9VtHsA4yWcE'

/**
 * What pads the deltas of a stream, so that nobody who counts bytes learns how long the words are: letters and digits of random
 * length there. Here it follows from the text, so that it needs no draw.
 */
export function obfuscationOf(text: string): string {
  return letters.slice(0, 1 + ((text.length * 7) % letters.length))
}

/** Whether the deltas of a stream are padded: unless the app does not want it. */
export function asksForObfuscation({ text }: WireRequest): boolean {
  if (!text.includes('include_obfuscation')) return true
  const { stream_options: options } = JSON.parse(text) as { stream_options?: { include_obfuscation?: boolean } | null }
  return options?.include_obfuscation !== false
}
