import { textOfParts } from '../kit/reply.ts'
import type { Beat } from '../model/beat.ts'
import type { Call } from '../model/call.ts'
import type { Problem } from '../model/problem.ts'
import type { Endpoint, WireRequest } from '../model/provider.ts'
import type { Reply } from '../model/reply.ts'
import { ask, keyOfPerceived } from './reply-of.ts'
import type { CallRecord } from './run-journal.ts'
import type { Run } from './run.ts'
import { actsAt, admit, answer, perceive, type ActiveInjections } from './stages.ts'
import type { Understood } from './understand.ts'
import { beatsAtOnce, beatsOf } from './undisturbed-beats.ts'

/** What was asked, and where. */
interface Asked {
  readonly endpoint: Endpoint
  readonly request: WireRequest
}

/** Why the provider does not take a call; `undefined` if it does. */
export function problemOf({ decoded }: Understood, call: Call, active: ActiveInjections, asked: Asked): Problem | undefined {
  return decoded.type === 'problem' ? decoded.problem : (admit(call, active) ?? tooLong(call, asked))
}

/** The provider's refusal of a prompt that is longer than the model takes. */
function tooLong(call: Call, { endpoint, request }: Asked): Problem | undefined {
  if (call.operation !== undefined) return undefined
  const window = endpoint.contextWindow?.(call, request)
  return window !== undefined && call.inputTokens > window ? { kind: 'context-length-exceeded' } : undefined
}

/** Has the model take in a call and answer it, and writes both what it would say undisturbed and what it says into the record. */
export async function modelReply(run: Run, record: CallRecord, active: ActiveInjections): Promise<Reply> {
  const { call } = record
  const perceived = perceive(call, active)
  const truth = await ask(run, call, call.key)
  record.truth = textOfParts(truth.parts)
  const reply = answer(perceived === call ? truth : await ask(run, perceived, keyOfPerceived(perceived)), active)
  record.answeredBy = reply.answeredBy
  record.usage = reply.usage
  return reply
}

/** The undisturbed delivery of a reply, in as few steps as the client and the faults can tell apart. */
export function beatsOfReply(reply: Reply, { stream }: Call, active: ActiveInjections): Iterable<Beat> {
  const seesSteps = stream || reply.pace.firstToken > 0 || reply.pace.perDelta > 0 || actsAt('deliver', active)
  return seesSteps ? beatsOf(reply) : beatsAtOnce(reply)
}
