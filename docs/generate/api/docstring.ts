/** The parts of a docstring. */
export interface Docstring {
  readonly description: string
  readonly parameters: readonly { readonly name: string; readonly text: string }[]
  readonly returns: string | undefined
  readonly throws: readonly string[]
  readonly examples: readonly string[]
  readonly see: readonly string[]
}

const empty: Docstring = { description: '', parameters: [], returns: undefined, throws: [], examples: [], see: [] }

/** Reads the text between the marks of a docstring. */
export function readDocstring(comment: string | undefined): Docstring {
  if (comment === undefined) return empty
  const text = comment.replace(/^\*+/, '').replaceAll(/^[ \t]*\* ?/gm, '')
  const [description = '', ...tags] = text.split(/^\s*@(?=\w)/m)
  const tagged = tags
    .map((tag) => /^(\w+)\s*([\s\S]*)$/.exec(tag))
    .flatMap((match) => (match === null ? [] : [{ tag: match[1]!, body: match[2]!.trim() }]))
  const all = (...names: readonly string[]): string[] => tagged.filter(({ tag }) => names.includes(tag)).map(({ body }) => body)
  return {
    description: prose(description),
    parameters: all('param').map((body) => {
      const [, name = '', rest = ''] = /^(\S+)\s*(?:-\s*)?([\s\S]*)$/.exec(body) ?? []
      return { name, text: prose(rest) }
    }),
    returns: all('returns').map(prose)[0],
    throws: all('throws').map(prose),
    examples: all('example'),
    see: all('see').map(prose),
  }
}

/** Text of a docstring as Markdown, with one paragraph in one line. */
function prose(text: string): string {
  return text
    .trim()
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/\n(?!- )\s*/g, ' '))
    .join('\n\n')
    .replaceAll(/`[^`]*`|[<{}]/g, (piece) => (piece.startsWith('`') ? piece : `\\${piece}`))
}
