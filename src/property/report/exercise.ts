import type { Need, Symptom } from '../../engine/model/fault-traits.ts'
import type { FaultDefinition } from '../../engine/model/fault.ts'
import { isOfToolServer, runsTool } from '../../engine/kit/tool-server.ts'
import type { Journal, JournalCall } from '../../engine/model/journal.ts'
import { placeOf, siteOf, type Place } from './coverage.ts'

/** When a fault is visible: before the answer begins, while it arrives, or in an answer that arrives completely. */
export type Phase = 'before the answer' | 'during the answer' | 'complete answer'

/** In how many runs of a search the faults of one class fired on one attempt of one kind of call, and in which phase. */
export interface Exercise {
  /** The kind of call: provider and endpoint, and whether the response is a stream, such as `openai chat (stream)`. */
  readonly site: string
  /** 1: the request was sent for the first time. 2: sent again after one failure. 3: after more failures. */
  readonly attempt: 1 | 2 | 3
  readonly phase: Phase
  /** The class of the faults: their symptom for a client. */
  readonly symptom: Symptom
  /** 0: it could have been tried, but was not. */
  readonly runs: number
}

/** The used members of a fault that can fire. */
export type ExercisedFault = Pick<FaultDefinition, 'name' | 'shows' | 'needs'>

const phaseOf: Readonly<Record<Place, Phase>> = {
  'no reply': 'before the answer',
  refusal: 'before the answer',
  'before the first delta': 'before the answer',
  'inside text': 'during the answer',
  'inside a tool call': 'during the answer',
  'before the end marker': 'during the answer',
  'complete response': 'complete answer',
}

const early: ReadonlySet<Symptom> = new Set(['foreign-body', 'rate-limit', '5xx', '4xx-permanent', 'empty'])
const anywhere: ReadonlySet<Symptom> = new Set(['truncation', 'network-error', 'silence', 'stream-error'])

/** The phases in which faults of a class are usually visible. Other observed phases count as well. */
function usualPhases(symptom: Symptom, isStream: boolean): readonly Phase[] {
  if (early.has(symptom)) return ['before the answer']
  if (anywhere.has(symptom)) return isStream ? ['before the answer', 'during the answer'] : ['before the answer']
  if (symptom === 'broken-json') return [isStream ? 'during the answer' : 'before the answer']
  return ['complete answer']
}

/** Whether a call satisfies the needs of a fault. Needs that a call does not show are not assumed. */
const seenNeeds: Readonly<Partial<Record<Need, (call: JournalCall) => boolean>>> = {
  generation: ({ call }) => call.operation === undefined,
  prose: ({ call }) => call.operation === undefined && call.output === undefined,
  'structured-output': ({ call }) => call.output !== undefined || call.tools.length > 0,
  tools: ({ call }) => call.tools.length > 0,
  'tool-result': ({ call }) => call.messages.some(({ role }) => role === 'tool'),
  'system-prompt': ({ call }) => call.messages.some(({ role }) => role === 'system'),
  stream: ({ stream }) => stream,
  vectors: ({ call }) => call.operation === 'embed',
  'tool-server': ({ call }) => isOfToolServer(call),
  'tool-run': ({ call }) => runsTool(call),
  'tool-list': ({ call }) => call.operation === 'list-tools',
}

// Object.keys() loses the type of its object.
const seenNames = Object.keys(seenNeeds) as readonly Need[]

/** The needs of faults that a call satisfies, as far as it shows them. */
export function needsMetBy(call: JournalCall): Need[] {
  return seenNames.filter((need) => seenNeeds[need]?.(call) === true)
}

/** Whether a call shows that it satisfies the needs of a fault. */
export function canBeSeen(need: Need): boolean {
  return need in seenNeeds
}

/**
 * Returns the coverage of one journal: each class of faults that could have fired, on each attempt of each kind
 * of call, in each phase.
 * @param faults the faults that the search can inject
 */
export function exerciseIn({ calls }: Pick<Journal, 'calls'>, faults: readonly ExercisedFault[]): Exercise[] {
  const shows = new Map(faults.map(({ name, shows: symptom }) => [name, symptom]))
  const attempts = new Attempts()
  const cells = new Map<string, Exercise>()
  const known = new Set<string>()
  for (const call of calls) {
    const [site, attempt] = [siteOf(call), attempts.next(call)]
    const phase = phaseOf[placeOf(call)]
    for (const { fault } of call.fired) {
      const symptom = shows.get(fault)
      if (symptom !== undefined) add(cells, { site, attempt, phase, symptom, runs: 1 })
    }
    const met = needsMetBy(call)
    const kind = [site, attempt, ...met].join('\n')
    // A journal can contain thousands of calls of one kind.
    if (known.has(kind)) continue
    known.add(kind)
    for (const symptom of symptomsFor(new Set(met), faults))
      for (const possible of usualPhases(symptom, call.stream)) add(cells, { site, attempt, phase: possible, symptom, runs: 0 })
  }
  return [...cells.values()]
}

function symptomsFor(met: ReadonlySet<string>, faults: readonly ExercisedFault[]): Set<Symptom> {
  return new Set(faults.filter(({ needs }) => needs.every((need) => met.has(need))).map((fault) => fault.shows))
}

/** The sum over several journals. */
export function mergedExercise(...all: readonly (readonly Exercise[])[]): Exercise[] {
  const sums = new Map<string, Exercise>()
  for (const exercise of all.flat()) {
    const before = sums.get(keyOf(exercise))
    sums.set(keyOf(exercise), before === undefined ? exercise : { ...before, runs: before.runs + exercise.runs })
  }
  return [...sums.values()]
}

/** A journal counts once, even if a fault fired in it several times. */
function add(cells: Map<string, Exercise>, cell: Exercise): void {
  const key = keyOf(cell)
  if ((cells.get(key)?.runs ?? -1) < cell.runs) cells.set(key, cell)
}

function keyOf({ site, attempt, phase, symptom }: Exercise): string {
  return [site, attempt, phase, symptom].join('\n')
}

/** The attempt number of each call in its run: one more than the number of equal calls that failed before it started. */
class Attempts {
  /** When the first two failed equal calls had ended. */
  readonly #failed = new Map<string, readonly number[]>()

  /** @param call the next in order of arrival */
  next({ key, inRun, startedAt, endedAt, ending }: JournalCall): Exercise['attempt'] {
    const request = `${inRun}/${key}`
    const failed = this.#failed.get(request) ?? []
    if (ending !== 'complete' && endedAt !== undefined)
      this.#failed.set(request, [...failed, endedAt].toSorted((a, b) => a - b).slice(0, 2))
    const before = failed.filter((end) => end <= startedAt).length
    return before === 0 ? 1 : before === 1 ? 2 : 3
  }
}
