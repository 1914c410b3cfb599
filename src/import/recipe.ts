import { formatDuration } from '../engine/base/duration.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { stages } from '../engine/model/fault.ts'
import type { Injection } from '../engine/plan/injection.ts'
import type { Log } from './log.ts'
import { measuresOf, quantile, type Measured } from './measure.ts'
import { phasesOf, type LoggedPhase } from './phases.ts'
import { remarksOn } from './summary.ts'

/** The minimum number of waits for a 99th percentile; with fewer, every call waits the median. */
const enough = 20

/** One injection in a recipe's source text. */
interface Written {
  readonly factory: string
  readonly code: string
}

/**
 * Converts a log to the TypeScript source of a recipe: the measured rates of each failure and the measured waits, by phase.
 * @param name in kebab-case
 * @param source the name of the log, for the recipe's sources
 * @throws BrownoutError if the log has no call, or the name is not in kebab-case
 */
export function recipeOf(log: Log, { name, source }: { readonly name: string; readonly source: string }): string {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name))
    throw new BrownoutError(`Cannot import the log as a recipe named "${name}": expected a name in kebab-case, such as "black-friday".`)
  if (log.calls.length === 0) throw new BrownoutError('Cannot import the log as a recipe: no call could be read from it.')
  const phases = phasesOf(log.calls).map((phase) => ({ phase, injections: injectionsOf(phase) }))
  const factories = [...new Set(phases.flatMap(({ injections }) => injections.map(({ factory }) => factory)))].toSorted()
  const all = measuresOf(log.calls)
  const breaks = [...new Set(all.flatMap(({ failures }) => failures.flatMap(({ injection }) => injection.fault.breaks)))].toSorted()
  const factory = camelCase(name)
  return `${[
    `import { defineRecipe, type RecipeFactory } from 'brownout'`,
    ...(factories.length === 0 ? [] : [`import { ${factories.join(', ')} } from 'brownout/faults'`]),
    '',
    `/** The ${log.calls.length} calls of ${text(source).slice(1, -1).replaceAll('*/', '* /')}. */`,
    `export const ${factory}: RecipeFactory = defineRecipe({`,
    `  name: ${text(name)},`,
    `  summary: ${text(`the failures of ${all.map(({ provider }) => provider).join(' and ')}`)},`,
    `  story: ${text(`Imported from ${source}: ${all.map(({ provider, calls, failed }) => `${failed} of ${calls} calls to ${provider} failed`).join(', ')}.`)},`,
    `  sources: ${list([`file:${source}`])},`,
    `  sourced: ${list(['the rates of failures in each phase', 'the median waits for a first sign of an answer'])},`,
    `  assumed: ${list(assumptionsOf(log, factories))},`,
    `  invented: [],`,
    `  breaks: ${list(breaks)},`,
    `  phases: [`,
    ...phases.flatMap(({ phase, injections }) => [
      `    {`,
      `      from: ${durationText(phase.from)},`,
      `      to: ${durationText(phase.to)},`,
      `      what: ${text(phase.measures.map(measureInWords).join('; '))},`,
      `      injections: [${injections.map(({ code }) => `\n        ${code},`).join('')}${injections.length === 0 ? '' : '\n      '}],`,
      `    },`,
    ]),
    `  ],`,
    `})`,
  ].join('\n')}\n`
}

function assumptionsOf(log: Log, factories: readonly string[]): string[] {
  const spread = 'that waits follow a log-normal distribution with the measured median and 99th percentile'
  const measured = factories.includes('heavyTailLatency') ? [spread] : ['that all waits of a phase are the median']
  return [...new Set(['that a phase has one rate throughout', ...measured, ...remarksOn(log).assumed.map(({ why }) => why)])]
}

function measureInWords({ provider, calls, failed }: Measured): string {
  return `${failed} of ${calls} calls to ${provider} fail`
}

function injectionsOf({ measures }: LoggedPhase): Written[] {
  return measures.flatMap((measured) => [...failuresOf(measured), ...waitOf(measured)])
}

/**
 * Each failure is drawn if none before it has fired, so its rate is its share of the remaining calls. Those that reject a call are first,
 * since a rejected call is never delivered.
 */
function failuresOf({ provider, calls, failures }: Measured): Written[] {
  const order = ({ fault }: Injection): number => stages.findIndex((stage) => fault[stage] !== undefined)
  let left = calls
  return failures
    .toSorted((a, b) => order(a.injection) - order(b.injection))
    .map(({ injection, count }) => {
      const rate = Math.min(1, count / Math.max(count, left))
      left -= count
      const chance = rate === 1 ? '' : `.chance(${Number(rate.toFixed(4))})`
      return written(injection.fault.name, parametersOf(injection), provider, chance)
    })
}

function waitOf({ provider, waits }: Measured): Written[] {
  const median = quantile(waits, 0.5)
  if (median === 0) return []
  if (waits.length < enough) return [written('slow-first-token', { by: median }, provider)]
  const tail = Math.min(1_000, Math.max(1, Number((quantile(waits, 0.99) / median).toFixed(2))))
  return [written('heavy-tail-latency', { median, tail }, provider)]
}

function written(fault: string, parameters: Readonly<Record<string, unknown>>, provider: string, chance = ''): Written {
  const factory = camelCase(fault)
  const members = Object.entries(parameters).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? text(value) : JSON.stringify(value)}`,
  )
  return {
    factory,
    code: `${factory}(${members.length === 0 ? '' : `{ ${members.join(', ')} }`}).for({ provider: ${text(provider)} })${chance}`,
  }
}

/** Returns the parameters that differ from the fault's defaults. */
function parametersOf({ fault, parameters }: Injection): Readonly<Record<string, unknown>> {
  const usual = fault.parameters.safeParse({}).data ?? {}
  return Object.fromEntries(Object.entries(parameters).filter(([name, value]) => value !== undefined && value !== usual[name]))
}

function durationText(ms: number): string {
  const words = formatDuration(ms)
  return /^\d+(?:ms|s|m|h)$/.test(words) ? text(words) : String(ms)
}

function list(texts: readonly string[]): string {
  return `[${texts.map(text).join(', ')}]`
}

/** Formats a text as a TypeScript literal. */
function text(value: string): string {
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

function camelCase(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}
