import { constantOf, type Declared, type ParsedModule } from './module.ts'

/** A member of an interface or a class. */
export interface Member {
  readonly name: string
  readonly type: string
  readonly docstring: string | undefined
}

/** The kinds of entries, in the order of a page. */
export type Kind = 'function' | 'class' | 'value' | 'type'

export function kindOf({ node }: Declared): Kind {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      return 'function'
    case 'ClassDeclaration':
      return 'class'
    case 'VariableDeclaration':
      return 'value'
    default:
      return 'type'
  }
}

/** The signature of a declaration: its code without bodies, and without the members that are listed apart. */
export function signatureOf({ name, node, module }: Declared): string {
  const { text } = module
  if (node.type === 'FunctionDeclaration')
    return text
      .slice(node.start, node.body?.start ?? node.end)
      .trim()
      .replace(/^async /, '')
  if (node.type === 'ClassDeclaration' || node.type === 'TSInterfaceDeclaration') return text.slice(node.start, node.body.start).trim()
  if (node.type === 'VariableDeclaration') {
    const declarator = node.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name)!
    const written = text.slice(declarator.start, declarator.id.end)
    const value = declarator.init === null ? '' : text.slice(declarator.init.start, declarator.init.end)
    return declarator.id.typeAnnotation != null || value.length > 200 ? `const ${written}` : `const ${written} = ${value}`
  }
  const entries = constantOf(node, module)?.entries
  return entries === undefined ? text.slice(node.start, node.end) : `type ${name} = ${entries.join(' | ')}`
}

/** The default values of a function's parameters, by name. */
export function defaultsOf({ node, module }: Declared): ReadonlyMap<string, string> {
  if (node.type !== 'FunctionDeclaration') return new Map()
  return new Map(
    node.params.flatMap((parameter) =>
      parameter.type === 'AssignmentPattern' && parameter.left.type === 'Identifier'
        ? [[parameter.left.name, module.text.slice(parameter.right.start, parameter.right.end)] as const]
        : [],
    ),
  )
}

/** The public members of an interface or a class. */
export function membersOf({ node, module }: Declared): readonly Member[] {
  if (node.type === 'TSInterfaceDeclaration') return node.body.body.flatMap((member) => memberIn(member, module))
  if (node.type === 'ClassDeclaration') return node.body.body.flatMap((member) => memberIn(member, module))
  return []
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly key?: { readonly type: string; readonly start: number; readonly end: number }
  readonly accessibility?: string | null
  readonly optional?: boolean
  readonly value?: { readonly body?: { readonly start: number } | null; readonly type: string; readonly start: number } | null
  readonly typeAnnotation?: { readonly typeAnnotation: { readonly start: number; readonly end: number } } | null
}

function memberIn(node: Node, module: ParsedModule): readonly Member[] {
  const { text } = module
  const docstring = module.docstringBefore(node.start)
  const { key } = node
  const isHidden = key?.type === 'PrivateIdentifier' || node.accessibility === 'private' || docstring?.includes('@internal') === true
  if (key === undefined || isHidden) return []
  const name = text.slice(key.start, key.end)
  // An overriding method has the docstring of what it overrides, which is not this one's to show.
  if (node.type === 'PropertyDefinition' && node.typeAnnotation == null) return []
  const end = node.type === 'MethodDefinition' ? (node.value?.body?.start ?? node.end) : node.end
  const isMethod = node.type === 'MethodDefinition' || node.type === 'TSMethodSignature'
  const type =
    isMethod || node.typeAnnotation == null
      ? text.slice(node.start, end)
      : text.slice(node.typeAnnotation.typeAnnotation.start, node.typeAnnotation.typeAnnotation.end)
  return [{ name: `${name}${node.optional === true ? '?' : ''}`, type: inOneLine(type), docstring }]
}

/** Code in one line, without comments and the space that only lines need. */
export function inOneLine(code: string): string {
  return code
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/;$/, '')
    .replaceAll(/\( /g, '(')
    .replaceAll(/,? \)/g, ')')
    .trim()
}
