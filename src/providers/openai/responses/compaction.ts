import { base64Of, encodeText } from '../../../kit.ts'

/** Encodes a conversation as the content of a compaction item, which an app sends back without reading it. */
export function hidden(text: string): string {
  return base64Of(encodeText(text))
}

/** Decodes the conversation in such content. `undefined` if it has another origin. */
export function revealed(content: unknown): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(String(content)), (character) => character.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
