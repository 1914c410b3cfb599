import { triggerNames, type TriggerName } from '../plan/trigger.ts'

/** Why an injection has not fired in a run. */
export type Idleness =
  /** No call was made. */
  | { readonly type: 'no-call' }
  /** The replayed incident has the injection on other calls. */
  | { readonly type: 'unscheduled' }
  /** A part of its trigger, or its condition, matched no call. */
  | { readonly type: 'unmatched'; readonly by: TriggerName | 'when' }
  /** The calls ended before its stages. */
  | { readonly type: 'ended' }
  /** It acts on the model, but the endpoint answers without one. */
  | { readonly type: 'no-model'; readonly endpoint: string }
  /** It acts on the model, but an upstream answers, whose model brownout cannot change. */
  | { readonly type: 'upstream'; readonly endpoint: string }
  /** The call was rejected before, by another fault or the provider. */
  | { readonly type: 'refused'; readonly by: string | undefined }
  /** It acted on the response and changed nothing. */
  | { readonly type: 'unchanged' }

/** Ordered by how near they are to firing, the nearest last. */
const order: readonly Idleness['type'][] = ['no-call', 'unscheduled', 'unmatched', 'ended', 'no-model', 'upstream', 'refused', 'unchanged']

/** Returns the reason that is nearer to firing, which is more useful. The first one if they are equal. */
export function nearer(one: Idleness, other: Idleness): Idleness {
  return nearness(other) > nearness(one) ? other : one
}

/** Triggers check a call member by member. The later the member that rejects it, the nearer. */
function nearness(why: Idleness): number {
  const within = why.type === 'unmatched' && why.by !== 'when' ? (triggerNames.indexOf(why.by) + 1) / (triggerNames.length + 1) : 0
  return order.indexOf(why.type) + within
}
