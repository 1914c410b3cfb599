import { untilStop } from '../kit/reply.ts'
import { countReplyTokens } from '../kit/tokens.ts'
import type { Answer } from '../model/answer.ts'
import type { Call } from '../model/call.ts'
import type { FinishReason, Reply, ReplyPart } from '../model/reply.ts'
import { keyOf } from './call-key.ts'
import type { CallRecord } from './call-record.ts'
import type { Run } from './run.ts'

/**
 * Calls the run's answer source and records the answer for the incident file.
 * @param call as the model reads it, which a fault can have changed
 * @throws Error if the source has no answer
 */
export async function ask(run: Run, record: CallRecord, call: Call, key: string): Promise<Reply> {
  const given = await run.answers(call, { random: run.random(`answer/${call.key}`), remember: (owner, make) => run.remember(owner, make) })
  if (given === undefined) throw new Error('The answer source returned no answer to this call.')
  run.recording.answered(record, key, call.attempt, given)
  return replyOf(run, call, given)
}

const none: NonNullable<Answer['facts']> = []

/** Returns the key of a call that a fault has changed. */
export function keyOfPerceived(call: Call): string {
  return keyOf(call, call)
}

/** Completes an answer with the other parts of a reply: the model, the usage, the finish reason. */
export function replyOf(run: Run, call: Call, answer: Answer): Reply {
  const model = answer.model ?? call.model
  const written = call.tools.some(({ isFreeText }) => isFreeText === true)
    ? answer.parts.map((part) => asWritten(part, call))
    : answer.parts
  const { parts, stopSequence } = untilStop(written, call.stopSequences ?? [])
  let reasoningTokens = 0
  let outputTokens = 0
  for (const part of parts) {
    const tokens = countReplyTokens(part)
    outputTokens += tokens
    if (part.type === 'reasoning') reasoningTokens += tokens
  }
  return {
    model,
    answeredBy: model,
    parts,
    finish: stopSequence === undefined ? (answer.finish ?? finishOf(answer)) : 'stop',
    ...(stopSequence === undefined ? {} : { stopSequence }),
    usage: { inputTokens: call.inputTokens, outputTokens, reasoningTokens, cachedInputTokens: 0, ...answer.usage },
    fingerprint: run.fingerprintOf(model),
    pace: run.pace,
    facts: answer.facts ?? none,
  }
}

/** Converts the arguments of a free-text tool to text, since an answer source can give them as JSON. */
function asWritten(part: ReplyPart, { tools }: Call): ReplyPart {
  if (part.type !== 'tool-call' || !tools.some(({ name, isFreeText }) => isFreeText === true && name === part.name)) return part
  return { ...part, arguments: textOfJson(part.arguments), isFreeText: true }
}

function textOfJson(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : text
  } catch {
    return text
  }
}

function finishOf({ parts }: Answer): FinishReason {
  if (parts.some((part) => part.type === 'tool-call')) return 'tool-calls'
  return parts.some((part) => part.type === 'refusal') ? 'refusal' : 'stop'
}
