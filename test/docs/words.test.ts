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
  [/\bbeside\b/i, 'next to; in addition to'],
  [/\b(whatever|nobody)\b/i, 'any; the actor: no client, no app'],
  [/\bstands? in for\b(?! openai)/i, 'emulates'],
  [/\b(mcp|http|brownout|presets?)(\(\))?`? plays?\b|\bcannot be played\b/i, 'emulates'],
  [/\bcut (off|short|in the middle)\b/i, 'truncated; ends'],
  [/\b(is|are|was|were) asked (again|once|twice|the same)\b/i, 'calls, sends'],
  [/\bas it comes\b|\bas told\b|\bby its calls alone\b|\bundisturbed\b|\bin force\b/i, 'unchanged; without a fault; active'],
  [/\bhas \w+ happen\b|\bgiven out\b|\bat the door\b|\bnone to\b/i, 'makes; returns; on connect; negate the verb'],
  [/\bspeaks? (with|its dialect)\b/i, 'connects to, uses the wire format'],
  [/\d %/, '20%'],
  [/\b(honour|behaviour|colour|favour)/i, 'US spelling'],
]

/** Pages that are generated from messages and docstrings. */
const generated = new Set([...quickPages, ...playedPages].map(({ file }) => file))
generated.delete('README.md')

const pages = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...globSync(['docs/*.md', 'docs/{api,guides}/*.md'], { cwd: root })]
const sources = globSync(['src/**/*.{ts,tsx}', 'faults/*.ts', 'recipes/*.ts'], { cwd: root })

it.for(instead)('%s is not used: %s', ([turn]) => {
  expect(linesWith(turn, [...pages, ...sources])).toEqual([])
})

it.for(insteadOnPages)('%s is not used on a page written by hand: %s', ([turn]) => {
  // The page on style quotes some of them.
  const byHand = pages.filter((file) => !generated.has(file) && file !== 'docs/style.md')
  expect(linesWith(turn, byHand)).toEqual([])
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
