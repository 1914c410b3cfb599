import type { Frame, FrameRole } from '../../engine/model/frame.ts'

/**
 * Creates a frame with a JSON payload. Its role identifies it for faults and the journal.
 * @example
 * jsonFrame('delta', { text: 'It' }) // => { type: 'frame', role: 'delta', data: '{"text":"It"}' }
 */
export function jsonFrame(role: FrameRole, payload: unknown): Frame {
  return { type: 'frame', role, data: JSON.stringify(payload) }
}

/**
 * Creates a frame with a JSON payload whose `type` is also the name of the event.
 * @example
 * typedEvent('ping', { type: 'ping' }) // => { type: 'frame', role: 'ping', event: 'ping', data: '{"type":"ping"}' }
 */
export function typedEvent(role: FrameRole, payload: { readonly type: string } & Readonly<Record<string, unknown>>): Frame {
  return { type: 'frame', role, event: payload.type, data: JSON.stringify(payload) }
}

/** Creates a comment between server-sent events, which keeps the connection open. */
export function commentFrame(comment = 'ping'): Frame {
  return { type: 'frame', role: 'ping', data: '', raw: `: ${comment}\n\n` }
}

/** The terminal event `[DONE]` of OpenAI streams and many others. */
export const doneFrame: Frame = { type: 'frame', role: 'terminal', data: '[DONE]' }
