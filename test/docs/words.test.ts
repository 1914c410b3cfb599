import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)

/** Words and turns that are not used in texts, each with what to write instead. They match in prose only: the code has none of them. */
const instead: readonly (readonly [RegExp, string])[] = [
  [/\bleft out\b|\bleaves out\b/i, 'Default: x; omitted; missing'],
  [/\bwhoever\b/i, 'the caller, the app, the client'],
  [/\bfor ever\b/i, 'forever'],
  [
    /\b(anew|spoilt|unheard[- ]of|lest|misdeeds?|deeds?|befalls?|befell|mends?)\b/i,
    'again, broken, unknown, so that, action, affects, fix',
  ],
  [/\bbe it\b|\ball the same\b|\bbut for\b/i, 'whether or not, anyway, except for'],
  [/\b(Told|Seen) in\b|\bUsual mend\b|\bJudged by\b/, 'Reported in, Fix, Based on'],
  [/\bin place of\b/i, 'instead of'],
  [/\bcomes? about\b/i, 'happens'],
  [/\bfalls silent\b/i, 'stalls'],
  [/\bso many (ms|seconds|calls|tokens)\b/i, 'the name of the parameter'],
  [/\bthe asked (model|provider|one)\b/i, 'the requested model'],
  [/\bcalls? of (OpenAI|Anthropic)\b|\banswers? of (OpenAI|Anthropic)\b/, 'OpenAI calls, OpenAI answers'],
  [/\bevery \d+\. \w/i, 'every third call'],
]

const pages = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...globSync(['docs/*.md', 'docs/{api,guides}/*.md'], { cwd: root })]
const sources = globSync(['src/**/*.{ts,tsx}', 'faults/*.ts', 'recipes/*.ts'], { cwd: root })

it.for(instead)('%s is not used: %s', ([turn]) => {
  const found = [...pages, ...sources].flatMap((file) =>
    linesOf(file).flatMap((line, index) => (turn.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  )
  expect(found).toEqual([])
})

const lines = new Map<string, readonly string[]>()

function linesOf(file: string): readonly string[] {
  const known = lines.get(file) ?? readFileSync(new URL(file, root), 'utf8').split('\n')
  lines.set(file, known)
  return known
}
