import { triggerInWords } from '../plan/trigger-in-words.ts'
import { ofMembers, type Trigger } from '../plan/trigger.ts'
import type { Idleness } from './idleness.ts'

/**
 * Formats why an injection has not fired, as a clause.
 * @param trigger of the injection
 */
export function idleInWords(why: Idleness, trigger: Trigger): string {
  switch (why.type) {
    case 'no-call':
      return 'no call was made'
    case 'unscheduled':
      return 'the incident has it on other calls'
    case 'unmatched':
      return unmatchedInWords(why.by, trigger)
    case 'ended':
      return 'every call ended before it could act'
    case 'no-model':
      return `no model answers calls to ${why.endpoint}`
    case 'upstream':
      return `it cannot act on calls to ${why.endpoint}, which an upstream answers`
    case 'refused':
      return `${why.by ?? 'the provider'} refused the call first`
    case 'unchanged':
      return 'it acted and changed nothing'
  }
}

function unmatchedInWords(by: Extract<Idleness, { readonly type: 'unmatched' }>['by'], trigger: Trigger): string {
  if (by === 'when') return 'its .when(...) accepted no call'
  if (by === 'for') return `no call went ${ofMembers({ for: trigger.for }, (kind, value) => kind.inWords(value).to).join('')}`
  if (by === 'chance' || by === 'ramp') return 'its rate chose no call'
  return `no call matched its trigger: ${triggerInWords(trigger)}`
}
