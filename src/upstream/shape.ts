import { eventOf } from '../engine/run/upstream/event-of.ts'
import { eventSplitter } from '../engine/kit/splitter.ts'
import { bytesOfPiece, type RecordedReply } from './recording.ts'

/**
 * The changes in the form of a reply, one line each: its status, its content type, the events of a stream, and the members of its
 * JSON with their types. The model's text is not part of the form.
 */
export function changesOfShape(before: RecordedReply, after: RecordedReply): readonly string[] {
  const [old, now] = [shapeOf(before), shapeOf(after)]
  return [
    ...(before.status === after.status ? [] : [`the status was ${before.status}, now ${after.status}`]),
    ...[...now].filter((line) => !old.has(line)).map((line) => `new: ${line}`),
    ...[...old].filter((line) => !now.has(line)).map((line) => `gone: ${line}`),
  ]
}

function shapeOf({ headers, body }: RecordedReply): ReadonlySet<string> {
  const type = headers['content-type'] ?? 'none'
  const shape = new Set([`content-type ${type}`])
  const bytes = body.map(bytesOfPiece)
  if (!type.startsWith('text/event-stream')) {
    addPayload(bytes.map((piece) => new TextDecoder().decode(piece)).join(''), '', shape)
    return shape
  }
  const splitter = eventSplitter()
  for (const event of [...bytes.flatMap((piece) => splitter.push(piece)), splitter.rest()]) {
    const { event: name, data } = eventOf(new TextDecoder().decode(event))
    if (data !== '') addPayload(data, name === undefined ? '' : `${name} `, shape)
  }
  return shape
}

function addPayload(text: string, name: string, shape: Set<string>): void {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    shape.add(`${name}${text === '[DONE]' ? text : 'a text that is not JSON'}`)
    return
  }
  addValue(value, '', name, shape)
}

function addValue(value: unknown, path: string, name: string, shape: Set<string>): void {
  if (Array.isArray(value)) {
    for (const member of value) addValue(member, `${path}[]`, name, shape)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) addValue(member, path === '' ? key : `${path}.${key}`, name, shape)
  } else shape.add(`${name}${path}: ${value === null ? 'null' : typeof value}`)
}
