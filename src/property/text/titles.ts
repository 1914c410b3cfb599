import { sentence } from '../../engine/base/sentence.ts'
import type { BaselineCheckId } from '../baseline/check.ts'
import type { Harm } from './harm.ts'

/** Titles of a property, and whom a violation hurts. */
interface Titles {
  readonly held: string
  readonly violated: string
  readonly harm: Harm
}

const titles = (harm: Harm, held: string, violated: string): Titles => ({ held, violated, harm })

/** The titles, by the name of a property without its values. */
const propertyTitles: Readonly<Record<string, Titles>> = {
  'settles-within': titles('user', 'Every task finishes in time', 'A task hangs or takes too long'),
  'retries-at-most': titles('provider', 'Retries stay within the limit', 'The same request is retried too often'),
  'honors-retry-after': titles('provider', 'Waits as long as Retry-After requires', 'Retries before Retry-After has passed'),
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
  'acts-only-on-complete-calls': titles('world', 'Acts only on complete, valid tool calls', 'Acted on a truncated or invalid tool call'),
  'abort-propagates': titles('team', 'Abort ends every request', 'Requests keep running after the task ended'),
  'typed-errors': titles('team', 'Errors are your own types, with cause', 'A raw or causeless error reaches the caller'),
  'errors-identify-cause': titles(
    'team',
    'Errors name provider, cause and retryability',
    'The error hides who failed, why, or if a retry helps',
  ),
  'no-unhandled-rejection': titles('team', 'Every rejection is handled', 'Unhandled promise rejection'),
  'schema-valid-or-error': titles('user', 'Results match the schema', 'An invalid result is returned as valid'),
  'guardrail-catches': titles('user', 'The guardrail stops wrong answers', 'Lets wrong answers pass, or blocks right ones'),
  'marks-wrong-answers': titles('user', 'No wrong answer is passed on as right', 'A wrong answer is passed on as right'),
  'detects-model-swap': titles('team', 'A model swap is detected', 'Another model answered, and no alert was raised'),
  'consistent-under-paraphrase': titles('user', 'Rewording does not change the decision', 'Rewording changes the decision'),
  'keeps-required-context': titles('user', 'Every request carries the required context', 'A request lacks required context'),
  'handles-over-long-input': titles(
    'user',
    'Handles input beyond the context window',
    'Resends over-long input, or succeeds without an answer',
  ),
  'spends-at-most': titles('team', 'Stays within the token budget', 'Exceeds the token budget'),
  'loops-at-most': titles('team', 'The agent stops in time', 'The agent loops'),
  'never-acts-on-injected': titles('world', 'Prompt injection causes no action', 'Acted on instructions hidden in content'),
  'reports-tool-failures': titles('user', 'The model learns of failed tools', 'A failed tool looks like a success to the model'),
  'no-silent-tool-failure': titles(
    'user',
    'A failed tool call is not returned as an answer',
    'A failed tool call is returned as an answer',
  ),
  'cancels-on-abort': titles('world', 'An aborted tool call is cancelled at its server', 'A tool runs on after the task was aborted'),
  'no-call-after-cancel': titles('world', 'A cancelled task calls no tool', 'A tool is called after the task was cancelled'),
  'refreshes-tool-list': titles('user', 'Lists tools again if one is unknown', 'Calls a tool again that its server no longer has'),
  'pins-tools': titles('world', 'A changed tool is approved first', 'A model gets a changed tool without approval'),
  'other-servers-work': titles('user', 'One tool server down, the others work', 'A tool server that is not needed fails the task'),
  'no-orphan-process': titles('team', 'No process is left behind', 'Processes of tool servers are left behind'),
  'recovers-session': titles('user', 'A new session replaces a lost one', 'A lost session is used again, or ends the task'),
  'degrades-visibly': titles('user', 'Degraded answers are marked', 'A degraded answer looks normal'),
  'keeps-partial-results': titles('user', 'Finished work survives a failure', 'One failure loses finished work'),
  'no-secret-leak': titles('team', 'No secret in output, errors or alerts', 'A secret appears in output, error or alert'),
  'isolates-tenants': titles('user', 'Tenants are isolated', "One tenant gets another's answer or failure"),
  'bounded-memory': titles('team', 'Buffers stay bounded', 'A slow reader makes a buffer grow'),
  'stays-in-region': titles('user', 'Requests stay on allowed hosts', 'A request left the allowed hosts'),
}

