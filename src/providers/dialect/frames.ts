import type { Frame, FrameRole } from '../../engine/model/frame.ts'

/**
 * Makes a frame with a JSON payload. Its role tells faults and the journal what it is.
 * @example
 * jsonFrame('delta', { text: 'It' }) // => { type: 'frame', role: 'delta', data: '{"text":"It"}' }
 */
export function jsonFrame(role: FrameRole, payload: unknown): Frame {
  return { type: 'frame', role, data: JSON.stringify(payload) }
}

/**
 * Makes a frame with a JSON payload whose `type` is also the name of the event.
 * @example
 * typedEvent('ping', { type: 'ping' }) // => { type: 'frame', role: 'ping', event: 'ping', data: '{"type":"ping"}' }
 */
export function typedEvent(role: FrameRole, payload: { readonly type: string } & Readonly<Record<string, unknown>>): Frame {
  return { type: 'frame', role, event: payload.type, data: JSON.stringify(payload) }
}

/** Makes a comment between server-sent events, which keeps the connection open. */
export function commentFrame(comment = 'ping'): Frame {
  return { type: 'frame', role: 'ping', data: '', raw: `: ${comment}\n\n` }
}

/** The end marker `[DONE]` of OpenAI streams and of many others. */
export const doneFrame: Frame = { type: 'frame', role: 'terminal', data: '[DONE]' }
