/** A file that the readme shows: a block of code whose first line names it. */
export interface ShownFile {
  readonly file: string
  readonly code: string
}

/** The files that the readme shows. */
export function filesIn(readme: string): ShownFile[] {
  return [...readme.matchAll(/```ts\n(\/\/ (\S+\.ts)\n[\s\S]*?)```/g)].map(([, code, file]) => ({ file: file!, code: code! }))
}

/** A block of code on a page that is not a file of its own. */
export interface Fragment {
  /** The line at which it begins: `docs/ci.md:12`. */
  readonly place: string
  readonly code: string
}

/** The blocks of TypeScript on a page that name no file. */
export function fragmentsIn(page: string, text: string): Fragment[] {
  return [...text.matchAll(/```ts\n(?!\/\/ \S+\.ts\n)([\s\S]*?)```/g)].map(({ 1: code, index }) => ({
    place: `${page}:${text.slice(0, index).split('\n').length}`,
    code: code!,
  }))
}

function between(readme: string, mark: string): { readonly from: number; readonly to: number } {
  const [begin, end] = [`<!-- ${mark} -->\n`, `<!-- /${mark} -->`]
  const [from, to] = [readme.indexOf(begin) + begin.length, readme.indexOf(end)]
  if (from < begin.length || to < from) throw new Error(`The readme has no ${begin.trim()} ... ${end}.`)
  return { from, to }
}

/** The failure in the readme, as it is printed. */
export function failureIn(readme: string): string {
  const { from, to } = between(readme, 'failure')
  return readme
    .slice(from, to)
    .replaceAll(/^```(?:text)?\n/gm, '')
    .trim()
}

/** The readme with new text between two of its marks. */
export function withSection(readme: string, mark: string, text: string): string {
  const { from, to } = between(readme, mark)
  return `${readme.slice(0, from)}\n${text}\n\n${readme.slice(to)}`
}
