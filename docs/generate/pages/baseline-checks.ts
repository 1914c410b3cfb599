import { readdirSync, readFileSync } from 'node:fs'
import { concurrencies } from '../../../src/property/baseline/concurrency.ts'
import type { BaselineCheck } from '../../../src/property/baseline/check.ts'

/** How far a check can judge an app. */
type Grade = 'fails the test' | 'fails the test, or only remarks' | 'only remarks'

const folder = new URL('../../../src/property/baseline/checks/', import.meta.url)

/** Writes the page about the baseline checks. */
export function baselineCheckPage(checks: readonly BaselineCheck[]): string {
  const sources = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'))
  return `${[
    '# Baseline checks',
    'Written by `npm run docs` from the checks themselves and `docs/generate/pages/baseline-checks.ts`; change it there.',
    ...guide,
    '## The checks',
    'If a plan violates several checks, the first in this order is reported; `all: true` reports each of them.',
    ...checks.map((check) => chapterOf(check, gradeIn(sources, check))),
  ].join('\n\n')}\n`
}

function chapterOf({ id, title, statement, hint }: BaselineCheck, grade: Grade): string {
  return [`### ${title}`, `\`${id}\`, ${grade}: ${statement}.`, `Fix: ${hint[0]!.toLowerCase()}${hint.slice(1)}`].join('\n\n')
}

/** A check can return the verdicts that its file names. */
function gradeIn(sources: readonly string[], { id }: BaselineCheck): Grade {
  const source = sources.find((text) => text.includes(`id: '${id}'`))
  if (source === undefined) throw new Error(`No file in ${folder.pathname} defines the check ${id}.`)
  if (!/\bviolated\b/.test(source)) return 'only remarks'
  return /\bremark\b/.test(source) ? 'fails the test, or only remarks' : 'fails the test'
}

const guide: readonly string[] = [
  '`survives` compares your app with what it does without a fault. That needs no property: a baseline check finds a task that returns a truncated answer, pays twice or never recovers because of a fault.',

  '## What is compared',
  'Before the search, `survives` runs the task without a fault: twice with the same seed, with three other seeds, with slower responses, several times in a row, and with each provider, each of its models and then all of them permanently down. The last runs show how your app reports that it cannot answer: its fallback, its degraded value, its error. Then each plan is compared with the same runs without the plan:',
  [
    '- the value that the task resolves with, or that it rejects or never settles,',
    '- the side effects that it reports with `observe.effect(name)`, by how often each happens,',
    '- the requests that it sends, and how many,',
    '- later runs of the same app: most faults fire in the first run only, and two runs follow ten minutes later,',
    '- two tasks at the same time, and a task that the user aborts.',
  ].join('\n'),
  'A finding that **fails the test** is repeated first. If it does not happen again, it is only a remark. A **remark** is unusual but can be right: it is listed in `report.remarks` and fails nothing.',

  '## What is not compared',
  [
    '- Parts of the value that differ between runs without a fault: other seeds, another pace. Their presence is compared.',
    '- The text of the model, if a fault makes another model or another attempt answer. Only its place is compared.',
    '- Flags and alerts with which the app reports that something is missing: `partial`, `degraded`, `error` and the like. Marked results are not findings.',
    '- The order of lists, if only the order of responses changed.',
  ].join('\n'),
  'Exclude more with `baseline`:',
  [
    '```ts',
    'await survives(chaos, app, {',
    '  baseline: {',
    "    except: ['usage-adds-up'], // checks that are turned off",
    "    masks: ['generatedAt', 'items[*].id', /Ms$/], // paths in the value, with all below them",
    '    same: (value: Answer, baselineValue: Answer) => value.status === baselineValue.status, // instead of the built-in comparison',
    '  },',
    '})',
    '```',
  ].join('\n'),
  "`baseline: false` turns all checks off. In real time (`time: 'real'`) they are off, since they wait for hours.",
  "Side effects are compared by name. An id that differs from run to run is not part of the name but its key: `observe.effect('refund', { key: idempotencyKey })`. Effects of one name and different keys are different effects; one that is sent again with the same key counts once.",

  '## What your app promises',
  'Some rules only you know. One word each declares them:',
  [
    '| declaration | what it means |',
    '| --- | --- |',
    '| `observe.effect(name, { key })` | the idempotency key that the effect is sent with |',
    '| `observe.effect(name, { group })` | effects of one group, such as `order 42`, happen together or not at all |',
    '| `observe.task({ name, tenant }, ...)` | the owner of a part of the work: `isolatesTenants()` |',
    ...Object.entries(concurrencies).map(([promise, meaning]) => `| \`baseline: { concurrency: '${promise}' }\` | ${meaning} |`),
  ].join('\n'),
  'With `group`, an app that charges the card and then fails to reserve the room violates `all-or-nothing`. It does not if a later run completes the group, or if the app reports in the same group an effect that does not happen without a fault, such as a refund. Name the group by an id, such as that of the order: if each run uses the same name, each run has a group of its own.',
  [
    '```ts',
    "observe.effect('charge the card', { group: booking.id })",
    'try {',
    '  await reserveRoom(booking)',
    "  observe.effect('reserve the room', { group: booking.id })",
    '} catch (error) {',
    '  await refund(booking)',
    "  observe.effect('refund', { group: booking.id })",
    '  throw error',
    '}',
    '```',
  ].join('\n'),
  "Without `concurrency`, `survives` runs two copies of the task at the same time and expects that neither changes the result or the effects of the other. Set it to `'shared'` if equal questions share one call and one effect, `'serializable'` if a counter or a balance must not lose an update, and `'never'` if a queue or a lock outside of the app keeps copies apart: then no plan runs two.",

  'With `crashes`, `survives` also kills the process of the app at each call and each side effect, and starts it again: [docs/crashes.md](crashes.md).',

  '## If nothing is compared',
  '`report.isRepeatable` is `false` if the app did not do the same twice without a fault, with the same seed. Then nothing is judged by comparison, because every difference could be its own. Usually the first run left something behind that the second one found: a cache, a conversation, a circuit breaker, a counter in a module. Let `survives` make a fresh app for each run:',
  [
    '```ts',
    '// An app that is created by a function:',
    "await survives(chaos, { app: () => createApp(), task: (app, { signal }) => app.ask('Where is my parcel?', { signal }) })",
    '',
    '// State in modules, in vitest: the import loads app.ts and its imports again.',
    "await survives(chaos, { app: () => import('./app.ts'), task: (app) => app.ask('Where is my parcel?') })",
    '',
    '// State in modules, in plain Node and node:test: the address makes it a new module. Its imports are not loaded again.',
    "await survives(chaos, { app: ({ run }) => import(`./app.ts?run=${run}`), task: (app) => app.ask('Where is my parcel?') })",
    '```',
  ].join('\n'),
  'If a fresh app still differs, look for values that depend neither on the seed nor on virtual time, such as ids of a database or `crypto.randomUUID()`, and mask them.',
]
