import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'rolldown/utils'

const root = fileURLToPath(new URL('../../../', import.meta.url))

type Statement = ReturnType<typeof parseSync>['program']['body'][number]
type Exporting = Extract<Statement, { type: 'ExportNamedDeclaration' }>

/** A declaration that a module exports. */
export type Declaration = NonNullable<Exporting['declaration']>

/** A declaration that is exported, with the docstring before it. */
export interface Declared {
  readonly name: string
  readonly node: Declaration
  readonly docstring: string | undefined
  readonly module: ParsedModule
}

/** A source file, parsed. */
export interface ParsedModule {
  /** From the project's root. */
  readonly file: string
  readonly text: string
  /** The docstring that ends right before a place of the text. */
  docstringBefore(start: number): string | undefined
  readonly body: readonly Statement[]
}

const parsed = new Map<string, ParsedModule>()

/** Parses a source file, once. */
export function moduleAt(file: string): ParsedModule {
  const known = parsed.get(file)
  if (known !== undefined) return known
  const text = readFileSync(join(root, file), 'utf8')
  const { program, comments } = parseSync(file, text)
  const docstrings = comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
  const module: ParsedModule = {
    file,
    text,
    body: program.body,
    docstringBefore: (start) =>
      docstrings.findLast(
        ({ end }) =>
          end <= start &&
          text
            .slice(end, start)
            .replaceAll(/^\s*\/\/.*$/gm, '')
            .trim() === '',
      )?.value,
  }
  parsed.set(file, module)
  return module
}

/** What a module exports, re-exports included, in the order of its text. Overloads of a function are several declarations. */
export function exportsOf(file: string): readonly Declared[] {
  const module = moduleAt(file)
  return module.body.flatMap((statement): readonly Declared[] => {
    if (statement.type === 'ExportAllDeclaration' && statement.exported === null) return exportsBeside(file, statement.source.value)
    if (statement.type !== 'ExportNamedDeclaration') return []
    if (statement.declaration !== null) return declaredIn(statement, module)
    return statement.specifiers.flatMap((specifier) => {
      const [local, exported] = [nameOf(specifier.local), nameOf(specifier.exported)]
      const found = statement.source === null ? localOf(module, local) : exportsBeside(file, statement.source.value)
      return found.filter(({ name }) => name === local).map((declared) => ({ ...declared, name: exported }))
    })
  })
}

/** The functions that a value has by name, such as `answers.script`, if its type names each as `typeof script`. */
export function functionsOf({ name, node, module }: Declared): readonly Declared[] {
  if (node.type !== 'VariableDeclaration') return []
  return node.declarations.flatMap(({ id }) => {
    const type = id.type === 'Identifier' && id.name === name ? id.typeAnnotation?.typeAnnotation : undefined
    if (type?.type !== 'TSTypeLiteral') return []
    return type.members.flatMap((member) => {
      if (member.type !== 'TSPropertySignature' || member.typeAnnotation?.typeAnnotation.type !== 'TSTypeQuery') return []
      const key = module.text.slice(member.key.start, member.key.end)
      return localOf(module, key)
        .filter((declared) => declared.name === key)
        .map((declared) => ({ ...declared, name: `${name}.${key}` }))
    })
  })
}

/** What a module declares or imports under a name that it exports in a list. */
function localOf(module: ParsedModule, local: string): readonly Declared[] {
  return module.body.flatMap((statement) => {
    if (statement.type !== 'ImportDeclaration') return []
    const isImported = statement.specifiers.some((specifier) => specifier.local.name === local)
    return isImported ? exportsBeside(module.file, statement.source.value) : []
  })
}

function declaredIn(statement: Exporting, module: ParsedModule): readonly Declared[] {
  const node = statement.declaration!
  const docstring = module.docstringBefore(statement.start) ?? constantOf(node, module)?.docstring
  if (node.type === 'VariableDeclaration')
    return node.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [{ name: id.name, node, docstring, module }] : []))
  return 'id' in node && node.id?.type === 'Identifier' ? [{ name: node.id.name, node, docstring, module }] : []
}

/** The constant whose entries a type lists, as in `(typeof stages)[number]` and `keyof typeof needs`. */
export interface Constant {
  readonly docstring: string | undefined
  /** `undefined` if it also has the entries of another constant. */
  readonly entries: readonly string[] | undefined
}

export function constantOf(node: Declaration, module: ParsedModule): Constant | undefined {
  if (node.type !== 'TSTypeAliasDeclaration') return undefined
  const [, name] =
    /^(?:\(typeof (\w+)\)\[number\]|keyof typeof (\w+))$/.exec(textOf(node.typeAnnotation, module))?.filter((part) => part !== undefined) ??
    []
  for (const statement of name === undefined ? [] : module.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declaration?.type !== 'VariableDeclaration') continue
    const declarator = declaration.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name)
    const value = declarator?.init?.type === 'TSAsExpression' ? declarator.init.expression : undefined
    if (value !== undefined) return { docstring: module.docstringBefore(statement.start), entries: entriesOf(value, module) }
  }
  return undefined
}

type Expression = Extract<
  NonNullable<Extract<Declaration, { type: 'VariableDeclaration' }>['declarations'][number]['init']>,
  { type: 'TSAsExpression' }
>['expression']

function entriesOf(value: Expression, module: ParsedModule): readonly string[] | undefined {
  const entries =
    value.type === 'ArrayExpression'
      ? value.elements.map((element) => (element?.type === 'Literal' ? textOf(element, module) : undefined))
      : value.type === 'ObjectExpression'
        ? value.properties.map((property) =>
            property.type === 'Property' ? `'${textOf(property.key, module).replaceAll("'", '')}'` : undefined,
          )
        : [undefined]
  return entries.includes(undefined) ? undefined : entries.flatMap((entry) => entry ?? [])
}

function textOf({ start, end }: { readonly start: number; readonly end: number }, module: ParsedModule): string {
  return module.text.slice(start, end)
}

function nameOf(name: { readonly type: string; readonly name?: string; readonly value?: string }): string {
  return name.name ?? name.value ?? ''
}

/** The exports of a module that another one names. Exports of a package are documented by the package. */
function exportsBeside(file: string, source: string): readonly Declared[] {
  return source.startsWith('.') ? exportsOf(join(file, '..', source)) : []
}
