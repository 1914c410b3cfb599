import { incidentVersion, type Incident } from '../plan/incident.ts'
import { isSingleRun } from '../plan/script.ts'
import type { Journal } from '../model/journal.ts'
import { checkOptions, listLike, oneOf, type OptionTable } from '../base/options.ts'
import { redactionOf } from '../base/redaction.ts'
import type { Run } from './run.ts'

/** What to remove from an incident file. */
export interface IncidentOptions {
  /** Texts that are taken out wherever they stand, beside keys of providers and authorization headers, which always are. */
  readonly redact?: readonly (string | RegExp)[]
  /** `hash`: a digest stands for each question. What the model answered is kept, since a replay needs it. */
  readonly prompts?: 'keep' | 'hash'
}

const optionTable: OptionTable<IncidentOptions> = {
  redact: listLike('[/[\\w.]+@[\\w.]+/]', (item) => typeof item === 'string' || item instanceof RegExp),
  prompts: oneOf('keep', 'hash'),
}

/**
 * A run as an incident.
 * @throws BrownoutError if an option is unknown or wrong
 */
export function writeIncident(run: Run, options: IncidentOptions = {}): Incident {
  checkOptions<IncidentOptions>('incident()', options, optionTable)
  const { redact = [], prompts = 'keep' } = options
  const clean = redactionOf(redact)
  return {
    format: 'brownout-incident',
    version: incidentVersion,
    seed: run.seed,
    plan: { version: 1, injections: run.armed.map(({ injection }) => injection.toIncident()) },
    ...(isSingleRun(run.script) ? {} : { script: run.script }),
    schedule: clean(run.recording.schedule(prompts)),
    answers: clean(run.recording.answers()),
    journal: clean(JSON.parse(JSON.stringify(run.journal)) as ReturnType<Journal['toJSON']>),
  }
}
