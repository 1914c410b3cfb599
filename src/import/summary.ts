import { counted } from '../engine/base/counted.ts'
import { formatDuration } from '../engine/base/duration.ts'
import { nearest } from '../engine/base/nearest.ts'
import { printable } from '../engine/base/printable.ts'
import { redactionOf } from '../engine/base/redaction.ts'
import { readingOf } from './failure.ts'
import type { Log, Remark } from './log.ts'
import { measuresOf, quantile, type Measured } from './measure.ts'
import { knownProviders } from './provider-name.ts'

/** All remarks about a log. */
export interface Remarks {
  readonly unusable: readonly Remark[]
  readonly untaken: readonly Remark[]
  readonly assumed: readonly Remark[]
  readonly ignored: readonly Remark[]
}

/** Collects the remarks about a log. */
export function remarksOn({ calls, unusable, untaken, ignored }: Log): Remarks {
  const readings = calls.map((call) => ({ place: call.place, reading: readingOf(call) }))
  return {
    unusable,
    ignored,
    untaken: [...untaken, ...readings.flatMap(({ place, reading }) => reading.untaken.map((why) => ({ place, why })))],
    assumed: [
      ...calls.flatMap(({ place, provider }) => misspelt(provider).map((why) => ({ place, why }))),
      ...readings.flatMap(({ place, reading }) => reading.assumed.map((why) => ({ place, why }))),
    ],
  }
}

/** Providers can have any name, but one similar to a known name is probably misspelled. */
function misspelt(provider: string): string[] {
  const meant = knownProviders.includes(provider) ? undefined : nearest(provider, knownProviders)
  return meant === undefined ? [] : [`"${provider}" is a provider of that name, and not "${meant}"`]
}

/** Formats a summary of a log: the read calls, by provider, and the skipped ones, with positions. */
export function summaryOf(log: Log, source: string): string {
  const { unusable, untaken, assumed, ignored } = remarksOn(log)
  const [first, last] = [log.calls[0]?.at ?? 0, log.calls.at(-1)?.at ?? 0]
  return [
    `${printable(source)} (${log.kind}): ${counted(log.calls.length, 'call')}${log.calls.length < 2 ? '' : ` in ${formatDuration(last - first)}`}`,
    ...measuresOf(log.calls).flatMap(providerInWords),
    ...tokensInWords(log),
    ...section('Unusable', unusable),
    ...section('Not taken', untaken),
    ...section('Assumed', assumed),
    ...section('Passed over', ignored),
  ].join('\n')
}

function providerInWords({ provider, calls, failed, failures, waits }: Measured): string[] {
  return [
    `  ${printable(provider)}: ${counted(calls, 'call')}, ${failed === 0 ? 'none' : `${failed} (${percent(failed / calls)})`} failed`,
    ...failures.map(({ injection, count }) => `    ${count} x ${injection.fault.name}: ${injection.fault.summary}`),
    ...(waits.length === 0
      ? []
      : [
          `    first sign of an answer after ${formatDuration(quantile(waits, 0.5))} (median), ${formatDuration(quantile(waits, 0.95))} (95 of 100)`,
        ]),
  ]
}

function tokensInWords({ calls }: Log): string[] {
  const told = calls.flatMap(({ tokens }) => tokens ?? [])
  if (told.length === 0) return []
  return [`  ${told.reduce((sum, tokens) => sum + tokens, 0)} tokens in ${counted(told.length, 'call')}: counted, not replayed`]
}

const mostPlaces = 5
const mostLines = 50
const longestRemark = 300

const withoutSecrets = redactionOf({})

/** A remark can quote anything from a log: a key, escape codes, a complete prompt. */
function fitForTerminal(why: string): string {
  const text = printable(withoutSecrets(why)).replaceAll('\n', ' ')
  return text.length > longestRemark ? `${text.slice(0, longestRemark)}...` : text
}

/** Joins equal remarks of several rows to one line with a count and the first position. */
function section(title: string, remarks: readonly Remark[]): string[] {
  if (remarks.length === 0) return []
  const groups = [...Map.groupBy(remarks, ({ why }) => why)]
  const shown = groups.slice(0, mostLines).map(([why, all]) => {
    const places = all.slice(0, mostPlaces).map(({ place }) => place)
    return `  ${all.length} x ${fitForTerminal(why)} (${printable(places.join(', '))}${all.length > mostPlaces ? ', ...' : ''})`
  })
  return [`${title}:`, ...shown, ...(groups.length > mostLines ? [`  and ${groups.length - mostLines} others`] : [])]
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))}%`
}
