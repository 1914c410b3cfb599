import { incidentVersion, type Incident } from '../plan/incident.ts'
import { isSingleRun } from '../plan/script.ts'
import type { Journal } from '../model/journal.ts'
import { checkOptions, listLike, oneOf, type OptionTable } from '../base/options.ts'
import { redactionOf } from '../base/redaction.ts'
import { textsOfCredentials } from './credential.ts'
import { Quotations } from './quotation.ts'
import { answersOf, scheduleOf } from './recording.ts'
import type { Run } from './run.ts'

/** The texts to remove from an incident file. */
export interface IncidentOptions {
  /** Texts to remove wherever they occur, in addition to provider keys and authorization headers, which are always removed. */
  readonly redact?: readonly (string | RegExp)[]
  /**
   * `hash`: a digest replaces each prompt, and each journal text that quotes a system prompt, a user message or a tool result. An answer
   * that quotes one is omitted: a replay gets it from the test's answers. Default: `keep`
   */
  readonly prompts?: 'keep' | 'hash'
}

const optionTable: OptionTable<IncidentOptions> = {
  redact: listLike('[/[\\w.]+@[\\w.]+/]', (item) => typeof item === 'string' || item instanceof RegExp),
  prompts: oneOf('keep', 'hash'),
}

/** The redaction of each run, with the number of credentials that it knows. */
const redactions = new WeakMap<Run, { readonly additions: number; readonly clean: ReturnType<typeof redactionOf> }>()

/** Removes provider keys and credentials that clients sent from the data of a run. Made again only for further credentials. */
export function redactionIn(run: Run): ReturnType<typeof redactionOf> {
  const { credentials } = run
  const known = redactions.get(run)
  if (known?.additions === credentials.additions) return known.clean
  const clean = redactionOf({ credentials: textsOfCredentials(credentials) })
  redactions.set(run, { additions: credentials.additions, clean })
  return clean
}

/**
 * Converts a run to an incident file.
 * @throws BrownoutError if an option is unknown or wrong
 */
export function writeIncident(run: Run, options: IncidentOptions = {}): Incident {
  checkOptions<IncidentOptions>('incident()', options, optionTable)
  const { redact = [], prompts = 'keep' } = options
  const clean = redact.length === 0 ? redactionIn(run) : redactionOf({ listed: redact, credentials: textsOfCredentials(run.credentials) })
  const quotations = new Quotations(prompts === 'hash' ? run.journal.calls.map(({ call }) => call) : [])
  const answers = Object.entries(answersOf(run.journal.calls)).filter(
    ([, given]) => !given.some(({ parts }) => quotations.isQuotedIn(parts)),
  )
  const plan = run.armed.all.map(({ injection }) => injection.toIncident())
  const journal = JSON.parse(JSON.stringify(run.journal.entries())) as ReturnType<Journal['toJSON']>
  return {
    format: 'brownout-incident',
    version: incidentVersion,
    seed: run.seed,
    plan: { version: 1, injections: clean(quotations.hashed(plan)) },
    ...(isSingleRun(run.script) ? {} : { script: run.script }),
    schedule: clean(scheduleOf(run.journal.calls, prompts)),
    answers: clean(Object.fromEntries(answers)),
    journal: clean(quotations.hashed(journal)),
  }
}
