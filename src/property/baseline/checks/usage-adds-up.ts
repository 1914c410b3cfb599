import type { JournalCall } from '../../../engine/model/journal.ts'
import type { Snapshot } from '../../trial/snapshot.ts'
import { isAnswer } from '../../verdict/calls.ts'
import { held, inconclusive, remark, violated, type Verdict } from '../../verdict/verdict.ts'
import { accountsIn, boundsOf, isKept, type Account } from '../accounts.ts'
import type { BaselineCheck } from '../check.ts'
import type { Comparison, RunPair } from '../comparison.ts'
import { memberOf } from '../member-of.ts'

/** The usage that the app reports is the billed one. */
export const usageAddsUp: BaselineCheck = {
  id: 'usage-adds-up',
  title: 'Reported tokens differ from billed tokens',
  statement: 'a token count that the task returns is the sum of the usage that providers reported, for the run or for all runs so far',
  hint: 'Add up the usage of every attempt that reported one, each once, and do not count a response that reported none as zero.',
  judge(comparison) {
    const accounts = accountsIn(comparison.known.undisturbed)
    if (accounts.length === 0) return inconclusive('the value contains no token count')
    const verdicts = comparison.pairs.flatMap((pair) => accounts.map((account) => judgeAccount(comparison, pair, account)))
    return verdicts.find(({ type }) => type === 'violated') ?? verdicts.find(({ type }) => type === 'remark') ?? held
  },
}

function judgeAccount(
  { rehearsal: { runs }, baseline }: Comparison,
  { place, before, run, copy, wasCopy }: RunPair,
  account: Account,
): Verdict {
  const count = memberOf(copy.value, account.path)
  if (typeof count !== 'number' || !isKept(account, baseline.runs, before)) return held
  const { form, name } = account
  const { least, most } = boundsOf(account, runs, place)
  const path = account.path.join('.') || 'the value'
  const counted = form === 'of the run' ? [run] : runs.slice(0, place + 1)
  // Answers that are not returned need not be counted.
  const delivered = counted.filter(({ copies }) => copies[0]?.outcome.settlement.type === 'value')
  const unreported = delivered.flatMap(({ calls }) => calls).find((call) => call.usage === undefined && isAnswer(call))
  if (unreported !== undefined) {
    // An app that estimates does not match the reported sum exactly.
    const isFree = form === 'of the run' ? count === 0 : count === least || count === most
    return isFree ? remark(`${path} is ${count} with an answer of ${unreported.provider} whose usage is missing`) : held
  }
  const isBetween = count > least && count < most
  // Over several runs, an app can count the received part of an incomplete response.
  if (count === least || count === most || (isBetween && form !== 'of the run')) return held
  const how = `${path} is ${count}, and according to the provider ${name} ${form} are ${most}${least === most ? '' : `, or ${least}`}`
  // Nobody knows what a call without an answer has cost. An app can assume the most, if the value marks it.
  const isAssumed = count > most && run.calls.some(isUnknown) && isFlaggedAnew(copy.value, wasCopy.value)
  // Over several runs, the app decides how to assign costs.
  return form === 'of the run' && !isBetween && !isAssumed ? violated(how) : remark(how)
}

/** Whether a call has cost an amount that its client cannot know: its response was lost, truncated or empty. */
function isUnknown(call: JournalCall): boolean {
  return !isAnswer(call) && (call.status === undefined || call.status < 400)
}

/** Whether a flag is set that is not set without a fault. */
function isFlaggedAnew(is: Snapshot, was: Snapshot): boolean {
  if (!isObject(is) || !isObject(was)) return false
  return Object.entries(is).some(([name, flag]) => flag === true && was[name] === false)
}

function isObject(value: Snapshot): value is Readonly<Record<string, Snapshot>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
