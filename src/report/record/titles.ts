import { sentence } from '../data/words.ts'
import type { BaselineCheckId } from '../../property/baseline/check.ts'
import type { Harm, RuleData } from '../data/search-data.ts'

/** Titles of a property, and who is hurt if it is violated. */
interface Titles {
  readonly held: string
  readonly violated: string
  readonly harm: Harm
}

const titles = (harm: Harm, held: string, violated: string): Titles => ({ held, violated, harm })

/** By the name of a property, without its values. */
const propertyTitles: Readonly<Record<string, Titles>> = {
  'settles-within': titles('user', 'Every task finishes in time', 'A task hangs or takes too long'),
  'retries-at-most': titles('provider', 'Retries stay within the limit', 'The same request is retried too often'),
  'honors-retry-after': titles('provider', 'Waits as long as Retry-After asks', 'Retries before Retry-After has passed'),
  'backs-off': titles('provider', 'Retries back off with jitter', 'Retries without backoff, or in lockstep'),
  'no-retry-of-permanent': titles('provider', 'Non-retryable errors are not retried', 'Retries a request that cannot succeed'),
  'retry-budget': titles('provider', 'Retries stay within the budget', 'Retries multiply the load of an outage'),
  'no-silent-truncation': titles('user', 'No truncated answer passes as complete', 'A truncated answer is returned as complete'),
  'streamed-equals-final': titles('user', 'Streamed text equals the final result', 'The user saw a different text than the result'),
  'no-duplicate-text': titles('user', 'No text is shown twice or spliced', 'Text is shown twice, or two answers run together'),
  'falls-back': titles('user', 'The fallback provider takes over', 'The provider fails and the fallback does not help'),
  'independent-fallback': titles('user', 'The fallback is independent', 'The fallback shares provider or host with what failed'),
  'fallback-terminates': titles(
    'user',
    'With every provider down, fails fast and clearly',
    'With every provider down, no clear error in time',
  ),
  'circuit-opens': titles('provider', 'Stops calling a failing provider', 'Keeps calling a provider that is down'),
  'probes-gently': titles('provider', 'Traffic returns gradually after recovery', 'Floods a provider that just recovered'),
  'recovers-within': titles('team', 'Returns to the primary after recovery', 'Stays on the fallback after recovery'),
  'at-most-once': titles('world', 'Each side effect happens once', 'A side effect happened twice'),
  'effects-only-after-whole': titles('world', 'Acts only on complete, valid tool calls', 'Acted on a truncated or invalid tool call'),
  'abort-propagates': titles('team', 'Abort ends every request', 'Requests keep running after the task ended'),
  'typed-errors': titles('team', 'Errors are your own types, with cause', 'A raw or causeless error reaches the caller'),
  'errors-name-cause': titles(
    'team',
    'Errors name provider, cause and retryability',
    'The error hides who failed, why, or if a retry helps',
  ),
  'no-unhandled-rejection': titles('team', 'Every rejection is handled', 'Unhandled promise rejection'),
  'schema-valid-or-error': titles('user', 'Results match the schema', 'An invalid result is returned as valid'),
  'guard-catches': titles('user', 'The guardrail stops wrong answers', 'Lets wrong answers pass, or blocks right ones'),
  'never-passes-on-falsehood': titles('user', 'No wrong answer is passed on as right', 'A wrong answer is passed on as right'),
  'notices-model-swap': titles('team', 'A model swap is detected', 'Another model answered, and no alert was raised'),
  'consistent-under-paraphrase': titles('user', 'Rewording does not change the decision', 'Rewording changes the decision'),
  'context-not-dropped': titles('user', 'Every request carries the required context', 'A request lacks required context'),
  'over-long-input-handled': titles(
    'user',
    'Handles input beyond the context window',
    'Resends over-long input, or succeeds without an answer',
  ),
  'spends-at-most': titles('team', 'Stays within the token budget', 'Exceeds the token budget'),
  'loops-at-most': titles('team', 'The agent stops in time', 'The agent loops'),
  'never-acts-on-injected': titles('world', 'Prompt injection causes no action', 'Acted on instructions hidden in content'),
  'degrades-visibly': titles('user', 'Degraded answers are marked', 'A degraded answer looks normal'),
  'keeps-partial-results': titles('user', 'Finished work survives a failure', 'One failure loses finished work'),
  'no-secret-leak': titles('team', 'No secret in output, errors or alerts', 'A secret appears in output, error or alert'),
  'tenants-stay-apart': titles('user', 'Tenants are isolated', "One tenant gets another's answer or failure"),
  'bounded-memory': titles('team', 'Buffers stay bounded', 'A slow reader makes a buffer grow'),
  'stays-in-region': titles('user', 'Requests stay on allowed hosts', 'A request left the allowed hosts'),
}

/** Whom a violation of a baseline check hurts. The checks have titles of their own. */
const checkHarms: Readonly<Record<BaselineCheckId | 'resumes-after-a-crash', Harm>> = {
  'abort-is-heeded': 'team',
  'acts-on-readable-calls': 'world',
  'all-or-nothing': 'world',
  'answer-after-retry': 'user',
  'answers-stay-in-place': 'user',
  'complete-or-marked': 'user',
  'copies-stay-apart': 'user',
  'effects-as-without-faults': 'world',
  'every-run-settles': 'user',
  'failures-are-told': 'user',
  'failures-cost-nothing': 'user',
  'fallback-keeps-request': 'user',
  'inputs-not-lost': 'user',
  'invisible-changes-nothing': 'user',
  'later-requests-unchanged': 'user',
  'limits-still-hold': 'team',
  'one-of-two-is-enough': 'user',
  'quota-is-not-waited-out': 'user',
  'recovers-afterwards': 'user',
  'rejections-handled': 'team',
  'repeats-without-faults': 'team',
  'resumes-after-a-crash': 'world',
  'same-at-any-speed': 'user',
  'shown-as-given': 'user',
  'stale-stays-marked': 'user',
  'usage-adds-up': 'team',
  'vectors-fit-texts': 'user',
  'waits-as-asked': 'provider',
}

/** What is known of a property or a baseline check. */
export interface Titled {
  readonly id: string
  readonly statement: string
  /** The headline of a finding, if it is a baseline check. */
  readonly title?: string
}

/** The titles of a property or a baseline check, and whom it hurts. A property of the user's own has its statement for a title. */
export function titlesOf({ id, statement, title }: Titled): Pick<RuleData, 'titles' | 'harm'> {
  const known = propertyTitles[id.split('(')[0]!]
  if (known !== undefined) return { titles: { held: known.held, violated: known.violated }, harm: known.harm }
  return { titles: { held: sentence(statement), violated: sentence(title ?? `not held: ${statement}`) }, harm: harmOf(id) }
}

/** Whom a violation hurts. The user, if nothing else is known. */
function harmOf(id: string): Harm {
  return Object.entries(checkHarms).find(([name]) => name === id)?.[1] ?? 'user'
}
