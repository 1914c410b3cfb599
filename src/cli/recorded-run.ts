import { z } from 'zod'
import { counted } from '../engine/base/counted.ts'
import type { IncidentRecord } from '../engine/plan/incident.ts'
import { callLine } from '../server/call-line.ts'
import { verdictLine } from './client-verdicts.ts'
import { section } from './listing.ts'

const journalSchema = z.object({
  calls: z.array(
    z.object({
      provider: z.string(),
      endpoint: z.string(),
      model: z.string(),
      attempt: z.number().default(0),
      status: z.number().optional(),
      ending: z.string().optional(),
      startedAt: z.number(),
      endedAt: z.number().optional(),
      fired: z.array(z.object({ fault: z.string() })).default([]),
      notes: z.array(z.string()).optional(),
    }),
  ),
  unhandled: z.array(z.object({ method: z.string(), url: z.string(), message: z.string() })).default([]),
})

/** How many calls are printed. The others are counted. */
const mostCalls = 200

/** The timeline of the run in an incident file, and the verdicts on its client. Nothing if the file has none. */
export function recordedRun({ journal, client = [] }: IncidentRecord): readonly string[] {
  const { calls, unhandled } = journalSchema.safeParse(journal).data ?? { calls: [], unhandled: [] }
  if (calls.length + unhandled.length === 0) return []
  const rest = calls.length - mostCalls
  return [
    [
      'Calls',
      [...calls.slice(0, mostCalls).map((call) => callLine(call)), ...(rest > 0 ? [`and ${counted(rest, 'more call')}`] : [])],
    ] as const,
    ['Refused, nothing was sent', unhandled.map(({ method, url, message }) => `${method} ${url}: ${message}`)] as const,
    ['Client', client.map((verdict) => verdictLine(verdict))] as const,
  ].flatMap(([title, lines]) => (lines.length === 0 ? [] : section(title, lines).split('\n')))
}
