import type { Effect } from '../../verdict/outcome.ts'
import type { RehearsedRun } from '../../trial/rehearse.ts'
import { held, inconclusive, remark, violated } from '../../verdict/verdict.ts'
import { carriedOut } from '../effects.ts'
import type { BaselineCheck } from '../check.ts'
import { contentSymptoms } from '../plan-kind.ts'

/** The effects of one group: their names, and the group's own name. */
interface Group {
  readonly name: string
  readonly effects: ReadonlySet<string>
}

/** The effects of a group happen together or not at all. */
export const allOrNothing: BaselineCheck = {
  id: 'all-or-nothing',
  title: 'Only some effects of a group happened',
  statement: 'the effects of one group happen together or not at all',
  hint: 'Do the steps that can fail first. Record each step and finish the rest later, or undo completed steps and report that in the same group.',
  judge(comparison) {
    const { rehearsal, baseline, known, injections } = comparison
    const usual = [baseline, ...known.undisturbed].flatMap(({ runs }) => groupsIn(runs, isPerRun(runs)))
    if (usual.every(({ effects }) => effects.size < 2)) return inconclusive('no group of effects was reported')
    for (const group of groupsIn(rehearsal.runs, isPerRun(baseline.runs))) {
      const verdict = judgeGroup(group, usual)
      if (verdict === undefined) continue
      // If the model requested one of two effects, the app has not failed.
      return injections.some(({ fault }) => contentSymptoms.has(fault.shows)) ? remark(verdict) : violated(verdict)
    }
    return held
  },
}

/** How a group is incomplete. An unusual effect in it means that it was undone or handled differently. */
function judgeGroup({ name, effects }: Group, usual: readonly Group[]): string | undefined {
  if (usual.some((known) => isSame(known.effects, effects))) return undefined
  const complete = usual.find((known) => [...effects].every((effect) => known.effects.has(effect)))
  if (complete === undefined) return undefined
  const missing = [...complete.effects].filter((effect) => !effects.has(effect))
  return `of the group "${name}", ${listed([...effects])} happened and ${listed(missing)} did not`
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((effect) => other.has(effect))
}

function listed(effects: readonly string[]): string {
  return effects.map((effect) => `"${effect}"`).join(' and ')
}

/** Whether each run has its own groups, even with equal names. Otherwise a later run can complete a group. */
function isPerRun(runs: readonly RehearsedRun[]): boolean {
  const named = runs.flatMap((run) => [...new Set(effectsOf([run]).map(({ group }) => group))])
  return new Set(named).size < named.length
}

function groupsIn(runs: readonly RehearsedRun[], perRun: boolean): Group[] {
  const parts = perRun ? runs.map((run) => effectsOf([run])) : [effectsOf(runs)]
  return parts.flatMap((effects) =>
    [...Map.groupBy(effects, ({ group }) => group)].map(([name = '', own]) => ({ name, effects: new Set(own.map(({ text }) => text)) })),
  )
}

function effectsOf(runs: readonly RehearsedRun[]): Effect[] {
  return carriedOut(runs.flatMap(({ copies }) => copies.flatMap(({ outcome }) => outcome.effects))).filter(
    ({ group }) => group !== undefined,
  )
}
