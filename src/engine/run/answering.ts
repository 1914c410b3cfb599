import { textOfParts } from '../kit/reply.ts'
import type { Beat } from '../model/beat.ts'
import type { Call } from '../model/call.ts'
import { needsToolServer } from '../model/fault.ts'
import type { Problem } from '../model/problem.ts'
import type { Endpoint } from '../model/provider.ts'
import type { WireRequest } from '../model/wire-request.ts'
import type { Reply } from '../model/reply.ts'
import { ask, keyOfPerceived, replyOf } from './reply-of.ts'
import type { CallRecord } from './call-record.ts'
import type { Run } from './run.ts'
import { actsAt, admit, answer, perceive, refused, type ActiveInjections } from './stages.ts'
import type { Understood } from './understand.ts'
import { beatsAtOnce, beatsOf } from './undisturbed-beats.ts'

/** The request and its endpoint. */
interface Asked {
  readonly endpoint: Endpoint
  readonly request: WireRequest
}

/** Returns why the provider rejects a call; `undefined` if it accepts it. */
export function problemOf({ decoded }: Understood, call: Call, active: ActiveInjections, asked: Asked): Problem | undefined {
  const problem = decoded.type === 'problem' ? decoded.problem : (admit(call, active) ?? tooLong(call, asked))
  if (problem !== undefined) refused(active)
  return problem
}

/** Returns the provider's error for a prompt beyond the context window. */
function tooLong(call: Call, { endpoint, request }: Asked): Problem | undefined {
  if (call.operation !== undefined) return undefined
  const window = endpoint.contextWindow?.(call, request)
  return window !== undefined && call.inputTokens > window ? { kind: 'context-length-exceeded' } : undefined
}

/** Runs the model on a call and records both the expected answer and the answer with faults. */
export async function modelReply(run: Run, record: CallRecord, call: Call, active: ActiveInjections): Promise<Reply> {
  const perceived = perceive(call, active)
  const truth = await ask(run, record, call, call.key)
  record.truth = textOfParts(truth.parts)
  const reply = answer(perceived === call ? truth : await ask(run, record, perceived, keyOfPerceived(perceived)), active)
  record.answeredBy = reply.answeredBy
  record.usage = reply.usage
  return reply
}

/** An endpoint's answer without a model: a reply, or a failure. */
export type OwnReply = { readonly reply: Reply } | { readonly problem: Problem }

/**
 * Runs an endpoint that needs no model, such as one that runs a tool. A request that never reaches the provider gets an empty answer, and
 * no tool runs.
 */
export async function ownReply(run: Run, record: CallRecord, active: ActiveInjections, { endpoint, request }: Asked): Promise<OwnReply> {
  const { call } = record
  if (active.some(({ fault }) => fault.isUnreached === true)) return { reply: replyOf(run, call, { parts: [] }) }
  const given = await endpoint.answer?.(call, {
    random: run.random(`answer/${call.key}`),
    remember: (owner, make) => run.remember(owner, make),
    request,
    store: run.storeOf(call.provider),
    wait: (ms) => new Promise((resolve) => void run.clock.after(ms, resolve)),
    reach: run.reach,
    whenOver: (close) => run.whenOver(close),
    runs: (effect) => record.run(effect, run.clock.now()),
  })
  if (given !== undefined && 'problem' in given) return given
  const { takes = 0, toolList, attachments, task, response } = given ?? {}
  const reply: Reply = {
    ...(given === undefined ? await ask(run, record, call, call.key) : replyOf(run, call, given)),
    usage: undefined,
    pace: { firstToken: takes, perDelta: 0 },
    ...(toolList === undefined ? {} : { toolList }),
    ...(attachments === undefined ? {} : { attachments }),
    ...(task === undefined ? {} : { task }),
    ...(response === undefined ? {} : { response }),
  }
  record.truth = textOfParts(reply.parts)
  return {
    reply: answer(
      reply,
      active.filter(({ fault }) => needsToolServer(fault)),
    ),
  }
}

/** Returns the fault-free beats of a reply, in as few steps as the client and the faults can distinguish. */
export function beatsOfReply(reply: Reply, { stream }: Call, active: ActiveInjections): Iterable<Beat> {
  return stream || actsAt('deliver', active) ? beatsOf(reply) : beatsAtOnce(reply)
}
