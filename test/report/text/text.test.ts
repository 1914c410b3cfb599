import { describe, expect, it } from 'vitest'
import { formerOf } from '../../../src/report/data/comparison.ts'
import { reportAsAnnotations } from '../../../src/report/text/annotations.ts'
import { reportAsJunit } from '../../../src/report/text/junit.ts'
import { reportAsMarkdown } from '../../../src/report/text/markdown.ts'
import { finding, report, run, search } from '../sample.ts'

const quiet = search({ title: 'asks again', findings: [], runs: [run({ verdicts: 'hi' })] })

describe('the Markdown', () => {
  it('has a headline, the score with its formula, and a row for each finding', () => {
    const text = reportAsMarkdown(
      report([search(), quiet], { former: [formerOf(quiet), { ...formerOf(quiet), title: 'answers a question' }] }),
    )
    expect(text).toContain('## ❌ answers a question violates 1 of 2 properties.')
    expect(text).toContain('**Score 0 of 100** (pairs held ÷ pairs tested = 0 ÷ 1; 17 pairs never tested)')
    expect(text).toContain('Since the last run: 1 new, 0 still there, 0 fixed.')
    expect(text).toContain(
      '| 1 | **whole\\-answers broke**<br>Half an answer was given out | <code>truncated-stream on every call</code> | 1 of 2 **new** | <code>BROWNOUT_SEED=tuesday npx vitest run ask.test.ts</code> |',
    )
    expect(text).toContain('## ✅ asks again held all properties that were exercised.')
    expect(text).toContain('- 1 of 2 properties not exercised in any run')
  })

  it('escapes what could be markup, and keeps a cell in its cell', () => {
    const how = 'it said "<img src=x> | [a](b) `c` @everyone"\nand more'
    const text = reportAsMarkdown(report([search({ findings: [finding('whole-answers', { how, replay: ['a | <b>'] })] })]))
    expect(text).not.toMatch(/<img|<b>|\[a\]\(b\)|[^\\]@everyone/)
    const row = text.split('\n').find((line) => line.startsWith('| 1 '))!
    expect(row.match(/(?<!\\)\|/g)).toHaveLength(6)
  })
})

describe('the JUnit XML', () => {
  it('has a case for each property: failed, passed or skipped', () => {
    const xml = reportAsJunit(report([search(), quiet]))
    expect(xml).toContain(
      '<testsuite name="answers a question" tests="2" failures="1" skipped="1" time="1.2" timestamp="2026-11-26T10:00:00.000Z">',
    )
    expect(xml).toContain(
      '<testcase name="whole-answers" classname="answers a question" file="test/ask.test.ts"><failure message="whole-answers broke: half an answer was given out">with truncated-stream on every call&#10;seed tuesday&#10;',
    )
    expect(xml).toContain('<skipped message="no call failed"/>')
    expect(xml).toContain('<testcase name="whole-answers" classname="asks again" file="test/ask.test.ts"/>')
  })

  it('holds no character that XML cannot', () => {
    const xml = reportAsJunit(report([search({ findings: [finding('whole-answers', { how: 'a\u{0}<b>"&\u{d800}' })] })]))
    expect(xml).toContain('broke: a\u{fffd}&lt;b&gt;&quot;&amp;\u{fffd}')
  })
})

describe('the annotations', () => {
  it('are one error for each finding, on one line each', () => {
    expect(reportAsAnnotations(report([search({ title: 'a, b: c' })]))).toEqual([
      '::error file=test/ask.test.ts,title=whole-answers broke (whole-answers)::Half an answer was given out.%0AWith truncated-stream on every call%0AReplay: BROWNOUT_SEED=tuesday npx vitest run ask.test.ts',
    ])
    const attack = search({ findings: [finding('whole-answers', { how: 'x\n::error::y%0A' })] })
    expect(reportAsAnnotations(report([attack]))[0]).toContain('X%0A::error::y%250A.')
  })
})
