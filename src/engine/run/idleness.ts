import { triggerNames, type TriggerName } from '../plan/trigger.ts'

/** Why an injection has not fired in a run: how near to firing it came. */
export type Idleness =
  /** There was no call. */
  | { readonly type: 'no-call' }
  /** An incident is replayed, and it has the injection on other calls. */
  | { readonly type: 'unscheduled' }
  /** A part of its trigger, or its condition, let no call through. */
  | { readonly type: 'unmatched'; readonly by: TriggerName | 'when' }
  /** The calls were over before the stages at which it acts began. */
  | { readonly type: 'ended' }
  /** It acts on the model, and the endpoint answers without one. */
  | { readonly type: 'no-model'; readonly endpoint: string }
  /** It acts on what a model reads or says, and an upstream answers, in which brownout cannot change that. */
  | { readonly type: 'upstream'; readonly endpoint: string }
  /** The call was refused before: by another fault, or by the provider. */
  | { readonly type: 'refused'; readonly by: string | undefined }
  /** It acted on what the client read, and changed nothing. */
  | { readonly type: 'unchanged' }

/** The nearest to firing last. */
const order: readonly Idleness['type'][] = ['no-call', 'unscheduled', 'unmatched', 'ended', 'no-model', 'upstream', 'refused', 'unchanged']

/** The reason that is nearer to firing: it says more. The first of two that are equally near. */
export function nearer(one: Idleness, other: Idleness): Idleness {
  return nearness(other) > nearness(one) ? other : one
}

/** A trigger looks at a call member by member. The later a member is that does not let it through, the nearer. */
function nearness(why: Idleness): number {
  const within = why.type === 'unmatched' && why.by !== 'when' ? (triggerNames.indexOf(why.by) + 1) / (triggerNames.length + 1) : 0
  return order.indexOf(why.type) + within
}
