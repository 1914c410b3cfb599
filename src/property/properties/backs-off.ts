import {
  defineProperty,
  formatDuration,
  violated,
  remark,
  held,
  inconclusive,
  hasFailed,
  areApart,
  mixed,
  tasksOf,
  retriesIn,
  type Retry,
  type JournalCall,
  type Property,
  checkOptions,
  wholeNumber,
} from '../../kit.ts'

/** Retries within this time count as simultaneous for a provider, in ms. */
const bucket = 100
/** The largest share of retries after a common failure that can be simultaneous. */
const share = 0.2
/** How many tasks must wait equally long to rule out chance. */
const equalTasks = 3
/** A share counts as larger only if its probability is below 1 in 30,000: even with jitter, some retries coincide. */
const deviations = 4

/** The retries of one task whose time the app chose itself, without a provider's `Retry-After`. */
function retriesOf(calls: readonly JournalCall[]): Retry[] {
  return retriesIn(calls).filter(({ failed }) => hasFailed(failed) && failed.problem?.retryAfter === undefined)
}

function waitOf({ failed, call }: Retry): number {
  return call.startedAt - failed.endedAt!
}

function groupsOf(retries: readonly Retry[], keyOf: (retry: Retry) => string): readonly (readonly Retry[])[] {
  return [...Map.groupBy(retries, keyOf).values()]
}

/** Retries of the same number that all waited equally long. */
function equalWaits(retries: readonly Retry[]): readonly Retry[] | undefined {
  return groupsOf(retries, ({ call, nth }) => `${call.provider} ${nth}`).find(
    (group) => group.length >= equalTasks && group.every((retry) => Math.abs(waitOf(retry) - waitOf(group[0]!)) <= 1),
  )
}

/** Simultaneous retries after one common failure, more of them than chance explains. */
function herd(common: readonly Retry[]): readonly Retry[] | undefined {
  const limit = share + deviations * Math.sqrt((share * (1 - share)) / common.length)
  return groupsOf(common, ({ call }) => String(Math.floor(call.startedAt / bucket))).find((group) => group.length > limit * common.length)
}

/**
 * Retries wait for different times: across tasks, the waits before the same retry differ, and no 100 ms contain
 * more than a fifth of the retries after a common failure, or more than chance explains. Full jitter satisfies this. Waits that
 * a provider requested are ignored.
 * @param options.least the fewest retries needed to judge their spread. Default: 20
 * @example
 * backsOff()
 */
export function backsOff(options: { readonly least?: number } = {}): Property {
  checkOptions('backsOff()', options, { least: wholeNumber(1) })
  const { least = 20 } = options
  return defineProperty({
    id: 'backs-off',
    statement: 'retries wait with jitter: at most 20% of the retries of a common failure fall within 100 ms',
    evidence: 'journal of many tasks',
    hint: 'Back off exponentially with full jitter: wait a random time below a limit that doubles with each retry. Equal waits bring all clients back at once.',
    judge(evidence) {
      const tasks = tasksOf(evidence)
      if (!areApart(tasks)) return mixed
      const retries = tasks.flatMap(({ calls }) => retriesOf(calls))
      if (retries.length === 0) return inconclusive('no request was retried after a failure without Retry-After')
      if (retries.every((retry) => waitOf(retry) < 1)) {
        const how = `${retries[0]!.call.provider} got the same request again at once, ${retries.length} ${retries.length === 1 ? 'time' : 'times'} in all`
        // An immediate single retry is usual after a connection reset.
        return retries.some(({ nth }) => nth > 1) || retries.length >= equalTasks ? violated(how) : remark(how)
      }
      const equal = equalWaits(retries)
      if (equal !== undefined)
        return violated(
          `${equal.length} times ${equal[0]!.call.provider} was called again exactly ${formatDuration(waitOf(equal[0]!))} after a failure`,
        )
      const judged = groupsOf(retries, ({ failed }) => `${failed.provider} ${Math.floor(failed.endedAt! / bucket)}`).filter(
        (common) => common.length >= least,
      )
      for (const common of judged) {
        const together = herd(common)
        if (together === undefined) continue
        const at = Math.floor(together[0]!.call.startedAt / bucket) * bucket
        return violated(`${together.length} of ${common.length} retries began within 100 ms, from ${formatDuration(at)} on`)
      }
      return judged.length > 0 || (tasks.length >= equalTasks && retries.length >= least)
        ? held
        : inconclusive(
            `there were ${retries.length} retries; ${least} are needed to judge how they spread. Run more tasks, each in observe.task({ name, prompt }, ...)`,
          )
    },
  })
}
