import type { ReplyPart } from '../../engine/model/reply.ts'

/** A part of a reply, and the length of its text so far. */
export interface SaidPart {
  readonly part: ReplyPart
  readonly length: number
}

/** The text of a part, as streamed. */
export function textOf(part: ReplyPart): string {
  return part.type === 'tool-call' ? part.arguments : part.text
}

/** Finds the end of the text so far in the JSON of a complete body. `undefined` if the body contains none of it as text. */
export function endOfSaid(body: string, said: readonly SaidPart[]): number | undefined {
  let end: number | undefined
  for (const { part, length } of said) {
    const text = textOf(part)
    const found = text === '' ? undefined : (placeIn(body, text, end ?? 0) ?? placeIn(body, text, 0))
    if (found !== undefined) end = found.start + found.lengthOf(length)
  }
  return end
}

/** The position of a text in a body, and the length of its first characters there. */
interface TextPlace {
  readonly start: number
  lengthOf(characters: number): number
}

/** A text appears in a body as a string, within a longer one, or as JSON. */
function placeIn(body: string, text: string, from: number): TextPlace | undefined {
  const quoted = JSON.stringify(text)
  const escaped = quoted.slice(1, -1)
  const ownString = body.indexOf(quoted, from)
  const within = ownString === -1 ? body.indexOf(escaped, from) : ownString + 1
  if (within !== -1) return { start: within, lengthOf: (count) => JSON.stringify(text.slice(0, count)).length - 2 }
  const json = compactJson(text)
  const start = json === undefined ? -1 : body.indexOf(json, from)
  return start === -1 ? undefined : { start, lengthOf: (count) => Math.floor((json!.length * count) / text.length) }
}

function compactJson(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return undefined
  }
}
