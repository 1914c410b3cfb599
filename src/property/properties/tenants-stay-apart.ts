import {
  defineProperty,
  violated,
  held,
  inconclusive,
  hasFailed,
  areApart,
  mixed,
  tasksOf,
  textsIn,
  type Property,
  type TaskEvidence,
} from '../../kit.ts'

/** The answers that were meant for tasks. */
function answersTo(tasks: readonly TaskEvidence[]): readonly string[] {
  return tasks.flatMap(({ calls }) => calls.flatMap(({ truth }) => (truth === undefined || truth.trim() === '' ? [] : [truth.trim()])))
}

function failureOf({ calls }: TaskEvidence): boolean {
  return calls.some(hasFailed)
}

/**
 * A failure or an answer of one tenant does not reach another: no tenant gets another's answer, and no task fails if only another
 * tenant's calls have failed.
 * @example
 * tenantsStayApart()
 */
export function tenantsStayApart(): Property {
  return defineProperty({
    id: 'tenants-stay-apart',
    statement: "no tenant gets another's answer, and none fails where only another's calls have failed",
    evidence: 'outcomes by tenant, journal',
    hint: 'Key caches, breakers, queues and rate limits by tenant, and check that an answer is about what this tenant has asked.',
    judge(evidence) {
      const tasks = tasksOf(evidence)
      const tenants = [...new Set(tasks.flatMap(({ tenant }) => (tenant === undefined ? [] : [tenant])))]
      if (tenants.length < 2)
        return inconclusive('fewer than two tenants asked; run their tasks by observe.task({ name, tenant, asks }, ...)')
      if (!areApart(tasks)) return mixed
      for (const tenant of tenants) {
        const own = tasks.filter((task) => task.tenant === tenant)
        const others = tasks.filter((task) => task.tenant !== undefined && task.tenant !== tenant)
        for (const { settlement } of own) {
          const given = settlement.type === 'value' ? textsIn(settlement.value) : ''
          const foreign = others.find((other) => answersTo([other]).some((text) => given.includes(text) && !answersTo(own).includes(text)))
          if (foreign !== undefined) return violated(`${tenant} was given what was answered to ${foreign.tenant}`)
          const failing = others.find(failureOf)
          if (settlement.type !== 'value' && failing !== undefined && !own.some(failureOf))
            return violated(`the calls of ${failing.tenant} failed, and ${tenant}, whose calls did not, was turned away`)
        }
      }
      // Only a failure, or a wrong answer, could have spread.
      const isTested = tasks.some(({ calls }) => calls.some((call) => hasFailed(call) || call.received !== call.truth))
      return isTested ? held : inconclusive('no call failed, and every answer was the right one')
    },
  })
}
