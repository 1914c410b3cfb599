import {
  defineProperty,
  violated,
  worstOf,
  held,
  inconclusive,
  hasFailed,
  isAnswer,
  areApart,
  mixed,
  promptOf,
  remark,
  tasksOf,
  textOf,
  textsWithin,
  type JournalCall,
  type ProblemKind,
  type Property,
  type TaskEvidence,
  type Verdict,
} from '../../kit.ts'

/** A shorter text appears in other answers by chance, so it must be the entire text. */
const shortest = 20

/** Failures caused by the content of a request, without meaning for other requests. */
const ofRequest: ReadonlySet<ProblemKind> = new Set(['bad-request', 'context-length-exceeded', 'request-too-large', 'unprocessable'])
/** Failures caused by the account of a request. */
const ofAccount: ReadonlySet<ProblemKind> = new Set([
  'authentication',
  'billing',
  'permission',
  'rate-limit-requests',
  'rate-limit-tokens',
  'quota-exhausted',
])

function answersOf(calls: readonly JournalCall[]): readonly string[] {
  return calls.flatMap(({ truth = '', received }) => [truth.trim(), received.trim()]).filter((text) => text !== '')
}

/** The prompts of a task: the text that is only in its calls, or the prompts of its calls. */
function questionsOf({ prompt, calls }: TaskEvidence): readonly string[] {
  return prompt === undefined ? calls.map(({ call }) => promptOf(call)) : [prompt]
}

/** The verdict on a tenant's result, compared with the answers to another tenant. */
function judgeAnswers(task: TaskEvidence, own: readonly TaskEvidence[], other: TaskEvidence): Verdict {
  const { settlement, streamed } = task
  const given = [...(settlement.type === 'value' ? textsWithin(settlement.value) : []), streamed.map(({ text }) => text).join('')]
  const calls = own.flatMap((each) => each.calls)
  const known = calls.flatMap(({ truth = '', call }) => [truth, textOf(call)])
  const foreign = answersOf(other.calls).find(
    (answer) =>
      given.some((text) => text.trim() === answer || (answer.length >= shortest && text.includes(answer))) &&
      !known.some((text) => text.includes(answer)),
  )
  if (foreign === undefined) return held
  const how = `${task.tenant} got the answer to ${other.tenant}`
  if (calls.some(({ received }) => received.includes(foreign)))
    return remark(`${how}: the provider mixed them up, and the app did not notice`)
  // An answer to the same prompt can be shared.
  const [asked, askedByOther] = [questionsOf(task), questionsOf(other)]
  const isAnother = asked.length > 0 && !asked.some((question) => askedByOther.includes(question))
  return isAnother ? violated(how) : remark(`${how}, which can be right if both sent the same prompt`)
}

/** The verdict on a tenant whose task failed although only another tenant's calls failed. */
function judgeFailures(task: TaskEvidence, own: readonly TaskEvidence[], other: TaskEvidence): Verdict {
  if (task.settlement.type === 'value') return held
  const failed = other.calls.filter((call) => hasFailed(call) && call.endedAt !== undefined && call.endedAt <= task.settledAt)
  const calls = own.flatMap((each) => each.calls)
  const isSound = calls.every((call) => isAnswer(call) && call.received === call.truth)
  if (failed.length === 0 || !isSound) return held
  const how = `the calls of ${other.tenant} failed, and ${task.tenant}, whose calls did not fail, was refused`
  const accounts = new Set(calls.concat(own.flatMap(({ made = [] }) => made)).map(({ call }) => call.credential))
  const isOwnFault = failed.every(
    ({ problem, call }) =>
      problem !== undefined &&
      (ofRequest.has(problem.kind) ||
        (ofAccount.has(problem.kind) && call.credential !== undefined && accounts.size > 0 && !accounts.has(call.credential))),
  )
  // A failing provider can affect everyone, and a task can fail for its own reason.
  return isOwnFault && task.calls.length === 0 ? violated(how) : remark(how)
}

/**
 * A failure or an answer of one tenant does not reach another: no tenant gets the answer to another's prompt, and no task is
 * rejected because of another tenant's request or account. A circuit breaker that opens for everyone because the provider
 * fails, and an answer that the provider itself mixed up, only lead to a remark.
 * @example
 * isolatesTenants()
 */
export function isolatesTenants(): Property {
  return defineProperty({
    id: 'isolates-tenants',
    statement: "no tenant gets another's answer or fails because of another's requests or account",
    evidence: 'outcomes by tenant, journal',
    hint: 'Key caches, breakers, queues and rate limits by tenant, and check that an answer belongs to the request of this tenant.',
    judge(evidence) {
      const tasks = tasksOf(evidence)
      const tenants = [...new Set(tasks.flatMap(({ tenant }) => (tenant === undefined ? [] : [tenant])))]
      if (tenants.length < 2)
        return inconclusive('fewer than two tenants made calls; run their tasks with observe.task({ name, tenant }, ...)')
      if (!areApart(tasks)) return mixed
      const verdicts = tenants.flatMap((tenant) => {
        const own = tasks.filter((task) => task.tenant === tenant)
        const others = tasks.filter((task) => task.tenant !== undefined && task.tenant !== tenant)
        return own.flatMap((task) => others.flatMap((other) => [judgeAnswers(task, own, other), judgeFailures(task, own, other)]))
      })
      const worst = worstOf(verdicts, held)
      if (worst.type !== 'held') return worst
      // Only a failure or a wrong answer could have spread.
      const isTested = tasks.some(({ calls }) => calls.some((call) => hasFailed(call) || call.received !== call.truth))
      return isTested ? held : inconclusive('no call failed, and every answer was the right one')
    },
  })
}
