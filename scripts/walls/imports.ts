import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, normalize } from 'node:path'
import { rooms, type Room } from './rooms.ts'

/** One import of one file: by the path of another file of the project, or by the name of a package. */
export interface Import {
  readonly file: string
  readonly imported: string
}

const folders = ['src', 'faults', 'recipes', 'examples', 'docs/generate']

/** Every import below the project's root, including type imports: a reader must follow those, too. */
export function importsBelow(root: string): Import[] {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)))
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')))
}

function importsOf(file: string, source: string): Import[] {
  const statements = source.matchAll(/^(?:import|export) [^'`]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm)
  return [...statements].map(([, from, bare, dynamic]) => {
    const specifier = (from ?? bare ?? dynamic)!
    return { file, imported: specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier }
  })
}

/** The name of a file's room. `undefined` for a file outside of all rooms. */
export function roomOf(file: string): string | undefined {
  const found = Object.entries(rooms).filter(([, { path }]) => file === path || file.startsWith(`${path}/`))
  return found.toSorted(([, a], [, b]) => b.path.length - a.path.length)[0]?.[0]
}

/** The reason why a file must not have an import. `undefined` if the import is allowed. */
export function wallAgainst({ file, imported }: Import): string | undefined {
  const name = roomOf(file)
  if (name === undefined) return undefined
  const room = rooms[name]!
  const isFile = /\.tsx?$/.test(imported)
  return isFile ? roomWall(name, room, imported) : packageWall(room, imported)
}

function roomWall(name: string, room: Room, imported: string): string | undefined {
  const target = roomOf(imported)
  if (target === undefined) return `${imported} is in no room`
  if (target === name || room.rooms.includes(target)) return undefined
  return `${room.path} may import ${room.rooms.length === 0 ? 'no other room' : room.rooms.map((other) => rooms[other]!.path).join(', ')}`
}

function packageWall({ path, packages }: Room, imported: string): string | undefined {
  if (packages.includes('*')) return undefined
  if (isBuiltin(imported)) return packages.includes('node:*') ? undefined : `${path} runs in a browser, which has no ${imported}`
  const name = imported
    .split('/')
    .slice(0, imported.startsWith('@') ? 2 : 1)
    .join('/')
  return packages.includes(name) ? undefined : `${path} may import ${packages.length === 0 ? 'no package' : packages.join(', ')}`
}
