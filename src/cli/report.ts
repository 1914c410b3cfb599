import { appendFile } from 'node:fs/promises'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { BrownoutError } from '../engine/base/errors.ts'
import { readSearch, searchFolder } from '../report/files/search-file.ts'
import { writeReport, type WrittenReport } from '../report/files/write-report.ts'
import { scoreOf, formulaOf } from '../report/data/score.ts'
import { counted } from '../report/data/words.ts'
import { reportAsAnnotations } from '../report/text/annotations.ts'
import { reportAsMarkdown } from '../report/text/markdown.ts'
import { openFile } from './open-file.ts'

/** The options of `brownout report`. */
export interface ReportCommandOptions {
  readonly output: string
  readonly since?: string
  readonly github?: boolean
  readonly open?: boolean
}

/**
 * Writes a report about searches that were recorded.
 * @param files their files. All of `.brownout/searches` if empty
 * @throws BrownoutError if there is none, or one cannot be read
 */
export async function report(
  files: readonly string[],
  { output, since, github = false, open = false }: ReportCommandOptions,
): Promise<void> {
  const written = writeReport((files.length > 0 ? files : recorded()).map(readSearch), {
    output,
    ...(since === undefined ? {} : { since }),
  })
  for (const line of summaryOf(written)) console.log(line)
  if (github || process.env['GITHUB_ACTIONS'] === 'true') await tellGitHub(written)
  if (open) openFile(written.html)
}

function recorded(): string[] {
  const names = existsSync(searchFolder) ? readdirSync(searchFolder).filter((name) => name.endsWith('.json')) : []
  if (names.length > 0) return names.toSorted().map((name) => join(searchFolder, name))
  throw new BrownoutError(
    `Cannot write a report: ${searchFolder} holds no search. Run vitest with the reporter "brownout/vitest-reporter", or name the files.`,
  )
}

function summaryOf({ report: { searches }, files }: WrittenReport): string[] {
  return [
    ...searches.map((search) => {
      const score = scoreOf(search)
      const mark = search.findings.length === 0 ? '✓' : '✕'
      return `${mark} ${search.title}: ${counted(search.findings.length, 'finding')}, score ${score.points ?? '–'} (${formulaOf(score)})`
    }),
    `Written: ${files.join(', ')}`,
  ]
}

/** Prints annotations, and adds the report to the summary of the job. */
async function tellGitHub({ report: data }: WrittenReport): Promise<void> {
  for (const line of reportAsAnnotations(data)) console.log(line)
  const summary = process.env['GITHUB_STEP_SUMMARY']
  if (summary) await appendFile(summary, reportAsMarkdown(data))
}
