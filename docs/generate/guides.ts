import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

/** Files of a guide at one place of its text: an app and its tests, before or after the fix. */
export interface GuideVersion {
  readonly guide: string
  /** The code of each file, by name. */
  readonly files: ReadonlyMap<string, string>
  /** The failure that the guide shows for these files. `undefined`: all tests pass. */
  readonly failure: GuideFailure | undefined
}

/** A failing test as a guide shows it. */
export interface GuideFailure {
  readonly file: string
  readonly test: string
  readonly message: string
}

const root = new URL('../../', import.meta.url)
const failureBlock = /```text\nFAIL (\S+\.test\.ts) > (.*)\n\n([\s\S]*?)\n```/g

/** The guides, by file name from the project's root. */
export const guideFiles: readonly string[] = globSync(['docs/guides/*.md', 'docs/crashes.md'], { cwd: root }).toSorted()

/** The text of a guide. */
export function guideText(file: string): string {
  return readFileSync(new URL(file, root), 'utf8')
}

/**
 * The versions of the files of a guide, in the order of its text. A block of code begins with the name of its file, and replaces an
 * earlier block of that name. Each failure belongs to the files shown before it; the last version passes.
 */
export function versionsOf(file: string): readonly GuideVersion[] {
  const guide = basename(file, '.md')
  const text = guideText(file)
  const failures = [...text.matchAll(failureBlock)].map(({ 1: shown, 2: test, 3: message, index }) => ({
    index,
    failure: { file: shown!, test: test!, message: message! },
  }))
  return [...failures, { index: text.length, failure: undefined }].map(({ index, failure }) => ({
    guide,
    failure,
    files: filesIn(text.slice(0, index)),
  }))
}

function filesIn(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/```ts\n(\/\/ (\S+\.ts)\n[\s\S]*?)```/g)].map(([, code, name]) => [name!, code!]))
}

/** The guide with another message of its nth failure, from 0. */
export function withFailure(text: string, nth: number, message: string): string {
  let number = 0
  return text.replaceAll(failureBlock, (block: string, file: string, test: string) =>
    number++ === nth ? `\`\`\`text\nFAIL ${file} > ${test}\n\n${message}\n\`\`\`` : block,
  )
}