/** The title of a baseline check that held, and whom a violation hurts. The title of a violation is the check's own. */
const checkTitles: Readonly<Record<BaselineCheckId | 'resumes-after-a-crash', Pick<Titles, 'held' | 'harm'>>> = {
  'abort-stops-work': { harm: 'team', held: 'Work ends when the user aborts the task' },
  'truncated-calls-have-no-effect': { harm: 'world', held: 'Truncated tool calls have no effect' },
  'all-or-nothing': { harm: 'world', held: 'Effects that belong together happen together' },
  'answer-after-retry': { harm: 'user', held: 'An answered retry gives the answer' },
  'answers-match-questions': { harm: 'user', held: 'Each part holds the answer to its own question' },
  'complete-or-marked': { harm: 'user', held: 'Incomplete answers are marked' },
  'concurrent-tasks-isolated': { harm: 'user', held: 'Two tasks at the same time do not disturb each other' },
  'effects-as-without-faults': { harm: 'world', held: 'Side effects happen as often as without a fault' },
  'every-run-settles': { harm: 'user', held: 'Every run of the task settles' },
  'failures-reported': { harm: 'user', held: 'A failure never becomes an ordinary result' },
  'failures-cost-nothing': { harm: 'user', held: 'A run that failed uses nothing up' },
  'fallback-keeps-request': { harm: 'user', held: 'Retries and fallbacks send the complete request' },
  'inputs-not-lost': { harm: 'user', held: 'No step works without the result that it needs' },
  'chunking-has-no-effect': { harm: 'user', held: 'How a response is split or paced changes nothing' },
  'later-requests-unchanged': { harm: 'user', held: 'A failure does not change later requests' },
  'limits-still-hold': { harm: 'team', held: 'Limits are reached also if the usage is missing' },
  'one-of-two-answers': { harm: 'user', held: 'One answer of two racing calls is enough' },
  'exhausted-quota-not-retried': { harm: 'user', held: 'A used-up quota is not retried like a rate limit' },
  'recovers-after-faults': { harm: 'user', held: 'The app recovers once the faults are over' },
  'rejections-handled': { harm: 'team', held: 'Every rejection is handled, also in later runs' },
  'repeatable-without-faults': { harm: 'team', held: 'The task runs again and again without a fault' },
  'resumes-after-a-crash': { harm: 'world', held: 'The app resumes its work after a crash' },
  'same-at-any-speed': { harm: 'user', held: 'The order of the answers does not matter' },
  'shown-text-equals-result': { harm: 'user', held: 'The text that the user saw in the end is the result' },
  'stale-stays-marked': { harm: 'user', held: 'Old answers stay marked as old' },
  'usage-adds-up': { harm: 'team', held: 'Reported tokens are the billed tokens' },
  'vectors-match-texts': { harm: 'user', held: 'Each text gets its own vector' },
  'waits-as-required': { harm: 'provider', held: 'A retry waits as long as the provider required' },
}

/** The given data of a property or a baseline check. */
export interface Titled {
  readonly id: string
  readonly statement: string
  /** The headline of a finding, if it is a baseline check. */
  readonly title?: string
}

/** The titles of a property or a baseline check, and whom a violation hurts. */
export interface Headings {
  /** For when it holds, and for when it is violated. */
  readonly titles: { readonly held: string; readonly violated: string }
  readonly harm: Harm
}

/** The titles of a property or a baseline check, and whom a violation hurts. A user's own property has its statement as its title. */
export function titlesOf({ id, statement, title = `not held: ${statement}` }: Titled): Headings {
  const known = propertyTitles[id.split('(')[0]!]
  if (known !== undefined) return { titles: { held: known.held, violated: known.violated }, harm: known.harm }
  const check = Object.entries(checkTitles).find(([name]) => name === id)?.[1]
  return { titles: { held: check?.held ?? sentence(statement), violated: sentence(title) }, harm: check?.harm ?? 'user' }
}
