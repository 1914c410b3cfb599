import { z } from 'zod'
import { BrownoutError } from '../../engine/base/errors.ts'
import { reportVersion, type FormerSearch, type ReportData } from '../data/report-data.ts'
import { readJson } from './search-file.ts'
import { searchSchema } from './search-schema.ts'

const former: z.ZodType<FormerSearch> = z.object({
  title: z.string(),
  endedAt: z.iso.datetime(),
  score: z.object({ held: z.int(), tested: z.int() }),
  violated: z.array(z.string()),
  held: z.array(z.string()),
})

const reportSchema: z.ZodType<ReportData> = z.object({
  format: z.literal('brownout-report'),
  version: z.literal(reportVersion),
  brownout: z.string(),
  madeAt: z.iso.datetime(),
  searches: z.array(searchSchema),
  former: z.array(former).exactOptional(),
})

/**
 * Reads a report that was written as JSON.
 * @throws BrownoutError if it cannot be read, or is not a report of this version
 */
export function readReport(path: string): ReportData {
  const result = reportSchema.safeParse(readJson(path))
  if (result.success) return result.data
  throw new BrownoutError(`Cannot compare with "${path}": it is not the JSON of a report.\n${z.prettifyError(result.error)}`)
}
