import { base64Of, encodeText } from '../../../kit.ts'

/** Hides a conversation in the content of a compaction item, which an app hands back and does not read. */
export function hidden(text: string): string {
  return base64Of(encodeText(text))
}

/** The conversation that such a content holds; `undefined` if it was made elsewhere. */
export function revealed(content: unknown): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(String(content)), (character) => character.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
