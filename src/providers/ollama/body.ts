import type { Exchange, ReplyPart, GatheredReply } from '../../kit.ts'
import { endOf, headOf, type Form, type Said, type ToolCall } from './form.ts'
import { callSaid } from './tool-call.ts'

/** A reply as one body: all lines of a stream in one. */
export function bodyOf({ reply, parts, finish, usage }: GatheredReply, exchange: Exchange, form: Form): unknown {
  const said = saidOf(parts, exchange.call.reasoning)
  return {
    ...headOf(reply, exchange),
    ...form.said(said),
    ...endOf(reply, finish, usage),
    ...form.done(said.text ?? '', exchange),
  }
}

function saidOf(parts: readonly ReplyPart[], showsThinking: boolean): Said {
  const calls: ToolCall[] = []
  let text = ''
  let thinking = ''
  for (const part of parts) {
    if (part.type === 'reasoning') thinking += part.text
    else if (part.type === 'tool-call') {
      const said = callSaid(part, calls.length)
      calls.push(...(said.calls ?? []))
      text += said.text ?? ''
    } else text += part.text
  }
  return {
    text,
    ...(showsThinking && thinking !== '' ? { thinking } : {}),
    ...(calls.length === 0 ? {} : { calls }),
  }
}
