import type { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { recipes } from '../../recipes/catalogue.ts'
import type { RecipeFactory } from '../engine/plan/recipe.ts'
import { findRecipe } from '../engine/plan/recipe-text.ts'
import { filmOf, type Film } from '../demo/film.ts'
import { rehearse } from '../demo/rehearsal.ts'
import type { Line } from '../demo/screen/line.ts'
import { terminalText } from '../demo/screen/terminal.ts'
import { demoApps } from './demo-apps.ts'

interface Options {
  readonly seed: string
  readonly recipe: string
  /** Shows how each question ended, and not how it went. */
  readonly fast: boolean
}

/** The used members of a terminal. */
type Terminal = Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number; hasColors?(): boolean }

const leastColumns = 72
const usualColumns = 99

/** Shows two apps on the same bad day, side by side. */
export async function demo({ seed, recipe: name, fast }: Options, terminal: Terminal = process.stdout): Promise<void> {
  const recipe = findRecipe(name, recipes)
  const film = await record(
    recipe,
    seed,
    Math.max(leastColumns, terminal.isTTY === true ? (terminal.columns ?? usualColumns) : usualColumns),
  )
  const height = film.scenes[0]![0]!.lines.length
  const isMoving = terminal.isTTY === true && !fast && (terminal.columns ?? 0) >= leastColumns && (terminal.rows ?? 0) > height
  const isColoured = terminal.hasColors?.() ?? false
  const write = (lines: readonly Line[]): void => void terminal.write(`${lines.map((line) => terminalText(line, isColoured)).join('\n')}\n`)
  if (isMoving) await play(film, terminal, isColoured)
  else for (const scene of film.scenes) write([...scene.at(-1)!.lines, []])
  write(film.close)
}

/**
 * The film of a recipe.
 * @throws BrownoutError if the SDKs that the two apps use are not installed
 */
export async function record(recipe: RecipeFactory, seed: string, columns: number): Promise<Film> {
  const [naive, hardened] = await demoApps()
  const takes = [await rehearse('naive', naive, recipe, seed), await rehearse('hardened', hardened, recipe, seed)] as const
  return filmOf(recipe(), takes, seed, columns)
}

const [hideCursor, showCursor, clearToEnd] = ['\u001B[?25l', '\u001B[?25h', '\u001B[K']

async function play({ scenes }: Film, terminal: Terminal, isColoured: boolean): Promise<void> {
  const show = (): void => void terminal.write(showCursor)
  process.once('exit', show)
  terminal.write(hideCursor)
  let drawn = 0
  for (const { lines, stands } of scenes.flat()) {
    const back = drawn === 0 ? '' : `\u001B[${drawn}A\r`
    terminal.write(`${back}${lines.map((line) => `${terminalText(line, isColoured)}${clearToEnd}\n`).join('')}`)
    drawn = lines.length
    await sleep(stands)
  }
  process.off('exit', show)
  show()
}
