import { z } from 'zod'
import { BrownoutError } from '../base/errors.ts'
import { valueInWords } from '../base/value-in-words.ts'
import type { KnownFault } from '../model/fault.ts'
import type { Injection } from './injection.ts'
import type { Dropped, Journal } from '../model/journal.ts'
import { readPlan, readPlanData, type Plan } from './plan.ts'
import { recordedAnswersSchema, type RecordedAnswers } from './recorded-answers.ts'
import { scriptSchema, singleRun, type Script } from './script.ts'
import { scheduledCallSchema, type ScheduledCall } from './scheduled-call.ts'

/** The version of the incident format that this version of brownout writes and reads. */
export const incidentVersion = 1

/** The verdict on one rule for clients, as data. */
export interface ClientVerdict {
  /** Such as `honors-retry-after`. */
  readonly rule: string
  readonly verdict: 'held' | 'violated' | 'remark' | 'inconclusive'
  /** How the rule was violated, or why the run does not show it. Absent if it was held. */
  readonly detail?: string | undefined
  /** How to fix a client that violates it. */
  readonly hint?: string | undefined
}

/** Everything needed to replay a run: the seed, the plan, the calls that faults fired on, and the journal to compare with. */
export interface Incident {
  readonly format: 'brownout-incident'
  readonly version: typeof incidentVersion
  readonly seed: string
  readonly plan: Plan
  /** How often and when the task runs. The plan's `inRun` counts these runs. Absent if it runs once. */
  readonly script?: Script
  /** Every call and the faults that acted on it. Absent in hand-written incident files, whose triggers decide. */
  readonly schedule?: readonly ScheduledCall[]
  /** The answers to each request, without faults, by its key. */
  readonly answers: RecordedAnswers
  readonly journal: ReturnType<Journal['toJSON']>
  /** How the client behaved. Only in files of the command line: a test has verdicts of its own. */
  readonly client?: readonly ClientVerdict[]
}

/** A parsed and checked incident file, for `brownout({ replay })`. */
export interface ReadIncident {
  readonly seed: string
  readonly injections: readonly Injection[]
  /** A single run if the incident file has no script. */
  readonly script: Script
  readonly schedule: readonly ScheduledCall[] | undefined
  readonly answers: RecordedAnswers
}

const incidentSchema = z.looseObject({
  format: z.literal('brownout-incident'),
  version: z.literal(incidentVersion),
  seed: z.string(),
  plan: z.unknown(),
  script: scriptSchema.default([...singleRun]),
  schedule: z.array(scheduledCallSchema).optional(),
  answers: recordedAnswersSchema.default({}),
  journal: z.unknown().optional(),
  client: z
    .array(
      z.object({
        rule: z.string(),
        verdict: z.enum(['held', 'violated', 'remark', 'inconclusive']),
        detail: z.string().optional(),
        hint: z.string().optional(),
      }),
    )
    .optional(),
})

const journalSchema = z.looseObject({ dropped: z.object({ calls: z.number(), unhandled: z.number() }).optional() })

/** Checks the data of an incident file. The faults in it can be unknown. */
function checkedIncident(source: unknown): z.output<typeof incidentSchema> {
  const data = typeof source === 'string' ? parse(source) : source
  const { format, version } = (data ?? {}) as { format?: unknown; version?: unknown }
  if (format !== 'brownout-incident') {
    throw new BrownoutError(
      `Cannot read the incident: its "format" is ${format === undefined ? 'missing' : valueInWords(format)}, expected "brownout-incident".`,
    )
  }
  if (version !== incidentVersion) {
    throw new BrownoutError(
      `Cannot read the incident: its version is ${version === undefined ? 'missing' : valueInWords(version)}, and this brownout reads version ${incidentVersion}.`,
    )
  }
  const result = incidentSchema.safeParse(data)
  if (!result.success) throw new BrownoutError(`Cannot read the incident:\n${z.prettifyError(result.error)}`)
  return result.data
}

/**
 * Parses an incident file, given as value or JSON text, for `brownout({ replay })`.
 * @param faults the faults that it can name: the catalogue, and your own faults: `[...catalogue, lateFinish]`
 * @throws BrownoutError if it is not an incident file, has another version, or names an unknown fault
 * @example
 * brownout({ providers: [openai()], replay: readIncident(readFileSync('incident.json', 'utf8'), catalogue) })
 */
export function readIncident(source: unknown, faults: readonly KnownFault[]): ReadIncident {
  const { seed, plan, script, schedule, answers } = checkedIncident(source)
  const isScheduled = schedule !== undefined
  return { seed, injections: readPlan(plan, faults, { isScheduled }), script, schedule, answers }
}

/** The contents of an incident file that can be read without its faults. */
export interface IncidentSummary {
  readonly seed: string
  readonly plan: Plan
  readonly script: Script
  /** How much of its journal was dropped. `undefined` if nothing was. */
  readonly dropped: Dropped | undefined
}

/**
 * Returns the seed, the plan and the script of an incident file, given as value or JSON text. The plan can name unknown faults.
 * @throws BrownoutError if it is not an incident file, or has another version
 */
export function readIncidentPlan(source: unknown): IncidentSummary {
  const { seed, plan, script, journal } = checkedIncident(source)
  return { seed, plan: readPlanData(plan), script, dropped: journalSchema.safeParse(journal).data?.dropped }
}

/**
 * Returns the expected answers of an incident file, given as value or JSON text.
 * @throws BrownoutError if it is not an incident file, or has another version
 */
export function readAnswers(source: unknown): RecordedAnswers {
  return checkedIncident(source).answers
}

/** What an incident file recorded of its run. */
export interface IncidentRecord {
  /** Unchecked. */
  readonly journal: unknown
  readonly schedule: readonly ScheduledCall[] | undefined
  readonly client: readonly ClientVerdict[] | undefined
}

/**
 * Returns what an incident file, given as value or JSON text, recorded of its run.
 * @throws BrownoutError if it is not an incident file, or has another version
 */
export function readRecord(source: unknown): IncidentRecord {
  const { journal, schedule, client } = checkedIncident(source)
  return { journal, schedule, client }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const hint = /^[^\s{]+$/.test(text) ? ' Expected the text of the file, not its name.' : ''
    throw new BrownoutError(`Cannot read the incident: it is not JSON (${(error as Error).message}).${hint}`, { cause: error })
  }
}
