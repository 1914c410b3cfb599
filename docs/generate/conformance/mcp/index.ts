import { execFile } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { brownout } from '../../../../src/index.ts'
import { serve } from '../../../../src/server/index.ts'
import type { Result, Suite } from '../suite.ts'
import { fixtures } from './server.ts'

/** The protocol versions for which the suite has requirements. */
const revisions = ['2025-11-25', '2026-07-28'] as const

/** One check of a scenario, as written by the suite. */
interface Check {
  readonly id: string
  readonly status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO'
  readonly errorMessage?: string
}

/** Runs the suite's command against a server. It writes failures to files. */
function runAgainst(url: string, revision: string, folder: string): Promise<void> {
  const command = join(dirname(createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json')), 'dist/index.js')
  const words = [command, 'server', '--url', url, '--requirements', revision, '-o', folder]
  return new Promise((resolve) => void execFile(process.execPath, words, { maxBuffer: 1e8 }, () => resolve()))
}

/** The checks of a run, by scenario. Informational and skipped checks are omitted. */
function resultsIn(folder: string, revision: string): readonly Result[] {
  return globSync('*/checks.json', { cwd: folder })
    .toSorted()
    .flatMap((file) => {
      // Folders are named after the scenario and the time.
      const scenario = basename(dirname(file))
        .replace(/^server-/, '')
        .replace(/-\d{4}-\d\d-\d\dT.*$/, '')
      const checks = JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly Check[]
      return checks
        .filter(({ status }) => status !== 'INFO' && status !== 'SKIPPED')
        .map(({ id, status, errorMessage = status }) => ({
          name: `${revision} ${scenario}: ${id}`,
          failure: status === 'SUCCESS' ? undefined : errorMessage,
        }))
    })
}

/** The official suite for MCP servers, over a real socket. */
export const mcpConformance: Suite = {
  name: 'MCP Conformance: servers of 2025-11-25 and 2026-07-28, checks',
  package: '@modelcontextprotocol/conformance',
  source: 'https://github.com/modelcontextprotocol/conformance',
  exceptions: [
    { cases: / input-required-result-non-tool-request: /, reason: 'tools send requests for input to their client, prompts do not' },
    {
      cases: / dns-rebinding-protection: /,
      reason: '`serve` answers to any host name, since containers call it by names of their own',
    },
  ],
  remarks: ['Checks that the suite skips (subscriptions), or that only inform, are not counted'],
  async run() {
    const server = await serve(brownout({ seed: 'tuesday', providers: [fixtures] }))
    const results: Result[] = []
    try {
      for (const revision of revisions) {
        const folder = mkdtempSync(join(tmpdir(), 'brownout-mcp-'))
        await runAgainst(server.baseUrls['fixtures']!, revision, folder)
        results.push(...resultsIn(folder, revision))
        rmSync(folder, { recursive: true })
      }
    } finally {
      await server.close()
    }
    return results
  },
}
