import type { Frame, FrameRole } from '../../engine/model/frame.ts'

/** A frame whose payload is JSON. */
export function jsonFrame(role: FrameRole, payload: unknown): Frame {
  return { type: 'frame', role, data: JSON.stringify(payload) }
}

/** An event whose payload names its own type, as the name of the event does. */
export function typedEvent(role: FrameRole, payload: { readonly type: string } & Readonly<Record<string, unknown>>): Frame {
  return { type: 'frame', role, event: payload.type, data: JSON.stringify(payload) }
}

/** A comment between server-sent events that keeps the connection open. */
export function commentFrame(comment = 'ping'): Frame {
  return { type: 'frame', role: 'ping', data: '', raw: `: ${comment}\n\n` }
}

/** The end marker of OpenAI's streams, and of many others. */
export const doneFrame: Frame = { type: 'frame', role: 'terminal', data: '[DONE]' }
