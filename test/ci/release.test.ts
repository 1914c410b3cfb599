import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { releaseManifest } from '../../scripts/release-manifest.ts'

interface Job {
  readonly needs?: string
  readonly permissions: Readonly<Record<string, string>>
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[]
}

const text = readFileSync(new URL('../../.github/workflows/release.yml', import.meta.url), 'utf8')
const { permissions, jobs } = parse(text) as { readonly permissions: object; readonly jobs: Readonly<Record<'check' | 'publish', Job>> }

describe('the workflows', () => {
  it.each(['release', 'image'])('pin each action to a commit, and name its version: %s', (name) => {
    const workflow = readFileSync(new URL(`../../.github/workflows/${name}.yml`, import.meta.url), 'utf8')
    const used = workflow.split('\n').filter((line) => line.includes('uses:'))
    expect(used).not.toHaveLength(0)
    expect(used.filter((line) => !/uses: [\w-]+\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })
})

describe('the release workflow', () => {
  it('publishes with provenance, without a token, after everything else has passed', () => {
    expect(permissions).toEqual({})
    expect(jobs.check.permissions).toEqual({ contents: 'read' })
    expect(jobs.check.steps.at(-1)?.run).toBe('.ci/run')
    expect(jobs.publish).toMatchObject({ needs: 'check', permissions: { contents: 'read', 'id-token': 'write' } })
    expect(jobs.publish.steps.at(-1)?.run).toBe('npm publish --provenance --access public')
    expect(text).not.toMatch(/secrets\./)
  })

  it('runs no text of an event as a command', () => {
    const commands = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))
    expect(commands.filter((command) => command.includes('${{'))).toEqual([])
  })
})

describe('the package.json of a release', () => {
  const manifest = { name: 'brownout', version: '0.2.0' }
  const changelog = '# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n## [0.1.0] - 2026-11-01\n'
  const repository = 'https://github.com/someone/brownout'

  it('names the repository that it is published from', () => {
    expect(releaseManifest(manifest, changelog, 'v0.2.0', repository)).toEqual({
      ...manifest,
      repository: { type: 'git', url: 'git+https://github.com/someone/brownout.git' },
      bugs: 'https://github.com/someone/brownout/issues',
      homepage: 'https://github.com/someone/brownout#readme',
    })
  })

  it.for<[what: string, changelog: string, tag: string, repository: string, message: string]>([
    ['another tag', changelog, 'v0.1.0', repository, 'The tag is v0.1.0, and package.json has the version 0.2.0.'],
    ['a changelog without it', '## [Unreleased]\n', 'v0.2.0', repository, 'CHANGELOG.md is none: expected "## [0.2.0] - " and its date.'],
    ['an older changelog', '## [0.1.0] - 2026-11-01\n', 'v0.2.0', repository, 'CHANGELOG.md is 0.1.0'],
    ['no repository', changelog, 'v0.2.0', '/', '"/" is not a repository'],
  ])('is not made for %s', ([, entries, tag, place, message]) => {
    expect(() => releaseManifest(manifest, entries, tag, place)).toThrow(message)
  })
})
