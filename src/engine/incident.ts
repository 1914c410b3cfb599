import { z } from 'zod'
import { BrownoutError } from './errors.ts'
import type { AnyFault } from './fault.ts'
import type { Injection } from './injection.ts'
import type { Journal } from './journal.ts'
import { readPlan, type Plan } from './plan.ts'
import { recordedAnswersSchema, type RecordedAnswers } from './recording.ts'
import { redactionOf } from './redaction.ts'
import type { Run } from './run.ts'
import { scheduledCallSchema, type ScheduledCall } from './schedule.ts'

/** The version of the incident format that this version of brownout writes and reads. */
export const incidentVersion = 1

/** What happened, so that anyone can make it happen again: the seed, the plan, who was struck, and the journal to compare with. */
export interface Incident {
  readonly format: 'brownout-incident'
  readonly version: typeof incidentVersion
  readonly seed: string
  readonly plan: Plan
  /** Every call and what was at work on it. Left out of hand-written incidents, where the plan's triggers decide. */
  readonly schedule?: readonly ScheduledCall[]
  /** What every question was answered with, undisturbed, by its key. */
  readonly answers: RecordedAnswers
  readonly journal: ReturnType<Journal['toJSON']>
}

/** What is left out of an incident. */
export interface IncidentOptions {
  /** Texts that are taken out wherever they stand, beside keys of providers and authorization headers, which always are. */
  readonly redact?: readonly (string | RegExp)[]
  /** `hash`: a digest stands for each question. What the model answered is kept, since a replay needs it. */
  readonly prompts?: 'keep' | 'hash'
}

/** An incident, read and checked: what `brownout({ replay })` takes. */
export interface ReadIncident {
  readonly seed: string
  readonly injections: readonly Injection[]
  readonly schedule: readonly ScheduledCall[] | undefined
  readonly answers: RecordedAnswers
}

const incidentSchema = z.looseObject({
  format: z.literal('brownout-incident'),
  version: z.literal(incidentVersion),
  seed: z.string(),
  plan: z.unknown(),
  schedule: z.array(scheduledCallSchema).optional(),
  answers: recordedAnswersSchema.default({}),
  journal: z.unknown().optional(),
})

/** A run as an incident. */
export function writeIncident(run: Run, { redact = [], prompts = 'keep' }: IncidentOptions = {}): Incident {
  const clean = redactionOf(redact)
  return {
    format: 'brownout-incident',
    version: incidentVersion,
    seed: run.seed,
    plan: { version: 1, injections: run.armed.map(({ injection }) => injection.toIncident()) },
    schedule: clean(run.recording.schedule(prompts)),
    answers: clean(run.recording.answers()),
    journal: clean(JSON.parse(JSON.stringify(run.journal)) as ReturnType<Journal['toJSON']>),
  }
}

/** An incident's data, checked, whatever faults it names. */
function checkedIncident(source: unknown): z.output<typeof incidentSchema> {
  const data = typeof source === 'string' ? parse(source) : source
  const { format, version } = (data ?? {}) as { format?: unknown; version?: unknown }
  if (format !== 'brownout-incident') {
    throw new BrownoutError(
      `Cannot read the incident: its "format" is ${JSON.stringify(format) ?? 'missing'}, expected "brownout-incident".`,
    )
  }
  if (version !== incidentVersion) {
    throw new BrownoutError(
      `Cannot read the incident: its version is ${JSON.stringify(version) ?? 'missing'}, and this brownout reads version ${incidentVersion}.`,
    )
  }
  const result = incidentSchema.safeParse(data)
  if (!result.success) throw new BrownoutError(`Cannot read the incident:\n${z.prettifyError(result.error)}`)
  return result.data
}

/**
 * The seed, the injections, the schedule and the answers of an incident, from its value or its JSON text.
 * @param catalogue the faults that its plan may name
 * @throws BrownoutError where it is no incident, or one of another version.
 * @example
 * brownout({ providers: [openai()], replay: readIncident(readFileSync('incident.json', 'utf8'), catalogue) })
 */
export function readIncident(source: unknown, catalogue: readonly AnyFault[]): ReadIncident {
  const { seed, plan, schedule, answers } = checkedIncident(source)
  const isScheduled = schedule !== undefined
  return { seed, injections: readPlan(plan, catalogue, { isScheduled }), schedule, answers }
}

/**
 * What an incident recorded as the truth, from its value or its JSON text.
 * @throws BrownoutError where it is no incident, or one of another version.
 */
export function readAnswers(source: unknown): RecordedAnswers {
  return checkedIncident(source).answers
}

/**
 * What happened in an incident, from its value or its JSON text: the journal as its file has it, unchecked, and the schedule.
 * @throws BrownoutError where it is no incident, or one of another version.
 */
export function readRecord(source: unknown): { readonly journal: unknown; readonly schedule: readonly ScheduledCall[] | undefined } {
  const { journal, schedule } = checkedIncident(source)
  return { journal, schedule }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new BrownoutError(`Cannot read the incident: it is no JSON (${(error as Error).message}).`, { cause: error })
  }
}
