import { ofMembers, type Trigger } from './trigger.ts'
import type { Phrase } from './triggers/trigger-kind.ts'

/**
 * Formats the calls that a trigger matches: `20% of the first 5 calls to openai, the same models each time`.
 * @param runs how many runs the script has, if known
 */
export function triggerInWords(trigger: Trigger, runs?: number): string {
  const phrases = ofMembers(trigger, (kind, value) => kind.inWords(value, runs))
  const all = (part: keyof Phrase): string[] => phrases.flatMap((phrase) => phrase[part] ?? [])
  const shares = all('share')
  const usual = shares.length === 0 ? 'every call' : 'calls'
  const calls = [...shares, all('calls').join(' and ') || usual, ...all('to')].join(' ')
  return [calls, ...all('detail')].join(', ')
}
