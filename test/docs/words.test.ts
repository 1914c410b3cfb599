import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { playedPages, quickPages } from '../../docs/generate/pages.ts'

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

/** Words and turns that are not used on pages written by hand. Messages and docstrings still have some of them. */
const insteadOnPages: readonly (readonly [RegExp, string])[] = [
  [/\b(mcp|http|brownout|presets?)(\(\))?`? plays?\b|\bcannot be played\b/i, 'emulates'],
  [/\bcut (off|short|in the middle)\b/i, 'truncated; ends'],
  [/\bas it comes\b|\bas told\b|\bby its calls alone\b|\bundisturbed\b|\bin force\b/i, 'unchanged; without a fault; active'],
  [/\bhas \w+ happen\b|\bgiven out\b|\bat the door\b|\bnone to\b/i, 'makes; returns; on connect; negate the verb'],
  [/\bspeaks? (with|its dialect)\b/i, 'connects to, uses the wire format'],
  [/\d %/, '20%'],
  [/\b(honour|behaviour|colour|favour)/i, 'US spelling'],
]

/** Words that are not used in prose outside of `src`: on pages written by hand, in comments and in titles of tests. */
const insteadInProse: readonly (readonly [RegExp, string])[] = [
  [/(?<!\bplace )\bwhere\b(?! (are|do|does|is) )/i, 'if, when, the place where'],
  [/\b(says?|said|saying)\b/i, 'prints, reports, returns, contains'],
  [/\b(tells?|told|telling)\b/i, 'reports, informs, distinguishes'],
  [/\b(is|are|was|were) asked\b|\basks? (again|once|twice|openai|anthropic|the (provider|model|server))\b/i, 'calls, requests, sends'],
  [/(?<!")\b(comes?|came|coming)\b/i, 'arrives, returns, is'],
  [/\b(stands?|stood)\b/i, 'is, contains, matches'],
  [/\b(nobody|whoever|whatever)\b/i, 'the actor: no client, no app; any'],
  [/\b(is|are|was|were) no (?!longer|more|fewer)/i, 'negate the verb: is not a'],
  [/\bwhole\b|(?<!-)\bcuts?\b(?!-)|\bhalf (an? |the )?(answer|stream|body|message|line|text|event)s?\b/i, 'complete, truncated'],
  [/\bmay\b/, 'can, might, is allowed to'],
  [/\bbeside\b|\bin place of\b/i, 'next to, in addition to, instead of'],
  [/\bso (many|long)\b|\bgoes on\b|\bgiven out\b|\btakes? in\b/i, 'the name of the parameter; continues; returns; reads'],
]

/** Pages that are generated from messages and docstrings. */
const generated = new Set([...quickPages, ...playedPages].map(({ file }) => file))
generated.delete('README.md')
generated.add('docs/matrix.md')

const pages = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...globSync(['docs/*.md', 'docs/{api,guides}/*.md'], { cwd: root })]
const sources = globSync(['src/**/*.{ts,tsx}', 'faults/*.ts', 'recipes/*.ts'], { cwd: root })

/** Pages written by hand. The one on style quotes some of the words. */
const byHand = pages.filter((file) => !generated.has(file) && file !== 'docs/style.md')
/** Code outside of `src`. */
const code = globSync(['{faults,recipes,bench,examples,scripts,docs/generate,test}/**/*.ts'], {
  cwd: root,
  exclude: ['**/node_modules/**', 'test/docs/words.test.ts'],
})

it.for(instead)('%s is not used: %s', ([turn]) => {
  expect(linesWith(turn, [...pages, ...sources])).toEqual([])
})

it.for(insteadOnPages)('%s is not used on a page written by hand: %s', ([turn]) => {
  expect(linesWith(turn, byHand)).toEqual([])
})

it.for(insteadInProse)('%s is not used in prose: %s', ([turn]) => {
  const found = [...byHand, 'docs/faults.md', 'docs/recipes.md', ...code].flatMap((file) =>
    proseOf(file).flatMap(([line, text]) => (turn.test(text) ? [`${file}:${line} ${text}`] : [])),
  )
  expect(found).toEqual([])
})

function linesWith(turn: RegExp, files: readonly string[]): string[] {
  return files.flatMap((file) => linesOf(file).flatMap((line, index) => (turn.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])))
}

const lines = new Map<string, readonly string[]>()

function linesOf(file: string): readonly string[] {
  const known = lines.get(file) ?? readFileSync(new URL(file, root), 'utf8').split('\n')
  lines.set(file, known)
  return known
}

const prose = new Map<string, readonly (readonly [line: number, text: string])[]>()
const title = /\b(?:it|test|describe)\b[^'`\n]*\('((?:[^'\\\n]|\\.)*)'/g
const comment = /\/\*\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*$/gm

/** The text of a page without its code and links, or the comments and titles of a file of code. */
function proseOf(file: string): readonly (readonly [line: number, text: string])[] {
  const known = prose.get(file) ?? readProse(file)
  prose.set(file, known)
  return known
}

function readProse(file: string): readonly (readonly [line: number, text: string])[] {
  const text = linesOf(file).join('\n')
  const parts = file.endsWith('.md')
    ? [{ index: 0, part: text.replaceAll(/```[\s\S]*?```/g, (block) => block.replaceAll(/[^\n]/g, '')) }]
    : [
        ...text.matchAll(comment).map((found) => ({ index: found.index, part: found[0].replace(/@example[\s\S]*/, '') })),
        ...text.matchAll(title).map((found) => ({ index: found.index, part: found[1]! })),
      ]
  return parts.flatMap(({ index, part }) => {
    const first = text.slice(0, index).split('\n').length
    const lines = part.replaceAll(/`[^`\n]*`|\]\([^)\n]*\)|https?:\S+/g, '').split('\n')
    return lines.map((line, at): readonly [number, string] => [first + at, line.trim()])
  })
}
